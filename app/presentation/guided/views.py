"""From a draft and a guide pack to what is shown. Pure: reads nothing, keeps nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from app.domain.draft import Contact, Draft, Stage, state_of, unanswered
from app.domain.guide import GuidePack, GuideTask, Step
from app.domain.guide_picture import picture_text
from app.domain.guide_variants import Chosen, asked, choice_of, closing_choices, path, spoken_to
from app.domain.guide_words import fill
from app.domain.ladder import TaskCode, TaskState
from app.presentation.guided.state import (
    Card,
    ClosingCheck,
    OpenTask,
    Option,
    Question,
    Review,
    ReviewRow,
    StepView,
    TaskView,
)
from app.usecases.closing import review as review_lines


def task_views(draft: Draft, pack: GuidePack, you: str) -> tuple[TaskView, ...]:
    """The five tasks, the current one with its cards."""
    return tuple(_task(draft, pack, code, you) for code in TaskCode)


def _task(draft: Draft, pack: GuidePack, code: TaskCode, you: str) -> TaskView:
    task, state, current = pack.task(code), state_of(draft, code), draft.task is code
    shows_steps = current and draft.stage in (Stage.STEP, Stage.REASON)
    way = path(pack, task, draft.choices)
    return TaskView(
        code=code,
        title=fill(task.short_title, you),
        state=state,
        reason_title=reason_title(pack, state.reason, you),
        is_today=code in draft.ends,
        is_current=current,
        steps=tuple(_step(draft, step, you) for step in way) if shows_steps else (),
    )


def _step(draft: Draft, step: Step, you: str) -> StepView:
    return StepView(
        code=step.code,
        title=fill(step.short_title, you),
        is_done=step.code in draft.steps_done,
        is_current=step.code == draft.step,
    )


def reason_title(pack: GuidePack, code: str, you: str) -> str:
    """A reason's title addressed to the person, or empty."""
    reason = pack.reason(code)
    return fill(reason.title, you) if reason else ""


def card_of(draft: Draft, pack: GuidePack, you: str, me: str) -> Card | None:
    """The card the draft stands on; None when the pack no longer has it on this person's way."""
    if draft.task is None:
        return None
    task = pack.task(draft.task)
    way = path(pack, task, draft.choices)
    step = next((step for step in way if step.code == draft.step), None)
    if step is None:
        return None
    first, you = way[0] is step, spoken_to(pack, draft.choices, you)
    stood = draft.before.get(task.code, TaskState()).step
    resumed = not first and step.code == stood and way[0].code not in draft.steps_done
    return Card(
        step=step,
        title=fill(step.title, you, me),
        say=fill(step.say, you, me),
        expect=fill(step.expect, you, me),
        trouble=tuple((fill(t.text, you, me), fill(t.advice, you, me)) for t in step.trouble),
        number=way.index(step) + 1,
        total=len(way),
        picture_text=fill(picture_text(pack.words.picture, step.picture), you, me),
        already_done=fill(task.already_done, you, me) if first or resumed else "",
        hearer=(hearer := pack.words.hearer(step, you)),
        secret_line=fill(pack.words.secret_line, hearer, me) if step.secret else "",
        questions=questions(pack, task, draft.choices, you),
        resumed=resumed,
    )


def questions(pack: GuidePack, task: GuideTask, chosen: Chosen, you: str) -> tuple[Question, ...]:
    """What makes the way through a task differ, its choices numbered through for the digit keys."""
    numbers = count(1)
    return tuple(
        Question(
            title=fill(variant.title, you),
            options=tuple(
                Option(
                    number=next(numbers),
                    variant=variant.code,
                    code=choice.code,
                    title=fill(choice.title, you),
                    is_chosen=choice is choice_of(variant, chosen),
                )
                for choice in variant.choices
            ),
        )
        for variant in asked(pack, task, chosen)
    )


def with_contact(review: Review, contact: Contact) -> Review:
    """The check page with the contact as written today."""
    return replace(review, phone=contact.phone, phone_owner=contact.owner, phone_agreed=contact.agreed)


def review_of(draft: Draft, pack: GuidePack, you: str, today: str) -> Review:
    """The check page with the contact as written today, else as we hold it; `today` is an ISO date."""
    rows = tuple(
        ReviewRow(
            code=line.task,
            title=fill(pack.task(line.task).title, you),
            state=line.state,
            reason_title=reason_title(pack, line.state.reason, you),
            is_today=line.today,
        )
        for line in review_lines(draft)
    )
    person = draft.person
    shown = Review(
        rows=rows,
        unanswered=tuple(
            OpenTask(task, fill(pack.task(task).short_title, you)) for task in unanswered(draft, today)
        ),
        phone=str(person.get("phone") or ""),
        phone_owner=str(person.get("phone_owner") or ""),
        phone_agreed=bool(person.get("phone_agreed")),
        checks=tuple(
            ClosingCheck(task=task, variant=variant.code, choice=choice.code, title=fill(choice.title, you))
            for task, variant, choice in closing_choices(pack, draft.choices)
        ),
    )
    return shown if draft.contact is None else with_contact(shown, draft.contact)

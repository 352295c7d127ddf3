"""Guiding a person through the tasks, card by card. Every answer is kept at once; nothing is a record yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from app.domain.draft import (
    Draft,
    Stage,
    Standing,
    TaskEnd,
    ended,
    left_until,
    listed,
    next_task,
    opened,
    reviewed,
    step_done,
)
from app.domain.guide import GuidePack, Reason, WhoActs
from app.domain.guide_variants import by_age, path, stands_on
from app.domain.ladder import TaskCode, TaskState, TaskStatus
from app.domain.portrait import portrait_of
from app.domain.problems import Problem, ProblemCode
from app.domain.secrets_guard import looks_like_secret
from app.usecases.ports import Clock, Store
from app.usecases.writing import keep

_ELSEWHERE = (WhoActs.POLICE, WhoActs.INSURANCE_OFFICE, WhoActs.CARRIER)


def fitted(pack: GuidePack, draft: Draft, today: date) -> Draft:
    """On the cards for somebody of this age; what staff chose stands. It is kept with the first answer."""
    age = portrait_of(draft.person, today).age
    return replace(draft, choices={**by_age(pack, age), **draft.choices})


def open_task(store: Store, clock: Clock, pack: GuidePack, draft: Draft, task: TaskCode) -> Draft:
    """Go on with a task where it was left, today or an earlier day; in any order of tasks."""
    return keep(store, clock, opened(draft, task, _first_card(pack, task, draft)))


def open_step(store: Store, clock: Clock, pack: GuidePack, draft: Draft, step: str) -> Draft:
    """Stand on any card; a card this pack does not have changes nothing."""
    task = pack.task_of(step)
    return draft if task is None else keep(store, clock, opened(draft, task.code, step))


def finish_step(store: Store, clock: Clock, pack: GuidePack, draft: Draft) -> Draft:
    """The card is done. After the last one the task is done too, and the next task begins at once.

    A card that leads to a reason ends nothing as done: the reasons are on screen.
    """
    if draft.task is None:
        return draft
    step = pack.step(draft.step)
    if step is not None and step.leads_to:
        return ask_reason(store, clock, draft)
    following = _neighbour(pack, draft.task, draft, 1)
    done = step_done(draft, following or draft.step)
    if following is None:
        done = _onward(pack, ended(done, draft.task, TaskEnd(status=TaskStatus.DONE)))
    return keep(store, clock, done)


def step_back(store: Store, clock: Clock, pack: GuidePack, draft: Draft) -> Draft:
    """One card back; from a task's first card to the task list."""
    before = None if draft.task is None else _neighbour(pack, draft.task, draft, -1)
    moved = listed(draft) if before is None else replace(draft, stage=Stage.STEP, step=before)
    return keep(store, clock, moved)


def choose(store: Store, clock: Clock, pack: GuidePack, draft: Draft, variant: str, choice: str) -> Draft:
    """This person needs other cards (another phone, no level 2 yet); one stands on the card that now comes.

    It is kept for the rest of the session.
    """
    choices = {**draft.choices, variant: choice}
    step = draft.step
    if draft.task is not None:
        step = stands_on(pack, pack.task(draft.task), step, draft.choices, choices)
    return keep(store, clock, replace(draft, choices=choices, step=step))


def ask_reason(store: Store, clock: Clock, draft: Draft) -> Draft:
    """The card cannot be done: the reasons are on screen."""
    return keep(store, clock, replace(draft, stage=Stage.REASON))


def cannot_do(
    store: Store,
    clock: Clock,
    pack: GuidePack,
    draft: Draft,
    *,
    reason: str,
    day: date | None,
    note: str = "",
) -> Draft | Problem:
    """The task ends with a reason and perhaps a day to come back; what does not hang on it goes on."""
    chosen = pack.reason(reason)
    if chosen is None or draft.task is None:
        return Problem(ProblemCode.REASON_UNKNOWN, "reason")
    if day is not None and day < clock.now().date():
        return Problem(ProblemCode.DAY_IN_PAST, "day")
    if looks_like_secret(note):
        return Problem(ProblemCode.NOTE_HAS_SECRET, "note")
    end = TaskEnd(
        status=chosen.outcome,
        reason=chosen.code,
        day=day.isoformat() if day else "",
        place=chosen.who_acts.value if chosen.who_acts in _ELSEWHERE else WhoActs.POINT.value,
        note=note.strip(),
    )
    return keep(store, clock, _onward(pack, ended(draft, draft.task, end)))


def end_task(
    store: Store, clock: Clock, draft: Draft, task: TaskCode, status: TaskStatus, how: str = "guided"
) -> Draft:
    """End a task outright: done already, not applicable, refused; `how` is guided, already or told."""
    return keep(store, clock, ended(draft, task, TaskEnd(status=status, how=how)))


def to_tasks(store: Store, clock: Clock, draft: Draft) -> Draft:
    """Look at the task list."""
    return keep(store, clock, listed(draft))


def to_review(store: Store, clock: Clock, draft: Draft) -> Draft:
    """Check how everything ended; what nobody reached gets its outcome here, never silence."""
    return keep(store, clock, reviewed(draft))


def come_back(store: Store, clock: Clock, draft: Draft, day: date | None) -> Draft:
    """The day to come back for what was left over, or none."""
    return keep(store, clock, left_until(draft, day.isoformat() if day else ""))


def suggested_day(pack: GuidePack, reason: Reason, today: date) -> date | None:
    """The day usually right for a reason, or None when it proposes none."""
    known = pack.reason(reason.code) or reason
    return None if known.recheck_days is None else today + timedelta(days=known.recheck_days)


def pause(store: Store, clock: Clock, draft: Draft) -> Draft:
    """Leave it for later, on the very card."""
    return keep(store, clock, draft)


def resume(store: Store, clock: Clock, draft_id: str, operator: str) -> Draft | None:
    """Go on with a session left half-way, perhaps as somebody else; None when it was finished meanwhile."""
    running = next((draft for draft in store.read().drafts() if draft.id == draft_id), None)
    return None if running is None else keep(store, clock, replace(running, operator=operator))


def forget_unanswered(store: Store, clock: Clock) -> None:
    """Drop sessions of earlier days whose question of consent was never answered: the power went, nobody agreed."""
    today = clock.now().date()
    with store.write() as writing:
        for draft in writing.drafts():
            if draft.standing is Standing.ASKING and _day_of(draft, clock) < today:
                writing.drop_draft(draft.id)


def _day_of(draft: Draft, clock: Clock) -> date:
    return datetime.fromtimestamp(draft.touched, clock.now().tzinfo).date()


def give_up(store: Store, draft: Draft) -> None:
    """Forget a running session. Somebody who had consented stays on file; nothing says they were helped."""
    with store.write() as writing:
        writing.drop_draft(draft.id)


def _onward(pack: GuidePack, draft: Draft) -> Draft:
    """On the first card of what comes next, or at the review when nothing does."""
    task = next_task(draft)
    return reviewed(draft) if task is None else opened(draft, task, _first_card(pack, task, draft))


def _way(pack: GuidePack, task: TaskCode, draft: Draft) -> list[str]:
    """The cards this person needs for a task."""
    return [step.code for step in path(pack, pack.task(task), draft.choices)]


def _first_card(pack: GuidePack, task: TaskCode, draft: Draft) -> str:
    """Where the person stood, if that is not done since; else the first card that is not.

    Only on that very card: another way (the choices of then are not known any more) begins at its beginning.
    """
    cards = _way(pack, task, draft)
    place = draft.places.get(task) or draft.before.get(task, TaskState()).step
    behind = cards[cards.index(place) :] if place in cards else []
    return next((card for card in (*behind, *cards) if card not in draft.steps_done), cards[0])


def _neighbour(pack: GuidePack, task: TaskCode, draft: Draft, distance: int) -> str | None:
    """The card before or after; a card only another version of the pack had stands before the first."""
    cards = _way(pack, task, draft)
    place = (cards.index(draft.step) if draft.step in cards else -1) + distance
    return cards[place] if 0 <= place < len(cards) else None

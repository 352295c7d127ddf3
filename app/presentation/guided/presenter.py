"""The session's presenter: every answer is one use case and is saved before the next state shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.appointments import DateChoice, offered_dates
from app.domain.draft import (
    Contact,
    Draft,
    Stage,
    Standing,
    is_day_settled,
    left_day,
    left_day_before,
    next_task,
    wants_day,
)
from app.domain.guide import GuidePack
from app.domain.guide_variants import path
from app.domain.ladder import TaskCode, TaskStatus
from app.domain.portrait import portrait_of
from app.domain.problems import Problem
from app.domain.views import Finished
from app.presentation.guided import reasons
from app.presentation.guided.state import Card, GuidedState, ReasonPage, Review
from app.presentation.guided.views import card_of, review_of, task_views, with_contact
from app.usecases import changed_cards, closing, guidance
from app.usecases.ports import Clock, Ids, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where a session goes when it leaves the screen."""

    finished: Callable[[Finished, Draft, bool], None]
    paused: Callable[[], None]


class GuidedPresenter:
    """`me` is how staff call themselves to the person (cháu, em)."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        ids: Ids,
        *,
        pack: GuidePack,
        draft: Draft,
        ways: Ways,
        market_weekday: int | None,
        wanted: TaskCode | None = None,
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._pack, self._ways, self._market = pack, ways, market_weekday
        self._draft = guidance.fitted(pack, draft, self._today())
        self._wanted = wanted
        self._page: ReasonPage | None = None
        self._review: Review | None = None
        self._contact = draft.contact
        self._render: Callable[[GuidedState], None] | None = None

    @property
    def draft(self) -> Draft:
        """The session as saved last."""
        return self._draft

    def attach(self, render: Callable[[GuidedState], None]) -> None:
        """Show states with `render`, the first one now."""
        self._render = render
        self._moved(self._draft)

    # What the operator does

    def begin(self) -> None:
        """Go on with the next task that is not over; nothing left leads to the check page."""
        task = next_task(self._draft)
        if task is None:
            self.to_review()
        else:
            self.open_task(task)

    def open_task(self, task: TaskCode) -> None:
        """Go on with a task, in any order: on its first card, or where it was left."""
        self._moved(guidance.open_task(self._store, self._clock, self._pack, self._draft, task))

    def open_step(self, step: str) -> None:
        """Stand on any card."""
        self._moved(guidance.open_step(self._store, self._clock, self._pack, self._draft, step))

    def from_first(self) -> None:
        """From the first card of this task after all, though an earlier day ended further on."""
        if self._draft.task is not None:
            way = path(self._pack, self._pack.task(self._draft.task), self._draft.choices)
            self.open_step(way[0].code)

    def choose(self, variant: str, choice: str) -> None:
        """This person needs other cards: another phone, no level 2 yet."""
        self._moved(guidance.choose(self._store, self._clock, self._pack, self._draft, variant, choice))

    def check(self, task: TaskCode, variant: str, choice: str) -> None:
        """Something asked once more before the end: its cards, with that case chosen."""
        self._moved(guidance.choose(self._store, self._clock, self._pack, self._draft, variant, choice))
        self.open_task(task)

    def report(self, vneid: str, note: str) -> Problem | None:
        """The phone shows something else than this card: central is told, the session goes on."""
        card = card_of(self._draft, self._pack, self._you(), "")
        if card is None:
            return None
        problem = changed_cards.report_card(
            self._store,
            self._clock,
            self._ids,
            self._draft.operator,
            self._pack,
            card.step,
            vneid=vneid,
            note=note,
        )
        self._show()
        return problem

    def done(self) -> None:
        """The card is done."""
        self._moved(guidance.finish_step(self._store, self._clock, self._pack, self._draft))

    def already(self) -> None:
        """The person has this task from before."""
        if self._draft.task is not None:
            self._end(self._draft.task, TaskStatus.DONE, "already")

    def back(self) -> None:
        """One card back; from the reasons to the card; from the check page to the tasks."""
        match self._draft.stage:
            case Stage.REASON:
                self.open_step(self._draft.step)
            case Stage.STEP:
                self._moved(guidance.step_back(self._store, self._clock, self._pack, self._draft))
            case _:
                self._moved(guidance.to_tasks(self._store, self._clock, self._draft))

    def cannot(self) -> None:
        """It cannot be done now: ask why."""
        if self._draft.stage is Stage.STEP:
            self._moved(guidance.ask_reason(self._store, self._clock, self._draft))

    def pick_reason(self, code: str) -> None:
        """One of the reasons."""
        reason = self._pack.reason(code)
        if reason is not None and self._page is not None:
            self._turn(reasons.with_reason(self._page, self._pack, self._draft, reason, self._today()))

    def pick_date(self, choice: DateChoice, day: date | None = None) -> None:
        """When to come back."""
        if self._page is not None:
            self._turn(reasons.with_date(self._page, choice, day))

    def note_typed(self, text: str) -> None:
        """A few words to the reason; kept as typed, not shown anew."""
        if self._page is not None:
            self._page = replace(self._page, note=text)

    def keep_reason(self) -> None:
        """Save the reason and go on."""
        page = self._page
        if page is None or page.chosen is None:
            return
        answer = guidance.cannot_do(
            self._store,
            self._clock,
            self._pack,
            self._draft,
            reason=page.chosen.code,
            day=page.day,
            note=page.note if page.chosen.needs_note else "",
        )
        if isinstance(answer, Problem):
            self._turn(replace(page, problems=(answer,)))
        else:
            self._moved(answer)

    def to_review(self) -> None:
        """Check everything before finishing."""
        self._moved(guidance.to_review(self._store, self._clock, self._draft))

    def pick_back(self, choice: DateChoice, picked: date | None = None) -> None:
        """When to come back for what was left over."""
        day = picked if choice is DateChoice.PICK else self._dates().get(choice)
        self._moved(guidance.come_back(self._store, self._clock, self._draft, day))

    def contact_typed(self, contact: Contact) -> None:
        """A telephone as it stands now, half a number too: it is there again whatever is looked at meanwhile."""
        self._contact = contact
        self._draft = closing.note_contact(self._store, self._clock, self._draft, contact)
        self._review = self._checked()
        self._show()

    def finish(self, contact: Contact | None, *, print_slip: bool) -> None:
        """Finish: one transaction, then the slip. Without a contact the one written before counts."""
        self._contact = contact or self._contact
        answer = closing.finish_session(self._store, self._clock, self._ids, self._draft, self._contact)
        if isinstance(answer, Problem):
            self._review = replace(self._checked(), problems=(answer,))
            self._show()
        else:
            self._ways.finished(answer, self._draft, print_slip)

    def pause(self) -> None:
        """Leave it for later; anybody at this machine can go on."""
        guidance.pause(self._store, self._clock, self._draft)
        self._ways.paused()

    # What is shown

    def _end(self, task: TaskCode, status: TaskStatus, how: str) -> None:
        self._moved(guidance.end_task(self._store, self._clock, self._draft, task, status, how=how))
        if self._draft.stage is Stage.TASKS:
            self.begin()

    def _moved(self, draft: Draft) -> None:
        comes_to_review = draft.stage is Stage.REVIEW and self._draft.stage is not Stage.REVIEW
        self._draft = self._with_usual_day(draft) if comes_to_review else draft
        draft = self._draft
        you, today = self._you(), self._today()
        asks = draft.stage is Stage.REASON
        self._page = reasons.page_of(draft, self._pack, you, today, self._market) if asks else None
        self._review = self._checked() if draft.stage is Stage.REVIEW else None
        self._show()

    def _with_usual_day(self, draft: Draft) -> Draft:
        """Nobody goes home without a day because time was up: the one agreed before, market day, or in a week."""
        today = self._today().isoformat()
        if not wants_day(draft, today) or is_day_settled(draft, today):
            return draft
        dates = self._dates()
        usual = dates.get(DateChoice.MARKET_DAY) or dates[DateChoice.NEXT_WEEK]
        before = left_day_before(draft, today)
        day = date.fromisoformat(before) if before else usual
        return guidance.come_back(self._store, self._clock, draft, day)

    def _checked(self) -> Review:
        """The check page; with the day to come back where it has to be asked."""
        today = self._today().isoformat()
        shown = review_of(self._draft, self._pack, self._you(), today)
        if self._contact is not None:
            shown = with_contact(shown, self._contact)
        if not wants_day(self._draft, today):
            return shown
        dates, left = self._dates(), left_day(self._draft)
        day = date.fromisoformat(left) if left else None
        return replace(shown, dates=dates, day=day, choice=reasons.choice_for(dates, day))

    def _dates(self) -> dict[DateChoice, date | None]:
        return offered_dates(self._today(), self._market)

    def _turn(self, page: ReasonPage) -> None:
        self._page = page
        self._show()

    def _show(self) -> None:
        if self._render is not None:
            self._render(self._state())

    def _state(self) -> GuidedState:
        now, draft = self._clock.now(), self._draft
        who = portrait_of(draft.person, now.date())
        you, me = self._you(), who.form.own_word
        return GuidedState(
            who=who,
            anonymous=draft.standing is Standing.ANONYMOUS,
            stage=draft.stage,
            tasks=task_views(draft, self._pack, you),
            started=datetime.fromtimestamp(draft.started, now.tzinfo),
            saved=datetime.fromtimestamp(draft.touched, now.tzinfo),
            now=now,
            next_task=next_task(draft),
            wanted=self._wanted,
            card=self._card(you, me) if draft.stage is Stage.STEP else None,
            reason=self._page,
            review=self._review,
        )

    def _card(self, you: str, me: str) -> Card | None:
        card = card_of(self._draft, self._pack, you, me)
        if card is None:
            return None
        return replace(card, reported=changed_cards.is_reported(self._store.read(), self._pack, card.step))

    def _you(self) -> str:
        return portrait_of(self._draft.person, self._today()).form.word

    def _today(self) -> date:
        return self._clock.now().date()

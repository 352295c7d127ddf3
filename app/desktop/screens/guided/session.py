"""The session frame: who is being helped, the task list, and the page that belongs to the stage."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desktop.screens.guided.card import CardPage
from app.desktop.screens.guided.changed_card import ChangedCardDialog
from app.desktop.screens.guided.overview import OverviewPage
from app.desktop.screens.guided.reason import ReasonPage
from app.desktop.screens.guided.review import ReviewPage
from app.desktop.shell.keyboard import Key, bind
from app.desktop.shell.session_bar import SessionBar
from app.desktop.shell.session_frame import SessionFrame
from app.desktop.theme.tokens import Tone
from app.desktop.widgets.status_dot import Status
from app.desktop.widgets.task_list import StepLine, TaskLine, TaskList
from app.desktop.wording import dates, people, tasks
from app.desktop.wording.exchange import saved_at
from app.domain.appointments import DateChoice
from app.domain.ladder import TaskCode
from app.i18n import _
from app.presentation.guided.presenter import GuidedPresenter
from app.presentation.guided.state import GuidedState, StepView, TaskView


class SessionScreen(SessionFrame):
    """Binds one presenter to the frame; every state draws the page anew.

    `stands_on` tells the citizen's window the card, its number on the way and how many there are, and the
    Vietnamese word for the person; nothing else of them.
    """

    citizen_wanted = Signal()
    listen_wanted = Signal()
    past_wanted = Signal()
    stands_on = Signal(str, int, int, str)

    def __init__(self, presenter: GuidedPresenter) -> None:
        self._presenter = presenter
        bar = SessionBar(_("Pause"), _("Show the citizen"))
        task_list = TaskList(_("Today's tasks"))
        super().__init__(bar, task_list, _("Finish and print"), _("or press"))
        bar.pause.connect(presenter.pause)
        bar.show_citizen.connect(self.citizen_wanted)
        bind(self, Key.LISTEN.value, self.listen_wanted.emit)
        task_list.task_chosen.connect(lambda key: presenter.open_task(TaskCode(key)))
        task_list.step_chosen.connect(lambda _task, step: presenter.open_step(step))
        self.finish.connect(presenter.to_review)
        bind(self, Key.FINISH.value, presenter.to_review)
        self._state: GuidedState | None = None
        self._reasons: ReasonPage | None = None
        self._checks: ReviewPage | None = None
        presenter.attach(self.show_state)

    def show_state(self, state: GuidedState) -> None:
        """Draw one state."""
        before, self._state = self._state, state
        self._show_person(state)
        self.tell_card()
        if state.reason is not None and self._reasons is not None and before is not None and before.reason:
            self._reasons.show_state(state.reason)
            return
        if self._checks is not None and state.review is not None and not state.review.problems:
            self._checks.show_day(state.review)
            return
        self.tasks.show_tasks([_task_line(task) for task in state.tasks], _current(state))
        self._reasons, self._checks = None, None
        self.show_page(self._page(state))

    def tell_card(self) -> None:
        """Say which card is open; where there is none the citizen rests."""
        if self._state is not None:
            card, you = self._state.card, self._state.who.form.word
            place = (card.step.code, card.number, card.total, card.hearer) if card else ("", 0, 0, you)
            self.stands_on.emit(*place)

    def set_compact(self, compact: bool) -> None:
        """Pages are laid out for one size: draw anew when it changes."""
        changed = compact != self._compact
        super().set_compact(compact)
        state = getattr(self, "_state", None)
        if changed and state is not None:
            self.show_page(self._page(state))

    def _show_person(self, state: GuidedState) -> None:
        who = state.who
        tags = [(people.age(who), Tone.PLAIN), (people.speaks(who.language), Tone.INFO)]
        detail = " · ".join(part for part in (who.village, people.digits(who)) if part)
        self.bar.show_person(people.title(who), [tag for tag in tags if tag[0]], detail)
        self.bar.show_elapsed(dates.minutes(int((state.now - state.started).total_seconds())))
        self.bar.show_saved(saved_at(state.saved))

    def _page(self, state: GuidedState) -> QWidget:
        you = people.you(state.who.form)
        if state.card is not None:
            return self._card(state, you)
        if state.reason is not None:
            return self._reason(state, you)
        if state.review is not None:
            return self._review(state)
        page = OverviewPage(state)
        page.begin.connect(self._presenter.begin)
        page.review.connect(self._presenter.to_review)
        page.leave.connect(self._presenter.pause)
        page.past.connect(self.past_wanted)
        page.opened.connect(lambda code: self._presenter.open_task(TaskCode(code)))
        return page

    def _card(self, state: GuidedState, you: str) -> QWidget:
        assert state.card is not None
        page = CardPage(state.card, compact=self._compact)
        page.done.connect(self._presenter.done)
        page.cannot.connect(self._presenter.cannot)
        page.back.connect(self._presenter.back)
        page.already.connect(self._presenter.already)
        page.first.connect(self._presenter.from_first)
        page.chosen.connect(self._presenter.choose)
        page.changed.connect(partial(self._ask_changed, state.card.title))
        return page

    def _ask_changed(self, title: str) -> None:
        ChangedCardDialog(title, self._presenter.report, self).open()

    def _reason(self, state: GuidedState, you: str) -> QWidget:
        assert state.reason is not None
        page = ReasonPage(state.reason, you, compact=self._compact)
        page.picked.connect(self._presenter.pick_reason)
        page.dated.connect(lambda key, day: self._presenter.pick_date(DateChoice(key), day))
        page.noted.connect(self._presenter.note_typed)
        page.keep.connect(self._presenter.keep_reason)
        page.back.connect(self._presenter.back)
        self._reasons = page
        return page

    def _review(self, state: GuidedState) -> QWidget:
        assert state.review is not None
        you = people.you(state.who.form)
        page = ReviewPage(state.review, you, anonymous=state.anonymous, compact=self._compact)
        page.written.connect(self._presenter.contact_typed)
        page.dated.connect(lambda key, day: self._presenter.pick_back(DateChoice(key), day))
        page.finish.connect(lambda contact, paper: self._presenter.finish(contact, print_slip=paper))
        page.change.connect(lambda code: self._presenter.open_task(TaskCode(code)))
        page.checked.connect(lambda task, *case: self._presenter.check(TaskCode(task), *case))
        page.back.connect(self._presenter.back)
        self._checks = page
        return page

    def tick(self, now: datetime) -> None:
        """The minute hand moved."""
        if self._state is not None:
            self.bar.show_elapsed(dates.minutes(int((now - self._state.started).total_seconds())))


def _current(state: GuidedState) -> str:
    return next((task.code.value for task in state.tasks if task.is_current), "")


def _task_line(task: TaskView) -> TaskLine:
    words = tasks.ending(task.state, task.reason_title, is_today=task.is_today)
    return TaskLine(
        key=task.code.value,
        number=str(tuple(TaskCode).index(task.code) + 1),
        title=task.title,
        status=Status.DOING if task.is_current else tasks.shape(task.state.status),
        detail=_("In hand") if task.is_current else words,
        steps=tuple(_step_line(step) for step in task.steps),
    )


def _step_line(step: StepView) -> StepLine:
    status = Status.DOING if step.is_current else Status.DONE if step.is_done else Status.AHEAD
    return StepLine(step.code, step.title, status)

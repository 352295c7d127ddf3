"""A session on the window: from a draft to consent, cards, review, slip, and back to the rooms."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from app.desktop.citizen_corner import CitizenCorner
from app.desktop.laid_over import ask_to_forget, clear_away
from app.desktop.machine import Workplace
from app.desktop.papers import Papers
from app.desktop.screens.consent import ConsentScreen
from app.desktop.screens.guided.session import SessionScreen
from app.desktop.screens.past import PastDialog
from app.desktop.shell.main_window import MainWindow
from app.desktop.tasks import Tasks
from app.desktop.widgets.question import Question
from app.desktop.wording import facts, people
from app.domain.changes import Value
from app.domain.draft import Draft, Stage, Standing
from app.domain.ladder import TaskCode
from app.domain.portrait import portrait_of
from app.domain.views import Finished
from app.i18n import _, language
from app.presentation.consent import ConsentPresenter, ConsentState
from app.presentation.guided.presenter import GuidedPresenter, Ways
from app.presentation.past import PastPresenter
from app.usecases import consent, guidance, welcome
from app.usecases.device import OperatorRow, device_identity
from app.usecases.ports import Store


class Sessions(QObject):
    """At most one session is open; the others wait as drafts. `put_aside` carries a scan that came in between,
    `ended` a finished session.
    """

    put_aside = Signal(str)
    kin_wanted = Signal(str)
    ended = Signal(object)

    def __init__(
        self, machine: Workplace, tasks: Tasks, window: MainWindow, store: Store, operator: OperatorRow
    ) -> None:
        super().__init__(window)
        self._machine, self._window = machine, window
        self._store, self._operator = store, operator
        self._papers = Papers(machine, tasks, window, store)
        self._papers.kin_wanted.connect(self.kin_wanted)
        self._screen: SessionScreen | None = None
        self._presenter: GuidedPresenter | None = None
        self._asking: Draft | None = None
        self._compares = False
        self._citizen: CitizenCorner | None = None
        self._wanted: TaskCode | None = None

    @property
    def window(self) -> MainWindow:
        """The window they are shown on."""
        return self._window

    @property
    def is_open(self) -> bool:
        """Whether somebody is being helped, asked for consent, or asked whether their card is right."""
        return self._presenter is not None or self._asking is not None or self._compares

    @property
    def presenter(self) -> GuidedPresenter | None:
        """The open session's presenter."""
        return self._presenter

    def begin(self, draft: Draft, wanted: TaskCode | None = None) -> None:
        """Go on where the draft stands; consent first, unless it still holds. `wanted` is what they came for."""
        self._wanted = wanted
        if draft.standing is Standing.ASKING:
            if consent.needs_consent(self._store, self._machine.clock, draft):
                self._ask_consent(draft)
                return
            draft = consent.consent_stands(self._store, self._machine.clock, draft)
            newer = welcome.newer_facts(self._store, draft)
            if newer:
                self._ask_newer(draft, newer)
                return
        self._guide(draft)

    def resume(self, draft_id: str) -> None:
        """Go on with a paused session, whoever began it."""
        draft = guidance.resume(self._store, self._machine.clock, draft_id, self._operator.id)
        if draft is not None:
            self.begin(draft)

    def reprint(self, session: str) -> None:
        """The slip of a finished session again."""
        finished = self._store.read().finished(session)
        if finished is not None:
            self._papers.show(finished)

    def show_past(self, citizen: str, *, may_write: bool = True) -> None:
        """What happened with somebody; over a running session it is only read."""
        presenter = PastPresenter(
            self._store,
            self._machine.clock,
            self._machine.ids,
            operator=self._operator.id,
            pack=self._machine.pack(language()),
            citizen=citizen,
            may_write=may_write,
        )
        PastDialog(presenter, self._window).open()

    def scanned(self, text: str) -> None:
        """A scan in the middle of a session never opens somebody else behind the person's back; an empty one asks
        for the search page.
        """
        if self._compares:
            return
        clear_away(self._window)
        if self._presenter is None:
            self._leave_consent_for(text)
            return
        who = portrait_of(self._presenter.draft.person, self._machine.clock.now().date())
        words = _("Everything so far is saved. You can go on with {you} later, from Today.")
        question = Question(
            self._window,
            _("Pause the session with {name}?").format(name=people.title(who)),
            words.format(you=people.you(who.form)),
            yes=_("Pause and open the other person") if text else _("Pause and look for somebody else"),
            no=_("Go on here"),
            icon="circle-pause",
        )
        question.accepted.connect(lambda: self._put_aside(text))
        question.open()

    def show_citizen(self) -> None:
        """F9: the citizen's window, or away with it; between two people it shows the welcome."""
        self._corner().toggle()

    def leave(self) -> None:
        """Somebody else is at the machine now: what is open waits as a draft."""
        self._leave()

    def close(self) -> None:
        """The program ends: a question nobody answered is forgotten while there still is a store to forget it in."""
        self._unanswered()

    def tick(self) -> None:
        """The minute hand moved."""
        if self._screen is not None:
            self._screen.tick(self._machine.clock.now())

    def _put_aside(self, text: str) -> None:
        if self._presenter is not None:
            self._presenter.pause()
            self.put_aside.emit(text)

    def forget(self, draft_id: str) -> None:
        """Somebody half-way will not be gone on with."""
        ask_to_forget(self._window, self._store, self._machine.clock, draft_id)

    def _ask_newer(self, draft: Draft, newer: Mapping[str, Value]) -> None:
        """The card says otherwise than we hold: the person decides, then the session begins."""
        self._compares = True
        question = Question(
            self._window,
            _("The card says something else. Is the card right?"),
            facts.compared(self._store.read().record("citizen", draft.citizen) or {}, newer),
            yes=_("Take what the card says"),
            no=_("Leave it as it is"),
            icon="id-card",
        )

        def take() -> None:
            clock, ids = self._machine.clock, self._machine.ids
            self._guide(welcome.take_newer_facts(self._store, clock, ids, draft))

        question.accepted.connect(take)
        question.rejected.connect(partial(self._guide, draft))
        question.open()

    def _leave_consent_for(self, text: str) -> None:
        """A scan while somebody is being asked: without their answer nothing of them is kept."""
        if self._asking is None:
            return
        question = Question(
            self._window,
            _("The question has not been answered yet."),
            _("Without an answer nothing is kept of this person."),
            yes=_("Leave it and open the other person") if text else _("Leave it and look for somebody else"),
            no=_("Go on here"),
            icon="circle-alert",
        )

        def leave() -> None:
            self._window.go_up()
            self.put_aside.emit(text)

        question.accepted.connect(leave)
        question.open()

    def _unanswered(self) -> None:
        """The consent page went away, by whatever way: nobody agreed, so nothing is kept."""
        asked, self._asking = self._asking, None
        if asked is not None:
            guidance.give_up(self._store, asked)

    def _ask_consent(self, draft: Draft) -> None:
        def answered(after: Draft) -> None:
            self._asking = None
            self._window.go_up()
            self._guide(after)

        self._asking = draft

        clock, ids = self._machine.clock, self._machine.ids
        presenter = ConsentPresenter(self._store, clock, ids, draft, answered)
        shown: list[ConsentScreen] = []

        def show(state: ConsentState) -> None:
            if shown and state.problems:
                shown[-1].show_problems(state.problems)
                return
            screen = ConsentScreen(state)
            screen.agreed.connect(lambda newer: presenter.agreed(take_newer=newer))
            screen.representative.connect(lambda newer: presenter.representative_asked(take_newer=newer))
            screen.agreed_by.connect(presenter.agreed_by)
            screen.declined.connect(presenter.declined)
            screen.back.connect(presenter.back)
            if shown:
                shown[-1].destroyed.disconnect()
                self._window.go_up()
            screen.destroyed.connect(self._unanswered)
            shown.append(screen)
            self._window.push_page(screen)

        presenter.attach(show)

    def _guide(self, draft: Draft) -> None:
        self._compares = False
        self._leave()
        identity = device_identity(self._store)
        self._presenter = GuidedPresenter(
            self._store,
            self._machine.clock,
            self._machine.ids,
            pack=self._machine.pack(language(), draft.guide),
            draft=draft,
            ways=Ways(finished=self._finished, paused=self._paused),
            market_weekday=identity.market_weekday if identity else None,
            wanted=self._wanted,
        )
        self._screen = SessionScreen(self._presenter)
        self._screen.citizen_wanted.connect(self.show_citizen)
        self._screen.listen_wanted.connect(lambda: self._corner().listen())
        self._screen.past_wanted.connect(partial(self.show_past, draft.citizen, may_write=False))
        self._window.begin_session(self._screen)
        if draft.stage in (Stage.CONFIRM, Stage.CONSENT):
            self._presenter.back()
        if self._citizen is not None:  # still shown from the one before: from now on it follows this session
            self._corner()

    def _paused(self) -> None:
        self._leave()
        self._window.show_room("today")

    def _finished(self, finished: Finished, _draft: Draft, print_slip: bool) -> None:
        self._leave()
        self._window.show_room("today")
        self.ended.emit(finished)
        if print_slip:
            self._papers.show(finished, print_now=True)

    def _corner(self) -> CitizenCorner:
        """The citizen's window, made when first wanted and told where the session stands."""
        if self._citizen is None:
            self._citizen = CitizenCorner(self._machine, self._window, self, self._guide_kept)
        if self._screen is not None:
            self._screen.stands_on.connect(self._citizen.stand_on, Qt.ConnectionType.UniqueConnection)
            self._screen.tell_card()
        return self._citizen

    def _guide_kept(self) -> str:
        """The guide the open session began with."""
        return self._presenter.draft.guide if self._presenter else ""

    def _leave(self) -> None:
        if self._citizen is not None:
            self._citizen.rest()
        self._window.end_session()
        self._presenter, self._screen = None, None

"""Every screen in every state worth a look, by name: the audit walks them, `make screenshots` draws them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtWidgets import QWidget

from app.desktop.bootstrap import load_pack, recording, reviewed_pack
from app.desktop.screens.citizen import CitizenScreen
from app.desktop.screens.consent import ConsentScreen
from app.desktop.screens.exchange import ExchangeScreen
from app.desktop.screens.first_run.wizard import FirstRunWizard
from app.desktop.screens.guided.session import SessionScreen
from app.desktop.screens.help import HelpDialog
from app.desktop.screens.lock import LockScreen
from app.desktop.screens.new_operator import NewOperatorDialog
from app.desktop.screens.new_passphrase import NewPassphraseDialog
from app.desktop.screens.new_recovery import NewRecoveryDialog
from app.desktop.screens.opening import OpeningScreen
from app.desktop.screens.reception.screen import ReceptionScreen
from app.desktop.screens.settings import SettingsScreen
from app.desktop.screens.slip import SlipScreen
from app.desktop.screens.today import TodayScreen
from app.desktop.screens.usb_card import UsbCard
from app.desktop.widgets.buttons import Button
from app.desktop.widgets.question import Question
from app.desktop.wording import slip as slip_words
from app.documents.slip import write_slip
from app.domain.draft import Draft, Stage
from app.domain.faults import StoreTrouble
from app.domain.sync_state import SyncState
from app.i18n import language
from app.presentation.citizen import CitizenPresenter
from app.presentation.courier import CourierState
from app.presentation.first_run import Blame, Page
from app.presentation.new_operator import Amiss
from app.presentation.reception import ReceptionState
from tests.support import courier_states, exchange_states, states
from tests.support import guided_states as guided
from tests.support.appointment_scenes import APPOINTMENTS
from tests.support.card_scenes import CARD, reason_page
from tests.support.look_scenes import LOOK
from tests.support.noticed_scenes import noticed
from tests.support.past_scenes import PAST
from tests.support.practice_scenes import PRACTICE
from tests.support.queue_scenes import QUEUE
from tests.support.stage import Still, covered, in_room, in_session, laid_over
from tests.support.village_scenes import VILLAGE

Scene = Callable[[], QWidget]
LONG_WORDS = "Mọi việc đã làm đều được lưu. Lát nữa làm tiếp với bà ở mục Hôm nay."


def wizard(state: Any) -> QWidget:  # noqa: ANN401
    """A page of day one."""
    return covered(FirstRunWizard(Still(state)))  # type: ignore[arg-type]


def locked(state: Any) -> QWidget:  # noqa: ANN401
    """The lock over everything."""
    return covered(LockScreen(Still(state)))  # type: ignore[arg-type]


def opening(trouble: StoreTrouble | None = None, *, recovering: bool = False) -> QWidget:
    """The passphrase, or the code on paper."""
    screen = OpeningScreen("Xã Mường Bú")
    window = covered(screen)
    if trouble is not None:
        screen.show_trouble(trouble)
    if recovering:
        screen.ask_recovery()
    return window


def today(*, full: bool) -> QWidget:
    """The first screen."""

    def make() -> QWidget:
        screen = TodayScreen()
        screen.show_state(states.today(full=full))
        return screen

    return in_room(make, "today", SyncState.WAITING if full else SyncState.ALL_SENT)


def people(state: ReceptionState) -> QWidget:
    """Receiving somebody."""

    def make() -> QWidget:
        before = ReceptionState(desk=state.desk, who=state.who)
        still = Still(before if state.problems else state)
        screen = ReceptionScreen(still, load_pack(language()))  # type: ignore[arg-type]
        still.show(state)
        return screen

    window = in_room(make, "reception")
    window.set_badge("exchange", "")
    return window


def consent(state: Any) -> QWidget:  # noqa: ANN401
    """The question before anything is kept."""
    return laid_over(ConsentScreen(state), "reception")


def session(draft: Draft, act: Callable[[Any], object] = lambda _presenter: None) -> QWidget:
    """A session on a draft, after perhaps one more wish."""
    presenter = guided.guided(draft)
    window = in_session(SessionScreen(presenter))
    act(presenter)
    return window


def slip(of: Draft | None = None) -> QWidget:
    """The paper after a session."""
    desk = slip_words.Desk(name="Điểm hỗ trợ xã Mường Bú", phone="0212 000 000", hours="7:30 - 11:30")
    written = slip_words.slip_of(guided.finished(of), load_pack("vi"), desk, states.TODAY)
    pdf = Path(mkdtemp()) / "slip.pdf"
    write_slip(written, pdf)
    return laid_over(SlipScreen(written, pdf), "today")


def citizen(step: str) -> QWidget:
    """What the person being helped sees on a card, or between two people."""
    presenter = CitizenPresenter(reviewed_pack, recording)
    if step:
        presenter.stand_on(step, *guided.counted(step), "bà")
    page = CitizenScreen()
    page.show_state(presenter.state())
    return page


def exchange(
    state: SyncState, *, is_paired: bool = True, usb: CourierState = courier_states.QUIET
) -> QWidget:
    """Send and receive, with its USB part."""
    shown = Still(exchange_states.exchange(state, is_paired=is_paired))

    def make() -> QWidget:
        screen = ExchangeScreen(shown)  # type: ignore[arg-type]
        card = UsbCard(Still(usb))  # type: ignore[arg-type]
        screen.put_beside(card, card.set_compact)
        return screen

    return in_room(make, "exchange", state)


def new_operator_problems() -> QWidget:
    """Nothing was written and yet it was pressed."""
    dialog = NewOperatorDialog(lambda _fields: (Amiss.NAME_MISSING, Amiss.PIN_SHORT))
    add = next(b for b in dialog.findChildren(Button) if b.isDefault())
    add.click()
    return dialog


def new_recovery_code() -> NewRecoveryDialog:
    """Another code, which is on no paper yet."""
    dialog = NewRecoveryDialog()
    dialog.show()
    dialog.show_code("3D9EF-TG217-F58GM-83T39")
    dialog._submit()
    return dialog


def new_passphrase_refused() -> QWidget:
    """The old passphrase was not the right one."""
    dialog = NewPassphraseDialog()
    dialog.show()
    dialog.refused(StoreTrouble.WRONG_PASSPHRASE)
    return dialog


def settings() -> QWidget:
    """What may be set."""
    return in_room(lambda: SettingsScreen(Still(states.settings()), is_lead=True), "settings")  # type: ignore[arg-type]


ENTRANCE: dict[str, Scene] = {
    "first_run_place": partial(wizard, states.first_run(Page.PLACE)),
    "first_run_commune": partial(wizard, states.first_run(Page.COMMUNE)),
    "first_run_commune_renamed": partial(wizard, states.renamed_commune()),
    "first_run_operator": partial(wizard, states.first_run(Page.OPERATOR)),
    "first_run_operator_blamed": partial(wizard, states.blamed(Page.OPERATOR, Blame.NAME_MISSING)),
    "first_run_passphrase": partial(wizard, states.first_run(Page.PASSPHRASE)),
    "first_run_passphrase_blamed": partial(wizard, states.blamed(Page.PASSPHRASE, Blame.PASSPHRASES_DIFFER)),
    "first_run_disk_full": partial(wizard, states.first_run(Page.PASSPHRASE, trouble="disk_full")),
    "first_run_recovery": partial(
        wizard, states.first_run(Page.RECOVERY, recovery="3D9EF-TG217-F58GM-83T39")
    ),
    "first_run_pin": partial(wizard, states.first_run(Page.PIN)),
    "first_run_pin_blamed": partial(wizard, states.blamed(Page.PIN, Blame.PINS_DIFFER)),
    "first_run_pairing": partial(wizard, states.first_run(Page.PAIRING)),
    "first_run_pairing_trouble": partial(wizard, states.first_run(Page.PAIRING, trouble="code_expired")),
    "first_run_pairing_busy": partial(wizard, states.first_run(Page.PAIRING, busy=True)),
    "opening": opening,
    "opening_wrong": partial(opening, StoreTrouble.WRONG_PASSPHRASE),
    "opening_damaged": partial(opening, StoreTrouble.DAMAGED),
    "opening_recovery": partial(opening, StoreTrouble.KEYRING_LOST, recovering=True),
    "lock": partial(locked, states.lock()),
    "lock_refused": partial(locked, states.lock_refused()),
    "lock_passphrase": partial(locked, states.lock_by_passphrase()),
    "lock_alone": partial(locked, states.lock_alone()),
    "lock_who": partial(locked, states.who_is_there()),
}

ROOMS: dict[str, Scene] = {
    "today_empty": partial(today, full=False),
    "today_full": partial(today, full=True),
    "people_search": partial(people, ReceptionState()),
    "people_guest": partial(people, states.guest()),
    "people_found": partial(people, states.found()),
    "people_nobody": partial(people, states.nobody_found()),
    "people_refused_scan": partial(people, states.refused_scan()),
    "people_confirm": partial(people, states.confirm_known()),
    "people_guest_confirm": partial(people, states.guest(states.confirm_known())),
    "people_confirm_new": partial(people, states.confirm_new()),
    "people_choose": partial(people, states.choose()),
    "people_choose_same": partial(people, states.choose(may_add=False)),
    "people_write": partial(people, states.write()),
    "people_write_problems": partial(people, states.write_with_problems()),
    "people_write_suspect": partial(people, states.write_suspect()),
    "consent": partial(consent, states.consent()),
    "consent_child": partial(consent, states.consent_for_child()),
    "consent_child_who": partial(consent, states.consent_for_child(asks_representative=True)),
    "consent_newer": partial(consent, states.consent_newer()),
    "consent_family": partial(consent, states.consent_by_family()),
    "slip": slip,
    "slip_two_sheets": lambda: slip(guided.all_stuck()),
    **{f"exchange_{state.value}": partial(exchange, state) for state in SyncState},
    **LOOK,
    **QUEUE,
    **APPOINTMENTS,
    **PRACTICE,
    **PAST,
    **VILLAGE,
    "exchange_not_paired": partial(exchange, SyncState.WAITING, is_paired=False, usb=courier_states.UNPAIRED),
    "exchange_usb_busy": partial(exchange, SyncState.LONG_UNSENT, usb=courier_states.BUSY),
    "exchange_usb_copied": partial(exchange, SyncState.LONG_UNSENT, usb=courier_states.COPIED),
    "exchange_usb_taken": partial(exchange, SyncState.PARTLY, usb=courier_states.TAKEN),
    "exchange_usb_pulled_out": partial(exchange, SyncState.WAITING, usb=courier_states.PULLED_OUT),
    "exchange_usb_all": partial(exchange, SyncState.LONG_UNSENT, usb=courier_states.ALL_AT_ONCE),
    "settings": settings,
    "new_operator": lambda: NewOperatorDialog(lambda _fields: ()),
    "new_operator_problems": new_operator_problems,
    "new_passphrase": NewPassphraseDialog,
    "new_passphrase_refused": new_passphrase_refused,
    "new_recovery": NewRecoveryDialog,
    "new_recovery_code": new_recovery_code,
    "help": HelpDialog,
    "question": lambda: Question(
        None, "Tạm dừng lượt của Bà Lò Thị Hặc?", LONG_WORDS, yes="Tạm dừng", no="Ở lại"
    ),
}

SESSION: dict[str, Scene] = {
    "overview": lambda: session(guided.draft(Stage.TASKS)),
    "overview_anonymous": lambda: session(guided.anonymous()),
    "card_first": lambda: session(guided.on_first_card()),
    "card": lambda: session(guided.on_card("insurance.add")),
    "card_resumed": lambda: session(guided.resumed()),
    "card_secret": lambda: session(guided.on_card("identity.keys")),
    "card_unverified": lambda: session(guided.on_card("health_book.open")),
    "reason": lambda: session(reason_page()),
    "reason_chosen": lambda: session(reason_page(), lambda p: p.pick_reason("card_not_here")),
    "reason_unverified": lambda: session(reason_page(), lambda p: p.pick_reason("guardian_absent")),
    "reason_other": lambda: session(reason_page(), lambda p: p.pick_reason("other")),
    **CARD,
    "citizen": partial(citizen, "insurance.add"),
    "citizen_secret": partial(citizen, "identity.keys"),
    "citizen_long": partial(citizen, "health_book.agree"),
    "citizen_welcome": partial(citizen, ""),
    "review": lambda: session(guided.ended()),
    "review_left_over": lambda: session(guided.left_over()),
    "review_every_ending": lambda: session(guided.every_ending()),
    "review_anonymous": lambda: session(guided.anonymous(Stage.REVIEW)),
}

NOTICED = noticed({**ROOMS, **SESSION})

SCENES: dict[str, Scene] = {**ENTRANCE, **ROOMS, **SESSION, **NOTICED}
MAIN = ("first_run_place", "lock", "today_full", "people_found", "people_write", "consent", "overview")
MAIN += ("card", "reason_chosen", "review", "slip", "exchange_partly", "settings")
"""The ones also drawn in English."""

"""A session on the real window and store: killed anywhere it goes on there; scans ask; trouble blocks nobody."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.main import note_failure
from app.desktop.screens.consent import ConsentScreen
from app.desktop.screens.guided.card import CardPage
from app.desktop.screens.guided.overview import OverviewPage
from app.desktop.screens.guided.reason import ReasonPage
from app.desktop.screens.guided.review import ReviewPage
from app.desktop.screens.reception.confirm import ConfirmPage
from app.desktop.screens.reception.search import SearchPage
from app.desktop.screens.slip import SlipScreen
from app.desktop.screens.today import TodayScreen
from app.desktop.widgets.question import Question
from app.domain.draft import Draft, Stage, Standing
from app.domain.faults import StoreFault, StoreTrouble
from app.i18n import _
from app.storage.store import SqliteStore
from tests.desktop.conftest import OpenDesk
from tests.support.desks import Bench, Counter
from tests.support.eyes import said
from tests.support.keys import ALT, CARD, CTRL, ENTER

OTHER = "014090000000||Giàng A Páo|05091990|Nam|Bản Bẹ, Tà Xùa, Bắc Yên, Sơn La|20122021"
F7, F8, ESC = Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_Escape


def agree(counter: Counter) -> None:
    """A card, the right person, yes."""
    counter.scan(CARD)
    counter.sees(ConfirmPage)
    counter.press(ENTER)
    counter.sees(ConsentScreen)
    counter.press(ENTER)
    counter.sees(OverviewPage)


def first_cards(counter: Counter) -> None:
    agree(counter)
    for _each in range(3):
        counter.press(ENTER)
    counter.sees(CardPage)


def stuck(counter: Counter) -> None:
    first_cards(counter)
    counter.press(F7)
    counter.sees(ReasonPage)


def checked(counter: Counter) -> None:
    stuck(counter)
    counter.press("2")
    counter.press("3", ALT)
    counter.press(ENTER)
    counter.press(F8)
    counter.sees(ReviewPage)


def refused(counter: Counter) -> None:
    counter.scan(CARD)
    counter.press(ENTER)
    counter.sees(ConsentScreen)
    counter.press("3")
    counter.sees(OverviewPage)
    counter.press(ENTER)
    counter.sees(CardPage)


def draft_of(counter: Counter) -> Draft:
    store = counter.desk.store
    assert store is not None
    [draft] = store.read().drafts()
    return draft


PLACES: dict[str, tuple[Callable[[Counter], None], type[QWidget]]] = {
    "tasks": (agree, OverviewPage),
    "card": (first_cards, CardPage),
    "reason": (stuck, ReasonPage),
    "check": (checked, ReviewPage),
    "without consent": (refused, CardPage),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_killed_desk_finds_the_person_again_on_the_same_step(
    bench: Bench, open_desk: OpenDesk, place: str
) -> None:
    walk, page = PLACES[place]
    killed = open_desk().enter()
    walk(killed)
    before = draft_of(killed)
    again = open_desk(killed.kill()).enter()
    again.sees(TodayScreen).go_on.emit(before.id)
    again.sees(page)
    after = draft_of(again)
    assert (after.stage, after.task, after.step) == (before.stage, before.task, before.step)
    assert (after.steps_done, after.ends, after.person) == (before.steps_done, before.ends, before.person)


def asked_and_killed(open_desk: OpenDesk) -> Bench:
    killed = open_desk().enter()
    killed.scan(CARD)
    killed.press(ENTER)
    killed.sees(ConsentScreen)
    assert draft_of(killed).standing is Standing.ASKING
    return killed.kill()


def test_a_question_nobody_answered_is_asked_again_the_same_day(open_desk: OpenDesk) -> None:
    again = open_desk(asked_and_killed(open_desk)).enter()
    again.sees(TodayScreen).go_on.emit(draft_of(again).id)
    again.sees(ConsentScreen)
    assert draft_of(again).standing is Standing.ASKING


def test_a_question_nobody_answered_is_forgotten_the_next_day(open_desk: OpenDesk) -> None:
    left = asked_and_killed(open_desk)
    left.clock.move(days=1)
    again = open_desk(left).enter()
    again.sees(TodayScreen)
    assert not again.desk.store.read().drafts()  # type: ignore[union-attr]


def test_a_window_closed_over_the_question_keeps_nothing(open_desk: OpenDesk, bench: Bench) -> None:
    closed = open_desk().enter()
    closed.scan(CARD)
    closed.press(ENTER)
    closed.sees(ConsentScreen)
    closed.close()
    store = bench.open()
    assert not store.read().drafts()
    store.close()


def test_a_scan_in_the_middle_asks_and_going_on_here_changes_nothing(counter: Counter) -> None:
    first_cards(counter)
    before = draft_of(counter)
    counter.scan(OTHER)
    question = counter.sees(Question)
    question.reject()
    counter.sees(CardPage)
    assert draft_of(counter) == before


def test_a_scan_in_the_middle_may_pause_and_open_the_other_person(counter: Counter) -> None:
    first_cards(counter)
    counter.scan(OTHER)
    counter.sees(Question).accept()
    page = counter.sees(ConfirmPage)
    assert any("Giàng A Páo" in label.text() for label in page.findChildren(QLabel))
    assert draft_of(counter).stage is Stage.STEP


def test_f2_in_the_middle_asks_and_may_look_for_somebody_else(counter: Counter) -> None:
    first_cards(counter)
    counter.press(Qt.Key.Key_F2)
    counter.sees(Question).accept()
    page = counter.sees(SearchPage)
    assert counter.window.focusWidget() is page.findChild(QLineEdit)


def test_esc_on_the_tasks_pauses(counter: Counter) -> None:
    agree(counter)
    counter.press(ESC)
    counter.sees(TodayScreen)
    assert draft_of(counter).stage is Stage.TASKS


def test_a_save_that_cannot_be_keeps_the_page_and_goes_through_later(
    counter: Counter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_cards(counter)
    before, page = draft_of(counter), counter.sees(CardPage)
    real = SqliteStore.write

    def full(_store: SqliteStore) -> object:
        raise StoreFault(StoreTrouble.DISK_FULL)

    monkeypatch.setattr(SqliteStore, "write", full)
    with qtbot.captureExceptions() as failures:
        counter.press(ENTER)
    for kind, failure, trace in failures:
        note_failure(counter.desk, counter.bench.folder / "log.txt", kind, failure, trace)
    notice = counter.window._banner.notice
    assert notice is not None
    assert _("The disk is full, so this could not be saved.") in notice.words
    assert counter.sees(CardPage) is page
    monkeypatch.setattr(SqliteStore, "write", real)
    assert draft_of(counter) == before
    counter.press(ENTER)
    assert draft_of(counter).step != before.step
    counter.qtbot.waitUntil(lambda: counter.window._banner.notice is None)


def test_without_a_printer_the_slip_is_shown_and_the_session_counts(counter: Counter) -> None:
    checked(counter)
    counter.press(ENTER)
    screen = counter.sees(SlipScreen)
    notice = screen._notice.notice
    assert notice is not None
    assert (
        _("No printer was found. The session is saved. Let the person photograph this screen.")
        == notice.words
    )
    counter.press(ENTER)
    counter.sees(TodayScreen)
    store = counter.desk.store
    assert store is not None
    assert store.read().counters().saved == 1
    assert not store.read().drafts()


def test_a_slip_that_cannot_be_written_is_told_and_the_session_counts(
    bench: Bench, open_desk: OpenDesk
) -> None:
    def no_room(_slip: object, _path: object, _paper: object) -> None:
        raise OSError("no room")

    bench.changed["write_slip"] = no_room
    counter = open_desk().enter()
    checked(counter)
    counter.press(ENTER)
    counter.sees(Question).accept()
    assert counter.desk.store.read().counters().saved == 1  # type: ignore[union-attr]


def test_the_slip_of_the_last_session_comes_again_by_key(counter: Counter) -> None:
    checked(counter)
    counter.press(ENTER)
    counter.sees(SlipScreen)
    counter.press(ENTER)
    counter.sees(TodayScreen)
    counter.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    counter.sees(SlipScreen)
    assert counter.desk.store.read().counters().saved == 1, "paper again is no session more"  # type: ignore[union-attr]


def test_without_consent_no_name_is_on_screen_or_in_the_store(counter: Counter) -> None:
    refused(counter)
    draft = draft_of(counter)
    assert (draft.person, draft.citizen) == ({}, "")
    counter.press(F8)
    counter.press(ENTER, CTRL)
    paper = counter.sees(SlipScreen)
    assert paper.accessibleName() == _("Done. No name was kept.")
    assert draft.code not in said(paper).replace(" ", "")
    store = counter.desk.store
    assert store is not None
    assert not store.read().people_with_number("014153000000")
    counts = store.read().day_counts(counter.bench.clock.now().date())
    assert (counts.anonymous, counts.sessions) == (1, 0)


def test_the_minute_hand_reaches_the_session(counter: Counter) -> None:
    first_cards(counter)
    counter.bench.clock.move(minutes=9)
    assert counter.desk.day is not None
    counter.desk.day._minute.timeout.emit()
    words = _("{count} min").format(count=9)
    counter.sees(QLabel, lambda label: label.text() == words)


def test_two_enters_in_one_moment_answer_one_card(counter: Counter) -> None:
    first_cards(counter)
    page = counter.sees(CardPage)
    step = draft_of(counter).step
    page.done.emit()
    after = draft_of(counter).step
    assert after != step
    cards = [one for one in counter.window.findChildren(CardPage) if one.isVisible()]
    assert len(cards) == 1

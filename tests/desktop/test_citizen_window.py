"""The citizen's window: F9 in a session, Esc back, the card and nothing of the person, and faults of the machine."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.bootstrap import load_pack, recording, reviewed_pack
from app.desktop.citizen_window import CitizenWindow
from app.desktop.screens.citizen import SPEECH_NAMES, CitizenScreen
from app.desktop.screens.guided.session import SessionScreen
from app.desktop.second_screen import other_screen
from app.desktop.voice import Voice
from app.domain.guide_variants import path
from app.domain.ladder import TaskCode
from app.i18n import _
from app.presentation.citizen import CitizenPresenter, Scene
from tests.desktop.test_sessions import first_cards
from tests.support import guided_states as guided
from tests.support.audit import SIZES
from tests.support.desks import Counter
from tests.support.eyes import citizen_window, said
from tests.support.keys import ENTER

F9, ESC = Qt.Key.Key_F9, Qt.Key.Key_Escape


def turn_to(window: QWidget, qtbot: QtBot) -> None:
    """Give a window the keyboard; without a window manager it takes more than one asking."""

    def has_it() -> bool:
        window.windowHandle().requestActivate()
        return window.isActiveWindow()

    qtbot.waitUntil(has_it)


def test_f9_shows_the_card_and_nothing_of_the_person(counter: Counter, qtbot: QtBot) -> None:
    first_cards(counter)
    counter.press(F9)
    window = citizen_window()
    turn_to(window, qtbot)
    sessions = counter.desk.day.sessions
    card = sessions._screen._state.card
    assert str(card.number) in said(window)
    personal = [v for v in sessions.presenter.draft.person.values() if isinstance(v, str) and len(v) > 3]
    assert personal
    assert not [value for value in personal if value in said(window)]
    QTest.keyClick(window, ESC)
    qtbot.waitUntil(lambda: not window.isVisible())
    turn_to(counter.window, qtbot)
    counter.press(ENTER)
    assert str(sessions._screen._state.card.number) in said(window)
    sessions.leave()
    assert window._state.scene is Scene.WELCOME


def test_f9_takes_it_away_and_brings_it_back_wherever_staff_are(counter: Counter, qtbot: QtBot) -> None:
    first_cards(counter)
    counter.press(F9)
    window = citizen_window()
    turn_to(counter.window, qtbot)
    counter.sessions.presenter.pause()
    assert counter.window.room == "today"
    assert window.isVisible(), "it rests, and stays"
    counter.press(F9)
    assert not window.isVisible()
    counter.window.show_room("appointments")
    counter.press(F9)
    assert citizen_window()._state.scene is Scene.WELCOME


def test_a_card_that_is_not_recorded_is_told(counter: Counter) -> None:
    first_cards(counter)
    counter.press(Qt.Key.Key_F10)
    words = _("This card cannot be heard here. Please read it out.")
    counter.sees(QLabel, lambda label: label.text() == words)
    shown = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, CitizenWindow) and one.isVisible()
    ]
    assert shown == [], "staff are told; nothing opens before the person"


@pytest.mark.parametrize("task", list(TaskCode))
def test_both_screens_count_the_same_cards_on_every_way(
    qtbot: QtBot, presenter: CitizenPresenter, task: TaskCode
) -> None:
    for way, chosen in ways(task).items():
        session = guided.guided(guided.on_card(way[0], choices=chosen, before={}))
        screen = SessionScreen(session)
        qtbot.addWidget(screen)
        screen.stands_on.connect(presenter.stand_on)
        for number, step in enumerate(way, start=1):
            session.open_step(step)
            card = screen._state.card
            assert card.step.code == step
            assert (card.number, card.total) == (number, len(way))
            assert (presenter.state().number, presenter.state().total) == (number, len(way))
        screen.stands_on.disconnect(presenter.stand_on)


def ways(task: TaskCode) -> dict[tuple[str, ...], dict[str, str]]:
    """Every way through a task, with choices that lead to it."""
    pack = load_pack("vi")
    asked = {code for step in pack.task(task).steps for code in step.when}
    answers = [[(v.code, c.code) for c in v.choices] for v in pack.variants if v.code in asked]
    found = {}
    for picked in product(*answers):
        chosen = dict(picked)
        found[tuple(step.code for step in path(pack, pack.task(task), chosen))] = chosen
    return found


def test_a_request_sent_before_is_three_steps_for_both(qtbot: QtBot, presenter: CitizenPresenter) -> None:
    presenter.attach(lambda _state: None)
    screen = SessionScreen(guided.guided(guided.on_card("insurance.shown", choices={"request": "sent"})))
    qtbot.addWidget(screen)
    screen.stands_on.connect(presenter.stand_on)
    screen.tell_card()
    assert (presenter.state().number, presenter.state().total) == (3, 3)


@pytest.fixture
def presenter() -> CitizenPresenter:
    return CitizenPresenter(reviewed_pack, recording)


def test_languages_nobody_reviewed_are_there_and_say_why(qtbot: QtBot, presenter: CitizenPresenter) -> None:
    page = CitizenScreen()
    qtbot.addWidget(page)
    page.resize(*SIZES[0])
    presenter.stand_on("insurance.add", 2, 5, "bà")
    page.show_state(presenter.state())
    buttons = {button.text(): button for button in page.findChildren(QAbstractButton)}
    assert [buttons[name].isEnabled() for name in SPEECH_NAMES.values()] == [True, False, False]
    assert not buttons[_("Listen")].isEnabled()
    assert _("{languages}: no reviewed version yet").format(languages="Thái, H’Mông") in said(page)


def test_a_second_screen_is_taken_if_there_is_one() -> None:
    here, other = object(), object()
    assert other_screen(here, [here, other]) is other  # type: ignore[arg-type, list-item]
    assert other_screen(here, [here]) is None  # type: ignore[arg-type, list-item]


def test_a_screen_unplugged_while_showing_hides_it_and_is_told(
    qtbot: QtBot, presenter: CitizenPresenter
) -> None:
    staff = QWidget()
    qtbot.addWidget(staff)
    window = CitizenWindow(presenter, staff)
    qtbot.addWidget(window)
    window.toggle()
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    with qtbot.waitSignal(window.lost):
        application.screenRemoved.emit(window.screen())
    assert not window.isVisible()
    window.toggle()
    assert window.isVisible()
    window.toggle()
    assert not window.isVisible()


@pytest.mark.qt_log_ignore("PulseAudio|QtMultimedia|ALSA", extend=True)
def test_a_recording_that_cannot_be_heard_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    voice = Voice(owner)
    with qtbot.waitSignal(voice.silent):
        voice.play(tmp_path / "nothing.ogg")
    voice.stop()

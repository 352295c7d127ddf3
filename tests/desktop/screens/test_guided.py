"""The session: cards, reasons, the check, and the frame around them; every wish by key."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.desktop.screens.guided import review
from app.desktop.screens.guided.card import CardPage
from app.desktop.screens.guided.review import ReviewPage
from app.desktop.screens.guided.session import SessionScreen
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.buttons import Button
from app.desktop.widgets.date_chips import DateChips
from app.desktop.widgets.key_cap import KeyCap
from app.desktop.widgets.plain_keys import ENTER as ENTER_CAP
from app.desktop.widgets.status_dot import Status, StatusDot
from app.desktop.widgets.task_list import TaskList
from app.desktop.widgets.trouble_list import TroubleList
from app.desktop.wording import keys
from app.domain.appointments import DateChoice
from app.domain.draft import Draft, Stage
from app.domain.ladder import TaskCode
from app.i18n import _
from app.presentation.guided.state import OpenTask, Review
from tests.desktop.screens.conftest import Put
from tests.support import guided_states as guided
from tests.support.audit import SIZES
from tests.support.keys import ALT, CTRL, ENTER, press
from tests.support.stage import Still, in_session

F3, F7, F8, ESC, LEFT = Qt.Key.Key_F3, Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_Escape, Qt.Key.Key_Left


def shown(put: Put, draft: Draft) -> tuple[QWidget, Still]:
    """The session on a presenter that only notes what is wished."""
    states: list[Any] = []
    guided.guided(draft).attach(states.append)
    still = Still(states[-1])
    return put(in_session(SessionScreen(still))), still  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "wish"), [(F7, "cannot"), (F3, "already"), (ESC, "back"), (F8, "to_review")], ids=str
)
def test_the_answers_of_a_card_have_keys(put: Put, key: Qt.Key, wish: str) -> None:
    window, still = shown(put, guided.on_card("install.store", before={}))
    press(window, key)
    assert still.wishes == [(wish,)]


def test_alt_left_goes_one_card_back(put: Put) -> None:
    window, still = shown(put, guided.on_card("insurance.add"))
    press(window, LEFT, ALT)
    assert still.wishes == [("back",)]


def test_only_the_first_card_asks_whether_it_was_there_before(put: Put) -> None:
    window, still = shown(put, guided.on_card("insurance.add"))
    press(window, F3)
    assert still.wishes == []


def test_any_task_opens_by_its_digit_and_esc_pauses(put: Put) -> None:
    window, still = shown(put, guided.draft(Stage.TASKS))
    press(window, "4")
    press(window, ESC)
    assert still.wishes == [("open_task", TaskCode.HEALTH_BOOK), ("pause",)]


def test_a_long_card_folds_its_troubles_and_an_opened_one_stays_open(put: Put) -> None:
    window, _still = shown(put, guided.on_card("identity.keys"))
    troubles = window.findChild(CardPage).findChild(TroubleList)
    rows = [button for button in troubles.findChildren(QPushButton) if button.isVisible()]
    assert len(rows) == 1
    rows[0].click()
    assert len([button for button in troubles.findChildren(QPushButton) if button.isVisible()]) == 4


def test_a_short_card_shows_its_troubles(put: Put) -> None:
    window, _still = shown(put, guided.on_card("insurance.add"))
    troubles = window.findChild(CardPage).findChild(TroubleList)
    assert len([button for button in troubles.findChildren(QPushButton) if button.isVisible()]) == 3


def review_of(put: Put, **person: object) -> tuple[QWidget, Still]:
    draft = guided.ended()
    return shown(put, guided.draft(Stage.REVIEW, ends=draft.ends, person={**draft.person, **person}))


def test_one_task_is_opened_again_from_the_check(put: Put) -> None:
    window, still = review_of(put)
    change = [button for button in window.findChildren(QPushButton) if button.text() == _("Change")]
    change[2].click()
    press(window, ESC)
    assert still.wishes == [("open_task", TaskCode.INSURANCE), ("back",)]


def test_without_consent_no_contact_is_asked(put: Put) -> None:
    window, still = shown(put, guided.anonymous(Stage.REVIEW))
    assert [field for field in window.findChildren(QLineEdit) if field.isVisible()] == []
    press(window, ENTER, CTRL)
    assert still.wishes == [("finish", None, True)]


def test_enter_goes_on_with_what_nobody_said_anything_about(put: Put) -> None:
    window, still = shown(put, guided.left_over())
    press(window, ENTER)
    assert still.wishes == [("open_task", TaskCode.INSTALL)]
    press(window, ENTER, CTRL)
    assert still.wishes[1:] == [("finish", None, True)], "one combination leaves it for another day"


def test_every_status_has_a_shape_of_its_own(put: Put) -> None:
    window, _still = shown(put, guided.every_ending())
    pictures = {}
    for dot in window.findChildren(StatusDot):
        if dot.width() == 24:
            pictures[dot.status] = shape(dot)
    assert set(pictures) >= {
        Status.DONE,
        Status.WAITING,
        Status.BLOCKED,
        Status.REFUSED,
        Status.NOT_APPLICABLE,
    }
    assert len(set(pictures.values())) == len(pictures)


def shape(dot: StatusDot) -> bytes:
    """The drawing without its colours: dark or light, pixel by pixel."""
    image = dot.grab().toImage().convertToFormat(type(dot.grab().toImage()).Format.Format_Grayscale8)
    return bytes(
        int(image.pixelColor(x, y).value() > 150) for y in range(image.height()) for x in range(image.width())
    )


def test_a_smaller_window_draws_the_page_anew_for_its_size(put: Put, qtbot: QtBot) -> None:
    window, still = shown(put, guided.on_card("insurance.add"))
    before = window.findChild(CardPage)
    window.resize(*SIZES[1])
    qtbot.waitUntil(lambda: not isValid(before))
    rows = window.findChild(CardPage).findChild(TroubleList).findChildren(QPushButton)
    assert len([button for button in rows if button.isVisible()]) == 1
    press(window, ENTER)
    assert still.wishes == [("done",)]


def test_the_minute_hand_moves_the_clock_of_the_session(put: Put) -> None:
    window, still = shown(put, guided.on_card("insurance.add"))
    screen = window.findChild(SessionScreen)
    screen.tick(still.state.now + timedelta(minutes=5))  # type: ignore[attr-defined]
    assert any(label.text().startswith("11 ") for label in screen.bar.findChildren(QLabel))


def test_another_day_is_taken_and_what_was_typed_stays(put: Put) -> None:
    """The page is not drawn anew under somebody's hands."""
    states: list[Any] = []
    guided.guided(guided.left_over()).attach(states.append)
    still = Still(states[-1])
    window = put(in_session(SessionScreen(still)))  # type: ignore[arg-type]
    field = window.findChild(ReviewPage).findChild(QLineEdit)
    field.setText("0900 000 000")
    press(window, "1", ALT)
    assert still.wishes == [("pick_back", DateChoice.TOMORROW, None)]
    review = replace(states[-1].review, choice=DateChoice.TOMORROW)
    still.show(replace(states[-1], review=review))
    assert isValid(field)
    assert (field.text(), window.findChild(DateChips).current) == ("0900 000 000", DateChoice.TOMORROW.value)


def test_a_day_is_asked_only_where_something_was_left_over(put: Put) -> None:
    window, _still = shown(put, guided.ended())
    assert window.findChild(ReviewPage).findChild(DateChips) is None


@pytest.mark.parametrize("language", ["en"], indirect=True)
@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (["A"], "One task is not done yet: A."),
        (["A", "B"], "2 tasks are not done yet, first A."),
    ],
)
def test_only_of_several_open_tasks_one_is_the_first(language: str, titles: list[str], said: str) -> None:
    assert language
    left = tuple(OpenTask(code, title) for code, title in zip(TaskCode, titles, strict=False))
    assert review._title(Review(rows=(), unanswered=left)) == said


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_the_key_list_calls_the_first_step_as_its_button_does(put: Put, language: str) -> None:
    assert language
    window, _still = shown(put, guided.resumed())
    [first] = [one.text() for one in window.findChildren(Button) if one.text().startswith("From")]
    assert keys.in_session()["Home"].startswith(first)


def test_on_a_small_window_the_first_card_shows_its_keys(put: Put) -> None:
    window, _still = shown(put, guided.on_card("install.store", before={}))
    window.resize(*SIZES[1])
    QApplication.processEvents()
    bar = window.findChild(CardPage).findChild(ActionBar)
    assert [cap.text() for cap in bar.findChildren(KeyCap) if cap.isVisible()] == ["F3", "F7", ENTER_CAP]


def test_where_an_earlier_day_ended_one_key_leads_to_the_first_card(put: Put) -> None:
    window, still = shown(put, guided.resumed())
    for key in (Qt.Key.Key_Home, F3, ENTER):
        press(window, key)
    assert still.wishes == [("from_first",), ("already",), ("done",)]


@pytest.mark.parametrize("text_size", [130], indirect=True)
def test_large_letters_on_a_small_window_keep_every_key_and_task(put: Put, text_size: int) -> None:
    assert text_size
    presenter = guided.guided(guided.on_card("identity.keys"))
    window = put(in_session(SessionScreen(presenter)), SIZES[1])
    QApplication.processEvents()
    caps = [cap.text() for cap in window.findChildren(KeyCap) if cap.isVisible()]
    assert {"K", "D", "F7", "F8", "F9", ENTER_CAP} <= set(caps)
    tasks = window.findChild(TaskList)
    area = tasks.parentWidget()
    last = [one for one in tasks.findChildren(QFrame) if one.property("task")][-1]
    assert area.rect().contains(QRect(last.mapTo(area, QPoint(0, 0)), last.size())), (
        "the fifth task is in sight"
    )


def test_what_they_came_for_is_marked_and_read_out(put: Put) -> None:
    states: list[Any] = []
    guided.guided(guided.draft(Stage.TASKS)).attach(states.append)
    still = Still(replace(states[-1], wanted=TaskCode.HEALTH_BOOK))
    window = put(in_session(SessionScreen(still)))  # type: ignore[arg-type]
    names = [button.accessibleName() for button in window.findChildren(QPushButton)]
    assert [name[:2] for name in names if _("Came for this") in name] == ["4."]

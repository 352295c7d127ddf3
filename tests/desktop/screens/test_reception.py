"""Receiving a person: found, confirmed, chosen among people alike, written anew; by keyboard alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from app.desktop.bootstrap import load_pack
from app.desktop.screens.reception.screen import ReceptionScreen
from app.desktop.screens.reception.search import SearchPage
from app.desktop.screens.reception.write import WritePage
from app.desktop.widgets.banner import Banner
from app.desktop.widgets.error_summary import ErrorSummary
from app.desktop.widgets.person_list import PersonList
from app.desktop.widgets.question import Question
from app.i18n import _, language
from app.presentation.reception import Desk, ReceptionState
from app.usecases.welcome import TypedPerson
from tests.desktop.screens.conftest import Put
from tests.support import states
from tests.support.keys import CTRL, ENTER, press, write
from tests.support.stage import Still, in_room

BACKTAB, TAB, SHIFT = Qt.Key.Key_Backtab, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier
DOWN, UP, ESC = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape


def shown(put: Put, state: ReceptionState) -> tuple[QWidget, Still, ReceptionScreen]:
    still = Still(state)
    screen = ReceptionScreen(still, load_pack(language()))  # type: ignore[arg-type]
    window = put(in_room(lambda: screen, "reception"))
    return window, still, screen


def test_typing_searches_and_enter_takes_the_marked_person(put: Put) -> None:
    window, still, _screen = shown(put, ReceptionState())
    write(window, "lo")
    assert still.wishes == [("typed", "l"), ("typed", "lo")]
    still.show(states.found())
    press(window, ENTER)
    assert still.wishes[-1] == ("chosen", "c1")


def test_down_goes_into_the_list_and_up_comes_back(put: Put) -> None:
    window, still, screen = shown(put, states.found())
    press(window, DOWN)
    press(window, DOWN)
    press(window, ENTER)
    assert still.wishes == [("chosen", "c2")]
    press(window, UP)
    press(window, UP)
    assert screen.findChild(SearchPage).findChild(QLineEdit).hasFocus()


def test_a_person_is_told_apart_by_two_lines_and_read_out_in_one(put: Put) -> None:
    _window, _still, screen = shown(put, states.found())
    rows = screen.findChild(PersonList)
    first = rows.item(0).text()
    assert "Bà Lò Thị Hặc" in first
    assert "bản Giàn" in first
    assert _("{count} tasks left").format(count=2) in first


def test_nobody_found_leads_to_a_new_person_by_enter(put: Put) -> None:
    window, still, _screen = shown(put, states.nobody_found())
    press(window, ENTER)
    assert still.wishes == [("nobody_fits",)]


def test_a_person_is_added_by_key_also_while_somebody_types(put: Put) -> None:
    window, still, _screen = shown(put, states.found())
    press(window, "n")
    assert still.wishes == [("typed", "n")]
    press(window, Qt.Key.Key_N, CTRL)
    assert still.wishes[-1] == ("nobody_fits",)


def test_a_bad_scan_says_what_happened_and_what_to_do(put: Put) -> None:
    _window, _still, screen = shown(put, states.refused_scan())
    notice = screen.findChild(SearchPage).findChild(Banner).notice
    assert notice is not None
    assert "UniKey" in notice.words


def test_shift_tab_goes_from_what_is_amiss_back_into_the_form(put: Put) -> None:
    window, still, screen = shown(put, states.write())
    page = screen.findChild(WritePage)
    summary, village = page.findChild(ErrorSummary), page._village
    village.setFocus()
    still.show(states.write_with_problems())
    assert summary.hasFocus()
    press(window, BACKTAB, SHIFT)
    assert village.hasFocus()
    summary.setFocus()
    links = summary.findChildren(QPushButton)
    for link in links:
        press(window, TAB)
        assert link.hasFocus()
    press(window, TAB)
    assert page.focusProxy().hasFocus(), "then the first field"
    for link in reversed(links):
        press(window, BACKTAB, SHIFT)
        assert link.hasFocus()


def test_confirming_is_asked_and_esc_says_no(put: Put) -> None:
    window, still, _screen = shown(put, states.confirm_known())
    press(window, ESC)
    press(window, ENTER)
    assert still.wishes == [("cleared",), ("confirmed",)]


def test_doubts_are_said_and_block_nothing(put: Put) -> None:
    window, still, screen = shown(put, states.confirm_new())
    assert len([banner for banner in screen.findChildren(Banner) if banner.isVisible()]) == 2
    press(window, ENTER)
    assert still.wishes == [("confirmed",)]


def test_people_alike_are_chosen_or_somebody_new_is_added(put: Put) -> None:
    window, still, _screen = shown(put, states.choose())
    press(window, DOWN)
    press(window, ENTER)
    press(window, Qt.Key.Key_N, CTRL)
    press(window, ESC)
    assert still.wishes == [("chosen", "c2"), ("nobody_fits",), ("cleared",)]


def test_nobody_is_added_when_the_number_is_ours(put: Put) -> None:
    window, still, _screen = shown(put, states.choose(may_add=False))
    press(window, Qt.Key.Key_N, CTRL)
    assert still.wishes == []


def written(still: Still) -> TypedPerson:
    [(wish, typed)] = [wish for wish in still.wishes if wish[0] == "written"]
    assert wish == "written"
    assert isinstance(typed, TypedPerson)
    return typed


def test_enter_goes_from_field_to_field_and_then_on(put: Put) -> None:
    window, still, screen = shown(put, states.write())
    write(window, "lo van mau")
    press(window, ENTER)
    press(window, DOWN)
    press(window, ENTER)
    write(window, "1960")
    press(window, ENTER)
    write(window, "ban mau")
    press(window, ENTER)
    assert still.wishes == [], "the number comes last; its digits never land on the next page"
    press(window, ENTER)
    typed = written(still)
    assert (typed.name, typed.sex, typed.birth, typed.village) == ("lo van mau", "f", "1960", "ban mau")
    assert typed.language == "vi"
    assert screen.findChild(WritePage) is not None


def test_what_was_typed_is_left_only_when_that_is_said(put: Put) -> None:
    window, still, _screen = shown(put, states.write())
    write(window, "lo van mau")
    press(window, ESC)
    question = window.findChild(Question)
    assert (question.isVisible(), still.wishes) == (True, [])
    press(question, ENTER)
    assert still.wishes == [], "Enter goes on typing"
    press(window, ESC)
    press(window.findChildren(Question)[-1], ESC)
    assert still.wishes == [("cleared",)]


def test_a_form_nobody_wrote_in_is_left_at_once(put: Put) -> None:
    window, still, _screen = shown(put, states.write())
    press(window, ESC)
    assert still.wishes == [("cleared",)]


def test_complaints_take_the_keyboard_and_keep_what_was_written(put: Put) -> None:
    window, still, screen = shown(put, states.write())
    write(window, "lo van mau")
    still.show(states.write_with_problems())
    page = screen.findChild(WritePage)
    assert page.findChild(ErrorSummary).hasFocus()
    assert page.findChildren(QLineEdit)[0].text() == "lo van mau"
    wrong = [field for field in page.findChildren(QLineEdit) if field.property("wrong") == "true"]
    assert len(wrong) == 4
    assert page.findChildren(QComboBox)[0].property("wrong") == "true"


def test_a_name_without_its_accents_is_written_anew_and_the_rest_stays(put: Put) -> None:
    _window, _still, screen = shown(put, states.write_suspect())
    page = screen.findChild(WritePage)
    texts = [field.text() for field in page.findChildren(QLineEdit)]
    assert texts == ["", "01/01/1953", "bản Giàn", "014153000000"]
    assert [box.currentData() for box in page.findChildren(QComboBox)] == ["f", "thai"]


def test_enter_reaches_the_page_again_after_coming_back_to_the_room(put: Put) -> None:
    window, still, _screen = shown(put, states.confirm_known())
    window.show_room("reception")  # type: ignore[attr-defined]
    press(window, ENTER)
    assert still.wishes == [("confirmed",)]
    still.show(ReceptionState(desk=Desk.SEARCH))
    write(window, "a")
    assert still.wishes[-1] == ("typed", "a")

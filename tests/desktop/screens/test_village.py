"""The board of a village: keys act on the chosen house, every cell can be read aloud, and the keyboard stays on it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.desktop.screens.village.choose import VillageDialog
from app.desktop.screens.village.house import HousePanel
from app.desktop.screens.village.screen import VillageScreen
from app.desktop.widgets.empty_state import EmptyState
from app.desktop.widgets.house_grid import HouseGrid
from app.desktop.widgets.number_card import NumberCard
from app.desktop.wording import village as words
from app.domain.village import HouseState, Knock, VisitOutcome
from app.i18n import _
from app.presentation.village import VillageState
from tests.desktop.screens.conftest import Put
from tests.support.audit import SIZES
from tests.support.keys import CTRL, ENTER, press
from tests.support.stage import Still, in_room
from tests.support.states import TODAY
from tests.support.village_scenes import nobody, noted, village, walked

RIGHT, DOWN = Qt.Key.Key_Right, Qt.Key.Key_Down


def shown(put: Put, state: VillageState) -> tuple[QWidget, Still]:
    still = Still(state)
    return put(in_room(lambda: VillageScreen(still), "village")), still  # type: ignore[arg-type]


def grid_of(window: QWidget) -> HouseGrid:
    grid = window.findChild(HouseGrid)
    assert isinstance(grid, HouseGrid)
    return grid


def button(window: QWidget, name: str) -> QPushButton:
    [found] = [
        one for one in window.findChildren(QPushButton) if one.isVisible() and name in one.accessibleName()
    ]
    return found


@pytest.mark.parametrize(
    ("key", "wish"),
    [
        (ENTER, ("go_on",)),
        ("v", ("knocked", VisitOutcome.AWAY)),
        ("m", ("knocked", VisitOutcome.NOT_WANTED)),
        ("C", ("knocked", VisitOutcome.MOVED)),
        ("l", ("show_as_list",)),
    ],
)
def test_each_key_is_one_wish(put: Put, key: Qt.Key | str, wish: tuple[object, ...]) -> None:
    window, still = shown(put, village())
    press(window, key)
    assert still.wishes == [wish]


def test_somebody_new_of_the_house_has_a_key(put: Put) -> None:
    window, still = shown(put, village())
    press(window, Qt.Key.Key_N, CTRL)
    assert still.wishes == [("new_person",)]


def test_arrows_go_from_house_to_house(put: Put) -> None:
    window, still = shown(put, village())
    press(window, RIGHT)
    assert still.wishes == [("choose", "h26")]


def test_in_rows_arrows_go_down_the_road(put: Put) -> None:
    window, still = shown(put, village(as_list=True))
    assert grid_of(window).is_rows
    press(window, DOWN)
    assert still.wishes == [("choose", "h26")]
    still.show(village())
    assert not grid_of(window).is_rows


def test_showing_a_state_is_no_wish(put: Put) -> None:
    window, still = shown(put, village(at=0))
    assert grid_of(window).currentRow() == -1
    still.show(village(at=7))
    assert grid_of(window).currentRow() == 6
    still.show(replace(village(at=3), tiles=village().tiles[:5]))
    assert (grid_of(window).count(), grid_of(window).currentRow()) == (5, 2)
    assert still.wishes == []


def test_every_house_is_read_aloud(put: Put) -> None:
    window, _still = shown(put, village())
    grid = grid_of(window)
    cells = QAccessible.queryAccessibleInterface(grid)
    heard = [cells.child(place).text(QAccessible.Text.Name) for place in range(cells.childCount())]
    assert len(heard) == 42
    assert heard[24].startswith("25. ")
    for state in (HouseState.AWAY, HouseState.NOT_WANTED, HouseState.MOVED, HouseState.NEVER):
        assert any(words.state(state) in one for one in heard)


def test_a_button_of_the_house_gives_the_keyboard_back_to_the_board(put: Put) -> None:
    window, still = shown(put, village())
    pressed = button(window, _("Not home"))
    pressed.setFocus()
    pressed.click()
    assert still.wishes == [("knocked", VisitOutcome.AWAY)]
    still.show(village())
    assert QApplication.focusWidget() is grid_of(window)


def test_each_person_has_the_button_that_fits(put: Put) -> None:
    window, still = shown(put, village())
    button(window, "Mùa Thị Sông").click()
    button(window, "Vàng A Tủa").click()
    assert still.wishes == [("open_person", "Mùa Thị Sông"), ("look", "Vàng A Tủa")]


def test_another_village_is_taken_from_a_list(put: Put) -> None:
    window, still = shown(put, village())
    button(window, _("Another village")).click()
    [dialog] = window.findChildren(VillageDialog)
    press(dialog, DOWN)
    press(dialog, ENTER)
    assert still.wishes == [("show_village", "Bản Pá Hốc")]
    assert window.focusWidget() is grid_of(window)


def test_when_every_house_was_visited_there_is_nothing_to_go_on_to(put: Put) -> None:
    window, _still = shown(put, walked())
    assert not button(window, _("Every house was visited today")).isEnabled()


def test_the_last_house_is_not_said_to_be_visited_by_being_opened(put: Put) -> None:
    window, _still = shown(put, replace(village(), following=0))
    assert not button(window, _("This is the last house")).isEnabled()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text_size", [100, 130], indirect=True)
def test_what_was_kept_hides_no_answer_of_the_door(put: Put, size: tuple[int, int], text_size: int) -> None:
    window = put(noted(), size)
    answers = window.findChild(HousePanel)._answers
    keys = QRect(answers.mapTo(window, QPoint(0, 0)), answers.size())
    assert text_size
    assert not keys.intersects(window.findChild(NumberCard).geometry())


def test_a_machine_nobody_was_helped_at_says_so(put: Put) -> None:
    window, _still = shown(put, nobody())
    assert [one for one in window.findChildren(EmptyState) if one.isVisible()]
    assert not grid_of(window).isVisible()


@pytest.mark.parametrize(
    ("knock", "expected"),
    [
        (None, ""),
        (
            Knock(day=TODAY.isoformat(), outcome="away"),
            _("Today: {outcome}").format(outcome=_("not home")),
        ),
        (Knock(day=TODAY.isoformat(), outcome="of a newer peer"), ""),
        (Knock(day="yesterday", outcome="away"), ""),
    ],
)
def test_the_last_visit_is_told_if_it_can_be_read(knock: Knock | None, expected: str) -> None:
    assert words.last(knock, TODAY) == expected

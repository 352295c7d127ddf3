"""From house to house at the real desk: a person at the door is received, the house was met, a slip of a key undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.desktop.screens.guided.overview import OverviewPage
from app.desktop.screens.past import PastDialog
from app.desktop.screens.reception.confirm import ConfirmPage
from app.desktop.screens.reception.search import SearchPage
from app.desktop.screens.today import TodayScreen
from app.desktop.screens.village.screen import VillageScreen
from app.desktop.village_corner import VillageCorner
from app.i18n import _
from app.usecases.ports import Store
from tests.desktop.conftest import OpenDesk
from tests.support.desks import Counter, laptop_at
from tests.support.keys import CTRL, ENTER
from tests.support.laptop import Laptop, person

F6 = Qt.Key.Key_F6


@pytest.fixture
def store(counter: Counter) -> Store:
    assert counter.desk.store is not None
    return counter.desk.store


@pytest.fixture
def laptop(counter: Counter) -> Laptop:
    """The same store worked on without screens."""
    return laptop_at(counter)


def corner(counter: Counter) -> VillageCorner:
    assert counter.desk.rooms is not None
    return counter.desk.rooms.village


def press_button(counter: Counter, name: str) -> None:
    counter.sees(QPushButton, lambda one: name in one.accessibleName() and one.isEnabled()).click()


def outcomes(store: Store) -> list[object]:
    return [visit["outcome"] for visit in store.read().records("visit").values()]


@pytest.mark.parametrize("room", ["today", "queue", "settings"])
def test_f6_leads_there_from_any_room(counter: Counter, room: str) -> None:
    counter.window.show_room(room)
    counter.press(F6)
    counter.sees(VillageScreen)
    assert counter.window.room == "village"


def test_somebody_at_the_door_is_received_and_the_house_was_met(
    counter: Counter, laptop: Laptop, store: Store
) -> None:
    laptop.help(laptop.meet_new(person(1)), cards=0)
    laptop.clock.move(days=1)
    counter.press(F6)
    counter.press(ENTER)
    press_button(counter, _("Go on"))
    counter.sees(ConfirmPage)
    assert outcomes(store) == []
    counter.press(ENTER)
    counter.sees(OverviewPage)
    assert outcomes(store) == ["met"]


def test_somebody_new_of_the_house_is_asked_for_by_one_key(
    counter: Counter, laptop: Laptop, store: Store
) -> None:
    citizen = laptop.help(laptop.meet_new(person(1)), cards=0).citizen
    counter.press(F6)
    counter.press(ENTER)
    counter.press(Qt.Key.Key_N, CTRL)
    page = counter.sees(SearchPage)
    name = str((store.read().record("citizen", citizen) or {})["name"])
    assert any(name in one.text() for one in page.findChildren(QLabel) if one.isVisible())
    counter.press(F6)
    counter.sees(VillageScreen)
    assert outcomes(store) == []


def test_who_is_done_is_looked_at(counter: Counter, laptop: Laptop) -> None:
    laptop.help(laptop.meet_new(person(1)))
    counter.press(F6)
    counter.sees(VillageScreen)
    corner(counter).presenter.choose(corner(counter).presenter.state().tiles[0].key)
    press_button(counter, f": {_('Look')}")
    counter.qtbot.waitUntil(lambda: bool(counter.window.findChildren(PastDialog)))
    counter.window.findChildren(PastDialog)[0].close()


def test_what_was_kept_can_be_taken_back_for_a_moment(
    counter: Counter, laptop: Laptop, store: Store, qtbot: QtBot
) -> None:
    for number in range(2):
        laptop.help(laptop.meet_new(person(number)), cards=0)
    counter.press(F6)
    counter.press(ENTER)
    counter.press("c")
    assert counter.window.number.isVisible()
    counter.press("Z", CTRL)
    assert outcomes(store) == ["moved", "taken_back"]
    assert not counter.window.number.isVisible()
    counter.press("m")
    corner(counter)._moment.setInterval(1)
    corner(counter)._moment.start()
    qtbot.waitUntil(lambda: not counter.window.number.isVisible())
    counter.press("Z", CTRL)
    assert outcomes(store)[-1] == "not_wanted"


def test_a_number_called_since_stays_on_screen(counter: Counter, laptop: Laptop, qtbot: QtBot) -> None:
    laptop.help(laptop.meet_new(person(1)), cards=0)
    counter.press(F6)
    counter.press(ENTER)
    counter.press("v")
    assert counter.desk.rooms is not None
    assert counter.desk.rooms.queue._give(None, "", ()) is None
    with qtbot.waitSignal(corner(counter)._moment.timeout):
        corner(counter)._moment.start(1)
    assert counter.window.number.isVisible()


def test_the_village_is_the_same_tomorrow(open_desk: OpenDesk, counter: Counter, laptop: Laptop) -> None:
    for number, where in enumerate(("Bản Áng", "Bản Áng", "Bản Bó")):
        laptop.help(laptop.meet_new({**person(number), "village": where}))
    counter.press(F6)
    corner(counter).presenter.show_village("Bản Bó")
    again = open_desk(counter.kill()).enter()
    again.sees(TodayScreen)
    again.press(F6)
    again.sees(QLabel, lambda one: one.text() == "Bản Bó")
    assert corner(again).presenter.state().village == "Bản Bó"

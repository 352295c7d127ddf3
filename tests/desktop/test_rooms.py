"""The rooms of somebody at the machine: what they lead to, and that words and sizes change while they are open."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.screens.consent import ConsentScreen
from app.desktop.screens.exchange import ExchangeScreen
from app.desktop.screens.first_run.pages import PairingPage
from app.desktop.screens.help import HelpDialog
from app.desktop.screens.hotlines import HotlinesDialog
from app.desktop.screens.new_operator import NewOperatorDialog
from app.desktop.screens.queue import QueueScreen
from app.desktop.screens.reception.confirm import ConfirmPage
from app.desktop.screens.reception.search import SearchPage
from app.desktop.screens.settings import SettingsScreen
from app.desktop.screens.today import TodayScreen
from app.desktop.screens.village.screen import VillageScreen
from app.desktop.shell.rail import NavButton
from app.desktop.shell.top_bar import TopBar
from app.desktop.theme import palette
from app.i18n import _, use_language
from app.presentation.new_operator import WrittenOperator
from app.usecases.lock import pin_opens
from app.usecases.ports import Store
from tests.desktop.conftest import OpenDesk
from tests.support.desks import Counter, people_of
from tests.support.keys import CARD, CTRL, ENTER, press
from tests.support.laptop import Laptop, person


@pytest.fixture(autouse=True)
def _words_taken_back() -> Iterator[None]:
    yield
    use_language("vi")


def store_of(counter: Counter) -> Store:
    store = counter.desk.store
    assert store is not None
    return store


def laptop_of(counter: Counter) -> Laptop:
    """The same store worked on without screens."""
    bench = counter.bench
    return Laptop(store_of(counter), bench.clock, bench.ids, people_of(store_of(counter))[0].id)


def words_on(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def choose(screen: QWidget, place: int, value: object) -> None:
    box = screen.findChildren(QComboBox)[place]
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_ctrl_and_a_digit_lead_through_the_rooms(counter: Counter) -> None:
    rooms = {"2": SearchPage, "3": QueueScreen, "5": VillageScreen, "6": ExchangeScreen, "1": TodayScreen}
    for digit, kind in rooms.items():
        counter.press(digit, CTRL)
        counter.sees(kind)
        assert all(counter.does_not_see(other) for other in rooms.values() if other is not kind)


def test_who_is_at_the_machine_stands_on_top_with_their_duty(counter: Counter) -> None:
    words = words_on(counter.sees(TopBar))
    assert "Anh An Mẫu" in words
    assert _("Support point staff") in words


def test_f1_lists_the_keys(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F1)
    assert {"F2", "F4", "F8"} <= set(words_on(counter.sees(HelpDialog)))


def test_the_numbers_to_call_open_from_the_help_without_a_mouse(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F1)
    keys = counter.sees(HelpDialog)
    press(keys, Qt.Key.Key_Tab)
    press(keys, Qt.Key.Key_Return)
    dialog = counter.sees(HotlinesDialog)
    words = words_on(dialog)
    assert {line.number for line in counter.pack.hotlines} <= set(words)
    unsure = [line for line in counter.pack.hotlines if not line.verified]
    assert words.count(_("Not verified")) == len(unsure) > 0
    assert counter.pack.words.safety in words
    press(dialog, Qt.Key.Key_Return)
    assert counter.does_not_see(HotlinesDialog)


def test_another_language_redraws_what_is_open_and_stays(open_desk: OpenDesk, counter: Counter) -> None:
    counter.window.show_room("settings")
    choose(counter.sees(SettingsScreen), 0, "en")
    screen = counter.sees(SettingsScreen, lambda one: "Settings" in words_on(one))
    assert screen is not None
    assert "Today" in [
        button.text() for button in counter.window.findChildren(NavButton) if button.isVisible()
    ]
    left = counter.kill()
    use_language("vi")
    again = open_desk(left).enter()
    again.sees(TodayScreen)
    assert "Today" in [button.text() for button in again.window.findChildren(NavButton) if button.isVisible()]


def test_larger_letters_are_kept_for_the_next_morning(open_desk: OpenDesk, counter: Counter) -> None:
    counter.window.show_room("settings")
    choose(counter.sees(SettingsScreen), 1, 130)
    assert counter.app.font().pixelSize() == palette.body_font(130).pixelSize()
    left = counter.kill()
    palette.apply(counter.app)
    again = open_desk(left).enter()
    again.sees(TodayScreen)
    assert again.app.font().pixelSize() == palette.body_font(130).pixelSize()
    palette.apply(again.app)


def test_a_person_is_added_and_may_open_the_lock(counter: Counter) -> None:
    counter.window.show_room("settings")
    screen = counter.sees(SettingsScreen)
    screen.add_operator.emit()
    dialog = counter.sees(NewOperatorDialog)
    fields = WrittenOperator(
        name="Lò Văn Mẫu", address_form="anh", role="volunteer", pin="246810", again="246810"
    )
    assert dialog._written(fields) == ()
    [added] = [row for row in people_of(store_of(counter)) if row.name == "Lò Văn Mẫu"]
    assert added.role == "volunteer"
    assert pin_opens(store_of(counter), added.id, "246810")
    counter.qtbot.waitUntil(lambda: any("Lò Văn Mẫu" in text for text in words_on(screen)))


def test_the_market_day_reaches_the_reasons(counter: Counter) -> None:
    counter.window.show_room("settings")
    choose(counter.sees(SettingsScreen), 3, 2)
    assert counter.desk.rooms is not None
    assert counter.desk.rooms.settings.state().market_weekday == 2


def test_finished_work_shows_at_once_on_the_rail_and_in_the_figures(counter: Counter) -> None:
    laptop_of(counter).help_new()
    title = _("Send and receive")
    counter.sees(NavButton, lambda button: button.accessibleName() == f"{title}, 1")
    counter.sees(TodayScreen, lambda screen: "1" in words_on(screen))
    assert store_of(counter).read().counters().waiting == 1


def test_somebody_expected_is_opened_and_asked_for(counter: Counter) -> None:
    laptop = laptop_of(counter)
    laptop.help(laptop.meet_new(person(3)), cards=0, reason="reason_a", day_in=1)
    counter.bench.clock.move(days=1)
    assert counter.desk.rooms is not None
    counter.desk.rooms.today.refresh()
    [name] = [row.name for row in store_of(counter).read().due(counter.bench.clock.now().date())]
    button = counter.sees(QPushButton, lambda one: one.text() == _("Open") and name in one.accessibleName())
    button.click()
    page = counter.sees(ConfirmPage)
    assert any(name in text for text in words_on(page))


def test_the_search_on_top_leads_to_the_people(counter: Counter) -> None:
    name = str(laptop_of(counter).help_new(2).person["name"])
    counter.press(Qt.Key.Key_F2)
    counter.write("lo")
    counter.press(ENTER)
    counter.sees(SearchPage)
    counter.press(ENTER)
    assert any(name in text for text in words_on(counter.sees(ConfirmPage)))


def test_pairing_is_reached_from_send_and_receive(counter: Counter) -> None:
    counter.window.show_room("exchange")
    screen = counter.sees(ExchangeScreen)
    screen.pair_wanted.emit()
    counter.sees(PairingPage)
    assert counter.does_not_see(ExchangeScreen)


def test_a_card_scanned_in_any_room_leads_to_the_right_person(counter: Counter) -> None:
    for room in ("today", "exchange", "settings", "reception"):
        counter.window.show_room(room)
        counter.scan(CARD)
        page = counter.sees(ConfirmPage)
        assert any("Lò Thị Ín" in text for text in words_on(page))


def test_somebody_half_way_is_forgotten_only_after_a_question(counter: Counter, qtbot: QtBot) -> None:
    laptop = laptop_of(counter)
    laptop.meet_new(person(4))
    counter.sees(TodayScreen, lambda one: any(person(4)["name"] in text for text in words_on(one)))
    assert len(store_of(counter).read().drafts()) == 1
    assert counter.does_not_see(ConsentScreen)


def test_a_new_day_is_counted_anew(counter: Counter) -> None:
    laptop_of(counter).help_new(5)
    today = counter.bench.clock.now().date()
    assert store_of(counter).read().day_counts(today).sessions == 1
    assert store_of(counter).read().day_counts(today + timedelta(days=1)).sessions == 0

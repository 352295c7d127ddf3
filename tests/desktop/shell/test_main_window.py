from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.room import Room
from app.desktop.shell.session_bar import SessionBar
from app.desktop.shell.session_frame import SessionFrame
from app.desktop.theme.tokens import Tone
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.sync_pill import SyncPill, SyncState
from app.desktop.widgets.task_list import TaskList

Show = Callable[..., QWidget]


class Page(QWidget):
    """A page that remembers how often it was made and what layout it was told."""

    made: list[str]

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.layouts = name, list[bool]()

    def set_compact(self, compact: bool) -> None:
        self.layouts.append(compact)


@pytest.fixture
def made() -> list[Page]:
    return []


@pytest.fixture
def main(show: Show, made: list[Page]) -> MainWindow:
    def room(key: str, at_foot: bool = False) -> Room:
        def make() -> QWidget:
            made.append(Page(key))
            return made[-1]

        return Room(key=key, icon="home", title_msgid=key, make=make, at_foot=at_foot)

    window = MainWindow([room("today"), room("people"), room("settings", at_foot=True)])
    window.show_room("today")
    show(window, 1366, 696)
    return window


def press(main: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    window = main.windowHandle()
    assert window is not None
    QTest.keyClick(window, key, modifier or Qt.KeyboardModifier.NoModifier)


def rail_buttons(main: MainWindow) -> dict[str, QPushButton]:
    return {button.accessibleName(): button for button in main.house.rail.findChildren(QPushButton)}


def session() -> SessionFrame:
    return SessionFrame(SessionBar("Tạm dừng"), TaskList("Việc"), "Kết thúc và in phiếu", "hoặc bấm")


def test_rooms_are_made_when_first_opened_and_once(main: MainWindow, made: list[Page]) -> None:
    main.show_room("people")
    main.show_room("today")
    main.show_room("people")
    assert [page.name for page in made] == ["today", "people"]
    assert main.room == "people"
    assert made[1].isVisible()
    assert not made[0].isVisible()


def test_the_rail_opens_rooms_and_marks_the_open_one(main: MainWindow) -> None:
    buttons = rail_buttons(main)
    QTest.mouseClick(buttons["people"], Qt.MouseButton.LeftButton)
    assert main.room == "people"
    assert [name for name, button in buttons.items() if button.isChecked()] == ["people"]


def test_ctrl_and_a_digit_open_a_room(main: MainWindow) -> None:
    press(main, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert main.room == "people"
    press(main, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert main.room == "today"


def test_esc_takes_one_page_away_at_a_time_and_never_the_room(main: MainWindow) -> None:
    first, second = Page("profile"), Page("history")
    main.push_page(first)
    main.push_page(second)
    press(main, Qt.Key.Key_Escape)
    assert first.isVisible()
    press(main, Qt.Key.Key_Escape)
    press(main, Qt.Key.Key_Escape)
    assert main.room == "today"
    assert main.go_up() is False


def test_another_room_drops_what_was_laid_on_the_first(main: MainWindow) -> None:
    main.push_page(Page("profile"))
    main.show_room("people")
    main.show_room("today")
    assert main.go_up() is False


def test_f2_leads_to_the_search_and_enter_asks(qtbot: QtBot, main: MainWindow) -> None:
    press(main, Qt.Key.Key_F2)
    assert main.house.top.search.hasFocus()
    QTest.keyClicks(main.house.top.search, "lo thi hac")
    with qtbot.waitSignal(main.find_wanted) as caught:
        press(main, Qt.Key.Key_Return)
    assert caught.args == ["lo thi hac"]


def test_the_shell_says_what_was_asked_for(qtbot: QtBot, main: MainWindow) -> None:
    with qtbot.waitSignal(main.lock_wanted):
        press(main, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(main.help_wanted):
        press(main, Qt.Key.Key_F1)
    pill = main.findChild(SyncPill)
    assert pill is not None
    with qtbot.waitSignal(main.sync_wanted):
        pill.click()
    with qtbot.waitSignal(main.closing):
        main.close()


def test_badges_are_seen_and_heard(main: MainWindow) -> None:
    main.set_badge("people", "4", Tone.WARN)
    assert "people, 4" in rail_buttons(main)
    main.set_badge("people", "")
    assert "people" in rail_buttons(main)


def test_a_session_replaces_the_rail_and_gives_it_back(main: MainWindow, made: list[Page]) -> None:
    frame, page = session(), Page("step")
    main.begin_session(frame)
    frame.show_page(page)
    assert page.isVisible()
    assert not main.house.rail.isVisible()
    press(main, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert main.room == "today"
    main.end_session()
    assert main.house.rail.isVisible()
    assert made[0].isVisible()


def test_f2_in_a_session_asks_before_anything_happens(qtbot: QtBot, main: MainWindow) -> None:
    main.begin_session(session())
    with qtbot.waitSignal(main.find_wanted) as caught:
        press(main, Qt.Key.Key_F2)
    assert caught.args == [""]


def test_the_keys_of_the_shell_are_silent_under_a_cover(main: MainWindow) -> None:
    wishes: list[str] = []
    main.lock_wanted.connect(lambda: wishes.append("lock"))
    main.find_wanted.connect(wishes.append)
    lock = Page("lock")
    main.push_page(Page("profile"))
    main.cover(lock)
    for key in (Qt.Key.Key_L, Qt.Key.Key_2):
        press(main, key, Qt.KeyboardModifier.ControlModifier)
    press(main, Qt.Key.Key_F2)
    press(main, Qt.Key.Key_Escape)
    assert wishes == []
    assert lock.isVisible()
    main.uncover()
    assert main.room == "today"
    assert main.go_up() is True


def test_a_session_under_a_cover_is_found_again(main: MainWindow) -> None:
    frame, page = session(), Page("step")
    main.begin_session(frame)
    frame.show_page(page)
    main.cover(Page("lock"))
    assert not page.isVisible()
    main.uncover()
    assert page.isVisible()


def test_a_session_may_end_under_a_cover(main: MainWindow, made: list[Page]) -> None:
    main.show_notice(Notice(words="Chưa có mạng", icon="cloud-off"))
    main.begin_session(session())
    main.cover(Page("lock"))
    main.end_session()
    main.uncover()
    assert made[0].isVisible()
    assert [banner.isVisible() for banner in main.findChildren(Banner)] == [True]


def test_the_banner_goes_along_into_the_session(qtbot: QtBot, main: MainWindow) -> None:
    main.show_notice(Notice(words="Chưa có mạng từ 7:48.", icon="cloud-off", action="Xem"))
    frame = session()
    main.begin_session(frame)
    banner = frame.findChild(Banner)
    assert banner is not None
    assert banner.isVisible()
    with qtbot.waitSignal(main.banner_acted):
        next(button for button in banner.findChildren(QPushButton)).click()
    main.show_notice(None)
    assert not banner.isVisible()


@pytest.mark.parametrize(
    ("width", "height", "compact"), [(1279, 700, True), (1300, 679, True), (1280, 680, False)]
)
def test_the_breakpoint(main: MainWindow, made: list[Page], width: int, height: int, compact: bool) -> None:
    main.resize(1000, 600)
    assert made[0].layouts[-1] is True
    main.resize(width, height)
    assert main.is_compact is compact
    assert made[0].layouts[-1] is compact
    assert (main.house.rail.width() == 64) is compact


def test_the_compact_rail_still_has_names_and_tooltips(main: MainWindow) -> None:
    main.resize(1093, 557)
    button = rail_buttons(main)["people"]
    assert button.text() == ""
    assert button.toolTip() == "people"


def test_rebuilding_keeps_the_room_and_leaves_one_house(
    qtbot: QtBot, main: MainWindow, made: list[Page]
) -> None:
    main.show_room("people")
    old = main.house
    with qtbot.waitSignal(old.destroyed):
        main.rebuild()
    assert main.room == "people"
    assert [page.name for page in made] == ["today", "people", "people"]
    assert main.findChildren(QLineEdit) == [main.house.top.search]


def test_a_word_in_passing_goes_by_itself(qtbot: QtBot, main: MainWindow) -> None:
    main.toast.tell("Thẻ này chưa nghe được trên máy.", seconds=0.01)
    assert main.toast.isVisible()
    qtbot.waitUntil(lambda: not main.toast.isVisible())


def test_what_stands_gives_way_to_what_just_happened_and_to_a_session(main: MainWindow) -> None:
    def told() -> str:
        [banner] = main.findChildren(Banner)
        return banner.notice.words if banner.notice and banner.isVisible() else ""

    main.show_standing("Trung tâm đã khóa máy này.")
    assert told() == "Trung tâm đã khóa máy này."
    main.show_notice(Notice(words="Đĩa đã đầy."))
    assert told() == "Đĩa đã đầy."
    main.show_notice(None)
    assert told() == "Trung tâm đã khóa máy này."
    main.begin_session(session())
    assert told() == ""
    main.end_session()
    assert told() == "Trung tâm đã khóa máy này."
    main.show_standing("")
    assert told() == ""


def test_where_the_work_is_and_who_works_are_shown(main: MainWindow) -> None:
    main.show_sync(SyncState.NO_NETWORK, "Chưa có mạng · đã lưu đủ trên máy", "Từ 7:48")
    main.set_operator("Cầm Thị Mai", "Cán bộ điểm hỗ trợ")
    main.set_place("xã Mường Bú")
    pill = main.findChild(SyncPill)
    assert pill is not None
    assert (pill.text(), pill.toolTip()) == ("Chưa có mạng · đã lưu đủ trên máy", "Từ 7:48")
    texts = {text.text() for text in main.findChildren(QLabel)}
    assert {"Cầm Thị Mai", "Cán bộ điểm hỗ trợ", "xã Mường Bú"} <= texts

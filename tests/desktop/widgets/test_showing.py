"""Widgets that show something: what they say to the eye, to a screen reader, and after a change."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.arrange import box, clear, column, row
from app.desktop.widgets.avatar import Avatar, initials
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.empty_state import EmptyState
from app.desktop.widgets.figure import Figure
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.key_cap import KeyCap, with_key
from app.desktop.widgets.page_head import PageHead
from app.desktop.widgets.person_row import PersonLine, PersonRow
from app.desktop.widgets.plain_keys import ENTER
from app.desktop.widgets.progress_panel import ProgressPanel
from app.desktop.widgets.say_card import SayCard
from app.desktop.widgets.stack_bar import Share, StackBar
from app.desktop.widgets.status_dot import DRAWINGS, Status, StatusDot
from app.desktop.widgets.step_bar import StepBar
from app.desktop.widgets.sync_pill import LOOKS, SyncPill, SyncState
from app.desktop.widgets.task_list import StepLine, TaskLine, TaskList
from app.desktop.widgets.trouble_list import Trouble, TroubleList
from app.desktop.widgets.typography import label
from app.desktop.widgets.wizard_page import WizardPage

Show = Callable[..., QWidget]


def grey(widget: QWidget) -> bytes:
    image = widget.grab().toImage()
    return bytes(image.convertToFormat(image.Format.Format_Grayscale8).constBits())


def visible_texts(widget: QWidget) -> set[str]:
    return {text.text() for text in widget.findChildren(QLabel) if text.isVisible()}


def test_every_status_looks_different_without_colour(qtbot: QtBot) -> None:
    pictures = set()
    for status in Status:
        dot = StatusDot(status, status.value, "3")
        qtbot.addWidget(dot)
        pictures.add(grey(dot))
    assert len(pictures) == len(Status) == len(DRAWINGS)


def test_only_danger_is_red_and_no_network_is_grey() -> None:
    assert set(LOOKS) == set(SyncState)
    assert [state for state, look in LOOKS.items() if look.ground == "bad"] == [SyncState.IN_DANGER]
    assert LOOKS[SyncState.NO_NETWORK].ground == "plain"


@pytest.mark.parametrize("state", SyncState)
def test_the_pill_says_its_state(qtbot: QtBot, state: SyncState) -> None:
    pill = SyncPill()
    qtbot.addWidget(pill)
    pill.show_state(state, "12 chờ gửi", "Gửi trong vài phút")
    assert (pill.accessibleName(), pill.accessibleDescription()) == ("12 chờ gửi", "Gửi trong vài phút")
    assert not pill.icon().isNull()


def test_parts_of_a_bar_add_up_and_are_read_out(qtbot: QtBot) -> None:
    bar = StackBar([Share(9, "#1C6B36", "Xong"), Share(3, "#9C2F63", "Hẹn lại")])
    qtbot.addWidget(bar)
    bar.resize(120, 14)
    image = bar.grab().toImage()
    middle = image.height() // 2
    assert bar.accessibleName() == "Xong: 9, Hẹn lại: 3"
    assert image.pixelColor(int(image.width() * 0.70), middle).name() == "#1c6b36"
    assert image.pixelColor(int(image.width() * 0.80), middle).name() == "#9c2f63"
    bar.show_shares([])
    assert bar.accessibleName() == ""
    assert not bar.grab().isNull()


def test_the_step_bar_fills_up(qtbot: QtBot) -> None:
    bar = StepBar(5, 1, "Bước 1 trong 5")
    qtbot.addWidget(bar)
    bar.resize(200, 8)
    before = grey(bar)
    bar.show_step(5, 3, "Bước 3 trong 5")
    assert bar.accessibleName() == "Bước 3 trong 5"
    assert grey(bar) != before


def tasks(status: Status = Status.DOING) -> list[TaskLine]:
    steps = (StepLine("open", "Mở VNeID", Status.DONE), StepLine("tap", "Chạm dòng thứ hai", Status.DOING))
    return [
        TaskLine(key="app", number="1", title="Cài VNeID", status=Status.DONE, detail="Xong", steps=steps),
        TaskLine(key="card", number="2", title="Thẻ BHYT", status=status, detail="Đang làm", steps=steps),
    ]


def test_tasks_and_steps_are_chosen_in_any_order(show: Show) -> None:
    chosen: list[object] = []
    listed = TaskList("Việc hôm nay", tasks(), "card")
    listed.task_chosen.connect(chosen.append)
    listed.step_chosen.connect(lambda *keys: chosen.append(keys))
    show(listed)
    buttons = {button.accessibleName(): button for button in listed.findChildren(QPushButton)}
    QTest.mouseClick(buttons["1. Cài VNeID. Xong"], Qt.MouseButton.LeftButton)
    buttons["Mở VNeID"].setFocus()
    QTest.keyClick(buttons["Mở VNeID"], Qt.Key.Key_Return)
    assert chosen == ["app", ("card", "open")]
    assert len(buttons) == 4  # two tasks, and the steps of the current one only


def test_a_task_that_changed_is_drawn_anew_where_it_was(qtbot: QtBot, show: Show) -> None:
    listed = TaskList("Việc hôm nay", tasks(), "card")
    show(listed)
    listed.show_tasks(tasks(Status.BLOCKED), "app")
    QApplication.processEvents()
    dots = [dot.status for dot in listed.findChildren(StatusDot) if dot.isVisible()]
    assert dots == [Status.DONE, Status.BLOCKED]


def test_the_compact_list_keeps_the_words_for_screen_readers(show: Show) -> None:
    listed = TaskList("Việc hôm nay", tasks(), "card")
    show(listed)
    listed.set_compact(True)
    QApplication.processEvents()
    assert "Xong" not in visible_texts(listed)
    names = {button.accessibleName() for button in listed.findChildren(QPushButton) if button.isVisible()}
    assert "1. Cài VNeID. Xong" in names


def troubles() -> TroubleList:
    known = [
        Trouble("unseen", "Không thấy dòng này", "Kéo lên."),
        Trouble("slow", "Máy chậm", "Đợi một phút."),
    ]
    return TroubleList("Nếu bị vướng", known)


def test_one_remedy_is_open_at_a_time(show: Show) -> None:
    listed, opened = troubles(), list[str]()
    listed.opened.connect(opened.append)
    show(listed)
    rows = {button.accessibleName(): button for button in listed.findChildren(QPushButton)}
    assert "Kéo lên." not in visible_texts(listed)
    rows["Không thấy dòng này"].click()
    assert "Kéo lên." in visible_texts(listed)
    rows["Máy chậm"].click()
    assert "Kéo lên." not in visible_texts(listed)
    assert "Đợi một phút." in visible_texts(listed)
    rows["Máy chậm"].click()
    assert "Đợi một phút." not in visible_texts(listed)
    assert opened == ["unseen", "slow"]


def test_a_folded_list_is_one_row_until_it_is_opened(show: Show) -> None:
    listed = troubles()
    show(listed)
    listed.set_folded(True)
    shown = [button for button in listed.findChildren(QPushButton) if button.isVisible()]
    assert [button.accessibleName() for button in shown] == ["Nếu bị vướng"]
    shown[0].click()
    assert len([b for b in listed.findChildren(QPushButton) if b.isVisible()]) == 3
    listed.set_folded(False)
    assert len([b for b in listed.findChildren(QPushButton) if b.isVisible()]) == 2


def test_no_troubles_show_nothing(show: Show) -> None:
    listed = troubles()
    show(box(column(listed)))
    listed.show_troubles([])
    assert not listed.isVisible()


def test_the_banner_shows_a_state_until_it_is_over(show: Show) -> None:
    banner = Banner()
    show(box(column(banner, None)))
    assert not banner.isVisible()
    notice = Notice(words="Chưa có mạng từ 7:48.", icon="cloud-off")
    banner.show_notice(notice)
    banner.show_notice(notice)
    assert banner.isVisible()
    assert banner.accessibleName() == "Chưa có mạng từ 7:48."
    assert [b.isVisible() for b in banner.findChildren(QPushButton)] == [False]
    banner.clear_notice()
    assert not banner.isVisible()
    banner.show_notice(notice)
    assert banner.isVisible()


def test_listening_is_off_without_a_recording(qtbot: QtBot, show: Show) -> None:
    silent = SayCard("Nói với bà", "“Bà chạm nhẹ một cái.”", "Chưa có bản đã duyệt")
    show(silent)
    assert [button.isEnabled() for button in silent.findChildren(QPushButton)] == [False]
    spoken = SayCard("Nói với bà", "“Bà chạm.”", "Nghe tiếng Thái", can_listen=True)
    show(spoken)
    with qtbot.waitSignal(spoken.listen):
        spoken.findChildren(QPushButton)[0].click()
    spoken.set_words("“Bà chờ một chút ạ.”")
    assert spoken.accessibleName() == "Nói với bà: “Bà chờ một chút ạ.”"


def test_long_work_shows_how_far_it_is_and_can_be_stopped(qtbot: QtBot, show: Show) -> None:
    panel = ProgressPanel("Lấy danh sách", "Dừng lại")
    show(panel)
    bar = panel.findChild(QProgressBar)
    assert bar is not None
    assert bar.maximum() == 0
    panel.advance(3, 10, "Bản Pá Hốc")
    assert (bar.value(), bar.maximum()) == (3, 10)
    assert "Bản Pá Hốc" in visible_texts(panel)
    with qtbot.waitSignal(panel.cancelled):
        panel.findChildren(QPushButton)[0].click()


def test_a_wizard_page_goes_on_with_enter_when_it_is_ready(show: Show) -> None:
    heard: list[str] = []
    page = WizardPage(
        "Chọn xã", "", QWidget(), step=2, total=7, step_text="2 trong 7", next_text="Tiếp", back_text="Lại"
    )
    page.forward.connect(lambda: heard.append("forward"))
    page.back.connect(lambda: heard.append("back"))
    show(page)
    page.setFocus()
    page.set_ready(False)
    QTest.keyClick(page, Qt.Key.Key_Return)
    page.set_ready(True)
    QTest.keyClick(page, Qt.Key.Key_Return)
    next(b for b in page.findChildren(QPushButton) if b.accessibleName() == "Lại").click()
    assert heard == ["forward", "back"]
    assert ENTER in {cap.text() for cap in page.findChildren(KeyCap)}


def test_the_action_bar_writes_smaller_before_it_gives_up_drawn_keys(show: Show) -> None:
    done = with_key(Button("Xong bước này", kind=Kind.PRIMARY, size=Size.BIG), "Enter")
    cannot = with_key(Button("Chưa làm được", size=Size.BIG), "F7")
    holder = box(column(ActionBar([], [cannot, done])))
    holder.setMinimumSize(100, 50)  # as the main window does; else the layout would not let it shrink
    show(holder, 900, 80)
    caps = holder.findChildren(KeyCap)
    assert all(cap.isVisible() for cap in caps)
    holder.resize(470, 80)
    assert all(cap.isVisible() for cap in caps)
    holder.resize(330, 80)
    assert not any(cap.isVisible() for cap in caps)
    holder.resize(900, 80)
    assert all(cap.isVisible() for cap in caps)


def test_small_words_about_people(qtbot: QtBot, show: Show) -> None:
    assert initials("Cầm Thị Mai") == "CM"
    assert initials("Ín") == "Í"
    assert initials("") == ""
    line = PersonLine(name="Bà Lò Thị Hặc", detail="72 tuổi", tag="Thẻ BHYT", aside="24 phút")
    person = PersonRow(line, [Button("Mời vào")], lead=Avatar("LH", "Lò Thị Hặc"))
    show(person)
    assert {"Bà Lò Thị Hặc", "72 tuổi", "Thẻ BHYT", "24 phút"} == visible_texts(person)
    assert person.accessibleName() == "Bà Lò Thị Hặc. 72 tuổi"


def test_heads_figures_and_empty_pages(show: Show) -> None:
    head, figure = PageHead("Hôm nay"), Figure("9", "Xong cả 5 việc")
    empty = EmptyState("Chưa có ai chờ", "Quét thẻ để đón người đầu tiên.", "scan-qr-code")
    holder = show(box(column(head, figure, empty)))
    head.set_texts("Chào chị Mai", "Thứ Tư 15/10")
    figure.set_amount("10")
    shown = visible_texts(holder)
    assert {"Chào chị Mai", "Thứ Tư 15/10", "10", "Chưa có ai chờ"} <= shown
    assert figure.accessibleName() == "10 Xong cả 5 việc"
    assert empty.accessibleName() == "Chưa có ai chờ. Quét thẻ để đón người đầu tiên"


def test_an_unknown_icon_is_told_at_once_and_not_while_painting(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        IconMark("no-such-icon")


def test_clearing_a_layout_takes_everything_out(qtbot: QtBot, show: Show) -> None:
    inner = row(label("một"), label("hai"))
    layout = column(inner, label("ba"), None, 8)
    holder = show(box(layout))
    clear(layout)
    QApplication.processEvents()
    assert layout.count() == 0
    assert visible_texts(holder) == set()

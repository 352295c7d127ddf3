"""Whole pages made of the widgets, with fictional people: drawn by the gallery, walked by the audit."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.room import Room
from app.desktop.shell.session_bar import SessionBar
from app.desktop.shell.session_frame import SessionFrame
from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.banner import Notice
from app.desktop.widgets.buttons import Button, IconButton, Kind, Size
from app.desktop.widgets.card import Card, CardLook
from app.desktop.widgets.choice_grid import Choice, ChoiceGrid
from app.desktop.widgets.date_chips import Chip, DateChips
from app.desktop.widgets.figure import Figure
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.num_badge import NumBadge
from app.desktop.widgets.page_head import PageHead
from app.desktop.widgets.person_row import PersonLine, PersonRow
from app.desktop.widgets.phone_art import PhoneArt
from app.desktop.widgets.say_card import SayCard
from app.desktop.widgets.stack_bar import Share, StackBar
from app.desktop.widgets.status_dot import Status
from app.desktop.widgets.step_bar import StepBar
from app.desktop.widgets.sync_pill import SyncState
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.task_list import StepLine, TaskLine, TaskList
from app.desktop.widgets.tile import Tile
from app.desktop.widgets.trouble_list import Trouble, TroubleList
from app.desktop.widgets.typography import label, rule
from tests.desktop.phone_specimens import WALLET, words

PAGE = (28, 18, 28, 20)
WAITING = (
    ("07", "Bà Lò Thị Hặc", "72 tuổi · bản Giàn · Nói tiếng Thái", "Thẻ BHYT", "24 phút"),
    ("08", "Ông Vàng A Páo", "66 tuổi · bản Pá Hốc · Có cháu đi cùng", "Sổ sức khỏe", "18 phút"),
    ("09", "Chị Quàng Thị Sương", "31 tuổi · bản Mạt", "Cài VNeID", "11 phút"),
    ("10", "Anh Mùa A Dế", "45 tuổi · bản Ta Mo · Hẹn lại lần 2", "Mức 2", "3 phút"),
)
DUE = (
    ("Bà Hà Thị Ín", "Chờ công an xã cấp mức 2 · hẹn 9:00"),
    ("Anh Tòng Văn Hoan", "Mang theo thẻ BHYT · hẹn 14:00"),
    ("Bà Giàng Thị Mỷ", "Gọi con trai hỗ trợ · hẹn 15:30"),
)
ROOMS = (
    ("today", "home", "Hôm nay"),
    ("queue", "ticket", "Hàng chờ"),
    ("people", "users", "Người dân"),
    ("return", "calendar-clock", "Hẹn lại"),
    ("village", "map-pin", "Đi bản"),
    ("sync", "cloud-upload", "Gửi và nhận"),
    ("reports", "chart-column", "Báo cáo"),
    ("training", "graduation-cap", "Tập huấn"),
    ("settings", "settings", "Cài đặt"),
)
REASONS = (
    ("Quên mật khẩu hoặc mã", "key-round"),
    ("Chưa có mức 2, phải ra công an xã", "shield-check"),
    ("SIM không chính chủ, không nhận được mã", "phone-off"),
    ("Không có điện thoại thông minh", "smartphone"),
    ("Không mang thẻ BHYT", "file-question"),
    ("Mất mạng hoặc VNeID đang lỗi", "wifi-off"),
    ("Bà mệt, muốn để hôm khác", "hand"),
    ("Lý do khác…", "ellipsis"),
)
TASKS = (
    ("1", "Cài ứng dụng VNeID", Status.DONE, "Xong · 4 phút"),
    ("2", "Tài khoản mức 2", Status.WAITING, "Chờ công an xã"),
    ("3", "Thẻ BHYT trong VNeID", Status.DOING, "Đang làm · bước 3 trong 5"),
    ("4", "Sổ sức khỏe điện tử", Status.AHEAD, "Chưa làm"),
    ("5", "Tự mở được một mình", Status.AHEAD, "Chưa làm"),
)
STEPS = (
    StepLine("login", "Bà tự đăng nhập VNeID", Status.DONE),
    StepLine("wallet", "Mở Ví giấy tờ", Status.DONE),
    StepLine("add", "Chạm Tích hợp thông tin", Status.DOING),
    StepLine("number", "Điền số thẻ BHYT", Status.AHEAD),
    StepLine("send", "Gửi yêu cầu và kiểm tra", Status.AHEAD),
)


def window(today: Callable[[], QWidget]) -> MainWindow:
    """The main window on its first room."""
    rooms = [
        Room(key=key, icon=icon, title_msgid=title, make=today, at_foot=key == "settings")
        for key, icon, title in ROOMS
    ]
    main = MainWindow(rooms)
    main.set_place("xã Mường Bú")
    main.set_operator("Cầm Thị Mai", "Cán bộ điểm hỗ trợ")
    main.set_badge("queue", "4")
    main.set_badge("return", "3")
    main.set_badge("sync", "2", Tone.WARN)
    main.show_sync(SyncState.WAITING, "Đã lưu trên máy này · 12 chờ gửi", "Gửi trong vài phút")
    main.show_room("today")
    return main


def home() -> MainWindow:
    """The first page of the day."""
    return window(_today)


def offline() -> MainWindow:
    """The same without a network: grey, never red."""
    main = home()
    main.show_sync(SyncState.NO_NETWORK, "Chưa có mạng · đã lưu đủ trên máy", "Từ 7:48")
    words = "Chưa có mạng từ 7:48. Chị cứ làm tiếp, máy tự gửi khi có mạng."
    main.show_notice(Notice(words=words, icon="cloud-off", action="Xem"))
    return main


def step() -> MainWindow:
    """One guided step of a session."""
    return _in_session(_step_page())


def reason() -> MainWindow:
    """Why a step cannot be done now, and when to come back."""
    return _in_session(_reason_page())


def _today() -> QWidget:
    head = PageHead(
        "Chào chị Mai",
        "Thứ Tư 15/10/2025 · Ca sáng, bàn số 1",
        [Button("Chốt ngày", kind=Kind.QUIET, icon="clipboard-list")],
    )
    tiles = row(
        (Tile("Đón người mới", "Quét QR trên thẻ, hoặc gõ tên", "scan-qr-code", key="F2", hero=True), 5),
        (Tile("Phát số chờ", "Khi đang đông người", "ticket", key="F4"), 4),
        (Tile("Đi bản", "Còn 18 nhà", "map-pin", key="F6"), 3),
        gap=16,
    )
    right = column(_results(), (_due(), 1), gap=16)
    page = box(column(head, tiles, (row((_queue(), 13), (right, 9), gap=16), 1), gap=16, margins=PAGE))
    return fit_area(page)


def _queue() -> Card:
    head = row(label("Đang chờ", Role.H3), Tag("4 người"), None, label("Chờ lâu nhất 24 phút", Role.MUTED))
    rows = column(head, 4, gap=0, margins=(20, 14, 20, 8))
    for place, (number, name, detail, tag, wait) in enumerate(WAITING):
        first = place == 0
        call = Button("Mời vào", kind=Kind.PRIMARY if first else Kind.SECONDARY, size=Size.SMALL)
        rows.addWidget(rule())
        line = PersonLine(name=name, detail=detail, tag=tag, aside=wait)
        rows.addWidget(PersonRow(line, [call], lead=NumBadge(number, f"Số {number}", filled=first)))
    rows.addStretch(1)
    rows.addWidget(rule())
    done = label("Vừa xong: Bà Tòng Thị Inh, 9:24, đủ 5 việc", Role.MUTED, wrap=True)
    again = Button("In lại phiếu", kind=Kind.QUIET, size=Size.SMALL)
    rows.addLayout(row(IconMark("circle-check", PAPER.ok, 18), (done, 1), again, gap=10))
    return Card(rows)


def _results() -> Card:
    shares = [Share(9, PAPER.ok, "Xong"), Share(3, PAPER.ban, "Hẹn lại"), Share(2, PAPER.warn_line, "Chưa")]
    figures = row(
        (Figure("9", "Xong cả 5 việc", Tone.OK), 1),
        (Figure("3", "Đã hẹn lại", Tone.BAN), 1),
        (Figure("2", "Chưa làm được", Tone.WARN), 1),
    )
    head = row(label("Kết quả hôm nay", Role.H3), None, label("14 lượt", Role.MUTED))
    return Card(column(head, 6, StackBar(shares), 6, figures, gap=2, margins=(20, 14, 20, 12)))


def _due() -> Card:
    more = Button("Xem hết", kind=Kind.QUIET, size=Size.SMALL)
    rows = column(
        row(label("Hẹn lại hôm nay", Role.H3), Tag("3", Tone.BAN), None, more),
        gap=0,
        margins=(20, 12, 12, 8),
    )
    for name, detail in DUE:
        rows.addWidget(rule())
        rows.addWidget(PersonRow(PersonLine(name=name, detail=detail), [IconButton("phone", f"Gọi {name}")]))
    rows.addStretch(1)
    return Card(rows)


def _in_session(page: QWidget) -> MainWindow:
    main = home()
    bar = SessionBar("Tạm dừng", "Cho bà xem")
    tags = [("72 tuổi", Tone.PLAIN), ("Nói tiếng Thái", Tone.INFO)]
    bar.show_person("Bà Lò Thị Hặc", tags, "bản Giàn · số chờ 07 · thẻ …3127 · đã đồng ý lúc 9:31")
    bar.show_elapsed("6 phút")
    bar.show_saved("Đã lưu 9:41")
    lines = [
        TaskLine(
            key=key, number=key, title=title, status=status, detail=detail, steps=STEPS if key == "3" else ()
        )
        for key, title, status, detail in TASKS
    ]
    tasks = TaskList("Việc hôm nay của bà", lines, "3")
    frame = SessionFrame(bar, tasks, "Kết thúc và in phiếu", "hoặc bấm")
    main.begin_session(frame)
    frame.show_page(page)
    return main


class SessionPage(QWidget):
    """A card over an action bar, as the screens of a session are built."""

    def __init__(self, card: Card, bar: ActionBar, main_button: QWidget) -> None:
        super().__init__()
        self._bar, self._body = bar, column(card, margins=(24, 16, 24, 16))
        self.setLayout(column((fit_area(box(self._body)), 1), bar, gap=0))
        self.setFocusProxy(main_button)

    def set_compact(self, compact: bool) -> None:
        self._bar.set_compact(compact)
        self._body.setContentsMargins(*((14, 10, 14, 10) if compact else (24, 16, 24, 16)))
        for troubles in self.findChildren(TroubleList):
            troubles.set_folded(compact)


def _step_page() -> QWidget:
    say = SayCard(
        "Nói với bà",
        "“Bà nhìn dòng thứ hai, có dấu cộng. Bà chạm nhẹ một cái là được ạ.”",
        "Nghe tiếng Thái",
        can_listen=True,
    )
    troubles = [
        Trouble("unseen", "Không thấy dòng này trên màn hình", "Kéo lên rồi tìm lại."),
        Trouble("expired", "Hiện chữ “Phiên đăng nhập hết hạn”", "Bà tự đăng nhập lại."),
        Trouble("slow", "Máy chậm hoặc mất mạng giữa chừng", "Đợi một phút rồi thử lại."),
    ]
    expect = label("Làm đúng thì hiện danh sách <b>Chọn loại giấy tờ</b>.", wrap=True, rich=True)
    texts = column(
        row(Tag("Bước 3 trong 5", Tone.PRIMARY), None, label("thường mất 1 phút", Role.CAP)),
        StepBar(5, 3, "Bước 3 trong 5"),
        8,
        label("Chạm vào dòng “Tích hợp thông tin”", Role.H1, wrap=True),
        4,
        say,
        4,
        row(IconMark("eye"), (expect, 1), gap=10),
        None,
        TroubleList("Nếu bị vướng", troubles),
        gap=8,
        margins=(4, 18, 30, 8),
    )
    card = Card(row(PhoneArt(WALLET, words(WALLET)), (texts, 1), gap=8, margins=(6, 6, 0, 6)))
    done = Button("Xong bước này", kind=Kind.PRIMARY, size=Size.BIG, icon="check")
    cannot = with_key(Button("Chưa làm được", size=Size.BIG, icon="clock"), "F7")
    back = Button("Bước trước", kind=Kind.QUIET, size=Size.BIG, icon="arrow-left")
    return SessionPage(card, ActionBar([back], [cannot, with_key(done, "Enter")]), done)


def _reason_page() -> QWidget:
    grid = ChoiceGrid(
        [Choice(str(place), text, icon) for place, (text, icon) in enumerate(REASONS)], "Vì sao chưa làm được"
    )
    grid.choose("4")
    chips = DateChips(
        [
            Chip("tomorrow", "Mai", "T5 16/10"),
            Chip("market", "Phiên chợ", "T7 18/10"),
            Chip("week", "Tuần sau", "T4 22/10"),
            Chip("other", "Chọn ngày…"),
            Chip("none", "Không hẹn"),
        ],
        "Hẹn quay lại",
    )
    chips.choose("market")
    printed = label("Phiếu sẽ ghi: “Thứ Bảy 18/10 bà mang theo thẻ bảo hiểm y tế.”", wrap=True)
    why = label("Lý do chỉ để xã biết bà con cần giúp gì, không chấm điểm ai.", Role.MUTED, wrap=True)
    mark = IconMark("circle-check", PAPER.ok)
    tip = Card(row(mark, (printed, 1), gap=10, margins=(14, 10, 14, 10)), CardLook.SUNKEN)
    question = label("Vì sao bà chưa làm được bước này?", Role.H1, wrap=True)
    when = label("Hẹn bà quay lại khi nào?", Role.H3)
    card = Card(
        column(question, why, 8, grid, 10, when, 2, chips, 6, tip, None, gap=4, margins=(28, 16, 28, 12))
    )
    save = Button("Lưu và sang việc 4", kind=Kind.PRIMARY, size=Size.BIG, icon="check")
    back = Button("Quay lại bước", kind=Kind.QUIET, size=Size.BIG, icon="arrow-left")
    return SessionPage(card, ActionBar([with_key(back, "Esc")], [with_key(save, "Enter")]), save)

"""Sheets of single widgets in all their states."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.desktop.shell.main_window import MainWindow
from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.avatar import Avatar
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, IconButton, Kind, Size
from app.desktop.widgets.card import Card, CardLook
from app.desktop.widgets.empty_state import EmptyState
from app.desktop.widgets.error_summary import ErrorSummary, Fault
from app.desktop.widgets.field import Field
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.icon_mark import IconTile
from app.desktop.widgets.logo import Logo
from app.desktop.widgets.phone_art import PhoneArt
from app.desktop.widgets.pin_pad import PinPad
from app.desktop.widgets.progress_panel import ProgressPanel
from app.desktop.widgets.status_dot import Status, StatusDot
from app.desktop.widgets.sync_pill import SyncPill, SyncState
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.typography import label
from app.desktop.widgets.wizard_page import WizardPage
from tests.desktop.phone_specimens import PICTURES, words
from tests.desktop.specimens import home

STATUS_WORDS = {
    Status.DONE: "Xong",
    Status.DOING: "Đang làm",
    Status.AHEAD: "Chưa làm",
    Status.BLOCKED: "Chưa làm được",
    Status.WAITING: "Chờ công an xã",
    Status.REFUSED: "Không muốn làm",
    Status.NOT_APPLICABLE: "Không cần",
}
PILL_WORDS = {
    SyncState.ALL_SENT: "Đã lưu trên máy này · đã gửi hết",
    SyncState.WAITING: "Đã lưu trên máy này · 12 chờ gửi",
    SyncState.SENDING: "Đang gửi 5 trên 12",
    SyncState.NO_NETWORK: "Chưa có mạng · đã lưu đủ trên máy",
    SyncState.DIFFERS: "Đã gửi hết · danh sách ở trung tâm khác",
    SyncState.PARTLY: "11 đã gửi · 1 cần xem",
    SyncState.REFUSED: "Trung tâm chưa nhận · mã S-14",
    SyncState.CLOCK_WRONG: "Giờ máy sai 3 ngày",
    SyncState.LONG_UNSENT: "340 lượt chờ 8 ngày · nên chép ra USB",
    SyncState.IN_DANGER: "Máy sắp đầy",
}


def parts() -> QWidget:
    """Buttons, tags, statuses, pills, banners."""
    kinds = row(*(Button(kind.value, kind=kind, icon="check") for kind in Kind), None)
    off = Button("Chưa bấm được", kind=Kind.PRIMARY)
    off.setEnabled(False)
    small, normal, big, citizen = (Button(size.value, size=size, icon="volume-2") for size in Size)
    sizes = row(small, normal, big, citizen, IconButton("phone", "Gọi"), off, None)
    tags = row(*(Tag(tone.value, tone) for tone in Tone), None, Logo(44, "Điểm Tựa"), Avatar("CM", "Mai", 44))
    tiles = row(*(IconTile("hourglass", tone, 48) for tone in Tone), None)
    body = column(kinds, sizes, tags, tiles, _statuses(), _pills(), *_banners(), None, gap=12)
    body.setContentsMargins(28, 20, 28, 20)
    return _sheet(box(body))


def _statuses() -> QWidget:
    cells = [
        row(StatusDot(status, words, str(place)), label(words, Role.MUTED), gap=6)
        for place, (status, words) in enumerate(STATUS_WORDS.items(), start=1)
    ]
    return box(column(row(*cells[:4], None, gap=18), row(*cells[4:], None, gap=18)))


def _pills() -> QWidget:
    pills = []
    for state, words_ in PILL_WORDS.items():
        pill = SyncPill()
        pill.show_state(state, words_)
        pills.append(pill)
    return box(column(*(row(*pills[at : at + 2], None) for at in range(0, len(pills), 2)), gap=8))


def _banners() -> list[QWidget]:
    return [
        Banner(Notice(words="Chưa có mạng từ 7:48. Máy tự gửi khi có mạng.", icon="cloud-off", action="Xem")),
        Banner(Notice(words="Giờ máy sai 3 ngày.", tone=Tone.WARN, icon="clock", action="Mở cài đặt giờ")),
        Banner(Notice(words="Đã chọn sẵn bản mới hơn.", tone=Tone.INFO, icon="circle-question-mark")),
    ]


def forms() -> QWidget:
    """Fields, faults, progress, the PIN pad and an empty page."""
    name, year = QLineEdit(), QLineEdit()
    name_field, year_field = Field("Họ và tên", name, "Như trên thẻ căn cước"), Field("Năm sinh", year)
    year_field.refuse("Năm sinh có bốn chữ số.")
    summary = ErrorSummary("Có chỗ cần sửa")
    summary.show_faults([Fault("Năm sinh có bốn chữ số.", year)])
    progress = ProgressPanel("Lấy danh sách bản, hộ, lịch hẹn", "Dừng lại")
    progress.advance(3, 10, "Bản Pá Hốc, 131 người")
    note = Card(
        row(label("Không đọc mật khẩu cho ai.", wrap=True), margins=(14, 10, 14, 10)), CardLook.SUNKEN
    )
    left = column(summary, name_field, year_field, progress, note, None, gap=12)
    middle = Card(column(PinPad("Mã PIN của chị Mai", "Xóa một số"), None, margins=(24, 18, 24, 18)))
    empty = EmptyState(
        "Chưa có ai chờ", "Quét thẻ để đón người đầu tiên.", "scan-qr-code", Button("Đón người mới")
    )
    right = Card(column((empty, 1)))
    body = row((left, 4), (middle, 3), (right, 4), gap=16, margins=(28, 20, 28, 20))
    return _sheet(box(body))


def phones() -> QWidget:
    """A phone of every style."""
    halves = [PICTURES[:4], PICTURES[4:]]
    rows = [row(*((PhoneArt(picture, words(picture)), 1) for picture in half), gap=4) for half in halves]
    return _sheet(box(column(*((line, 1) for line in rows), margins=(12, 12, 12, 12))))


def wizard() -> MainWindow:
    """One page of the first run, over everything."""
    content = Field("Xã hoặc phường", QLineEdit(), "Gõ vài chữ, không cần dấu: muong bu")
    page = WizardPage(
        "Máy này đặt ở xã nào?",
        "Danh mục 75 xã, phường nằm sẵn trong máy.",
        content,
        step=2,
        total=7,
        step_text="2 trong 7",
        next_text="Tiếp tục",
        back_text="Quay lại",
    )
    page.setFocusProxy(content)
    main = home()
    main.cover(page)
    return main


def lock() -> MainWindow:
    """The lock over everything, with nobody's name from the work on it."""
    pad = PinPad("Mã PIN của chị Mai", "Xóa một số")
    title = label("Máy đang khóa", Role.H1)
    kept = label("Lượt đang làm vẫn được giữ. Có 12 lượt chờ gửi.", Role.MUTED, wrap=True)
    for text in (title, kept):
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    card = Card(column(_centred(Logo(56, "Điểm Tựa")), title, kept, 8, pad, gap=6, margins=(36, 24, 36, 28)))
    card.setFixedWidth(420)
    middle = box(column(None, row(None, card, None), None, margins=(0, 12, 0, 12)), "canvas")
    main = home()
    main.cover(fit_area(middle))
    pad.setFocus()
    return main


def _sheet(content: QWidget) -> QWidget:
    return box(column(fit_area(content)), "canvas")


def _centred(widget: QWidget) -> QWidget:
    return box(row(None, widget, None))

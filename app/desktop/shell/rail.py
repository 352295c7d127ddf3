"""The left rail: the rooms in working order with their counts, and the lock at its foot."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from app.desktop.shell.keyboard import Key
from app.desktop.shell.room import Room
from app.desktop.theme import icons
from app.desktop.theme.palette import scaled
from app.desktop.theme.qss import set_look
from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.arrange import column, paint_ground, row
from app.desktop.widgets.buttons import EnterButton, plain
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.key_cap import KeyCap
from app.desktop.widgets.logo import Logo
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.typography import label
from app.i18n import _

PRODUCT = "Điểm Tựa"
WIDTH, WIDTH_COMPACT = 238, 64
MARGINS, MARGINS_COMPACT = (14, 16, 14, 14), (10, 12, 10, 10)
ICON_GAP, PADDING = 12, 10
"""Between icon and words; at both ends of an entry, where the count may lie."""


class NavButton(EnterButton):
    """One entry of the rail: an icon, its title, and a count or a key at the right."""

    def __init__(self, title: str, icon: str, *, key: str = "") -> None:
        super().__init__(title)
        self._title, self._icon, self._count, self._compact = title, icon, "", False
        self.setProperty("kind", "nav")
        self._badge, self._cap = Tag(""), KeyCap(key)
        self._badge.hide()
        for part in (self._badge, self._cap):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._badge.setProperty("badge", "true")
        self._corner = row(None, self._badge, self._cap, margins=(0, 0, 6, 0))
        self.setLayout(self._corner)
        self._has_key = bool(key)
        self.set_compact(False)

    def set_badge(self, count: str, tone: Tone) -> None:
        """Show a count; an empty one takes it away."""
        self._count = count
        self._badge.setText("" if self._compact else count)
        self._badge.set_tone(tone)
        self._badge.setVisible(bool(count))
        self._name()

    def minimumSizeHint(self) -> QSize:
        """Icon and words, and the count beside them."""
        corner = 0 if self._compact else max(0, self._corner.minimumSize().width() - PADDING)
        return super().minimumSizeHint() + QSize(corner, 0)

    def set_compact(self, compact: bool) -> None:
        """Icon only, the title as tooltip."""
        gap = 0 if compact else ICON_GAP
        self.setText("" if compact else plain(self._title))
        self.setIcon(icons.icon(self._icon, PAPER.ink2, 20, gap=gap, checked=PAPER.primary))
        self.setIconSize(QSize(20 + gap, 20))
        self._cap.leave_out(compact or not self._has_key)
        self._corner.setContentsMargins(0, 0, 0 if compact else 6, 0)
        place = Qt.AlignmentFlag.AlignTop if compact else Qt.AlignmentFlag.AlignVCenter
        self._corner.setAlignment(self._badge, place)
        self._compact = compact
        self._badge.setText("" if compact else self._count)
        set_look(self._badge, "compact", "true" if compact else "false")
        self.setToolTip(self._title if compact else "")
        self._name()

    def _name(self) -> None:
        """The words follow the count; the compact rail shows a mark, its tooltip says how many."""
        set_look(self, "compact", "true" if self._compact else "false")
        if self._compact:
            self.setToolTip(f"{self._title}: {self._count}" if self._count else self._title)
        self.setAccessibleName(f"{self._title}, {self._count}" if self._count else self._title)


class Rail(QWidget):
    """Emits `chosen` with a room's key, and `lock`."""

    chosen = Signal(str)
    lock = Signal()

    def __init__(self, rooms: Sequence[Room]) -> None:
        super().__init__()
        self.setAccessibleName(_("Rooms"))
        self._buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        self._place = label("", Role.CAP)
        self._names = QWidget()
        self._names.setLayout(column(label(PRODUCT, Role.STRONG), self._place, gap=0))
        head = row(Logo(36, PRODUCT), (self._names, 1), gap=10, margins=(4, 0, 0, 12))
        self._lock = NavButton(_("Lock"), "lock", key="Ctrl L")
        self._lock.clicked.connect(lambda: self.lock.emit())
        self._lock.setAccessibleDescription(Key.LOCK.value)
        listed = QWidget()
        listed.setLayout(self._entries(rooms))
        self._whole = column(head, (fit_area(listed), 1), gap=0)
        self.setLayout(self._whole)
        paint_ground(self, "rail")
        self.set_compact(False)

    def set_current(self, key: str) -> None:
        """Mark the open room."""
        self._buttons[key].setChecked(True)

    def set_badge(self, key: str, count: str, tone: Tone = Tone.PLAIN) -> None:
        """Show a count beside a room; an empty one takes it away."""
        self._buttons[key].set_badge(count, tone)

    def show_entry(self, key: str, is_there: bool) -> None:
        """Whether a room is offered now: some are only when there is something in them."""
        self._buttons[key].setVisible(is_there)

    def set_place(self, place: str) -> None:
        """Name the commune under the product's name."""
        self._place.setText(place)

    def set_compact(self, compact: bool) -> None:
        """Icons only."""
        self.setFixedWidth(WIDTH_COMPACT if compact else scaled(WIDTH))
        self._whole.setContentsMargins(*(MARGINS_COMPACT if compact else MARGINS))
        self._names.setVisible(not compact)
        for button in (*self._buttons.values(), self._lock):
            button.set_compact(compact)

    def _entries(self, rooms: Sequence[Room]) -> QVBoxLayout:
        """The rooms, a gap, then the rooms of the foot and the lock."""
        for room in rooms:
            self._buttons[room.key] = self._entry(room)
        upper = [self._buttons[room.key] for room in rooms if not room.at_foot]
        lower = [self._buttons[room.key] for room in rooms if room.at_foot]
        return column(*upper, None, *lower, self._lock, gap=4)

    def _entry(self, room: Room) -> NavButton:
        button = NavButton(_(room.title_msgid), room.icon)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.chosen.emit(room.key))
        self._group.addButton(button)
        return button

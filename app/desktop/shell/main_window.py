"""The one window: rooms or a session, a cover over both, one banner, one focus ring, the shell's keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.desktop.shell.keyboard import Key, bind, room_key
from app.desktop.shell.rail import PRODUCT
from app.desktop.shell.room import Room, fit
from app.desktop.theme.tokens import COMPACT_HEIGHT, COMPACT_WIDTH, Tone
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.focus_ring import FocusRing
from app.desktop.widgets.number_card import NumberCard
from app.desktop.widgets.toast import Toast
from app.domain.sync_state import SyncState
from app.i18n import _

if TYPE_CHECKING:
    from app.desktop.shell.house_frame import HouseFrame
    from app.desktop.shell.session_frame import SessionFrame

SMALLEST = QSize(960, 540)
BANNER_MARGINS, BANNER_MARGINS_COMPACT = (24, 8, 24, 0), (12, 6, 12, 0)
DOORS = "village"
"""The room F6 opens, where there is one."""
TELLS_ALL = "exchange"
"""The room that says itself what stands above the others."""


class MainWindow(QMainWindow):
    """Shows what it is told and says what was asked for; every signal is a wish, nothing is done here."""

    find_wanted = Signal(str)
    lock_wanted = Signal()
    sync_wanted = Signal()
    help_wanted = Signal()
    give_wanted = Signal()
    call_wanted = Signal()
    citizen_wanted = Signal()
    banner_acted = Signal()
    closing = Signal()

    around = QSize(0, 0)
    """What stands around the pages: nothing, except in practice."""

    def __init__(self, rooms: Sequence[Room]) -> None:
        super().__init__()
        self._rooms, self._compact = tuple(rooms), False
        self._session: SessionFrame | None = None
        self._cover: QWidget | None = None
        self._notice: Notice | None = None
        self._standing = ""
        self._layers = QStackedWidget()
        self.setCentralWidget(self._layers)
        self.setWindowTitle(PRODUCT)
        self.setMinimumSize(SMALLEST)
        self.toast, self.number, self._ring = Toast(self), NumberCard(self), FocusRing(self)
        self._banner_box = QWidget()
        self._banner = Banner()
        self._banner.acted.connect(self.banner_acted)
        self._banner_around = QVBoxLayout(self._banner_box)
        self._banner_around.addWidget(self._banner)
        self._fit_banner()
        self._house: HouseFrame | None = None

    @property
    def house(self) -> HouseFrame:
        """The rooms' frame, built when it is first needed: a start draws only what asks for the passphrase."""
        if self._house is None:
            self._house = self._build_house()
            self._top_layer()
        return self._house

    def rebuild(self) -> None:
        """Draw the house anew in another language or text size; the owner tells it its state again."""
        room, old = self.house.pages.room, self.house
        self._house = self._build_house()
        if room:
            self.show_room(room)
        self._top_layer()
        self._drop(old)

    def show_room(self, key: str) -> None:
        """Open a room; an unknown key is a KeyError."""
        self.house.pages.show_room(key)
        self.house.rail.set_current(key)
        self._show_banner()

    @property
    def room(self) -> str:
        """The key of the open room."""
        return self.house.pages.room

    def push_page(self, page: QWidget) -> None:
        """Lay a page over the room; Esc takes it away."""
        self.house.pages.push(page)

    def go_up(self) -> bool:
        """One level up; False when there is none."""
        return self._cover is None and self._session is None and self.house.pages.pop()

    def set_badge(self, room: str, count: str, tone: Tone = Tone.PLAIN) -> None:
        """Show a count in the rail; an empty one takes it away."""
        self.house.rail.set_badge(room, count, tone)

    def offer_room(self, room: str, is_there: bool) -> None:
        """Offer a room in the rail, or not; one that is open stays offered."""
        self.house.rail.show_entry(room, is_there or self.room == room)

    def set_place(self, place: str) -> None:
        """Name the commune."""
        self.house.rail.set_place(place)

    def set_operator(self, name: str, duty: str) -> None:
        """Say who is at the machine."""
        self.house.top.set_operator(name, duty)

    def show_sync(self, state: SyncState, words: str, detail: str = "") -> None:
        """Say where the work is."""
        self.house.top.pill.show_state(state, words, detail)

    def show_notice(self, notice: Notice | None) -> None:
        """Show a lasting state above the page, or take it away with None."""
        self._notice = notice
        self._show_banner()

    def show_standing(self, words: str) -> None:
        """What is so until somebody mends it: above every room but the one that tells all of it, and no session."""
        self._standing = words
        self._show_banner()

    def _show_banner(self) -> None:
        is_told = self._session is not None or self._house is None or self.room == TELLS_ALL
        notice = self._notice
        if notice is None and self._standing and not is_told:
            notice = Notice(words=self._standing, tone=Tone.WARN, icon="lock", action=_("See more"))
        if notice is None:
            self._banner.clear_notice()
        else:
            self._banner.show_notice(notice)
        self._banner_box.setVisible(notice is not None)

    def begin_session(self, frame: SessionFrame) -> None:
        """Replace the rooms by one person's session."""
        self._session = frame
        frame.set_compact(self._compact)
        bind(frame, Key.FIND, lambda: self.find_wanted.emit(""))
        self._bind_everywhere(frame)
        self._layers.addWidget(frame)
        self._top_layer()

    def end_session(self) -> None:
        """Back to the rooms; the session's pages are deleted."""
        if self._session is not None:
            old, self._session = self._session, None
            self._top_layer()
            self._drop(old)

    def cover(self, page: QWidget) -> None:
        """Put one page over everything (first run, lock); the shell's keys are silent under it."""
        old, self._cover = self._cover, page
        self.toast.withdraw()
        self.number.put_away()
        fit(page, self._compact)
        self._layers.addWidget(page)
        self._top_layer()
        if old is not None:
            self._drop(old)

    def uncover(self) -> None:
        """Take the cover away; what was under it is as it was."""
        if self._cover is not None:
            old, self._cover = self._cover, None
            self._top_layer()
            self._drop(old)

    @property
    def is_in_session(self) -> bool:
        """Whether somebody is being helped."""
        return self._session is not None

    @property
    def is_compact(self) -> bool:
        """Whether the compact layout is on."""
        return self._compact

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between the two layouts at the breakpoint."""
        super().resizeEvent(event)
        room = event.size() - self.around
        compact = room.width() < COMPACT_WIDTH or room.height() < COMPACT_HEIGHT
        if compact != self._compact:
            self._compact = compact
            self._fit_banner()
            for layer in (self._house, self._session, self._cover):
                fit(layer, compact)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that no page wanted goes one level up."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat() and self.go_up():
            event.accept()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the owner wait for running work before the window goes."""
        self.closing.emit()
        super().closeEvent(event)

    def _build_house(self) -> HouseFrame:
        from app.desktop.shell.house_frame import HouseFrame

        house = HouseFrame(self._rooms)
        house.set_compact(self._compact)
        house.rail.chosen.connect(self.show_room)
        house.rail.lock.connect(self.lock_wanted)
        house.top.search.submitted.connect(self.find_wanted)
        house.top.search.submitted.connect(lambda _text: house.top.search.clear())
        house.top.pill.clicked.connect(lambda: self.sync_wanted.emit())
        for number, room in enumerate((r for r in self._rooms if not r.at_foot), start=1):
            bind(house, room_key(number), partial(self.show_room, room.key))
        if any(room.key == DOORS for room in self._rooms):
            bind(house, Key.VILLAGE, partial(self.show_room, DOORS))
        bind(house, Key.FIND, house.top.search.setFocus)
        bind(house, Key.COME_IN, self.number.onward)
        self._bind_everywhere(house)
        self._layers.addWidget(house)
        return house

    def _bind_everywhere(self, layer: QWidget) -> None:
        """The keys that do the same in the rooms and in a session."""
        bind(layer, Key.LOCK, self.lock_wanted.emit)
        bind(layer, Key.HELP, self.help_wanted.emit)
        bind(layer, Key.GIVE_NUMBER, self.give_wanted.emit)
        bind(layer, Key.CALL_NEXT, self.call_wanted.emit)
        bind(layer, Key.SHOW_CITIZEN, self.citizen_wanted.emit)
        bind(layer, Key.UNDO, self.number.undo)

    def _top_layer(self) -> None:
        """Bring the uppermost layer to the front and move the banner into it."""
        frame = self._session or self._house
        if frame is not None:
            frame.banner_slot.insertWidget(0, self._banner_box)
        layer = self._cover or frame
        if layer is None:
            return
        self._show_banner()
        self._layers.setCurrentWidget(layer)
        layer.setFocus()

    def _fit_banner(self) -> None:
        self._banner_around.setContentsMargins(*(BANNER_MARGINS_COMPACT if self._compact else BANNER_MARGINS))
        self._banner.set_compact(self._compact)

    def _drop(self, layer: QWidget) -> None:
        self._layers.removeWidget(layer)
        layer.deleteLater()

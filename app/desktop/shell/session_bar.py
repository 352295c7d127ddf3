"""The top of a session: who is being helped, how long, when it was last saved, the citizen's window."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desktop.shell.keyboard import Key
from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.arrange import clear, column, paint_ground, row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.key_cap import KeyCap
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.typography import label

HEIGHT, HEIGHT_COMPACT, TWO_LINES = 66, 56, 50


class SessionBar(QWidget):
    """Emits `pause`, and `show_citizen` when `show_text` names that button."""

    pause = Signal()
    show_citizen = Signal()

    def __init__(self, pause_text: str, show_text: str = "") -> None:
        super().__init__()
        self._name, self._detail = label("", Role.H3), label("", Role.CAP)
        self._tags, self._elapsed = row(gap=8), label("", Role.MUTED)
        self._saved, self._tick = label("", Role.MUTED), IconMark("check", PAPER.ok, 18, stroke=2.6)
        person = column(None, row(self._name, self._tags, None, gap=8), self._detail, None, gap=0)
        self._pause = Button(pause_text, self.pause.emit, kind=Kind.QUIET, icon="circle-pause")
        self._pause.setToolTip(pause_text)
        layout = row(self._pause, 8, (person, 1))
        for part in (self._elapsed, self._tick, self._saved):
            layout.addWidget(part)
        if show_text:
            show = Button(show_text, self.show_citizen.emit, kind=Kind.SOFT, icon="monitor-smartphone")
            layout.addSpacing(8)
            layout.addWidget(show)
            layout.addWidget(KeyCap(Key.SHOW_CITIZEN.value))
        layout.setContentsMargins(12, 0, 24, 0)
        self.setLayout(layout)
        paint_ground(self, "top")
        self.show_saved("")
        self.set_compact(False)

    def show_person(self, name: str, tags: Sequence[tuple[str, Tone]], detail: str) -> None:
        """Name the citizen; tags are (text, tone)."""
        self._name.setText(name)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        clear(self._tags)
        for text, tone in tags:
            self._tags.addWidget(Tag(text, tone))

    def show_elapsed(self, words: str) -> None:
        """How long the session has taken ("6 phút")."""
        self._elapsed.setText(words)

    def show_saved(self, words: str) -> None:
        """When it was last saved ("Đã lưu 9:41"); an empty text hides the tick."""
        self._saved.setText(words)
        self._tick.setVisible(bool(words))

    def set_compact(self, compact: bool) -> None:
        """Give height back; keep only the icon of the pause and no elapsed time."""
        self.setFixedHeight(max(HEIGHT_COMPACT, scaled(TWO_LINES)) if compact else HEIGHT)
        self._elapsed.setVisible(not compact)
        self._pause.setText("" if compact else self._pause.toolTip())

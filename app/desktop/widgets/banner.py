"""The one strip for a lasting state ("no network since 7:48"); events never go here."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from app.desktop.theme.qss import set_look
from app.desktop.theme.tokens import PAPER, Tone
from app.desktop.widgets.arrange import row, show_in_place
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.typography import label


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One state in words: what is so, and perhaps one thing to do about it."""

    words: str
    tone: Tone = Tone.PLAIN
    icon: str = "info"
    action: str = ""


class Banner(QFrame):
    """Hidden until it has something to say; `acted` is emitted by its button."""

    acted = Signal()

    def __init__(self, notice: Notice | None = None) -> None:
        super().__init__()
        self._notice: Notice | None = None
        self._mark = IconMark("info")
        self._words = label("", wrap=True)
        self._button = Button("", self.acted.emit, kind=Kind.QUIET, size=Size.SMALL)
        self.setLayout(row(self._mark, (self._words, 1), self._button, gap=10, margins=(14, 6, 10, 6)))
        self.set_compact(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()
        if notice is not None:
            self.show_notice(notice)

    @property
    def notice(self) -> Notice | None:
        """What is shown now."""
        return self._notice

    def show_notice(self, notice: Notice) -> None:
        """Show a state and have it read out once; the same state again changes nothing."""
        if notice == self._notice:
            return
        self._notice = notice
        self._mark.set_icon(notice.icon, PAPER.ink_of(notice.tone))
        self._words.setText(notice.words)
        self._button.set_text(notice.action)
        self._button.setVisible(bool(notice.action))
        self.setAccessibleName(notice.words)
        set_look(self, "banner", notice.tone.value)
        show_in_place(self, True)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, notice.words))

    def set_compact(self, compact: bool) -> None:
        """As flat as its words allow on a small window."""
        self.setMinimumHeight(40 if compact else 44)
        layout = self.layout()
        assert layout is not None
        edge = 3 if compact else 5
        layout.setContentsMargins(14, edge, 10, edge)

    def clear_notice(self) -> None:
        """The state is over."""
        self._notice = None
        self.hide()

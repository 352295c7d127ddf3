"""The number just given or being called, large enough to be read out, over whatever page is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.qss import set_look
from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import clear, column, row
from app.desktop.widgets.buttons import Button, IconButton, Kind, Size
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.num_badge import NumBadge
from app.desktop.widgets.typography import label
from app.i18n import _

BADGE, WIDTH, EDGE, LIFT = 88, 400, 20, 118
"""Edge of the number and width of the card; its distance from the right and from the foot of the window.

What answers at a foot stays in sight: the bar of a session, and the keys of a door nobody opens.
"""
ESCAPE = int(Qt.Key.Key_Escape)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing to do with the number: its words, the key that does it ("Ctrl Z"), and what happens."""

    words: str
    key: str
    do: Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """What the card says: the number as it is read out, what happened, whose it is.

    `undo` belongs to Ctrl+Z, `onward` to Shift+F5.
    """

    number: str
    title: str
    detail: str = ""
    tone: Tone = Tone.PRIMARY
    undo: Act | None = None
    onward: Act | None = None


class NumberCard(QFrame):
    """Stays until Esc, the next number, or `put_away`; it never takes the focus by itself."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shown: Numbered | None = None
        self._number, self._words = row(gap=0), column(gap=2)
        self._acts, self._away = row(gap=8), column(gap=0)
        side = column(self._words, None, self._acts, gap=6)
        self.setLayout(row(self._number, (side, 1), self._away, gap=14, margins=(14, 12, 8, 12)))
        self.setProperty("floats", True)
        window.installEventFilter(self)
        self.hide()

    @property
    def shown(self) -> Numbered | None:
        """What it says now; None while it is put away."""
        return self._shown

    def show_number(self, what: Numbered) -> None:
        """Say another number, and have it read out."""
        self._shown = what
        self.hide()  # what comes into a card that is seen has no look yet, and would be measured without it
        for part in (self._number, self._words, self._acts, self._away):
            clear(part)
        words = _("Put the number away (Esc)")
        self._away.addWidget(IconButton("x", words, self.put_away, kind=Kind.QUIET))
        self._away.addStretch(1)
        self._number.addWidget(NumBadge(what.number, what.title, filled=True, size=BADGE))
        self._words.addWidget(label(what.title, Role.H3, wrap=True))
        if what.detail:
            self._words.addWidget(label(what.detail, Role.MUTED, wrap=True))
        for act in (what.undo, what.onward):
            if act is not None:
                self._acts.addWidget(self._button(act, is_main=act is what.onward))
        self._acts.addStretch(1)
        set_look(self, "banner", what.tone.value)
        self.setAccessibleName(f"{what.title}. {what.detail}".strip(" ."))
        self.show()
        self._place()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def put_away(self) -> None:
        """The number was read out, or is over."""
        self._shown = None
        self.hide()

    def undo(self) -> None:
        """Ctrl+Z: what the card offers to take back, if it offers anything."""
        self._do(self._shown.undo if self._shown else None)

    def onward(self) -> None:
        """The next thing with this number, if there is one."""
        self._do(self._shown.onward if self._shown else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner, and take Esc before the page does: one Esc, one thing put away."""
        if self.isHidden():
            return False
        if event.type() == QEvent.Type.Resize:
            self._place()
        if isinstance(event, QKeyEvent) and event.key() == ESCAPE:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.put_away()
                return True
        return False

    def _do(self, act: Act | None) -> None:
        if act is not None:
            self.put_away()
            act.do()

    def _button(self, act: Act, *, is_main: bool) -> QWidget:
        kind = Kind.PRIMARY if is_main else Kind.SECONDARY
        return with_key(Button(act.words, lambda: self._do(act), kind=kind, size=Size.SMALL), act.key)

    def _place(self) -> None:
        layout = self.layout()
        assert layout is not None
        width = min(max(scaled(WIDTH), layout.totalMinimumSize().width()), self._window.width() - 2 * EDGE)
        height = max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
        left = self._window.width() - width - EDGE
        self.setGeometry(left, self._window.height() - LIFT - height, width, height)

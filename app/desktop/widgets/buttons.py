"""Buttons: four kinds, four sizes; Enter presses the focused one, as Space does."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton

from app.desktop.theme import icons
from app.desktop.theme.qss import set_look
from app.desktop.theme.tokens import PAPER


class Kind(StrEnum):
    """How loud a button is; one primary button on a screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    SOFT = "soft"
    QUIET = "quiet"


class Size(StrEnum):
    """Height: small 36, normal 44, big 52, citizen 66 px."""

    SMALL = "small"
    NORMAL = "normal"
    BIG = "big"
    CITIZEN = "citizen"


INKS = {
    Kind.PRIMARY: PAPER.on_primary,
    Kind.SECONDARY: PAPER.ink,
    Kind.SOFT: PAPER.primary,
    Kind.QUIET: PAPER.primary,
}
ICON_PX = {Size.SMALL: 18, Size.NORMAL: 20, Size.BIG: 22, Size.CITIZEN: 34}
ICON_GAP = 6
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def plain(text: str) -> str:
    """Words as a button's text: Qt would take a lone & as a mark under the next letter."""
    return text.replace("&", "&&")


class EnterButton(QPushButton):
    """A push button that takes Enter for itself unless it is a choice that can be on or off.

    A choice leaves Enter to the page's main action: people pick with a digit, then press Enter.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(plain(text))
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter, once however long the key is held."""
        if event.type() == QEvent.Type.KeyPress and event.key() in ENTER_KEYS and not self.isCheckable():
            event.accept()
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


class Button(EnterButton):
    """A labelled button; `on_click` is called without arguments, `icon` is a Lucide name."""

    def __init__(
        self,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        kind: Kind = Kind.SECONDARY,
        size: Size = Size.NORMAL,
        icon: str | None = None,
    ) -> None:
        super().__init__(text)
        self._kind, self._size = kind, size
        self._drawn = QIcon()
        self.setProperty("kind", kind.value)
        self.setProperty("measure", size.value)
        self.setAccessibleName(text)
        if icon is not None:
            self.set_icon(icon)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def set_icon(self, icon: str) -> None:
        """Show a Lucide icon before the words."""
        edge = ICON_PX[self._size]
        self._drawn = icons.icon(icon, INKS[self._kind], edge, gap=ICON_GAP)
        self.setIcon(self._drawn)
        self.setIconSize(QSize(edge + ICON_GAP, edge))

    def set_plain(self, *, icon: bool, at_most: Size = Size.CITIZEN) -> None:
        """Without its icon, or no larger than a size, where there is little room; else as it was made."""
        if not self._drawn.isNull():
            self.setIcon(self._drawn if icon else QIcon())
        size = min(self._size, at_most, key=list(Size).index)
        if self.property("measure") != size.value:
            set_look(self, "measure", size.value)

    def set_text(self, text: str) -> None:
        """Change the words and the accessible name together."""
        self.setText(plain(text))
        self.setAccessibleName(text)


class IconButton(Button):
    """A square button with an icon only; `name` is its accessible name and tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        on_click: Callable[[], object] | None = None,
        *,
        kind: Kind = Kind.SECONDARY,
        size: Size = Size.SMALL,
    ) -> None:
        super().__init__("", on_click, kind=kind, size=size)
        self.setIcon(icons.icon(icon, INKS[kind], ICON_PX[size]))
        self.setIconSize(QSize(ICON_PX[size], ICON_PX[size]))
        self.setProperty("square", "true")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedWidth(44)

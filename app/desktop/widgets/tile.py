"""The large buttons of the first page."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.icon_mark import IconTile
from app.desktop.widgets.key_cap import KeyCap
from app.desktop.widgets.panel_button import PanelButton
from app.desktop.widgets.typography import label


class Tile(PanelButton):
    """An icon, a title and one line of detail; `hero` is the one main thing to do, `key` a drawn key."""

    def __init__(
        self,
        title: str,
        detail: str,
        icon: str,
        on_click: Callable[[], object] | None = None,
        *,
        key: str = "",
        hero: bool = False,
    ) -> None:
        self._detail = label(detail, Role.MUTED, wrap=True)
        words = label(title, Role.H3, wrap=True)
        if hero:
            words.setProperty("tone", "on_primary")
            self._detail.setProperty("tone", "on_primary_soft")
        cap = KeyCap(key, dark=hero)
        titles = row((words, 1), cap.sizeHint().width() if key else 0, gap=0)
        texts = column(None, titles, self._detail, None, gap=0)
        face = row(IconTile(icon, Tone.PRIMARY, lifted=hero), (texts, 1), gap=16, margins=(20, 10, 16, 10))
        super().__init__(face, f"{title}. {detail}", kind="hero" if hero else "tile")
        cap.setParent(self)
        cap.setVisible(bool(key))
        cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cap = cap
        self._title = title
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def set_detail(self, detail: str) -> None:
        """Change the line under the title."""
        self._detail.setText(detail)
        self.setAccessibleName(f"{self._title}. {detail}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the drawn key in the upper right corner, so that the words have the whole width."""
        super().resizeEvent(event)
        size = self._cap.sizeHint()
        self._cap.setGeometry(self.width() - size.width() - 14, 12, size.width(), size.height())

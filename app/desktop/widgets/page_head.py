"""The top of a page: its title, one line about it, and its actions."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.typography import label


class PageHead(QWidget):
    """`beside` stands right of the title (tags), `actions` at the right edge."""

    def __init__(
        self,
        title: str,
        detail: str = "",
        actions: Sequence[QWidget] = (),
        *,
        beside: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self._title, self._detail = label(title, Role.H1), label(detail, Role.MUTED, wrap=True)
        words = column(row(self._title, *beside, None, gap=12), self._detail, gap=0)
        self.setLayout(row((words, 1), *actions, gap=10))
        self._detail.setVisible(bool(detail))

    def set_texts(self, title: str, detail: str) -> None:
        """Change both lines."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))

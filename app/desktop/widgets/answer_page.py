"""A page of one card with a bar of answers at its foot: the shape of everything that is asked."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.arrange import box, column
from app.desktop.widgets.card import Card
from app.desktop.widgets.fit_area import fit_area

WIDE, NARROW = (28, 18, 28, 18), (16, 10, 16, 10)
"""Around the card, in px, on a large and on a small window."""


class AnswerPage(QWidget):
    """Call `build` once; the card scrolls only where it does not fit, unless what is in it does so itself."""

    def build(self, content: QBoxLayout, bar: ActionBar, *, scrolls: bool = True) -> None:
        """Lay the card and the bar out."""
        self._content, self._bar, self._gap = content, bar, content.spacing()
        self._around = column((Card(content), 1), gap=0)
        framed = box(self._around)
        self.setLayout(column((fit_area(framed) if scrolls else framed, 1), bar, gap=0))
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window."""
        self._around.setContentsMargins(*(NARROW if compact else WIDE))
        self._content.setContentsMargins(*((24, 10, 24, 10) if compact else (28, 20, 28, 20)))
        self._content.setSpacing(max(4, self._gap - 5) if compact else self._gap)
        self._bar.set_compact(compact)

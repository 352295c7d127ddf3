"""A few words over the window, and one or two answers that say what they do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.icon_mark import IconTile
from app.desktop.widgets.typography import label

WIDTH = 520


class Question(QDialog):
    """`accepted` is the first answer, Enter gives it; `rejected` the second, Esc gives that one.

    Where the first cannot be taken back, `careful` gives Enter to the second, too.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        words: str,
        *,
        yes: str,
        no: str = "",
        icon: str = "info",
        tone: Tone = Tone.PRIMARY,
        careful: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(scaled(WIDTH))
        go = Button(yes, self.accept, kind=Kind.PRIMARY)
        answers = [Button(no, self.reject, kind=Kind.SECONDARY), go] if no else [go]
        usual = answers[0] if careful else go
        usual.setDefault(True)
        texts = column(label(title, Role.H3, wrap=True), label(words, wrap=True), None, gap=6)
        head = row(gap=16)
        head.addWidget(IconTile(icon, tone, 48), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, 1)
        self.setLayout(column(head, row(None, *answers, gap=10), gap=18, margins=(24, 22, 24, 18)))
        usual.setFocus()

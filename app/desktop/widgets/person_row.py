"""One person in a list: name, one line about them, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.typography import label

TAG_WIDTH, ASIDE_WIDTH = 118, 58
"""Tags and asides of rows under each other line up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """What is written; `tag` and `aside` (a waiting time, a date) may be empty."""

    name: str
    detail: str
    tag: str = ""
    tag_tone: Tone = Tone.PLAIN
    aside: str = ""
    detail_tone: Tone | None = None


class PersonRow(QWidget):
    """`lead` stands before the name (a NumBadge, an Avatar), `actions` are the buttons at the right.

    `tight` stands closer, for long lists.
    """

    def __init__(
        self,
        line: PersonLine,
        actions: Sequence[QWidget] = (),
        *,
        lead: QWidget | None = None,
        tight: bool = False,
    ) -> None:
        super().__init__()
        words = column(None, label(line.name, Role.STRONG, wrap=True), gap=0)
        if line.detail:
            words.addWidget(label(line.detail, Role.MUTED, line.detail_tone, wrap=True))
        words.addStretch(1)
        gap, edge = (10, 3) if tight else (14, 8)
        layout = row(gap=gap, margins=(0, edge, 0, edge))
        if lead is not None:
            layout.addWidget(lead)
        layout.addLayout(words, 1)
        if line.tag:
            layout.addWidget(_at_least(TAG_WIDTH, box(row(Tag(line.tag, line.tag_tone), None))))
        if line.aside:
            layout.addWidget(_at_least(ASIDE_WIDTH, label(line.aside, Role.MUTED, right=True)))
        for action in actions:
            layout.addWidget(action)
        self.setLayout(layout)
        self.setAccessibleName(f"{line.name}. {line.detail}")


def _at_least(width: int, widget: QWidget) -> QWidget:
    widget.setMinimumWidth(width)
    return widget

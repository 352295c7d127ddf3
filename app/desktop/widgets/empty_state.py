"""What a page says when there is nothing on it yet, and the one thing to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import column
from app.desktop.widgets.icon_mark import IconTile
from app.desktop.widgets.typography import label


class EmptyState(QWidget):
    """An icon, a sentence or two, and at most one button; `size` of the icon in px."""

    def __init__(
        self, title: str, detail: str, icon: str, action: QWidget | None = None, *, size: int = 88
    ) -> None:
        super().__init__()
        words, more = label(title, Role.H3, wrap=True), label(detail, Role.MUTED, wrap=True)
        edge = size // 6
        layout = column(None, gap=6, margins=(24, edge, 24, edge))
        layout.addWidget(IconTile(icon, Tone.PRIMARY, size), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(edge // 2)
        for text in [one for one in (words, more) if one.text()]:
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(text)
        if action is not None:
            layout.addSpacing(8)
            layout.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.setLayout(layout)
        self.setAccessibleName(f"{title}. {detail}".strip(" ."))

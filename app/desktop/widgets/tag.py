"""A small coloured word beside a title or in a row."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.desktop.theme.qss import set_look
from app.desktop.theme.tokens import Tone


class Tag(QLabel):
    """A short text on a tint; never clickable."""

    def __init__(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tag", tone.value)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_tone(self, tone: Tone) -> None:
        """Change the colour."""
        set_look(self, "tag", tone.value)

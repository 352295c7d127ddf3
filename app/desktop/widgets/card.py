"""The framed surface things lie on."""

from enum import StrEnum

from PySide6.QtWidgets import QFrame, QLayout


class CardLook(StrEnum):
    """Plain surface, tinted, sunken note, primary hero, or the stripe of spoken words."""

    PLAIN = "plain"
    TINT = "tint"
    SUNKEN = "sunken"
    HERO = "hero"
    SAY = "say"


class Card(QFrame):
    """A flat card around a layout; the layout brings its own margins and may be set later."""

    def __init__(self, content: QLayout | None = None, look: CardLook = CardLook.PLAIN) -> None:
        super().__init__()
        self.setProperty("card", look.value)
        if content is not None:
            self.setLayout(content)

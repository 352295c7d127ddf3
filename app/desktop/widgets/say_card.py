"""The words a staff member says aloud, and the button that plays them in another language."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card, CardLook
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.typography import label


class SayCard(Card):
    """`title` ("Nói với bà"), the sentence, and a listen button that is off without a recording."""

    listen = Signal()

    def __init__(self, title: str, words: str, listen_text: str = "", *, can_listen: bool = False) -> None:
        super().__init__(look=CardLook.SAY)
        self._title, self._words = title, label(words, Role.LEAD, wrap=True)
        head = row(
            IconMark("message-circle", PAPER.primary), label(title, Role.STRONG, Tone.PRIMARY), None, gap=8
        )
        if listen_text:
            button = Button(listen_text, self.listen.emit, kind=Kind.QUIET, size=Size.SMALL, icon="volume-2")
            button.setEnabled(can_listen)
            head.addWidget(button)
        self.setLayout(column(head, self._words, gap=4, margins=(18, 10, 12, 14)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Show another sentence."""
        self._words.setText(words)
        self.setAccessibleName(f"{self._title}: {words}")

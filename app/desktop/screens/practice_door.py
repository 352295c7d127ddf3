"""The way from the house to practice: what happens to the open work, and one button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desktop.theme.tokens import PAPER, Role
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.answer_page import AnswerPage
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.icon_mark import IconMark, IconTile
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.typography import label
from app.i18n import _


class PracticeDoor(AnswerPage):
    """Emits `practice_wanted`."""

    practice_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        title = _("Practise with made-up people")
        self.setAccessibleName(title)
        head = row(IconTile("graduation-cap", size=64), (label(title, Role.H1, wrap=True), 1), gap=18)
        begin = Button(
            _("Lock and practise"), self.practice_wanted.emit, kind=Kind.PRIMARY, size=Size.BIG, icon="lock"
        )
        self.build(column(head, 6, *_lines(), None, gap=14), ActionBar([], [with_key(begin, ENTER)]))
        self.setFocusProxy(begin)
        PlainKeys(self).on(ENTER, self.practice_wanted.emit)


def _lines() -> list[QWidget]:
    """What is so while practising."""
    said = (
        (
            "users",
            _(
                "Eight cases in a village that does not exist. Try everything, begin anew as often as you like."
            ),
        ),
        ("lock", _("Your work is saved and locked first. Coming back asks for the passphrase.")),
        (
            "cloud-off",
            _(
                "Nothing is sent. Results stay here until they are reset, without names."
                " The window has an amber frame."
            ),
        ),
    )
    return [
        box(row(IconMark(icon, PAPER.ink2, 26), (label(words, Role.LEAD, wrap=True), 1), gap=14))
        for icon, words in said
    ]

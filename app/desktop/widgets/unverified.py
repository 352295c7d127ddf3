"""The mark on what nobody has confirmed yet: a card, a way out, a telephone number."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import box, row
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.typography import label
from app.i18n import DateStyle, _, format_date


def unverified(source: str, checked_on: date) -> QWidget:
    """The mark, with where it is from and when somebody looked."""
    day = format_date(checked_on, DateStyle.FULL)
    words = _("Not verified yet. Source: {source}, {day}.").format(source=source, day=day)
    return box(row(Tag(_("Not verified"), Tone.WARN), (label(words, Role.CAP, wrap=True), 1), gap=8))

"""Waiting numbers in words."""

from __future__ import annotations

from app.domain.guide import GuidePack
from app.domain.queue import Mark
from app.i18n import _
from app.presentation.queue import Place


def two_digits(number: int) -> str:
    """A number as it is called and shown: 07."""
    return f"{number:02d}"


def marks() -> dict[Mark, str]:
    """Why somebody may be asked in earlier."""
    return {
        Mark.ELDER: _("Elderly"),
        Mark.DISABLED: _("Disabled"),
        Mark.WITH_CHILD: _("Pregnant or with a small child"),
    }


def who(place: Place) -> str:
    """The name staff wrote, or that there is none."""
    return place.name or _("(no name yet)")


def about(place: Place, pack: GuidePack) -> str:
    """What for, why earlier perhaps, how often called."""
    parts = [pack.task(place.task).short_title] if place.task else []
    parts += [words for mark, words in marks().items() if mark in place.marks]
    if place.times_called > 1:
        parts.append(_("called {count} times").format(count=place.times_called))
    return " · ".join(parts)

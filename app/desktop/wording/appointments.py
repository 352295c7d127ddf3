"""Appointments in words."""

from __future__ import annotations

from app.i18n import _, ngettext
from app.presentation.appointments import Expected, When


def when(time: When) -> str:
    """One of the four times."""
    return {
        When.OVERDUE: _("Overdue"),
        When.TODAY: _("Today"),
        When.WEEK: _("Next 7 days"),
        When.LATER: _("After that"),
    }[time]


def counted(people: int) -> str:
    """How many a list is about."""
    return ngettext("{count} person", "{count} people", people).format(count=people)


def about(one: Expected) -> str:
    """What they come for, why, where they live, how often they were called in vain."""
    parts = [one.meet, one.task, one.reason, one.who.village]
    if one.tried:
        parts.append(
            ngettext(
                "called {count} time, not reached", "called {count} times, not reached", one.tried
            ).format(count=one.tried)
        )
    return " · ".join(part for part in parts if part)


def place(code: str) -> str:
    """Where the next step is done."""
    return {
        "point": _("at the support point"),
        "police": _("at the commune police"),
        "insurance_office": _("at the insurance office"),
        "carrier": _("at the phone company's shop"),
        "home": _("at home"),
    }.get(code, code)

"""Waiting numbers in words."""

from __future__ import annotations

from app.desktop.wording.dates import minutes
from app.domain.guide import GuidePack
from app.domain.ladder import TaskCode
from app.domain.queue import Mark, Ticket
from app.i18n import _
from app.presentation.queue import Call, Place


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


def waited(place: Place) -> str:
    """`12 phút`, or that the number was given a moment ago."""
    return minutes(place.minutes * 60) if place.minutes else _("just came")


def given_to(task: TaskCode | None, name: str, pack: GuidePack) -> str:
    """Whose the number is that was just given, as far as it was said."""
    return " · ".join(part for part in (name.strip(), pack.task(task).short_title if task else "") if part)


def calling(call: Call, place: Place) -> str:
    """Who is being called; after a press by doubt, that it was them and nobody new."""
    shown = two_digits(place.number)
    if call.is_new:
        return _("Calling number {number}").format(number=shown)
    return _("Still calling number {number}").format(number=shown)


def calling_detail(call: Call, place: Place, pack: GuidePack) -> str:
    """Whose number it is; after a press by doubt, what one more press does."""
    if call.is_new:
        return " · ".join(part for part in (place.name, about(place, pack)) if part)
    if call.following:
        following = two_digits(call.following)
        return _("Press F5 once more to call number {number}.").format(number=following)
    return _("Nobody else is waiting.")


def nobody_waits() -> str:
    """F5 with an empty line."""
    return _("Nobody waits with a number.")


def guest(ticket: Ticket, pack: GuidePack) -> str:
    """Whose number was asked in: `Số 07 · Bà Lò Thị Ín · Thẻ BHYT · Người cao tuổi`."""
    number = _("Number {number}").format(number=two_digits(ticket.number))
    why = [words for mark, words in marks().items() if mark in ticket.marks]
    return " · ".join(part for part in (number, given_to(ticket.task, ticket.name, pack), *why) if part)

"""What fields of records are called, and their values as people may read them: numbers masked where they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app.desktop.wording import people
from app.domain.appointments import AppointmentState
from app.domain.birth import birth_from_iso
from app.domain.changes import Value
from app.domain.people import Sex
from app.i18n import DateStyle, _, format_date

DOT = "•"
_NUMBERS = ("phone", "id_number")
_OPEN_START, _OPEN_END = 2, 3


def field_name(kind: str, field: str) -> str:
    """What a field is called beside its values."""
    return {**_person_fields(), **_other_fields(), **_BY_KIND.get(kind, dict)()}.get(field, field)


def values(field: str, shown: Sequence[Value]) -> list[str]:
    """The values of one field in words, so that they can be told apart."""
    if field in _NUMBERS:
        return masked([str(value or "") for value in shown])
    return [_value(field, value) for value in shown]


def masked(numbers: Sequence[str]) -> list[str]:
    """Numbers with dots where they all agree, but for the first two and last three digits; in groups."""
    longest = max(map(len, numbers), default=0)
    said = [number for number in numbers if number]
    hidden = {
        place
        for place in range(_OPEN_START, longest - _OPEN_END)
        if len({number[place : place + 1] for number in said}) == 1
    }
    return [_grouped("".join(DOT if n in hidden else d for n, d in enumerate(one))) or "–" for one in numbers]


def _grouped(number: str) -> str:
    """`09•• ••• 214` and `0140 0100 0000`."""
    cuts = (4, 7) if len(number) == 10 else tuple(range(4, len(number), 4))
    parts = [number[start:end] for start, end in zip((0, *cuts), (*cuts, len(number)), strict=True)]
    return " ".join(part for part in parts if part)


def _value(field: str, value: Value) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = str(value or "")
    known = _words().get(field)
    if known is not None:
        return known.get(text, text) or "–"
    if field == "birth":
        return _birth(text)
    if field in ("day", "given_on"):
        return _day(text)
    return text or "–"


def _birth(text: str) -> str:
    try:
        return birth_from_iso(text).display()
    except ValueError:
        return text or "–"


def _day(text: str) -> str:
    try:
        return format_date(date.fromisoformat(text), DateStyle.WEEKDAY)
    except ValueError:
        return text or _("No date")


def _words() -> dict[str, Mapping[str, str]]:
    """Fields that hold codes, and the words of each."""
    return {
        "sex": {Sex.FEMALE.value: _("woman"), Sex.MALE.value: _("man")},
        "language": people.languages(),
        "address_form": people.forms(),
        "phone_owner": people.phone_owners(),
        "relation": people.relations(),
        "basis": people.bases(),
        "state": {
            AppointmentState.DUE.value: _("expected"),
            AppointmentState.KEPT.value: _("came"),
            AppointmentState.MOVED.value: _("moved"),
            AppointmentState.CANCELLED.value: _("called off"),
        },
    }


def _person_fields() -> dict[str, str]:
    return {
        "name": _("Name"),
        "birth": _("Birth"),
        "sex": _("Woman or man"),
        "id_number": _("ID number"),
        "village": _("Village"),
        "household": _("Household"),
        "language": _("Help language"),
        "address_form": _("How to call them"),
        "phone": _("Phone"),
        "phone_owner": _("Whose phone"),
        "phone_agreed": _("May we call"),
        "insurance_last4": _("Insurance card, last four"),
        "name_suspect": _("Name looks damaged"),
        "notes": _("Notes"),
    }


def _other_fields() -> dict[str, str]:
    return {
        "citizen": _("Person"),
        "person": _("Who"),
        "relation": _("Relation"),
        "basis": _("On what ground"),
        "head": _("Who speaks for it"),
        "sort": _("Kind of place"),
        "day": _("Day to come back"),
        "task": _("Task"),
        "reason": _("Reason"),
        "place": _("Place"),
        "meet": _("Meeting"),
        "state": _("How it stands"),
        "session": _("Visit"),
        "purpose": _("For what"),
        "text_version": _("Text shown"),
        "method": _("How they agreed"),
        "given_on": _("Agreed on"),
        "operator": _("Asked by"),
    }


def _of_a_representative() -> dict[str, str]:
    return {"name": _("Who acts for them"), "phone": _("Their phone")}


_BY_KIND = {"representative": _of_a_representative}

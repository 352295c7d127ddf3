"""What a card says beside what we hold, one line a fact."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.birth import birth_from_iso
from app.domain.changes import Value
from app.domain.people import Sex
from app.i18n import _


def compared(held: Mapping[str, Value], newer: Mapping[str, Value]) -> str:
    """`Tên: L Th n → Lò Thị Ín`, for every fact that differs and has a name."""
    lines = [
        _("{fact}: {held} → {newer}").format(fact=name, held=_said(key, held), newer=_said(key, newer))
        for key, name in _names().items()
        if key in newer
    ]
    return "\n".join(lines)


def _names() -> dict[str, str]:
    return {
        "name": _("Name"),
        "birth": _("Birth"),
        "sex": _("Woman or man"),
        "village": _("Village"),
        "id_number": _("ID number"),
    }


def _said(key: str, values: Mapping[str, Value]) -> str:
    text = str(values.get(key) or "")
    match key:
        case "birth":
            return _birth(text)
        case "sex":
            return {Sex.FEMALE.value: _("woman"), Sex.MALE.value: _("man")}.get(text, "–")
        case "id_number":
            return f"…{text[-4:]}" if text else "–"
        case _:
            return text or "–"


def _birth(text: str) -> str:
    try:
        return birth_from_iso(text).display()
    except ValueError:
        return "–"

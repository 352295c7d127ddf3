"""A person as a screen may show them: how to address them, age, masked number. Made from stored values, no words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.address_form import AddressForm, usual_form
from app.domain.birth import birth_from_iso
from app.domain.changes import Value
from app.domain.people import Sex
from app.domain.views import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """What stands in headings and rows; `last_digits` are the last four of the number, `age` whole years or None.

    `is_age_sure` is False where the birth is known so roughly that they may be a year older; `name` is empty for
    someone helped without a record.
    """

    form: AddressForm = AddressForm.BAC
    name: str = ""
    age: int | None = None
    is_age_sure: bool = True
    birth: str = ""
    sex: Sex = Sex.UNKNOWN
    village: str = ""
    language: str = "vi"
    last_digits: str = ""
    name_suspect: bool = False

    @property
    def is_known(self) -> bool:
        """Whether there is a name to say."""
        return bool(self.name)


def portrait_of(values: Mapping[str, Value], today: date) -> Portrait:
    """The portrait behind Citizen values, as stored, scanned or typed."""
    text = {
        key: str(values.get(key) or "")
        for key in ("name", "birth", "sex", "village", "language", "id_number")
    }
    sex = _sex(text["sex"])
    age, is_sure = _age(text["birth"], today)
    return Portrait(
        form=_form(str(values.get("address_form") or ""), age, sex),
        name=text["name"],
        age=age,
        is_age_sure=is_sure,
        birth=text["birth"],
        sex=sex,
        village=text["village"],
        language=text["language"] or "vi",
        last_digits=text["id_number"][-4:],
        name_suspect=bool(values.get("name_suspect")),
    )


def portrait_of_row(row: PersonRow, today: date) -> Portrait:
    """The portrait behind one line of a search."""
    values: dict[str, Value] = {"name": row.name, "birth": row.birth, "sex": row.sex, "village": row.village}
    return portrait_of({**values, "address_form": row.address_form, "id_number": row.id_number}, today)


def _sex(stored: str) -> Sex:
    return Sex(stored) if stored in tuple(Sex) else Sex.UNKNOWN


def _age(birth: str, today: date) -> tuple[int | None, bool]:
    try:
        known = birth_from_iso(birth)
    except ValueError:
        return None, True
    return known.age_on(today), known.is_age_sure_on(today)


def _form(stored: str, age: int | None, sex: Sex) -> AddressForm:
    return AddressForm(stored) if stored in tuple(AddressForm) else usual_form(age, sex)

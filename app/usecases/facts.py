"""What a card or a keyboard says about a person, as Citizen values, and what of it our record lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.birth import read_birth
from app.domain.changes import Value
from app.domain.identity.card_qr import CardScan
from app.domain.identity.id_number import IdNumber, read_id_number
from app.domain.identity.insurance_code import InsuranceCodeKind
from app.domain.identity.insurance_qr import InsuranceScan
from app.domain.names import clean
from app.domain.people import Sex
from app.domain.phones import read_phone
from app.domain.problems import Problem, ProblemCode
from app.domain.records import KINDS
from app.domain.secrets_guard import plain_words

Facts = Mapping[str, Value]
"""Citizen values; what is not known is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPerson:
    """The fields of a new person as typed; `birth` in any of the ways people write one."""

    name: str
    birth: str
    sex: str
    village: str
    id_number: str = ""
    phone: str = ""
    language: str = "vi"


def values_of(scan: CardScan | InsuranceScan) -> Facts:
    """What a card says. Of an insurance code the last four stay; it may also be the identity number."""
    values: dict[str, Value] = {
        "name": scan.name,
        "name_suspect": scan.name_suspect,
        "birth": scan.birth.iso() if scan.birth else "",
        "sex": scan.sex.value,
    }
    match scan:
        case CardScan():
            values |= {"id_number": scan.number.text, "village": scan.place.village if scan.place else ""}
        case InsuranceScan():
            is_number = scan.code.kind is InsuranceCodeKind.PERSONAL
            values |= {
                "id_number": scan.code.text if is_number else "",
                "insurance_last4": scan.code.last_four,
            }
    return told("citizen", values)


def typed_person(typed: TypedPerson, today: date) -> Facts | tuple[Problem, ...]:
    """The person behind the typed fields, or all that is wrong with them, in the order of the fields."""
    checked = {
        "name": plain_words(typed.name, "name", ProblemCode.NAME_MISSING),
        "birth": _birth(typed.birth, today),
        "sex": _sex(typed.sex),
        "village": plain_words(typed.village, "village", ProblemCode.VILLAGE_MISSING),
        "id_number": _number(typed.id_number),
        "phone": _phone(typed.phone),
    }
    problems = tuple(value for value in checked.values() if isinstance(value, Problem))
    if problems:
        return problems
    good: dict[str, Value] = {key: value for key, value in checked.items() if isinstance(value, str)}
    return told("citizen", {**good, "language": typed.language})


def newer(record: Facts, facts: Facts) -> Facts:
    """The facts that say more than the record, or say it otherwise.

    A damaged name never does, nor less of a birth. A village only fills a gap: cards keep old ones.
    """
    found = {name: value for name, value in facts.items() if _says_more(name, record.get(name), value)}
    if facts.get("name_suspect"):
        found.pop("name", None)
    if "name" in found and record.get("name_suspect"):
        found["name_suspect"] = False
    return found


def told(kind: str, values: Facts) -> dict[str, Value]:
    """The values that differ from what an absent field stands for: only these need to be kept and sent."""
    start = KINDS[kind].start
    return {name: value for name, value in values.items() if value != start(name)}


def _says_more(name: str, held: Value, said: Value) -> bool:
    match name, held, said:
        case "name_suspect", _, _:
            return False
        case "name", str(), str():
            return clean(held).casefold() != clean(said).casefold()
        case "birth", str(), str():
            return not held.startswith(said)
        case "village", _, _:
            return not held and bool(said)
        case _:
            return said not in (held, "")


def _birth(typed: str, today: date) -> str | Problem:
    if not typed.strip():
        return Problem(ProblemCode.BIRTH_MISSING, "birth")
    birth = read_birth(typed, today)
    return birth if isinstance(birth, Problem) else birth.iso()


def _sex(typed: str) -> str | Problem:
    return typed if typed in (Sex.FEMALE, Sex.MALE) else Problem(ProblemCode.SEX_MISSING, "sex")


def _number(typed: str) -> str | Problem:
    number = read_id_number(typed) if typed.strip() else ""
    return number.text if isinstance(number, IdNumber) else number


def _phone(typed: str) -> str | Problem:
    phone = read_phone(typed) if typed.strip() else ""
    return phone if isinstance(phone, str | Problem) else phone.text

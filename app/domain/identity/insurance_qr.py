"""The QR of the paper health insurance card. Address, guardian and living area are never looked at.

code | name | birth | sex | address | facility | valid from | valid to | issued | office | guardian | area |
five years since | check | benefit | place of issue | $   (name, address, guardian, place: hex of their UTF-8)
Cards before 2021 carry a code of 15 characters and no last two fields; the oldest end after the ninth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from app.domain.birth import BirthDate, read_birth
from app.domain.identity.hex_text import HexText, read_hex
from app.domain.identity.id_number import IdNumber, doubts
from app.domain.identity.insurance_code import InsuranceCode, InsuranceCodeKind
from app.domain.identity.refused import ScanHint
from app.domain.names import clean, is_name_suspect
from app.domain.people import Sex
from app.domain.problems import Problem

SEPARATOR = "|"

_NAME, _BIRTH, _SEX, _FACILITY, _FROM, _TO = 1, 2, 3, 5, 6, 7
_FIVE_YEARS, _BENEFIT, _PLACE = 12, 14, 15
_FEWEST_FIELDS = 9
_END = "$"
_SEXES = {"1": Sex.MALE, "2": Sex.FEMALE}
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class InsuranceScan:
    """What a scan of an insurance card says for certain; what it does not say is empty.

    Of `code` callers keep the last four. `facility` is five digits, `benefit` the digit as printed, never
    computed with. `name_suspect`: the name was damaged, worked back or not; a person must check it.
    """

    code: InsuranceCode
    name: str = field(default="", repr=False)
    name_suspect: bool = False
    birth: BirthDate | None = None
    sex: Sex = Sex.UNKNOWN
    facility: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    five_years: date | None = None
    benefit: str = ""
    issue_place: str = ""
    is_cut: bool = False
    doubts: tuple[Problem, ...] = ()
    hint: ScanHint | None = None


def has_insurance_layout(text: str, today: date) -> bool:
    """Whether the fields after the first are those of an insurance card; ten digits could be anything."""
    fields = _ended_fields(text)
    name = read_hex(_at(fields, _NAME), _could_be_name, is_typed_over=_is_typed_over(text))
    is_named = name is not None and not is_name_suspect(name.text)
    return is_named or (_at(fields, _SEX) in _SEXES and isinstance(_birth(fields, today), BirthDate))


def agrees(scan: InsuranceScan, number: IdNumber, today: date) -> bool:
    """Whether an identity number can be this person's: it may be the rest of a longer code."""
    is_known = scan.birth is not None and scan.sex is not Sex.UNKNOWN
    return is_known and not doubts(number, scan.sex, scan.birth, today)


def read_insurance(text: str, code: InsuranceCode, today: date) -> InsuranceScan:
    """The card in clean text whose first field is `code`. Never raises: what cannot be read stays empty."""
    fields = _ended_fields(text)
    is_typed_over = _is_typed_over(text)
    name = read_hex(_at(fields, _NAME), _could_be_name, is_typed_over=is_typed_over)
    place = read_hex(_at(fields, _PLACE), _could_be_text, is_typed_over=is_typed_over)
    birth = _birth(fields, today)
    is_cut = len(fields) < _FEWEST_FIELDS
    is_suspect = bool(_at(fields, _NAME)) and (is_typed_over or _is_doubtful(name))
    return InsuranceScan(
        code=code,
        name=clean(name.text) if name else "",
        name_suspect=is_suspect,
        birth=birth if isinstance(birth, BirthDate) else None,
        sex=_SEXES.get(_at(fields, _SEX), Sex.UNKNOWN),
        facility=_facility(_at(fields, _FACILITY)),
        valid_from=_day(_at(fields, _FROM)),
        valid_to=_day(_at(fields, _TO)),
        five_years=_day(_at(fields, _FIVE_YEARS)),
        benefit=code.benefit or _benefit(code, fields),
        issue_place=clean(place.text) if place else "",
        is_cut=is_cut,
        doubts=(*code.doubts(), *((birth,) if isinstance(birth, Problem) else ())),
        hint=_advice(is_typed_over, is_suspect or is_cut),
    )


def _ended_fields(text: str) -> list[str]:
    """The fields with a separator after them; the rest of a cut scan is not certain. `-` means empty."""
    ended = [part.strip() for part in text.split(SEPARATOR)[:-1]] or [text.strip()]
    return ["" if part in ("-", "–") else part for part in ended]


def _at(fields: list[str], place: int) -> str:
    return fields[place] if place < len(fields) else ""


def _birth(fields: list[str], today: date) -> BirthDate | Problem | None:
    written = _at(fields, _BIRTH)
    return read_birth(written, today) if written else None


def _facility(written: str) -> str:
    """`14 - 001` with any dash or none; empty unless it has the five digits of a facility."""
    digits = "".join(re.findall(r"[0-9]", written))
    return digits if len(digits) == 5 else ""


def _day(written: str) -> date | None:
    found = _DAY.fullmatch(written)
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _benefit(code: InsuranceCode, fields: list[str]) -> str:
    digit = _at(fields, _BENEFIT)
    is_newer = code.kind is not InsuranceCodeKind.CARD
    return digit if is_newer and digit in ("1", "2", "3", "4", "5") else ""


def _could_be_name(text: str) -> bool:
    """All words like Lò, or all like LÒ: this tells ẫ from Ẻ, for which Telex shows the same."""
    return not is_name_suspect(text) and (text.istitle() or text.isupper())


def _could_be_text(text: str) -> bool:
    """No capital right after a small letter: the same for places."""
    return not any(first.islower() and then.isupper() for first, then in pairwise(text))


def _is_doubtful(name: HexText | None) -> bool:
    return name is None or name.repaired or is_name_suspect(name.text)


def _is_typed_over(text: str) -> bool:
    """The whole code is ASCII but for a dash: any other letter came from a keyboard program."""
    return any(char.isalpha() and not char.isascii() for char in text)


def _advice(is_typed_over: bool, is_poor: bool) -> ScanHint | None:
    if is_typed_over:
        return ScanHint.IME_OFF
    return ScanHint.SCAN_AGAIN if is_poor else None

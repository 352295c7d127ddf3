"""The 12-digit personal identification number and what its digits say; no QR text and no storage here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from app.domain.birth import MOST_YEARS, BirthDate
from app.domain.people import Sex
from app.domain.problems import Problem, ProblemCode

_DIGITS = re.compile(r"[0-9]{12}")
_GROUPING = re.compile(r"[\s.\-]+")

# TT 07/2016/TT-BCA: the 63 provinces of birth registration; as in resources/places/province_codes.csv.
# People born abroad carry country codes we do not know, so an unknown prefix only warns.
_PREFIXES = """
    001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033
    034 035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066
    067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096
"""
PROVINCE_PREFIXES = frozenset(_PREFIXES.split())


@dataclass(frozen=True, slots=True)
class IdNumber:
    """Twelve digits kept as text, because the first is usually 0. There is no check digit to verify.

    Raises ValueError for anything else: read what people type or scan with `read_id_number`.
    """

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        if not _DIGITS.fullmatch(self.text):
            raise ValueError("an identity number is 12 digits")

    @property
    def province(self) -> str:
        """The three digits of the province, or country, where the birth was registered."""
        return self.text[:3]

    @property
    def sex(self) -> Sex:
        """The fourth digit: even for men, odd for women."""
        return Sex.FEMALE if int(self.text[3]) % 2 else Sex.MALE

    @property
    def birth_year(self) -> int:
        """The fourth digit is the century (0 and 1: 1900s, 2 and 3: 2000s …), the next two the year in it."""
        return 1900 + 100 * (int(self.text[3]) // 2) + int(self.text[4:6])

    @property
    def last_four(self) -> str:
        """The end, which people read out and search by."""
        return self.text[-4:]

    def masked(self) -> str:
        """For screens and paper: `014•••••0000`."""
        return f"{self.text[:3]}•••••{self.last_four}"


def read_id_number(typed: str) -> IdNumber | Problem:
    """The number in typed text, spaces, dots and hyphens between groups allowed; or what is wrong with it."""
    digits = _GROUPING.sub("", typed)
    if not re.fullmatch(r"[0-9]+", digits):
        return Problem(ProblemCode.ID_NUMBER_NOT_DIGITS, "id_number")
    if len(digits) == 9:
        return Problem(ProblemCode.ID_NUMBER_OLD_NINE, "id_number")
    if len(digits) != 12:
        return Problem(ProblemCode.ID_NUMBER_LENGTH, "id_number")
    return IdNumber(digits)


def doubts(number: IdNumber, sex: Sex, birth: BirthDate | None, today: date) -> tuple[Problem, ...]:
    """What to ask the person about. Never a reason to stop: sex and birth get corrected after it is given.

    `sex` and `birth` are what the card or the person says; an unknown one is not compared.
    """
    found = []
    if number.province not in PROVINCE_PREFIXES:
        found.append(Problem(ProblemCode.PROVINCE_UNKNOWN, "id_number"))
    if not today.year - MOST_YEARS - 1 <= number.birth_year <= today.year:
        found.append(Problem(ProblemCode.NUMBER_YEAR_IMPOSSIBLE, "id_number"))
    if sex is not Sex.UNKNOWN and sex is not number.sex:
        found.append(Problem(ProblemCode.SEX_MISMATCH, "sex"))
    if birth is not None and birth.year != number.birth_year:
        found.append(Problem(ProblemCode.BIRTH_YEAR_MISMATCH, "birth"))
    return tuple(found)

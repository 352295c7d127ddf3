"""A date of birth as exact as it is known, and how people write one. Forms of address are elsewhere."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.problems import Problem, ProblemCode

MOST_YEARS = 120
"""Nobody older is believed; a typing mistake is far more likely."""

_SEPARATOR = re.compile(r"\s*[/.\-]\s*|\s+")
_STORED = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class BirthPrecision(StrEnum):
    """How much of a birth is known; many elders know the year only."""

    YEAR = "Y"
    MONTH = "YM"
    DAY = "YMD"


@dataclass(frozen=True, slots=True)
class BirthDate:
    """Year, and month and day if known. Raises ValueError for a day that is in no calendar."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day of birth needs its month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @property
    def precision(self) -> BirthPrecision:
        """What is known."""
        if self.day is not None:
            return BirthPrecision.DAY
        return BirthPrecision.YEAR if self.month is None else BirthPrecision.MONTH

    @property
    def earliest(self) -> date:
        """The first day it can have been."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can have been."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def age_on(self, day: date) -> int:
        """Whole years on a day; the youngest possible when the birth is not exact, never below 0."""
        return _years(self.latest, day)

    def is_age_sure_on(self, day: date) -> bool:
        """Whether what is not known of the birth makes no difference to the age on a day."""
        return _years(self.earliest, day) == _years(self.latest, day)

    def iso(self) -> str:
        """For storage: `1940`, `1940-05` or `1940-05-09`."""
        return "-".join(f"{part:0{width}d}" for part, width in self._parts())

    def display(self) -> str:
        """For people: `1940`, `05/1940` or `09/05/1940`."""
        return "/".join(f"{part:0{width}d}" for part, width in reversed(self._parts()))

    def _parts(self) -> list[tuple[int, int]]:
        known = ((self.year, 4), (self.month, 2), (self.day, 2))
        return [(part, width) for part, width in known if part is not None]


def _years(born: date, day: date) -> int:
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return max(0, day.year - born.year - (not had_birthday))


def birth_from_iso(stored: str) -> BirthDate:
    """What `BirthDate.iso` wrote; ValueError for any other text."""
    found = _STORED.fullmatch(stored)
    if found is None:
        raise ValueError("not a stored birth")
    return BirthDate(*(int(part) for part in found.groups() if part is not None))


def read_birth(typed: str, today: date) -> BirthDate | Problem:
    """A birth from a card or a keyboard, or the one thing wrong with it.

    Knows `09051940`, `051940`, `1940`, `9/5/1940`, `1940-05-09`; a missing or zero day or month is unknown
    (`00/00/1940`, `//1940`). A year of two digits is never guessed, nor is a day kept whose month is missing.
    """
    parts = _in_order(typed)
    if parts is None:
        return Problem(ProblemCode.BIRTH_UNREADABLE, "birth")
    day, month, year = (int(part or "0") for part in parts)
    if len(parts[2]) == 2:
        code = ProblemCode.BIRTH_AMBIGUOUS if month <= 12 and day <= 31 else ProblemCode.BIRTH_IMPOSSIBLE
        return Problem(code, "birth")
    return _possible(day, month, year, today)


def _in_order(typed: str) -> tuple[str, str, str] | None:
    """Day, month and year as digits, unknown ones empty; None when the text is no birth at all."""
    text = typed.strip()
    parts = _packed(text) if re.fullmatch(r"[0-9]+", text) else _SEPARATOR.split(text)
    if len(parts) > 1 and len(parts[0]) == 4:
        parts = parts[::-1]
    parts = ["", ""][: 3 - len(parts)] + parts
    has_shape = len(parts) == 3 and len(parts[2]) in (2, 4) and all(len(part) <= 2 for part in parts[:2])
    if not has_shape or not re.fullmatch(r"[0-9]+", "".join(parts)):
        return None
    return parts[0], parts[1], parts[2]


def _packed(digits: str) -> list[str]:
    """Digits without separators, as on cards: ddmmyyyy, mmyyyy or yyyy. `050990` can only be ddmmyy."""
    match len(digits):
        case 8:
            return [digits[:2], digits[2:4], digits[4:]]
        case 6 if digits[2:4] in ("18", "19", "20", "21"):
            return [digits[:2], digits[2:]]
        case 6:
            return [digits[:2], digits[2:4], digits[4:]]
        case _:
            return [digits]


def _possible(day: int, month: int, year: int, today: date) -> BirthDate | Problem:
    try:
        birth = BirthDate(year, month or None, (day or None) if month else None)
    except ValueError:
        return Problem(ProblemCode.BIRTH_IMPOSSIBLE, "birth")
    if birth.earliest > today:
        return Problem(ProblemCode.BIRTH_IN_FUTURE, "birth")
    if birth.age_on(today) > MOST_YEARS:
        return Problem(ProblemCode.BIRTH_TOO_LONG_AGO, "birth")
    return birth

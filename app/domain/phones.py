"""Vietnamese mobile numbers: reading, showing, masking. Whose a number is, is not known here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.domain.problems import Problem, ProblemCode

# Any carrier behind 03, 05, 07, 08 and 09: numbers move between carriers, so longer prefixes say nothing.
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_ABROAD = re.compile(r"(?:\+84|0084|84(?=[0-9]{9}$))0?")
_GROUPING = re.compile(r"[\s.\-()]+")


@dataclass(frozen=True, slots=True)
class Phone:
    """Ten digits beginning with 0. Raises ValueError for anything else: read typed text with `read_phone`."""

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        if not _MOBILE.fullmatch(self.text):
            raise ValueError("a mobile number is 0 and nine digits")

    def display(self) -> str:
        """In groups, as people say it: `0987 654 214`."""
        return f"{self.text[:4]} {self.text[4:7]} {self.text[7:]}"

    def masked(self) -> str:
        """For screens and paper: `09•• ••• 214`."""
        return f"{self.text[:2]}•• ••• {self.text[7:]}"


def read_phone(typed: str) -> Phone | Problem:
    """The number in typed text; `+84`, `0084` and `84` before it become 0, grouping is dropped."""
    digits = _GROUPING.sub("", typed)
    national = _ABROAD.sub("0", digits, count=1) if _ABROAD.match(digits) else digits
    if not _MOBILE.fullmatch(national):
        return Problem(ProblemCode.PHONE_UNREADABLE, "phone")
    return Phone(national)

"""The code of a health insurance card in its three lengths. Callers keep its last four characters only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.problems import Problem, ProblemCode

_SHAPE = re.compile(r"[A-Z]{2}[1-5][0-9]{12}|[0-9]{10}|[0-9]{12}")
_GROUPING = re.compile(r"[\s.\-]+")

# The pairs VNeID's own insurance form takes, as in resources/places/bhyt_object_codes.csv. New ones may exist
# (AK is said to), so an unknown pair only warns.
_PAIRS = """
    DN HX CH NN TK HC XK HT TB NO CT XB TN CS QN CA CY XN MS CC CK CB
    KC HD TE BT HN DT DK XD TS TC TQ TA TY HG LS PV CN HS SV GB GD
"""
OBJECT_CODES = frozenset(_PAIRS.split())


class InsuranceCodeKind(StrEnum):
    """Which of the three numbers a code is."""

    CARD = "card"
    """15 characters on cards before April 2021: group of people, benefit digit, province, social number."""
    SOCIAL = "social"
    """The 10-digit social insurance number on cards since April 2021."""
    PERSONAL = "personal"
    """The 12-digit identity number, which replaces the social number since August 2025."""


@dataclass(frozen=True, slots=True)
class InsuranceCode:
    """A code of one of the three shapes; it has no known check digit. Raises ValueError for anything else."""

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        if not _SHAPE.fullmatch(self.text):
            raise ValueError("an insurance code has 10, 12 or 15 characters")

    @property
    def kind(self) -> InsuranceCodeKind:
        """Told by the length."""
        kinds = {10: InsuranceCodeKind.SOCIAL, 12: InsuranceCodeKind.PERSONAL}
        return kinds.get(len(self.text), InsuranceCodeKind.CARD)

    @property
    def object_code(self) -> str:
        """The two letters of the group of people; empty on the digit-only codes."""
        return self.text[:2] if self.kind is InsuranceCodeKind.CARD else ""

    @property
    def benefit(self) -> str:
        """The benefit digit 1 to 5, shown as printed and never computed with; empty when not in the code."""
        return self.text[2] if self.kind is InsuranceCodeKind.CARD else ""

    @property
    def province(self) -> str:
        """The two digits of the issuing province; empty when not in the code."""
        return self.text[3:5] if self.kind is InsuranceCodeKind.CARD else ""

    @property
    def social_number(self) -> str:
        """The ten digits both older shapes share; empty for an identity number."""
        return "" if self.kind is InsuranceCodeKind.PERSONAL else self.text[-10:]

    @property
    def last_four(self) -> str:
        """All that may be kept."""
        return self.text[-4:]

    def masked(self) -> str:
        """For screens: a dot for each character but the last four."""
        return "•" * (len(self.text) - 4) + self.last_four

    def doubts(self) -> tuple[Problem, ...]:
        """What is unusual about it; never a reason to stop."""
        if self.object_code and self.object_code not in OBJECT_CODES:
            return (Problem(ProblemCode.INSURANCE_OBJECT_UNKNOWN, "insurance_code"),)
        return ()


def read_insurance_code(typed: str) -> InsuranceCode | Problem:
    """The code in typed text, small letters and gaps between groups allowed; or what is wrong with it."""
    text = _GROUPING.sub("", typed).upper()
    if _SHAPE.fullmatch(text):
        return InsuranceCode(text)
    if re.fullmatch(r"[A-Z]{2}[0-9]{13}", text):
        return Problem(ProblemCode.INSURANCE_BENEFIT_DIGIT, "insurance_code")
    return Problem(ProblemCode.INSURANCE_CODE_SHAPE, "insurance_code")

"""Consent: what was asked, how it was answered, and when it must be asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.fields import ask, furthest

TEXT_VERSION = "2026-11"
"""The version of the consent sentences; a new text means asking again."""

VALID_DAYS = 365
"""Consent is asked again after twelve months (ux.md §3.6)."""


CHILD_UNDER = 16
"""Who is younger is a child (Law on Children 2016 art. 1), and their representative answers (Law 91/2025 art. 24)."""

FOR_A_CHILD = ("parent", "guardian")
"""The relations of those who represent a child by law."""


class Purpose(StrEnum):
    """Why data is kept; consent is specific to one purpose (Law 91/2025 art. 9)."""

    SUPPORT = "support"


class Method(StrEnum):
    """How the answer was given; never a pre-ticked box (Decree 356/2025 art. 6)."""

    SPOKEN = "spoken"
    REPRESENTATIVE = "representative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One act of consent; `given_on` is an ISO date; `withdrawn` an ISO date that, once set, stays."""

    citizen: str = ask(refers="citizen")
    purpose: str = ask(Purpose.SUPPORT.value)
    text_version: str = ask()
    language: str = ask("vi")
    method: str = ask()
    given_on: str = ask()
    operator: str = ask()
    relation: str = ask()
    withdrawn: str = furthest("")


def is_child(age: int | None) -> bool:
    """Whether somebody of this age does not answer for themselves; an age that is not known asks nothing more."""
    return age is not None and age < CHILD_UNDER


def is_valid(consent: Consent, today: date) -> bool:
    """Whether this consent still covers today: not withdrawn, same text, not older than twelve months."""
    if consent.withdrawn or consent.text_version != TEXT_VERSION:
        return False
    try:
        given = date.fromisoformat(consent.given_on)
    except ValueError:
        return False
    return today - given < timedelta(days=VALID_DAYS)

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


def is_valid(consent: Consent, today: date) -> bool:
    """Whether this consent still covers today: not withdrawn, same text, not older than twelve months."""
    if consent.withdrawn or consent.text_version != TEXT_VERSION:
        return False
    try:
        given = date.fromisoformat(consent.given_on)
    except ValueError:
        return False
    return today - given < timedelta(days=VALID_DAYS)

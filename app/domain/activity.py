"""What happened: sessions, visits, closed days, changed cards, and what takes a session out. Never edited."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.changes import Value
from app.domain.fields import once


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One finished session.

    `started`/`ended` are Unix seconds; `outcomes` maps a task code to its `TaskState` value as it ended;
    `guide` is the pack it was guided by; `code` the ten characters on the slip; `channel` is counter or visit.
    """

    citizen: str = once(refers="citizen")
    operator: str = once()
    started: int = once(0)
    ended: int = once(0)
    outcomes: Value = once(None)
    guide: str = once()
    code: str = once()
    channel: str = once("counter")
    steps: int = once(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A knock on a door: of a household, or of one person of none; `outcome` is a `village.VisitOutcome`.

    `day` is an ISO date, `at` Unix seconds: of one day the latest counts.
    """

    household: str = once(refers="household")
    citizen: str = once(refers="citizen")
    day: str = once()
    outcome: str = once()
    operator: str = once()
    at: int = once(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClose:
    """A day's figures as counted when it was closed; `anonymous` are those helped without a record."""

    day: str = once()
    operator: str = once()
    counts: Value = once(None)
    anonymous: int = once(0)
    note: str = once()


@dataclass(frozen=True, slots=True, kw_only=True)
class Void:
    """Takes a session out of the counts, saying why; the session itself stays."""

    session: str = once(refers="session")
    reason: str = once()
    operator: str = once()


@dataclass(frozen=True, slots=True, kw_only=True)
class CardChanged:
    """A phone showed something else than a guide card tells, as seen at a desk. Nothing of a person is in it.

    `pack` is `<id>@<version>`, `expected` the VNeID version the pack tells of, `vneid` the one seen on the phone
    or empty; `seen` is Unix seconds, `note` a few words.
    """

    card: str = once()
    pack: str = once()
    expected: str = once()
    vneid: str = once()
    note: str = once()
    operator: str = once()
    seen: int = once(0)

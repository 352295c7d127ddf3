"""Where and by whom help is given, and what central says to devices: made at central, pulled only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.changes import Value
from app.domain.fields import latest, union


class Role(StrEnum):
    """What an operator is there for."""

    LEAD = "lead"
    STAFF = "staff"
    VOLUNTEER = "volunteer"
    TRAINER = "trainer"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportPoint:
    """A commune's desk; `hours` as printed on slips, `phone` whom to call."""

    name: str = latest()
    commune: str = latest()
    address: str = latest()
    phone: str = latest()
    hours: str = latest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A person at a device; `address_form` is how screens greet them."""

    name: str = latest()
    address_form: str = latest()
    role: str = latest(Role.STAFF.value)
    support_point: str = latest()
    active: bool = latest(True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A paired device as people call it; its id is the device's own."""

    name: str = latest()
    support_point: str = latest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One setting the province decides, e.g. how long a session may idle."""

    value: Value = latest(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePackNotice:
    """The newest version of a guide pack (the record has the pack's id) that may be used; both empty when none may.

    `digest` is the SHA-256 (hex) of the file it is fetched as; `withdrawn` are the versions nobody may use again.
    """

    version: str = latest()
    digest: str = latest()
    withdrawn: list[str] = union()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedWork:
    """A record sent back to whoever wrote it, with a comment."""

    record: str = latest()
    session: str = latest()
    comment: str = latest()
    by: str = latest()


class Judgement(StrEnum):
    """The verdicts: the change counts, its author is to look at it again, or is there no more and it is let go."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a reviewer decided about one change: a `Judgement`, and `by`, their name as they gave it."""

    change: str = latest()
    verdict: str = latest()
    comment: str = latest()
    by: str = latest()

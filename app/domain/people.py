"""The people helped: citizen, household, village, representative, and the citizen's ladder. No matching here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.changes import Value
from app.domain.fields import ask, furthest, once, union


class Sex(StrEnum):
    """As printed on the card; empty when nobody knows yet."""

    FEMALE = "f"
    MALE = "m"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizen:
    """One person.

    `birth` is ISO with precision (`1940`, `1940-05`, `1940-05-09`); `id_number` 12 digits or empty;
    `village` its name as people say it; `language` the one help is wanted in (vi, thai, hmong …), never ethnicity;
    `phone` only with `phone_owner` (self, child, …) and `phone_agreed`; `insurance_last4` is all we keep of the card.
    """

    name: str = ask()
    birth: str = ask()
    sex: str = ask()
    id_number: str = ask()
    village: str = ask()
    household: str = ask(refers="household")
    language: str = ask("vi")
    address_form: str = ask()
    phone: str = ask()
    phone_owner: str = ask()
    phone_agreed: bool = ask(False)
    insurance_last4: str = ask()
    name_suspect: bool = ask(False)
    notes: list[str] = union()


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """People living together; `head` is the citizen who speaks for it, if known."""

    name: str = ask()
    village: str = ask()
    head: str = ask(refers="citizen")
    notes: list[str] = union()


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """A bản, tiểu khu or tổ dân phố of the commune."""

    name: str = ask()
    sort: str = ask()
    notes: list[str] = union()


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """Who acts for a child or ward; `person` is a citizen id when they are one of ours.

    `given_on` is the ISO date they last answered on: the newest one answers for the person now.
    """

    citizen: str = ask(refers="citizen")
    person: str = ask(refers="citizen")
    name: str = ask()
    relation: str = ask()
    basis: str = ask()
    phone: str = ask()
    given_on: str = ask()


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Two records that look like one person, and somebody who looked found to be two people."""

    one: str = once(refers="citizen")
    other: str = once(refers="citizen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The five tasks of the citizen with the same id; each value is a `ladder.TaskState` value."""

    install: Value = furthest()
    identity: Value = furthest()
    insurance: Value = furthest()
    health_book: Value = furthest()
    alone: Value = furthest()

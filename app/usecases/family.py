"""Several people of one household in one sitting: nothing that is known of the first is asked of the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.changes import Pen, Value
from app.domain.views import PersonRow
from app.usecases.facts import Facts, told
from app.usecases.ports import Clock, Ids, Reading, Store, Writing
from app.usecases.writing import pen_of

SHARED = ("village", "household", "language")
"""What people of one household have in common; a telephone only acts for who cannot answer (`Kin.phone`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Whose household the next person is of: `values` are what a new one begins with.

    `members` are the others we know of it; `name` and `phone` those of `citizen`, who may answer for them.
    """

    citizen: str
    name: str
    phone: str
    values: Facts
    members: tuple[PersonRow, ...] = ()


def open_household(store: Store, clock: Clock, ids: Ids, operator: str, citizen: str) -> Kin | None:
    """The household of somebody, made on the first asking, in one transaction; None when they were erased."""
    pen = pen_of(store.read(), clock, ids, operator)
    with store.write() as writing:
        person = writing.record("citizen", citizen)
        if person is None:
            return None
        if not person["household"]:
            made = pen.new_id()
            facts = {"name": person["name"], "village": person["village"], "head": citizen}
            writing.add(pen.create("household", made, told("household", facts)))
            writing.add(pen.edit("citizen", citizen, person, {"household": made}))
            person = {**person, "household": made}
        return _kin(writing, citizen, person)


def representative_of(reading: Reading, citizen: str) -> Mapping[str, Value] | None:
    """Who was written down as acting for somebody: whoever answered last."""
    known = [one for one in reading.records("representative").values() if one["citizen"] == citizen]
    return max(known, key=lambda one: str(one["given_on"]), default=None)


def join(writing: Writing, pen: Pen, citizen: str, beside: str, session: str) -> None:
    """Somebody we know, helped beside `beside`, is of that household; who is of another one already stays there.

    Written with the session: who was opened by mistake joins nobody, and taking the session back undoes it.
    """
    person, other = writing.record("citizen", citizen), writing.record("citizen", beside)
    if person is not None and other is not None and other["household"] and not person["household"]:
        writing.add(pen.edit("citizen", citizen, person, {"household": other["household"]}), session)


def _kin(reading: Reading, citizen: str, person: Mapping[str, Value]) -> Kin:
    phone = str(person["phone"]) if person["phone_agreed"] else ""
    others: Sequence[PersonRow] = reading.people_of_household(str(person["household"]))
    return Kin(
        citizen=citizen,
        name=str(person["name"]),
        phone=phone,
        values=told("citizen", {name: person[name] for name in SHARED}),
        members=tuple(other for other in others if other.citizen != citizen),
    )

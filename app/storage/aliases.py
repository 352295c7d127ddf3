"""Two records that are one person: whom a citizen's id stands for now, and what is read of them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.changes import Value
from app.domain.projection import Shown, fold
from app.domain.records import KINDS
from app.storage import shown
from app.storage.database import Connection

_MERGES = """SELECT loser.id, loser.merged_into FROM citizen loser INDEXED BY citizen_merged
JOIN citizen survivor ON survivor.id = loser.merged_into WHERE loser.merged_into <> ''"""
_FOLLOWED = ("citizen", "ladder")
"""Kinds whose id is a citizen's; reading one reads the survivor, together with what was merged into it."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """Every merge in the commune, loser to survivor; a commune has tens of them."""

    into: dict[str, str]

    def survivor(self, citizen: str) -> str:
        """The citizen an id stands for; it ends even if a newer peer had merged in a circle."""
        seen: set[str] = set()
        while citizen in self.into and citizen not in seen:
            seen.add(citizen)
            citizen = self.into[citizen]
        return citizen

    def known_as(self, citizen: str) -> tuple[str, ...]:
        """A citizen's own id and all merged into it, however far down."""
        found = [citizen]
        for name in found:
            found += [loser for loser, into in self.into.items() if into == name and loser not in found]
        return tuple(found)


def aliases(db: Connection) -> Aliases:
    """The merges as shown now, but none into somebody this laptop has not been told of yet."""
    return Aliases(dict(db.rows(_MERGES)))


def record(db: Connection, kind: str, id_: str) -> Mapping[str, Value] | None:
    """The shown values of a record, followed through merges and folded; None when there is none."""
    known = aliases(db) if kind in _FOLLOWED else Aliases({})
    if not known.into:
        return shown.values_of(db, kind, id_)
    first, *others = (shown.values_of(db, kind, name) for name in known.known_as(known.survivor(id_)))
    absorbed = [Shown(values=values) for values in others if values]
    if first is None and not absorbed:
        return None
    starts = {name: rule.start for name, rule in KINDS[kind].rules.items()}
    return fold(KINDS[kind], Shown(values=first or starts), absorbed).values

"""What people have to decide, answered in plain Python from the fake's state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.changes import Change, Op, OutcomeKind
from app.domain.delivery import Delivery, OwnChange
from app.domain.differences import Asked
from app.domain.merge.state import Life
from app.domain.same_person import Merged, Somebody
from tests.support.fake_state import Entry, State

OUT_OF_COUNT = (Delivery.REPLACED, Delivery.ERASED, Delivery.QUARANTINED)
UNTAKEN = (Delivery.WAITING, Delivery.HELD, Delivery.QUARANTINED)


class FakeDifferences:
    """The part of `ports.Reading` about two places and two records."""

    state: State

    def asked(self) -> Sequence[Asked]:
        return [one for key in sorted(self.state.standing) for one in self._asked(*key)]

    def decided(self, since_ms: int) -> Sequence[OwnChange]:
        entries = [entry for entry in self.state.in_order() if entry.change.made_at >= since_ms]
        return [entry.own for entry in reversed(entries) if _is_decided(entry)]

    def behind(self, change: str) -> Sequence[Change]:
        first = self.state.entries.get(change)
        if first is None:
            return []
        about = (first.change.kind, first.change.record)
        entries = [e for e in self.state.in_order() if e.change.n >= first.change.n]
        return [
            e.change
            for e in entries
            if (e.change.kind, e.change.record) == about and e.own.delivery in UNTAKEN
        ]

    def everybody(self) -> Sequence[Somebody]:
        shown = self.state.all_shown("citizen")
        parts = ("name", "birth", "village", "id_number")
        return [
            Somebody(citizen, *(str(one.values[part]) for part in parts))
            for citizen, one in shown.items()
            if one.life is Life.LIVE
        ]

    def merged(self) -> Sequence[Merged]:
        shown = self.state.all_shown("citizen")
        gone = sorted((loser, one) for loser, one in shown.items() if one.merged_into)
        return [
            Merged(
                loser=loser,
                survivor=one.merged_into,
                name=str(one.values["name"]),
                **self._merger(loser),  # type: ignore[arg-type]
            )
            for loser, one in gone
        ]

    def _sent_back(self) -> Iterator[tuple[str, Entry]]:
        """Each open `return` with this device's newest change of what it is about."""
        for name, back in self.state.returned().items():
            about = str(back["record"] or back["session"])
            yield from (
                (name, e) for e in [e for e in self.state.in_order() if e.change.record == about][-1:]
            )

    def _merger(self, loser: str) -> dict[str, object]:
        standing = self.state.standing.get(("citizen", loser))
        told = standing.writers.get("merged_into") if standing else None
        own = [e.change for e in self.state.in_order() if e.change.other == loser][-1:]
        by = told or (own[0] if own else None)
        if by is None:
            return {"author": "", "device": "", "made_at": 0}
        return {"author": by.author, "device": by.device, "made_at": by.made_at}

    def _asked(self, kind: str, record: str) -> Iterator[Asked]:
        row = self.state.standing[kind, record]
        shown = self.state.shown(kind, record) if row.conflicts else None
        if shown and (shown.conflicts or shown.waiting):
            citizen = record if kind in ("citizen", "ladder") else str(shown.values.get("citizen") or "")
            survivor = self.state.survivor(citizen) if citizen else ""
            yield Asked(kind=kind, record=record, citizen=survivor, shown=shown, writers=row.writers)


def _is_decided(entry: Entry) -> bool:
    own = entry.own
    if own.delivery in OUT_OF_COUNT or entry.parked:
        return False
    return own.change.op in (Op.RESOLVE, Op.MERGE) or entry.outcome == OutcomeKind.MERGED

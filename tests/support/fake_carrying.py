"""What sticks and rescue copies ask of a store, answered in plain Python from the fake's state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import datetime

from app.domain.changes import Mark
from app.domain.delivery import Delivery, stamp_of
from app.domain.views import Handed, Unit, Unsent
from tests.support.fake_state import Entry, State

_UNANSWERED = (Delivery.WAITING, Delivery.HELD, Delivery.QUARANTINED)


class CarriedReader:
    """Fits `carried_ports.CarriedReading`; a reader says what is free to be sent."""

    state: State

    def to_carry(
        self, most_bytes: int, most: int, after: int, durable: Mark, since_ms: int
    ) -> Sequence[Unsent]:
        free = {entry.change.id for entry in self._free()}
        chosen: list[Unsent] = []
        for entry in self.state.in_order():
            is_sent = not entry.is_unanswered and self._is_unsafe(entry, durable, since_ms)
            if entry.change.n > after and (is_sent or entry.change.id in free):
                most_bytes -= len(str(entry.change))
                if chosen and (most_bytes < 0 or len(chosen) == most):
                    break
                chosen.append(Unsent(change=entry.change, stamp=stamp_of(entry.own)))
        return chosen

    def units(self, durable: Mark, since_ms: int) -> Sequence[Unit]:
        found: dict[str, list[int]] = {}
        for entry in self._unsafe(durable, since_ms):
            found.setdefault(_unit(entry), []).append(entry.change.n)
        return sorted((Unit(name, max(ns), len(ns), min(ns)) for name, ns in found.items()), key=_last_n)

    def unit_changes(self, unit: Unit, durable: Mark, since_ms: int) -> Sequence[Unsent]:
        mine = (entry for entry in self._unsafe(durable, since_ms) if _unit(entry) == unit.name)
        return [Unsent(change=entry.change, stamp=stamp_of(entry.own)) for entry in mine]

    def left_units(self, since_ms: int) -> Sequence[str]:
        mine = self.state.in_order()
        left = [e for e in mine if e.own.delivery == "left" and e.change.made_at >= since_ms]
        return list(dict.fromkeys(map(_unit, left)))

    def handed(self) -> Sequence[Handed]:
        bundles: dict[str, tuple[datetime, list[Entry]]] = {}
        for change, (bundle, at) in self.state.handed.items():
            bundles.setdefault(bundle, (at, []))[1].append(self.state.entries[change])
        rows = [_handed(bundle, at, entries) for bundle, (at, entries) in bundles.items()]
        return sorted(rows, key=lambda row: (-row.at.timestamp(), row.bundle))

    def handed_into(self, bundles: Sequence[str]) -> Set[str]:
        return {change for change, (bundle, _) in self.state.handed.items() if bundle in bundles}

    def _free(self) -> Iterator[Entry]:
        raise AssertionError("the reader says what is free")

    def _unsafe(self, durable: Mark, since_ms: int) -> Iterator[Entry]:
        return (entry for entry in self.state.in_order() if self._is_unsafe(entry, durable, since_ms))

    def _is_unsafe(self, entry: Entry, durable: Mark, since_ms: int) -> bool:
        """Whether central may still lose this change, or never had it."""
        own = entry.own
        if own.change.made_at < since_ms or own.ack is None:
            return own.delivery in _UNANSWERED
        if own.delivery is Delivery.RECEIVED:
            verdict = self.state.standing.get(("verdict", own.change.id))
            is_judged = verdict is not None and own.ack.seq == 0
            return (verdict.mark if verdict and is_judged else own.ack) > durable
        return own.delivery in (*_UNANSWERED, Delivery.REVIEW)


def _handed(bundle: str, at: datetime, entries: Sequence[Entry]) -> Handed:
    return Handed(
        bundle=bundle,
        at=at,
        changes=len(entries),
        sessions=sum(entry.change.kind == "session" for entry in entries),
        waiting=sum(entry.is_waiting for entry in entries),
    )


def _unit(entry: Entry) -> str:
    return entry.session or entry.change.id


def _last_n(unit: Unit) -> int:
    return unit.last_n

"""A central in memory with people at it: it doubts some changes, judges them, and sends records back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from app.contract.coding import from_wire
from app.contract.messages import WireChange
from app.domain.changes import Change, Mark, Outcome, OutcomeKind, Pen, content_hash
from app.domain.merge import decide
from app.domain.records import KINDS, Maker
from tests.support.fake_central import COMMUNE, FakeCentral


@dataclass(slots=True)
class ReviewingCentral(FakeCentral):
    """`doubts` says which changes wait for a person, and why."""

    doubts: dict[str, str] = field(default_factory=dict)

    def accept(self, change: Change) -> None:
        """Let a doubted change count, and say so."""
        self._remember(change, self._decide(change, None))
        self.publish("verdict", change.id, change=change.id, verdict="accepted")

    def publish(self, kind: str, id_: str, **values: str) -> None:
        """A record made at central."""
        change = Pen("c", self.server_id, 1, lambda: f"{kind}-{id_}").create(kind, id_, dict(values))
        decision = decide(
            KINDS[kind],
            change,
            lambda name: self.records.get((kind, name)),
            at=Mark(self.epoch, self.seq + 1),
            commune=COMMUNE,
            by=Maker.CENTRAL,
        )
        for one in decision.records:
            self.seq += 1
            self.records[kind, one.id] = one

    def _take(self, wire: WireChange, device: str) -> Outcome:
        if wire.id not in self.doubts or wire.id in self.ledger:
            return FakeCentral._take(self, wire, device)
        outcome = Outcome(kind=OutcomeKind.NEEDS_REVIEW, code=self.doubts[wire.id])
        self._remember(from_wire(wire, device), outcome)
        return outcome

    def _remember(self, change: Change, outcome: Outcome) -> None:
        self.ledger[change.id] = (content_hash(replace(change, device="", n=0)), outcome)

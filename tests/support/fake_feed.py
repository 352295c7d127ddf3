"""What was pulled and how far, answered in plain Python from the fake's state."""

from __future__ import annotations

from collections.abc import Sequence

from app.contract.coding import bucket_digests, digest
from app.contract.messages import WireRecord
from app.domain.changes import Mark
from app.domain.merge.state import Life
from app.domain.projection import StandingRow
from app.domain.records import KINDS, Maker
from tests.support.fake_state import State


class FakeFeed:
    """The part of `ports.Reading` about the feed."""

    state: State

    def cursor(self) -> Mark:
        return self.state.feed

    def standing_digest(self) -> tuple[int, str]:
        live = self._standing_now()
        return len(live), digest(live)

    def standing_buckets(self) -> Sequence[str]:
        return bucket_digests(self._standing_now())

    def leftover_count(self) -> int:
        return len(self.leftovers(10**9))

    def leftovers(self, most: int, after: tuple[str, str] = ("", "")) -> Sequence[WireRecord]:
        rows = [row for row in self.state.standing.values() if self._is_left_over(row)]
        rows = [row for row in rows if (row.record, row.kind) > after]
        return [_wire(row) for row in sorted(rows, key=lambda row: (row.record, row.kind))][:most]

    def _standing_now(self) -> list[tuple[str, int]]:
        rows = [r for key, r in self.state.standing.items() if key not in self.state.gone]
        live = [r for r in rows if r.life is Life.LIVE and r.mark.epoch == self.state.feed.epoch]
        return [(row.record, row.mark.seq) for row in live]

    def _is_left_over(self, row: StandingRow) -> bool:
        is_theirs = row.kind not in KINDS or KINDS[row.kind].maker is Maker.DEVICE
        return row.mark.epoch < self.state.feed.epoch and row.life is not Life.ERASED and is_theirs


def _wire(row: StandingRow) -> WireRecord:
    return WireRecord(
        id=row.record,
        kind=row.kind,
        commune=row.commune,
        seq=row.mark.seq,
        fields=dict(row.values),
        life=row.life,
        merged_into=row.merged_into,
    )

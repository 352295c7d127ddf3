"""A central in memory that fits the port: ledger, feed and the real merge rule, behind the real wire shapes.

Trouble is scripted: `trouble(verb)` is asked before each request and may say that the request or the answer
is lost, that central refuses, or which answers it forgets.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import msgspec

from app.contract.bundle import GuidePart
from app.contract.coding import (
    bucket_digests,
    bucket_of,
    digest,
    from_wire,
    outcome_to_wire,
    pack,
    stamp_of,
    to_wire,
)
from app.contract.faults import Refused, Unreachable
from app.contract.limits import LARGEST_BATCH, MOST_CHANGES
from app.contract.messages import (
    Close,
    Closed,
    Hello,
    Leftovers,
    LeftoversTaken,
    Page,
    Pair,
    Paired,
    Push,
    Pushed,
    Welcome,
    WireChange,
    WireRecord,
)
from app.domain.changes import Change, Mark, Outcome, OutcomeKind, Stamp, content_hash
from app.domain.merge import Life, Record, decide, to_json
from app.domain.records import KINDS, Maker
from app.domain.views import Unsent
from tests.support.hands import MORNING

A = TypeVar("A")

COMMUNE = "03646"
_FINAL = (OutcomeKind.ACCEPTED, OutcomeKind.MERGED, OutcomeKind.ERASED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What happens to one request: `lost` before or after its effect, or refused; `omit` answers left out."""

    lost: str = ""
    after_effect: bool = False
    refused: Refused | None = None
    omit: frozenset[int] = frozenset()


NONE = Trouble()


def calm(verb: str) -> Trouble:
    """No trouble at all."""
    return NONE


@dataclass(slots=True)
class FakeCentral:
    """One commune's central. Several devices may share it; `at` is its clock in ms."""

    server_id: str = "central-in-memory"
    trouble: Callable[[str], Trouble] = calm
    epoch: int = 1
    seq: int = 0
    durable: int = 0
    at: int = int(MORNING.timestamp() * 1000)
    page: int = 3
    may_pull: bool = True
    largest_packed: int = LARGEST_BATCH
    poison: frozenset[str] = frozenset()
    records: dict[tuple[str, str], Record] = field(default_factory=dict)
    ledger: dict[str, tuple[str, Outcome]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    applied: list[str] = field(default_factory=list)
    backup: tuple[int, dict[tuple[str, str], Record], dict[str, tuple[str, Outcome]]] | None = None
    rejects: dict[str, str] = field(default_factory=dict)
    batches: list[int] = field(default_factory=list)
    repaired: list[frozenset[int]] = field(default_factory=list)
    left: dict[tuple[str, str], WireRecord] = field(default_factory=dict)
    hellos: list[Hello] = field(default_factory=list)
    guides: dict[str, bytes] = field(default_factory=dict)

    def pair(self, address: str, request: Pair) -> Paired:
        return self._through("pair", lambda: self._paired(request))

    def hello(self, request: Hello) -> Welcome:
        self.hellos.append(request)
        return self._through("hello", self._welcome)

    def push(self, batch: str, device: str, epoch: int, changes: Sequence[Unsent]) -> Pushed:
        wired = [msgspec.json.encode(to_wire(one.change, one.stamp)) for one in changes]
        raw = pack(Push(batch=batch, device=device, epoch=epoch, changes=[msgspec.Raw(one) for one in wired]))
        told = [msgspec.json.decode(one, type=WireChange) for one in wired]
        trouble = self._before("push")
        self._refuse(told, len(raw), epoch)
        self.batches.append(len(told))
        answers = [outcome_to_wire(one.n, self._take(one, device)) for one in told]
        kept = [answer for answer in answers if answer.n not in trouble.omit]
        pushed = Pushed(server_id=self.server_id, batch=batch, epoch=self.epoch, outcomes=kept)
        return self._after(trouble, pushed)

    def pull(self, cursor: Mark, buckets: Sequence[int] = ()) -> Page:
        self.repaired += [frozenset(buckets)] if buckets else []
        return self._through("pull", lambda: self._page(cursor, buckets))

    def close(self, request: Close) -> Closed:
        return self._through("close", lambda: self._closed(request))

    def leftovers(self, request: Leftovers) -> LeftoversTaken:
        return self._through("leftovers", lambda: self._left_over(request))

    def guide_part(self, digest: str, offset: int) -> GuidePart:
        def part() -> GuidePart:
            file = self.guides[digest]
            piece = file[offset : offset + LARGEST_BATCH]
            return GuidePart(
                server_id=self.server_id, digest=digest, offset=offset, size=len(file), part=piece
            )

        return self._through("guide", part)

    def break_off(self) -> None:
        """No call here ever waits."""

    def _left_over(self, said: Leftovers) -> LeftoversTaken:
        if said.epoch != self.epoch:
            raise Refused("wrong_epoch", 409)
        if len(pack(said)) > self.largest_packed:
            raise Refused("batch_too_large", 413)
        lost = {(one.kind, one.id): one for one in said.records if (one.kind, one.id) not in self.records}
        self.left |= lost
        return LeftoversTaken(server_id=self.server_id, epoch=self.epoch, taken=len(lost))

    def back_up(self) -> None:
        """Keep everything as it is now."""
        self.backup = (self.seq, dict(self.records), dict(self.ledger))

    def restore(self) -> None:
        """Fall back to the backup, in a new epoch."""
        assert self.backup is not None
        seq, records, ledger = self.backup
        self.records = dict(records)
        self.ledger, self.seq, self.epoch = dict(ledger), seq, self.epoch + 1

    def shown(self, kind: str, record: str) -> dict[str, object]:
        """A record's values as the feed shows them."""
        public, _ = to_json(self.records[kind, record])
        return dict(public["fields"])

    def count(self, kind: str) -> int:
        """Records of a kind."""
        return sum(key[0] == kind for key in self.records)

    def _paired(self, request: Pair) -> Paired:
        return Paired(
            server_id=self.server_id,
            key="",
            proof=request.nonce,
            token="token",
            epoch=self.epoch,
            commune=request.commune or COMMUNE,
            support_point="point",
            support_point_name="Điểm hỗ trợ tập",
        )

    def _welcome(self) -> Welcome:
        return Welcome(
            server_id=self.server_id,
            epoch=self.epoch,
            seq=self.seq,
            durable_seq=self.durable,
            at=self.at,
            commune=COMMUNE,
            support_point="point",
            may_pull=self.may_pull,
        )

    def _refuse(self, told: Sequence[WireChange], size: int, epoch: int) -> None:
        if epoch != self.epoch:
            raise Refused("wrong_epoch", 409)
        if size > self.largest_packed or len(told) > MOST_CHANGES:
            raise Refused("batch_too_large", 413)
        if self.poison & {one.id for one in told}:
            raise Refused("body_unreadable", 400)

    def _take(self, wire: WireChange, device: str) -> Outcome:
        change, stamp = from_wire(wire, device), stamp_of(wire)
        if change.id in self.ledger:
            known, first = self.ledger[change.id]
            if known != content_hash(replace(change, device="", n=0)):
                return Outcome(kind=OutcomeKind.REJECTED, code="id_reused")
            return replace(first, kind=OutcomeKind.DUPLICATE, first=first.kind)
        if change.id in self.rejects:
            return Outcome(kind=OutcomeKind.REJECTED, code=self.rejects[change.id])
        outcome = self._decide(change, stamp)
        if outcome.kind in _FINAL:
            self.ledger[change.id] = (content_hash(replace(change, device="", n=0)), outcome)
            self.applied.append(change.id)
        return outcome

    def _decide(self, change: Change, stamp: Stamp | None) -> Outcome:
        older = stamp if stamp and stamp.at.epoch < self.epoch else None
        decision = decide(
            KINDS.get(change.kind),
            change,
            lambda record: self.records.get((change.kind, record)),
            at=Mark(self.epoch, self.seq + 1),
            commune=COMMUNE,
            stamp=older,
            by=Maker.CENTRAL
            if change.kind == "operator"
            else Maker.DEVICE,  # a laptop's operators are adopted
        )
        for record in decision.records:
            self.seq += 1
            self.records[record.kind, record.id] = record
        return decision.outcome

    def _page(self, cursor: Mark, buckets: Sequence[int] = ()) -> Page:
        if cursor.epoch != self.epoch:
            raise Refused("wrong_epoch", 409)
        if cursor.seq > self.seq:
            raise Refused("cursor_ahead", 409)
        above = sorted(
            (r for r in self.records.values() if r.mark.seq > cursor.seq), key=lambda r: r.mark.seq
        )
        above = [r for r in above if not buckets or bucket_of(r.id) in buckets]
        rows = [msgspec.convert(to_json(one)[0], WireRecord) for one in itertools.islice(above, self.page)]
        end = rows[-1].seq if rows else cursor.seq
        more = len(above) > self.page
        return Page(server_id=self.server_id, epoch=self.epoch, cursor=end, records=rows, more=more)

    def _closed(self, said: Close) -> Closed:
        if said.cursor < max((one.mark.seq for one in self.records.values()), default=0):
            raise Refused("pull_first", 409)
        live = [(one.id, one.mark.seq) for one in self.records.values() if one.life is Life.LIVE]
        held, mine = digest(live), bucket_digests(live)
        agree = (said.count, said.digest) == (len(live), held)
        differ = tuple(place for place, theirs in enumerate(said.buckets) if theirs != mine[place])
        return Closed(
            server_id=self.server_id,
            epoch=self.epoch,
            agree=agree,
            count=len(live),
            digest=held,
            differ=differ,
        )

    def _through(self, verb: str, effect: Callable[[], A]) -> A:
        trouble = self._before(verb)
        return self._after(trouble, effect())

    def _before(self, verb: str) -> Trouble:
        self.asked.append(verb)
        trouble = self.trouble(verb)
        if trouble.refused:
            raise trouble.refused
        if trouble.lost and not trouble.after_effect:
            raise Unreachable(trouble.lost)
        return trouble

    def _after(self, trouble: Trouble, answer: A) -> A:
        if trouble.lost:
            raise Unreachable(trouble.lost)
        return answer


def in_order(*troubles: Trouble) -> Callable[[str], Trouble]:
    """The given trouble, request by request, then calm."""
    coming: Iterator[Trouble] = iter(troubles)
    return lambda verb: next(coming, NONE)

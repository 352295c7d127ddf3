"""A device as app/contract/PROTOCOL.md wants one: what it keeps, and its run. Nothing of the product is imported."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage.x25519 import Identity

from tests.conformance.client import (
    TIMEOUTS,
    Json,
    Refused,
    Sheet,
    Value,
    Wire,
    base64url,
    bucket_digests,
    check_proof,
    digest,
    new_id,
    nfc,
    signed,
)
from tests.conformance.outbox import Mark, Own, WentBack, judge

AT_FAULT = ("body_unreadable", "body_too_large", "batch_too_large", "internal")
ROUNDS = 3
LARGEST_CHANGE = 32_768
MOST_CHANGES = 2_000


class OtherStore(Exception):
    """Another store speaks under this device's name: stop, and be paired under a new one."""


@dataclass
class Device:
    """What one device keeps, and its line to central once it is paired."""

    id: str = field(default_factory=new_id)
    instance: str = field(default_factory=new_id)
    operator: str = field(default_factory=new_id)
    role: str = "staff"
    cursor: Mark = (0, 0)
    own: list[Own] = field(default_factory=list)
    rows: dict[tuple[str, str], tuple[Mark, Json]] = field(default_factory=dict)
    commune: str = ""
    wire: Wire | None = None
    may_pull: bool = True
    agrees: bool | None = None
    epoch: int = 0
    durable: int = 0
    timeouts: tuple[float, float] = TIMEOUTS

    def __post_init__(self) -> None:
        self.signing, self.sealing = Ed25519PrivateKey.generate(), Identity.generate()

    def pair(self, sheet: Sheet, commune: str = "", **more: Value) -> Json:
        """Be adopted. Raises NotProven, and then keeps nothing; Refused; NotCentral."""
        asked = {
            "code": sheet.code,
            "device": self.id,
            "instance": self.instance,
            "name": "Máy tập",
            "commune": commune,
            "signing_key": base64url(self.signing.public_key().public_bytes_raw()),
            "sealing_key": str(self.sealing.to_public()),
            "nonce": new_id() + new_id(),
            "operators": [{"id": self.operator, "name": "Lò Thị Mẫu", "role": self.role}],
        }
        asked |= {"signature": signed(self.signing, asked), **more}
        with Wire(sheet.address, server_id=sheet.server_id, timeouts=self.timeouts) as stranger:
            paired = stranger.say("/v1/pair", asked)
        check_proof(sheet, asked, paired)
        self.leave()
        self.wire = Wire(sheet.address, paired["token"], paired["server_id"], self.timeouts)
        self.commune = paired["commune"]
        return paired

    def leave(self) -> None:
        """End the connection."""
        if self.wire is not None:
            self.wire.session.close()

    @property
    def line(self) -> Wire:
        assert self.wire is not None, "not paired"
        return self.wire

    @property
    def last_n(self) -> int:
        return max((own.body["n"] for own in self.own), default=0)

    def take_name(self) -> None:
        """Be another device from now on: what is not answered for goes with it, under new numbers."""
        self.id = new_id()
        self.signing, self.sealing = Ed25519PrivateKey.generate(), Identity.generate()
        for own in self.own:
            if own.state in ("waiting", "held", "quarantined"):
                own.body = {**own.body, "n": self.last_n + 1}

    def write(self, op: str, kind: str, record: str = "", **more: Value) -> Own:
        """Note a change. `to` are new values, `seen` the lists of values before them, by field."""
        to, seen = more.pop("to", {}), more.pop("seen", {})
        edits = {name: {"to": nfc(value), "from": nfc(seen.get(name, []))} for name, value in to.items()}
        body = {
            "id": new_id(),
            "n": self.last_n + 1,
            "kind": kind,
            "record": record or new_id(),
            "op": op,
            "author": self.operator,
            "at": time.time_ns() // 1_000_000,
            "fields": edits,
        }
        self.own.append(Own({**body, **more}))
        return self.own[-1]

    def create(self, kind: str, record: str = "", **to: Value) -> Own:
        return self.write("create", kind, record, to=to)

    def edit(self, kind: str, record: str, name: str, seen: Value, to: Value) -> Own:
        return self.write("edit", kind, record, to={name: to}, seen={name: [seen]})

    def row(self, kind: str, record: str) -> Json:
        """A record as it was pulled last."""
        return self.rows[kind, record][1]

    def run(self) -> None:
        """Hello, push, pull, close; from the start when central was restored meanwhile."""
        for _ in range(ROUNDS):
            try:
                self.hello()
                self.push()
                if self.may_pull:
                    self.pull()
                    self.close()
                return
            except Refused as refused:
                if refused.code != "wrong_epoch":
                    raise

    def hello(self) -> Json:
        """Raises WentBack."""
        epoch, seq = self.cursor
        at = time.time_ns() // 1_000_000
        said = {"epoch": epoch, "cursor": seq, "last_n": self.last_n, "app": "conformance", "at": at}
        welcome = self.line.say("/v1/hello", {"device": self.id, "instance": self.instance, **said})
        if (welcome["epoch"], welcome["seq"]) < self.cursor:
            raise WentBack
        self.may_pull, self.durable = welcome.get("may_pull", True), welcome["durable_seq"]
        self.epoch = welcome["epoch"]
        if self.epoch > epoch:
            self.cursor = (self.epoch, 0)
            for own in self.own:
                own.state = "waiting" if own.state in ("received", "review") else own.state
        return welcome

    def push(self) -> None:
        """Offer every waiting change once, oldest first."""
        refused = {own.body["record"] for own in self.own if own.state == "quarantined"}
        offered: list[Own] = []
        for own in self.own:
            if own.size > LARGEST_CHANGE:
                own.state, own.outcome = "quarantined", {"kind": "rejected", "code": "change_too_large"}
            if own.state == "quarantined" or refused & {own.body["record"], *own.points_to()}:
                refused.add(own.body["record"])
            elif own.state in ("waiting", "held"):
                offered.append(own)
        stuck: set[tuple[str, str]] = set()
        for start in range(0, len(offered), MOST_CHANGES):
            batch = [own for own in offered[start : start + MOST_CHANGES] if own.key not in stuck]
            self._offer(batch)
            stuck |= {own.key for own in batch if own.state in ("waiting", "held")}

    def _offer(self, batch: list[Own]) -> None:
        try:
            outcomes = self.send([own.wired() for own in batch])
        except Refused as refused:
            if refused.code not in AT_FAULT:
                raise
            self._look_closer(batch, refused)
            return
        if any(outcome.get("code") == "number_reused" for outcome in outcomes):
            raise OtherStore
        places = zip(batch, outcomes, strict=True) if len(batch) == len(outcomes) else ()
        by_n = {own.body["n"]: outcome for own, outcome in places if outcome["n"] == 0}
        by_n |= {outcome["n"]: outcome for outcome in outcomes if outcome["n"]}
        for own in batch:
            if own.body["n"] in by_n:
                own.note(by_n[own.body["n"]], self.epoch)

    def _look_closer(self, batch: list[Own], refused: Refused) -> None:
        """The whole was refused: halves, down to the change at fault."""
        half = len(batch) // 2
        if half:
            self._offer(batch[:half])
            self._offer(batch[half:])
        elif refused.code != "internal":
            batch[0].state, batch[0].outcome = "quarantined", {"kind": "rejected", "code": refused.code}

    def send(self, changes: list[Json], **more: Value) -> list[Json]:
        """One batch as it is; its outcomes. An answer to another batch is none."""
        batch = {"batch": new_id(), "device": self.id, "epoch": self.epoch, "changes": changes, **more}
        pushed = self.line.say("/v1/push", batch)
        if pushed.get("batch") != batch["batch"] or pushed.get("epoch") != batch["epoch"]:
            raise Refused("wrong_epoch", 409, 0)
        outcomes: list[Json] = pushed.get("outcomes", [])
        return outcomes

    def pull(self) -> int:
        """Read the feed to its end; how many pages that were."""
        more, pages = True, 0
        while more:
            page, pages = self.page(*self.cursor), pages + 1
            epoch, seq = self.cursor
            if page["epoch"] != epoch:
                raise Refused("wrong_epoch", 409, 0)
            more = page.get("more", False)
            assert page["cursor"] >= seq, "a feed that goes back is none"
            assert not more or page["cursor"] > seq, "a feed that stands still is none"
            self._keep(epoch, page.get("records", []))
            self.cursor = (epoch, page["cursor"])
        return pages

    def _keep(self, epoch: int, records: list[Json]) -> None:
        """Each row only over a lower mark."""
        for record in records:
            key, mark = (record["kind"], record["id"]), (epoch, record["seq"])
            if key not in self.rows or self.rows[key][0] < mark:
                self.rows[key] = (mark, record)
                judge(self.own, record)

    def page(self, epoch: int, cursor: int, buckets: list[int] | None = None) -> Json:
        named = "&buckets=" + ",".join(map(str, buckets)) if buckets else ""
        return self.line.ask("GET", f"/v1/pull?epoch={epoch}&cursor={cursor}{named}")

    def close(self) -> None:
        """Compare; where the sides differ ask where, read that once more and compare again."""
        closed = self._closed()
        if closed and not closed["agree"]:
            closed = self._closed(by_bucket=True)
            if closed and closed.get("differ"):
                self.repair(closed["differ"])
                closed = self._closed()
        self.agrees = closed["agree"] if closed else None

    def repair(self, buckets: list[int]) -> int:
        """Read some buckets from their start, with a cursor nobody keeps; how many records came."""
        (epoch, _), seq, more, count = self.cursor, 0, True, 0
        while more:
            page = self.page(epoch, seq, buckets)
            self._keep(epoch, page.get("records", []))
            count += len(page.get("records", []))
            seq, more = page["cursor"], page.get("more", False)
        return count

    def _closed(self, *, by_bucket: bool = False) -> Json | None:
        for _ in range(ROUNDS):
            try:
                return self.compare(by_bucket=by_bucket)
            except Refused as refused:
                if refused.code != "pull_first":
                    raise
                self.pull()
        return None

    def compare(self, *, by_bucket: bool = False) -> Json:
        epoch, seq = self.cursor
        live = [
            (record["id"], record["seq"])
            for mark, record in self.rows.values()
            if mark[0] == epoch and record.get("life", "live") == "live"
        ]
        said = {"epoch": epoch, "cursor": seq, "count": len(live), "digest": digest(live)}
        more = {"buckets": bucket_digests(live)} if by_bucket else {}
        return self.line.say("/v1/close", {"device": self.id, **said, **more})

    def is_settled(self, own: Own) -> bool:
        """Whether a pulled row already says what became of this change."""
        row = self.rows.get((own.body["kind"], own.landing or own.body["record"]))
        return own.state == "received" and own.ack is not None and row is not None and row[0] >= own.ack

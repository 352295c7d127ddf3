"""The same sessions through the real client and central, and as one document each through a PouchDB pair.

Both on loopback, both ends in processes of their own but our laptop, by turns in one run. Ours is the whole road
(encrypted store, batches, merge rule, ledger, outcomes noted; every commit reaches the disk); theirs replicates
with its defaults between two LevelDB stores, which do not wait for the disk. A document holds all the values the
session's changes write. Push: a laptop with some hundred more sessions than its centre. Pull: an empty laptop.
Bytes both ways and requests, HTTP headers included, are counted by one proxy in a round that is not timed.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import msgspec
import zstandard

from app.contract import endpoints
from app.contract.coding import pack, to_wire
from app.contract.messages import Push
from app.domain.changes import Mark
from tests.bench.floors import carried_and_kept
from tests.bench.peer import Document, NoPeer, Peer, Replicated, running_peer
from tests.bench.point import Point, Took
from tests.bench.rows import Row
from tests.support.central_process import central_process
from tests.support.counting_proxy import Count, CountingProxy

PUSH_GOAL, PULL_GOAL = 2.5, 2.0
PUSH_BYTES, PULL_BYTES, PUSH_REQUESTS = 0.13, 0.45, 0.3
COMMUNE = "03646"
PUSH_REASON = (
    "(profiled) half of central's time is the rule, which settles each field and remembers who had seen what; the "
    "pair compares one revision a document. The rest is reading each change alone and storing record and ledger."
)
PULL_REASON = (
    "(profiled) half of the laptop's time is SQLite: each record is written as told and as shown, encrypted and "
    "durable, with its search index; the pair writes one document to LevelDB and does not wait for the disk."
)
BATCH = 200
"""Changes in one batch of the floor: about what ours sends at once."""

_SAID = """SELECT session, kind, record, author, made_at, fields FROM changes
WHERE state = 'waiting' AND session <> '' ORDER BY n"""


@dataclass(slots=True)
class Measured:
    """Sessions per second, round by round, and what passed on the wire; ours first, then theirs."""

    sessions: int
    pushes: list[tuple[float, float]] = field(default_factory=list)
    pulls: list[tuple[float, float]] = field(default_factory=list)
    push_counts: tuple[Count, Count] = (Count(), Count())
    pull_counts: tuple[Count, Count] = (Count(), Count())
    runs: list[Took] = field(default_factory=list)
    push_floor: float = 0.0
    pull_floor: float = 0.0
    least_sent: float = 0.0
    least_read: float = 0.0
    all: int = 0


@dataclass(slots=True)
class Sides:
    """Our point and the pair, which hold the same sessions after every step."""

    folder: Path
    point: Point
    peer: Peer
    newcomers: int = 0

    def day(self, measured: Measured) -> None:
        """Sessions of one more day, waiting on both sides; on the first all people are new."""
        if measured.all:
            self.point.day(measured.sessions)
        else:
            self.point.work.visits(measured.sessions, 0)
        self.peer.load(documents(self.point))
        measured.all += measured.sessions

    def newcomer(self) -> Point:
        """An empty laptop of ours."""
        self.newcomers += 1
        return self.point.another(self.folder / f"newcomer-{self.newcomers}", 100 + self.newcomers)


def run(quick: bool) -> list[Row]:
    """Rates, bytes and requests of both; nothing but a sentence where the pair cannot be had."""
    measured = Measured(*((300,) if quick else (1_000,)))
    try:
        with tempfile.TemporaryDirectory() as place, central_process(Path(place) / "central") as central:
            central.start()
            folder = Path(place)
            with running_peer(folder / "peer") as peer:
                point = Point.open(folder / "ours", central, COMMUNE, 1, 0)
                _measure(Sides(folder, point, peer), measured, rounds=1 if quick else 3)
            point.store.close()
            central.stop()
    except NoPeer as trouble:
        print(f"bench: no PouchDB pair here, so nothing is measured against it: {trouble}", flush=True)
        return []
    return _rows(measured)


def documents(point: Point) -> list[Document]:
    """What waits on a laptop, a document a session: who wrote it and every value of every change."""
    made: dict[str, Document] = {}
    for session, kind, record, author, at, fields in point.store._database.connection().rows(_SAID):
        document = made.setdefault(session, {"_id": session, "author": author, "at": at})
        values = {name: to for name, (_seen, to) in json.loads(fields).items()}
        document[kind] = {"id": record, **values}
    return list(made.values())


def _measure(sides: Sides, measured: Measured, rounds: int) -> None:
    sides.day(measured)
    sides.point.run()
    sides.peer.push()
    for turn in range(rounds):
        _pushed(sides, measured, ours_first=turn % 2 == 0)
    sides.day(measured)
    _push_floor(sides, measured)
    measured.push_counts = _counted(sides, sides.point)
    for turn in range(rounds):
        _pulled(sides, measured, ours_first=turn % 2 == 0)
    _pull_floor(sides, measured)
    newcomer = sides.newcomer()
    measured.pull_counts = _counted(sides, newcomer, pulls=True)
    newcomer.store.close()


def _pushed(sides: Sides, measured: Measured, ours_first: bool) -> None:
    sides.day(measured)
    if ours_first:
        ours, theirs = sides.point.run(), sides.peer.push()
    else:
        theirs, ours = sides.peer.push(), sides.point.run()
    assert theirs.documents == measured.sessions
    measured.runs.append(ours)
    measured.pushes.append((measured.sessions / ours.push, measured.sessions / theirs.seconds))


def _pulled(sides: Sides, measured: Measured, ours_first: bool) -> None:
    newcomer = sides.newcomer()
    if ours_first:
        ours, theirs = newcomer.run(), sides.peer.pull()
    else:
        theirs, ours = sides.peer.pull(), newcomer.run()
    assert theirs.documents == measured.all
    assert newcomer.store.read().counters().saved == 0
    newcomer.store.close()
    measured.runs.append(ours)
    measured.pulls.append((measured.all / ours.pull, measured.all / theirs.seconds))


def _counted(sides: Sides, point: Point, pulls: bool = False) -> tuple[Count, Count]:
    """What passes for one push or pull; of our run hello counts with the push, close with the pull."""
    with CountingProxy(sides.point.central.address) as proxy:
        point.run(proxy.address)
        ours = _sum(proxy, (endpoints.PULL, endpoints.CLOSE) if pulls else (endpoints.HELLO, endpoints.PUSH))
    with CountingProxy(sides.peer.address) as proxy:
        replicate = sides.peer.pull if pulls else sides.peer.push
        done: Replicated = replicate(proxy.address)
        assert done.documents > 0
        theirs = proxy.total
    return ours, theirs


def _sum(proxy: CountingProxy, paths: tuple[str, ...]) -> Count:
    counts = [proxy.counts[path] for path in paths]
    return Count(*(sum(getattr(one, name) for one in counts) for name in ("requests", "up", "down")))


def _push_floor(sides: Sides, measured: Measured) -> None:
    waiting = sides.point.store.read().unsent(10**9, 10**6)
    wired = [msgspec.json.encode(to_wire(one.change, one.stamp)) for one in waiting]
    batches = [wired[start : start + BATCH] for start in range(0, len(wired), BATCH)]
    bodies = [
        pack(Push(batch="", device="", epoch=1, changes=list(map(msgspec.Raw, one)))) for one in batches
    ]
    seconds = carried_and_kept(sides.folder / "push-floor.db", bodies, batches)
    measured.push_floor = measured.sessions / seconds
    measured.least_sent = len(zstandard.compress(b"".join(wired), 19)) / measured.sessions


def _pull_floor(sides: Sides, measured: Measured) -> None:
    client, mark = sides.point.client(), Mark(1, 0)
    pages = [client.pull(mark)]
    while pages[-1].more:
        pages.append(client.pull(Mark(1, pages[-1].cursor)))
    client.disconnect()
    rows = [[msgspec.json.encode(record) for record in page.records] for page in pages]
    seconds = carried_and_kept(sides.folder / "pull-floor.db", list(map(pack, pages)), rows)
    measured.pull_floor = measured.all / seconds
    measured.least_read = len(zstandard.compress(b"".join(map(b"".join, rows)), 19)) / measured.all


def _rows(measured: Measured) -> list[Row]:
    (push, peer_push), (pull, peer_pull) = (
        map(median, zip(*column, strict=True)) for column in (measured.pushes, measured.pulls)
    )
    sent, pulled = measured.push_counts, measured.pull_counts
    sizes = [(one.up + one.down) / measured.sessions for one in sent]
    asked = [one.requests / measured.sessions for one in sent]
    read = [(one.up + one.down) / measured.all for one in pulled]
    note = "floor: the same bytes to a server that does nothing, the same rows into plain sqlite3; "
    return [
        Row("push against PouchDB, sessions per second", push, peer_push, measured.push_floor, "/s", PUSH_GOAL,
            True, note + _share(measured.runs, "push"), PUSH_REASON),
        Row("push, wire bytes per session", sizes[0], sizes[1], measured.least_sent, "B", PUSH_BYTES,
            note="floor: all changes in one zstd frame, level 19"),
        Row("push, requests per session", asked[0], asked[1], 1 / measured.sessions, "", PUSH_REQUESTS,
            note="floor: one"),
        Row("pull against PouchDB, sessions per second", pull, peer_pull, measured.pull_floor, "/s", PULL_GOAL,
            True, note + _share(measured.runs, "pull"), PULL_REASON),
        Row("pull, wire bytes per session", read[0], read[1], measured.least_read, "B", PULL_BYTES,
            note="floor: all records in one zstd frame, level 19"),
    ]  # fmt: skip


def _share(runs: list[Took], verb: str) -> str:
    """Where our time went: central and the line, or the laptop."""
    told = [(getattr(one, verb), getattr(one, f"{verb}_waited")) for one in runs if getattr(one, verb)]
    part = median(waited / whole for whole, waited in told)
    return f"of our time {part:.0%} central and the line, {1 - part:.0%} the laptop"

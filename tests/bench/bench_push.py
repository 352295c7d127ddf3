"""Sending sessions to a real central process: our whole road against a keep-alive loop, record by record.

Ours is everything between the first push and the last answer noted: the encrypted store read, batches, the
wire, central's own commit, outcomes written back. The loop has its records in memory and posts each as JSON
over one connection, reads the answer and keeps nothing. Thirty people in a hundred are new. Bytes are
counted both ways by a proxy on the socket, HTTP headers included, in a round that is not timed.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median

import msgspec
import requests

from app.contract import endpoints
from app.contract.coding import to_wire
from app.contract.limits import MEDIA_TYPE
from app.contract.messages import Push, Pushed
from app.domain.views import Unsent
from app.usecases.settings import Setting
from tests.bench.point import Point
from tests.bench.rows import Row
from tests.support.central_process import central_process
from tests.support.counting_proxy import CountingProxy

SPEED_GOAL = 5.0
MOST_BYTES = 200.0
MOST_REQUESTS = 0.02
COMMUNES = ("03646", "03664")
PEOPLE = 1_000
LOOP = 200
"""Sessions the loop sends: its pace does not change with the number, and it is slow."""


def push_one_by_one(point: Point) -> float:
    """The loop: every waiting change posted alone; the seconds it took."""
    reading = point.store.read()
    device, epoch = reading.setting(Setting.DEVICE), reading.cursor().epoch
    bodies = [_alone(one, device, epoch) for one in reading.unsent(10**9, 10**6)]
    session = requests.Session()
    session.trust_env = False
    session.headers.update(
        {"Authorization": f"Bearer {reading.setting(Setting.TOKEN)}", "Content-Type": MEDIA_TYPE}
    )
    started = time.perf_counter()
    for body in bodies:
        answer = session.post(point.central.address + endpoints.PUSH, data=body, timeout=30)
        assert msgspec.json.decode(answer.content, type=Pushed).outcomes[0].kind == "accepted"
    seconds = time.perf_counter() - started
    session.close()
    return seconds


def run(quick: bool) -> list[Row]:
    """Sessions per second, bytes and requests per session."""
    sessions, rounds = (200, 1) if quick else (1_000, 3)
    with tempfile.TemporaryDirectory() as place, central_process(Path(place) / "central") as central:
        central.start()
        folder = Path(place)
        ours, theirs = (
            Point.open(folder / name, central, name, seed, PEOPLE) for seed, name in enumerate(COMMUNES)
        )
        wire = _counted(ours, sessions)
        rates = [_round(ours, theirs, sessions) for _ in range(rounds)]
        central.stop()
        ours.store.close()
        theirs.store.close()
    fast, slow = (median(column) for column in zip(*rates, strict=True))
    return [
        Row("push, sessions per second", fast, slow, 0, "/s", SPEED_GOAL, higher_is_better=True),
        Row("push, wire bytes per session (beside: the most allowed)", wire[0], MOST_BYTES, 0, "B", 1.0),
        Row("push, requests per session (beside: the most allowed)", wire[1], MOST_REQUESTS, 0, "", 1.0),
    ]


def _round(ours: Point, theirs: Point, sessions: int) -> tuple[float, float]:
    """Sessions per second of both, one after the other, over direct connections; the loop sends fewer."""
    ours.day(sessions)
    theirs.day(LOOP)
    rates = sessions / ours.run().push, LOOP / push_one_by_one(theirs)
    theirs.run()  # notes the answers the loop threw away
    return rates


def _counted(point: Point, sessions: int) -> tuple[float, float]:
    """Bytes both ways and requests of a push, per session."""
    point.day(sessions)
    with CountingProxy(point.central.address) as proxy:
        point.run(proxy.address)
        count = proxy.counts[endpoints.PUSH]
    return (count.up + count.down) / sessions, count.requests / sessions


def _alone(one: Unsent, device: str, epoch: int) -> bytes:
    change = msgspec.Raw(msgspec.json.encode(to_wire(one.change)))
    return msgspec.json.encode(Push(batch=one.change.id, device=device, epoch=epoch, changes=[change]))

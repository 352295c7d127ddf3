"""One scenario with one seed: work, runs through the broken line, then through a whole one; and what was wrong."""

from __future__ import annotations

import random
import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.changes import Pen
from app.network.central_client import CentralClient
from app.network.timing import Timing
from app.storage.store import SqliteStore
from app.storage.unit_of_work import Notice
from app.usecases.ports import Central
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd, SyncReport
from tests.support.faulty_proxy.centre import Centre
from tests.support.faulty_proxy.oracle import Watch
from tests.support.faulty_proxy.proxy import Aim, FaultyProxy
from tests.support.faulty_proxy.scenarios import PATIENT, Scenario
from tests.support.faulty_proxy.sealed_line import SealedLine
from tests.support.laptop import Laptop, hasty, person

PATHS = ("/v1/push", "/v1/pull", "/v1/close", "/v1/hello", "")
"""What the fault is aimed at, one run each; empty is whatever comes."""

ROUNDS = 3
"""Runs it may take, once the line is whole, until all is sent and received."""

MakeClient = Callable[[str, str, str, Timing], Central]


@dataclass(slots=True)
class Trial:
    """Used once. `rounds` is how many runs the fault lasts, each aimed at something else, one at the push.

    `make_client` lets a test put a client with a fault of its own in the place of ours.
    """

    scenario: Scenario
    seed: int
    centre: Centre
    other: str
    folder: Path
    rounds: int = len(PATHS)
    make_client: MakeClient = CentralClient
    found: list[str] = field(default_factory=list)
    struck: int = 0

    def run(self) -> list[str]:
        """Everything that was wrong, a line each."""
        rng, commune = random.Random(self.seed), self.centre.open_commune()
        own = self.centre.laptop(self.folder / "own", commune, "Điểm mẫu")
        peer = self.centre.laptop(self.folder / "peer", commune, "Đội mẫu")
        watch = Watch(self.centre, commune, own)
        watch.note_work()
        try:
            with self._line(rng) as proxy:
                self._sync_watched(watch, proxy.address, PATIENT)
                self._break(watch, peer, proxy, rng)
                proxy.heals()
                self._mend(watch, peer, proxy)
                self.struck = self.rounds if self.scenario.refused else proxy.struck
        finally:
            for laptop in (own, peer):
                assert isinstance(laptop.store, SqliteStore)
                laptop.store.close()
            shutil.rmtree(self.folder)
        return list(dict.fromkeys(self.found))

    def _line(self, rng: random.Random) -> FaultyProxy | SealedLine:
        if self.scenario.harm:
            return SealedLine(self.centre.address, rng)
        return FaultyProxy(self.centre.address, self.other, rng)

    def _break(self, watch: Watch, peer: Laptop, proxy: FaultyProxy | SealedLine, rng: random.Random) -> None:
        for number, path in enumerate(_aims(rng, self.rounds)):
            _write(watch, number, rng)
            peer.help_new(200 + number)
            self._sync(peer, self.centre.address, PATIENT)
            if isinstance(proxy, SealedLine):
                proxy.harm = self.scenario.harm
            else:
                proxy.breaks(self.scenario.fault, Aim(path, self.scenario.often))
            address = _nobody() if self.scenario.refused else proxy.address
            report = self._sync_watched(watch, address, self.scenario.timing)
            self.found += [f"at {path or 'all'}: {line}" for line in watch.wrong_after(report)]
            if self.scenario.harmless and report.end is not SyncEnd.DONE:
                self.found.append(f"at {path or 'all'}: stopped by nothing much: {report.end} {report.code}")

    def _mend(self, watch: Watch, peer: Laptop, proxy: FaultyProxy | SealedLine) -> None:
        for _ in range(ROUNDS - 1):
            report = self._mended(watch, proxy)
            if report.agrees and not watch.laptop.store.read().unsent(1, 1):
                break
        report = self._mended(watch, proxy)
        there = Watch(watch.centre, watch.commune, peer)
        for one, said in ((watch, report), (there, self._sync(peer, self.centre.address, PATIENT))):
            self.found += [f"in the end: {line}" for line in one.unfinished(said)]

    def _mended(self, watch: Watch, proxy: FaultyProxy | SealedLine) -> SyncReport:
        report = self._sync_watched(watch, proxy.address, PATIENT)
        self.found += [f"mended: {line}" for line in watch.wrong_after(report)]
        return report

    def _sync_watched(self, watch: Watch, address: str, timing: Timing) -> SyncReport:
        """A run, looked at after each of its commits, not only at its end."""

        def look(_notice: Notice) -> None:
            try:
                self.found.extend(f"after a commit: {line}" for line in watch.wrong())
            except Exception as mistake:  # a store lets no listener's trouble through
                self.found.append(f"after a commit: nobody could look: {mistake!r}")

        assert isinstance(watch.laptop.store, SqliteStore)
        watch.laptop.store._on_commit = look
        try:
            return self._sync(watch.laptop, address, timing)
        finally:
            watch.laptop.store._on_commit = None

    def _sync(self, laptop: Laptop, address: str, timing: Timing) -> SyncReport:
        setting = laptop.store.read().setting
        client = self.make_client(address, setting(Setting.SERVER_ID), setting(Setting.TOKEN), timing)
        try:
            return laptop.sync(client, hasty(attempts=2))
        finally:
            if isinstance(client, CentralClient):
                client.disconnect()


def _aims(rng: random.Random, rounds: int) -> list[str]:
    aims = [PATHS[0], *rng.sample(PATHS[1:], rounds - 1)]
    rng.shuffle(aims)
    return aims


def _write(watch: Watch, number: int, rng: random.Random) -> None:
    """Somebody new and perhaps somebody known: sessions, and an edit outside of any."""
    laptop = watch.laptop
    first = laptop.help(laptop.meet_new(person(number)), cards=rng.randrange(3), reason="reason_a")
    watch.note_work(first.session)
    if rng.random() < 0.5:
        watch.note_work(laptop.help(laptop.meet_again(first.citizen)).session)
    device = laptop.store.read().setting(Setting.DEVICE)
    pen = Pen(laptop.operator, device, int(laptop.clock.now().timestamp() * 1000), laptop.ids.new)
    with laptop.store.write() as work:
        before = work.record("citizen", first.citizen)
        assert before is not None
        work.add(pen.edit("citizen", first.citizen, before, {"phone": f"09{rng.randrange(10**8):08d}"}))
    watch.note_work()


def _nobody() -> str:
    """An address where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"

"""A support point of one commune for benchmarks: a paired laptop with people, and what its runs take."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.contract.messages import Page, Pushed
from app.contract.pairing import read_sheet
from app.domain.changes import Mark
from app.domain.views import Unsent
from app.network.central_client import CentralClient
from app.network.trust import Trust
from app.storage.store import SqliteStore
from app.usecases.device import DeviceIdentity
from app.usecases.pairing import pair_device
from app.usecases.settings import Setting
from app.usecases.sync import SyncPhase, SyncProgress
from tests.support.central_process import CentralProcess, paired_address
from tests.support.commune_work import CommuneWork
from tests.support.laptop import hasty
from tests.support.stores import temp_store


@dataclass(frozen=True, slots=True)
class Took:
    """One run: seconds of its push and its pull, how much of each was waiting for central, records received."""

    push: float
    pull: float
    push_waited: float
    pull_waited: float
    received: int


class TimedClient(CentralClient):
    """The real client, which notes how long central and the line took."""

    push_waited = pull_waited = 0.0

    def push(self, batch: str, device: str, epoch: int, changes: Sequence[Unsent]) -> Pushed:
        began = time.perf_counter()
        answer = CentralClient.push(self, batch, device, epoch, changes)
        self.push_waited += time.perf_counter() - began
        return answer

    def pull(self, cursor: Mark, buckets: Sequence[int] = ()) -> Page:
        began = time.perf_counter()
        page = CentralClient.pull(self, cursor, buckets)
        self.pull_waited += time.perf_counter() - began
        return page


@dataclass(slots=True)
class Point:
    """One laptop of one commune, paired with the running central."""

    work: CommuneWork
    store: SqliteStore
    central: CentralProcess
    support_point: str

    @classmethod
    def open(cls, folder: Path, central: CentralProcess, commune: str, seed: int, people: int) -> Point:
        """A laptop with so many people who have been there before, all of them known at central."""
        text, place = paired_address(central, commune, "Điểm hỗ trợ tập")
        point = cls._paired(folder, central, commune, seed, text, place)
        point.work.visits(people, 0)
        point.run()
        return point

    def another(self, folder: Path, seed: int) -> Point:
        """A laptop new to the same support point: it has everything to read."""
        place, address = self.support_point, self.central.address
        sheet = self.central.command("pairing-sheet", "--support-point", place, "--address", address)
        return self._paired(folder, self.central, self.commune, seed, sheet.splitlines()[-1], place)

    @classmethod
    def _paired(
        cls, folder: Path, central: CentralProcess, commune: str, seed: int, text: str, place: str
    ) -> Point:
        store = temp_store(folder)
        work = CommuneWork.begin(store, seed, commune)
        sheet = read_sheet(text)
        assert sheet is not None
        client = CentralClient(sheet.address, "", "")
        paired = pair_device(store, client, Trust(), work.laptop.ids, sheet, "bench")
        client.disconnect()
        assert isinstance(paired, DeviceIdentity)
        return cls(work, store, central, place)

    @property
    def commune(self) -> str:
        """The commune it belongs to."""
        return self.store.read().setting(Setting.COMMUNE)

    def client(self, address: str = "") -> TimedClient:
        """A client of our own, straight to central or through somebody in between."""
        setting = self.store.read().setting
        server, token = setting(Setting.SERVER_ID), setting(Setting.TOKEN)
        return TimedClient(address or self.central.address, server, token)

    def run(self, address: str = "") -> Took:
        """A whole run from hello to close, which has to end well."""
        marks: dict[SyncPhase, float] = {}

        def note(progress: SyncProgress) -> None:
            marks.setdefault(progress.phase, time.perf_counter())

        client = self.client(address)
        report = self.work.laptop.sync(client, hasty(monotonic=time.monotonic), note)
        client.disconnect()
        assert report.went_through, report
        assert report.agrees, report
        push, pull, close = marks.get(SyncPhase.PUSH), marks[SyncPhase.PULL], marks[SyncPhase.CLOSE]
        waited = client.push_waited, client.pull_waited
        return Took(pull - push if push else 0.0, close - pull, *waited, report.received)

    def day(self, sessions: int) -> None:
        """So many sessions; thirty people in a hundred are new."""
        new = sessions * 3 // 10
        self.work.visits(new, sessions - new)

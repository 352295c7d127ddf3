"""Ninety days of work over a slow line that is cut again and again: all of it arrives, little is sent twice.

The quick form: some hundred changes, a cut after every fifth batch. Central asks nobody how old work is.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import timedelta

from app.contract.coding import to_wire
from app.contract.faults import Unreachable
from app.contract.messages import Pushed
from app.domain.views import Unsent
from app.network.central_client import CentralClient
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd, sync_status
from tests.support.central_process import CentralProcess
from tests.support.commune_work import CommuneWork
from tests.support.laptop import Laptop, hasty, unsent

SESSIONS = int(os.environ.get("DIEMTUA_BACKLOG", "360"))
"""Sessions of the ninety days; a release asks for 6,000."""

DAYS = 90
EVERY = 5
MOST_SENT = 1.3
"""Changes on the line for one that had to travel."""


class CutLine(CentralClient):
    """The real client; each fifth batch never gets there."""

    batches = sent = 0

    def push(self, batch: str, device: str, epoch: int, changes: Sequence[Unsent]) -> Pushed:
        self.batches += 1
        self.sent += sum(len(str(to_wire(one.change))) for one in changes)
        if self.batches % EVERY == 0:
            raise Unreachable("timeout")
        return CentralClient.push(self, batch, device, epoch, changes)


def test_ninety_days_go_through_a_line_that_is_cut(work: CommuneWork, central: CentralProcess) -> None:
    laptop = work.laptop
    for _ in range(DAYS):
        work.visits(max(1, SESSIONS // DAYS), 0)
        laptop.clock.move(days=1)
    waiting = laptop.store.read().unsent(10**9, 10**6)
    needed = sum(len(str(to_wire(one.change))) for one in waiting)
    status = sync_status(laptop.store, laptop.clock.now(), None)
    assert status.days_waiting >= DAYS
    line = _line(laptop)

    small = hasty(first_batch=1024, largest_batch=2048, attempts=2)
    report = laptop.sync(line, small)
    while unsent(laptop):
        before = len(unsent(laptop))
        report = laptop.sync(line, small)
        assert len(unsent(laptop)) < before, "every run gets on"
    line.disconnect()

    assert (report.end, report.agrees) == (SyncEnd.DONE, True)
    assert line.batches > 2 * EVERY
    assert line.sent <= MOST_SENT * needed
    assert laptop.store.read().counters().received == len(work.people)
    assert central.command("view", "--people").count('"kind": "session"') == len(work.people)
    assert sync_status(laptop.store, laptop.clock.now() + timedelta(days=1), report).days_waiting == 0


def _line(laptop: Laptop) -> CutLine:
    setting = laptop.store.read().setting
    return CutLine(setting(Setting.ADDRESS), setting(Setting.SERVER_ID), setting(Setting.TOKEN))

"""Every push is taken and every first answer to it lost: nothing is doubled, and nothing is said to have failed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from app.contract.faults import Unreachable
from app.contract.messages import Pushed
from app.domain.sync_state import SyncState
from app.domain.views import Unsent
from app.network.central_client import CentralClient
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd, sync_status
from tests.journeys.conftest import client_of
from tests.support.central_process import CentralProcess
from tests.support.commune_work import CommuneWork
from tests.support.laptop import Laptop, hasty, unsent

LOST = int(os.environ.get("DIEMTUA_LOST_ANSWERS", "100"))
"""How many answers are lost in one run; a release asks for a thousand."""


class Lossy(CentralClient):
    """The real client on a line that drops the first answer to each batch, after central took it."""

    lost = 0
    _last: Sequence[Unsent] = ()

    def push(self, batch: str, device: str, epoch: int, changes: Sequence[Unsent]) -> Pushed:
        answer = CentralClient.push(self, batch, device, epoch, changes)
        if changes != self._last:
            self._last, self.lost = changes, self.lost + 1
            raise Unreachable("cut")
        return answer


def lossy(laptop: Laptop) -> Lossy:
    setting = laptop.store.read().setting
    return Lossy(setting(Setting.ADDRESS), setting(Setting.SERVER_ID), setting(Setting.TOKEN))


@pytest.mark.slow
def test_a_change_whose_answer_was_lost_counts_once(work: CommuneWork, central: CentralProcess) -> None:
    laptop = work.laptop
    while len(unsent(laptop)) < LOST:
        work.visits(20, 0)
    client = lossy(laptop)

    report = laptop.sync(client, hasty(most_changes=1))

    client.disconnect()
    assert client.lost >= LOST
    assert (report.end, report.agrees) == (SyncEnd.DONE, True)
    assert unsent(laptop) == []
    assert laptop.store.read().counters().received == len(work.people)
    seen = central.command("view", "--people")
    assert seen.count('"kind": "session"') == seen.count('"kind": "ladder"') == len(work.people)


def test_a_lost_answer_is_still_waiting_and_no_failure(work: CommuneWork) -> None:
    laptop = work.laptop
    work.visits(2, 0)
    laptop.clock.moment = datetime.now(UTC)  # a clock by hand would be the first thing to be told of
    client = lossy(laptop)

    report = laptop.sync(client, hasty(attempts=1))

    client.disconnect()
    assert report.end is SyncEnd.CUT
    status = sync_status(laptop.store, laptop.clock.now(), report)
    assert (status.state, status.counters.waiting, status.counters.attention) == (SyncState.NO_NETWORK, 2, 0)
    assert laptop.sync(client_of(laptop)).end is SyncEnd.DONE
    assert laptop.store.read().counters().received == 2

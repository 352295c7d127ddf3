"""The trials of the faulty line can fail: clients with one fault of their own are found out by each that should."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec
import pytest

from app.contract.faults import Unreachable
from app.contract.messages import Page, Pushed, WireOutcome
from app.domain.changes import Mark
from app.domain.ids import new_id
from app.domain.views import Unsent
from app.network.central_client import CentralClient
from tests.support.faulty_proxy.proving import QUICK_ROUNDS, Grounds

TRIES = 6
"""Seeds looked at before a fault counts as missed."""


class TakesSilenceForYes(CentralClient):
    """An answer that never came is taken as success."""

    def push(self, batch: str, device: str, epoch: int, changes: Sequence[Unsent]) -> Pushed:
        try:
            return super().push(batch, device, epoch, changes)
        except Unreachable:
            outcomes = [WireOutcome(n=one.change.n, seq=1) for one in changes]
            return Pushed(server_id=self._server_id, batch=batch, epoch=epoch, outcomes=outcomes)


class TakesNoMentionForYes(CentralClient):
    """A change the answer does not mention is taken as accepted."""

    def push(self, batch: str, device: str, epoch: int, changes: Sequence[Unsent]) -> Pushed:
        pushed = super().push(batch, device, epoch, changes)
        told = {one.n for one in pushed.outcomes}
        more = [WireOutcome(n=one.change.n, seq=1) for one in changes if one.change.n not in told]
        return msgspec.structs.replace(pushed, outcomes=[*pushed.outcomes, *more])


class BelievesAnyBatch(CentralClient):
    """Whatever batch an answer is about, it is taken as being about this one."""

    def push(self, batch: str, device: str, epoch: int, changes: Sequence[Unsent]) -> Pushed:
        try:
            return super().push(batch, device, epoch, changes)
        except Unreachable as trouble:
            if trouble.code != "not_our_server":
                raise
        outcomes = [WireOutcome(n=one.change.n, seq=1) for one in changes]
        return Pushed(server_id=self._server_id, batch=batch, epoch=epoch, outcomes=outcomes)


class NamesAnewWhatIsSentAgain(CentralClient):
    """What is sent again after trouble goes out as something new."""

    _failed = False

    def push(self, batch: str, device: str, epoch: int, changes: Sequence[Unsent]) -> Pushed:
        if self._failed:
            changes = [replace(one, change=replace(one.change, id=_anew(one.change.id))) for one in changes]
        try:
            return super().push(batch, device, epoch, changes)
        except Unreachable:
            self._failed = True
            raise


def _anew(name: str) -> str:
    return new_id(0, hashlib.sha256(name.encode()).digest())


class LosesTheLastRow(CentralClient):
    """The cursor goes on, the last row of a page does not come along."""

    def pull(self, cursor: Mark, buckets: Sequence[int] = ()) -> Page:
        page = super().pull(cursor, buckets)
        return msgspec.structs.replace(page, records=page.records[:-1])


CAUGHT = [
    (TakesSilenceForYes, "every request lost", "believed"),
    (TakesNoMentionForYes, "half of the outcomes", "believed"),
    (BelievesAnyBatch, "an old answer instead", "believed"),
    (NamesAnewWhatIsSentAgain, "half of all lost", "needs_pairing"),
    (LosesTheLastRow, "64 kbit/s", "stepped over"),
]


@pytest.fixture(scope="module")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grounds]:
    with Grounds(tmp_path_factory.mktemp("faulty-client")) as grounds:
        yield grounds


@pytest.mark.parametrize(("client", "scenario", "said"), CAUGHT)
def test_a_client_with_a_fault_is_found_out(
    client: type[CentralClient], scenario: str, said: str, grounds: Grounds
) -> None:
    assert any(said in line for line in _found(client, scenario, grounds))


def _found(client: type[CentralClient], scenario: str, grounds: Grounds) -> Iterator[str]:
    for seed in range(TRIES):
        yield from grounds.trial(scenario, seed, QUICK_ROUNDS, client).run()

"""What a device may rely on, whoever stands behind the port: the fake of the tests, and central over HTTP."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec
import pytest
import requests

from app.contract.coding import digest
from app.contract.faults import Refused, Unreachable
from app.contract.limits import MOST_CHANGES
from app.contract.messages import Close, Hello, Pair, PairedOperator, Pushed, Welcome, WireRecord
from app.contract.pairing import read_sheet
from app.domain.changes import Change, Mark, Op, Pen
from app.domain.ids import new_id
from app.domain.views import Unsent
from app.network.central_client import CentralClient
from app.network.trust import Trust
from app.usecases.ports import Central
from tests.support.central_process import CentralProcess, central_process, paired_address
from tests.support.fake_central import COMMUNE, FakeCentral


def fresh_id() -> str:
    return new_id(0, secrets.token_bytes(10))


@dataclass(slots=True)
class Device:
    """A paired device that keeps nothing but how far it is."""

    central: Central
    id: str
    operator: str
    count: int = 0
    records: dict[str, WireRecord] = field(default_factory=dict)

    def hello(self) -> Welcome:
        said = Hello(device=self.id, instance="i", epoch=1, cursor=0, last_n=self.count, app="0", at=0)
        return self.central.hello(said)

    def create(self, record: str, **values: str) -> Change:
        return self.numbered(self.pen().create("citizen", record, values))

    def edit(self, record: str, before: str, after: str) -> Change:
        return self.numbered(self.pen().edit("citizen", record, {"village": before}, {"village": after}))

    def pen(self) -> Pen:
        return Pen(self.operator, self.id, 1_700_000_000_000, fresh_id)

    def numbered(self, change: Change) -> Change:
        self.count += 1
        return replace(change, n=self.count)

    def push(self, *changes: Change, batch: str = "b", epoch: int = 0) -> Pushed:
        told = [Unsent(change=change) for change in changes]
        return self.central.push(batch, self.id, epoch or self.hello().epoch, told)

    def pull(self) -> Mark:
        """Read the feed from its start to its end."""
        mark, more = Mark(self.hello().epoch, 0), True
        while more:
            page = self.central.pull(mark)
            seqs = [record.seq for record in page.records]
            assert seqs == sorted(set(seqs))
            assert all(seq > mark.seq for seq in seqs)
            self.records |= {record.id: record for record in page.records}
            mark, more = Mark(page.epoch, page.cursor), page.more
        return mark

    def close(self, mark: Mark, held: str = "") -> bool:
        live = [(one.id, one.seq) for one in self.records.values() if one.life == "live"]
        said = Close(
            device=self.id, epoch=mark.epoch, cursor=mark.seq, count=len(live), digest=held or digest(live)
        )
        return self.central.close(said).agree


NewDevice = Callable[[], Device]


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CentralProcess]:
    folder: Path = tmp_path_factory.mktemp("central")
    with central_process(folder) as central:
        central.start()
        yield central
        central.stop()


@pytest.fixture(scope="module")
def paired(process: CentralProcess) -> Iterator[list[Device]]:
    """Two devices of one commune, paired once: a process for each command is slow."""
    text, point = paired_address(process, COMMUNE, "Điểm hỗ trợ tập")
    other = process.command("pairing-sheet", "--support-point", point, "--address", process.address)
    devices = [over_http(text), over_http(other.splitlines()[-1])]
    yield devices
    for device in devices:
        assert isinstance(device.central, CentralClient)
        device.central.disconnect()


def over_http(text: str) -> Device:
    sheet = read_sheet(text)
    assert sheet is not None
    keys = Trust().new_keys()
    asked = Pair(
        code=sheet.code,
        device=fresh_id(),
        instance="i",
        name="Máy tập",
        commune=COMMUNE,
        signing_key=keys.signing_public,
        sealing_key=keys.sealing_public,
        nonce=fresh_id(),
        operators=[PairedOperator(id=fresh_id(), name="Lò Thị Mẫu")],
    )
    asked = msgspec.structs.replace(asked, signature=Trust().signed(keys.signing_private, asked))
    paired = CentralClient(sheet.address, "", "").pair(sheet.address, asked)
    assert Trust().proof_holds(sheet, asked, paired)
    client = CentralClient(sheet.address, paired.server_id, paired.token)
    return Device(client, asked.device, asked.operators[0].id)


@pytest.fixture(params=["fake", "http"])
def new_device(request: pytest.FixtureRequest) -> NewDevice:
    """Devices of one commune; over HTTP there are two, and what earlier tests sent is still at central."""
    if request.param == "fake":
        shared = FakeCentral()
        return lambda: Device(shared, fresh_id(), fresh_id())
    ready = iter(request.getfixturevalue("paired"))
    return lambda: next(ready)


def test_central_says_who_it_is_and_where_it_stands(new_device: NewDevice) -> None:
    welcome = new_device().hello()
    assert welcome.server_id
    assert welcome.epoch >= 1
    assert welcome.seq >= welcome.durable_seq >= 0
    assert (welcome.commune, welcome.may_pull) == (COMMUNE, True)


def test_each_change_gets_its_answer_and_the_batch_its_name(new_device: NewDevice) -> None:
    device = new_device()
    first, second = (
        device.create(fresh_id(), name="Lò Thị Ín"),
        device.create(fresh_id(), name="Quàng Văn Ón"),
    )
    pushed = device.push(first, second, batch="batch-7")
    assert pushed.batch == "batch-7"
    assert [(one.n, one.kind) for one in pushed.outcomes] == [(first.n, "accepted"), (second.n, "accepted")]
    assert 0 < pushed.outcomes[0].seq < pushed.outcomes[1].seq


def test_sent_again_it_is_the_same_change_once(new_device: NewDevice) -> None:
    device, other = new_device(), new_device()
    record = fresh_id()
    change = device.create(record, name="Lò Thị Ín")
    first = device.push(change).outcomes[0]
    again = device.push(change, batch="again").outcomes[0]
    assert (again.kind, again.first, again.seq) == ("duplicate", "accepted", first.seq)
    other.pull()
    assert other.records[record].seq == first.seq


def test_the_same_id_with_other_content_is_refused(new_device: NewDevice) -> None:
    device = new_device()
    change = device.create(fresh_id(), name="Lò Thị Ín")
    device.push(change)
    outcome = device.push(replace(change, made_at=1)).outcomes[0]
    assert (outcome.kind, outcome.code) == ("rejected", "id_reused")


def test_an_edit_of_the_unknown_is_held(new_device: NewDevice) -> None:
    device = new_device()
    record = fresh_id()
    edit = device.edit(record, "", "Bản Mẫu")
    assert (device.push(edit).outcomes[0].kind, device.push(edit).outcomes[0].missing) == ("held", record)
    device.push(device.create(record, name="Lò Thị Ín"))
    assert device.push(edit).outcomes[0].kind == "accepted"


def test_two_unseen_values_are_parked_for_a_person(new_device: NewDevice) -> None:
    first, second = new_device(), new_device()
    record = fresh_id()
    first.push(first.create(record, name="Lò Thị Ín", village="Bản Một"))
    first.push(first.edit(record, "Bản Một", "Bản Hai"))
    outcome = second.push(second.edit(record, "Bản Một", "Bản Ba")).outcomes[0]
    assert (outcome.kind, outcome.conflicts) == ("merged", ("village",))
    first.pull()
    assert first.records[record].fields["village"] == "Bản Hai"
    assert [one.value for one in first.records[record].conflicts["village"]] == ["Bản Ba"]


def test_everybody_reads_the_same_feed_and_central_agrees(new_device: NewDevice) -> None:
    device, other = new_device(), new_device()
    made = [device.create(fresh_id(), name=f"Lò Thị {number}") for number in range(9)]
    device.push(*made)
    for one in (device, other):
        assert one.close(one.pull())
        assert {change.record for change in made} <= set(one.records)
    assert not other.close(other.pull(), held="0" * 64)


def test_closing_waits_for_the_end_of_the_feed(new_device: NewDevice) -> None:
    device, other = new_device(), new_device()
    mark = device.pull()
    other.push(other.create(fresh_id(), name="Lò Thị Ín"))
    with pytest.raises(Refused, match="pull_first"):
        device.close(mark)


def test_another_epoch_is_told_to_say_hello_again(new_device: NewDevice) -> None:
    device = new_device()
    epoch = device.hello().epoch + 1
    with pytest.raises(Refused, match="wrong_epoch"):
        device.push(device.create(fresh_id(), name="Lò Thị Ín"), epoch=epoch)
    with pytest.raises(Refused, match="wrong_epoch"):
        device.central.pull(Mark(epoch, 0))


def test_a_cursor_ahead_of_the_feed_is_named(new_device: NewDevice) -> None:
    device = new_device()
    welcome = device.hello()
    with pytest.raises(Refused, match="cursor_ahead"):
        device.central.pull(Mark(welcome.epoch, welcome.seq + 1000))


def test_too_many_changes_are_refused_whole(new_device: NewDevice) -> None:
    device = new_device()
    record = fresh_id()
    changes = [device.create(record, name="Lò Thị Ín")] * (MOST_CHANGES + 1)
    with pytest.raises(Refused) as raised:
        device.push(*changes)
    assert (raised.value.code, raised.value.status) == ("batch_too_large", 413)
    device.pull()
    assert record not in device.records


def test_a_device_nobody_knows_is_told_so(process: CentralProcess) -> None:
    known = requests.get(f"{process.address}/health", timeout=10).json()["server_id"]
    server = CentralClient(process.address, known, "no-such-token")
    with pytest.raises(Refused) as raised:
        Device(server, fresh_id(), fresh_id()).hello()
    assert (raised.value.code, raised.value.status) == ("unknown_token", 401)
    server.disconnect()


def test_another_centrals_answer_is_not_believed(
    paired: list[Device], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paired[0].central, "_server_id", "the-one-on-another-sheet")
    with pytest.raises(Unreachable, match="not_our_server"):
        paired[0].hello()


def test_a_kind_central_does_not_know_is_refused_alone(new_device: NewDevice) -> None:
    device = new_device()
    good = device.create(fresh_id(), name="Lò Thị Ín")
    odd = device.numbered(
        Change(
            id=fresh_id(),
            kind="no_such_kind",
            record=fresh_id(),
            op=Op.CREATE,
            author=device.operator,
            device=device.id,
            made_at=0,
        )
    )
    outcomes = device.push(good, odd).outcomes
    assert [(one.kind, one.code) for one in outcomes] == [("accepted", ""), ("rejected", "unknown_kind")]

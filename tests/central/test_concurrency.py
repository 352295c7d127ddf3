"""Many devices at once: a reader that only moves forward misses nothing, and no number is given twice."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import msgspec

from app.central import feed, intake
from app.central.roster import Sender
from app.contract.messages import Push
from app.domain.changes import Mark
from tests.support.central import Central
from tests.support.wire_device import WireDevice

WRITERS, BATCHES, SIZE = 8, 6, 5


def _sender(device: WireDevice) -> Sender:
    where = device.paired
    return Sender(id=device.id, commune=where.commune, support_point=where.support_point, is_active=True)


def _batch(device: WireDevice, size: int) -> Push:
    changes = [device.create("village", name="Bản Mẫu") for _ in range(size)]
    raws = [msgspec.Raw(msgspec.json.encode(change)) for change in changes]
    return Push(batch="b", device=device.id, epoch=1, changes=raws)


def test_a_reader_under_writers_sees_every_row_once(central: Central) -> None:
    office, done = central.office, threading.Event()
    devices = [central.device() for _ in range(WRITERS)]
    start = threading.Barrier(WRITERS + 1)

    def write(device: WireDevice) -> list[int]:
        start.wait()
        pushed = [
            intake.accept(office.ground, office.who, _sender(device), _batch(device, SIZE))
            for _ in range(BATCHES)
        ]
        return [outcome.seq for one in pushed for outcome in one.outcomes if outcome.kind == "accepted"]

    def follow() -> list[int]:
        start.wait()
        seen, cursor = [], 0
        while True:
            last_round = done.is_set()
            page = feed.page(office.ground, office.who, _sender(devices[0]), Mark(1, cursor), most=7)
            seen += [one.seq for one in page.records]
            cursor = page.cursor
            if last_round and not page.more:
                return seen

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reader = pool.submit(follow)
        written = [
            seq for writer in [pool.submit(write, device) for device in devices] for seq in writer.result()
        ]
        done.set()
        seen = reader.result()
    assert len(written) == len(set(written)) == WRITERS * BATCHES * SIZE
    assert seen == sorted(set(seen))
    assert set(written) <= set(seen)


def test_one_change_sent_on_many_lines_at_once_counts_once(central: Central) -> None:
    office, device = central.office, central.device()
    batch, start = _batch(device, 3), threading.Barrier(WRITERS)

    def send() -> list[str]:
        start.wait()
        return [one.kind for one in intake.accept(office.ground, office.who, _sender(device), batch).outcomes]

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = [line.result() for line in [pool.submit(send) for _ in range(WRITERS)]]
    assert sorted(answers) == [["accepted"] * 3] + [["duplicate"] * 3] * (WRITERS - 1)


def test_edits_of_one_field_at_once_all_end_somewhere(central: Central) -> None:
    office, devices = central.office, [central.device() for _ in range(4)]
    new = devices[0].create("citizen", name="Lò Văn Mẫu")
    devices[0].push(new)
    start = threading.Barrier(len(devices))

    def edit(place: int) -> str:
        device = devices[place]
        change = device.edit("citizen", new.record, "phone", "", f"090000000{place}")
        push = Push(batch="b", device=device.id, epoch=1, changes=[msgspec.Raw(msgspec.json.encode(change))])
        start.wait()
        return intake.accept(office.ground, office.who, _sender(device), push).outcomes[0].kind

    with ThreadPoolExecutor(len(devices)) as pool:
        kinds = sorted(line.result() for line in [pool.submit(edit, place) for place in range(len(devices))])
    assert kinds == ["accepted", "merged", "merged", "merged"]
    standing = devices[0].standing("citizen", new.record)
    assert standing is not None
    values = {standing.fields["phone"], *(one.value for one in standing.conflicts["phone"])}
    assert values == {f"090000000{place}" for place in range(len(devices))}

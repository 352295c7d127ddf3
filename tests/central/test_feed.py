"""Reading back: pages, cursors, other epochs, and whether both sides hold the same at the end."""

from __future__ import annotations

import msgspec
import pytest

from app.central import devices, feed
from app.central.roster import Sender
from app.contract.coding import bucket_digests, bucket_of, digest
from app.contract.limits import LARGEST_CHANGE
from app.contract.messages import Close, Closed, Page, WireRecord
from app.domain.changes import Mark
from tests.support.central import Central
from tests.support.wire_device import WireDevice, problem, read


def _sender(device: WireDevice) -> Sender:
    where = device.paired
    return Sender(id=device.id, commune=where.commune, support_point=where.support_point, is_active=True)


def _villages(device: WireDevice, count: int) -> None:
    device.push(*(device.create("village", name=f"Bản {n}") for n in range(count)))


def test_pages_follow_each_other_without_gap_or_repeat(central: Central, device: WireDevice) -> None:
    _villages(device, 25)
    office, sender, cursor, seen = central.office, _sender(device), 0, []
    while True:
        page = feed.page(office.ground, office.who, sender, Mark(1, cursor), most=4)
        assert len(page.records) <= 4
        seen += [one.seq for one in page.records]
        cursor = page.cursor
        if not page.more:
            break
    assert seen == sorted(set(seen))
    assert len(seen) == len(device.pull())
    assert cursor == seen[-1]


def test_a_record_touched_again_comes_again_as_it_stands_now(device: WireDevice) -> None:
    new = device.create("village", name="Bản Mẫu")
    [first] = device.push(new)
    device.push(device.edit("village", new.record, "name", "Bản Mẫu", "Bản Mầu"))
    [again] = device.pull(first.seq)
    assert (again.id, again.fields["name"]) == (new.record, "Bản Mầu")


def test_nothing_new_keeps_the_cursor(device: WireDevice) -> None:
    end = device.pull()[-1].seq
    page = read(device.page(end), Page)
    assert (page.cursor, page.records, page.more) == (end, [], False)


@pytest.mark.parametrize(
    ("cursor", "epoch", "refusal"),
    [
        (10**30, 1, (409, "cursor_ahead")),
        (0, 2, (409, "wrong_epoch")),
        (-1, 1, (400, "bad_request")),
        (-(10**30), 1, (400, "bad_request")),
    ],
)
def test_a_cursor_central_cannot_have_given_is_refused(
    device: WireDevice, cursor: int, epoch: int, refusal: tuple[int, str]
) -> None:
    assert problem(device.page(cursor, epoch)) == refusal


def test_closing_by_bucket_tells_where_the_sides_differ(device: WireDevice) -> None:
    _villages(device, 5)
    held = [(one.id, one.seq) for one in device.pull()]
    lost, fewer = held[0][0], held[1:]
    said = Close(device=device.id, epoch=1, cursor=held[-1][1], count=len(fewer), digest=digest(fewer))
    closed = device.send("POST", "/v1/close", said)
    assert read(closed, Closed).differ == ()
    by_bucket = msgspec.structs.replace(said, buckets=bucket_digests(fewer))
    assert read(device.send("POST", "/v1/close", by_bucket), Closed).differ == (bucket_of(lost),)


def test_a_repair_gives_the_named_buckets_only_page_by_page(central: Central, device: WireDevice) -> None:
    _villages(device, 40)
    everything = device.pull()
    chosen = frozenset(bucket_of(one.id) for one in everything[::7])
    wanted = [one for one in everything if bucket_of(one.id) in chosen]
    office, seen, cursor = central.office, list[WireRecord](), 0
    while True:
        page = feed.page(office.ground, office.who, _sender(device), Mark(1, cursor), chosen, most=2)
        seen, cursor = seen + page.records, page.cursor
        if not page.more:
            break
    assert seen == wanted
    named = ",".join(map(str, sorted(chosen)))
    asked = {"epoch": 1, "cursor": 0, "buckets": named}
    assert read(device.send("GET", "/v1/pull", params=asked), Page).records == wanted


@pytest.mark.parametrize("buckets", ["256", "-1", "x", "1,", "1;2", "٣", ",".join(["1"] * 257)])
def test_buckets_there_are_not_are_refused(device: WireDevice, buckets: str) -> None:
    asked = {"epoch": 1, "cursor": 0, "buckets": buckets}
    assert problem(device.send("GET", "/v1/pull", params=asked)) == (400, "bad_request")


def test_fewer_digests_than_buckets_are_refused(device: WireDevice) -> None:
    said = Close(device=device.id, epoch=1, cursor=0, count=0, digest="", buckets=("0" * 16,))
    assert problem(device.send("POST", "/v1/close", said)) == (400, "bad_request")


def test_a_revoked_device_reads_nothing(central: Central, device: WireDevice) -> None:
    devices.revoke(central.office.ground, device.id)
    assert problem(device.page()) == (403, "device_revoked")
    closing = Close(device=device.id, epoch=1, cursor=0, count=0, digest="")
    assert problem(device.send("POST", "/v1/close", closing)) == (403, "device_revoked")


def test_a_page_is_cut_before_it_grows_too_large_to_open(
    central: Central, device: WireDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    big = "x" * (LARGEST_CHANGE - 1000)
    device.push(*(device.create("village", name=big) for _ in range(8)))
    monkeypatch.setattr(feed, "LARGEST_BODY", 5 * LARGEST_CHANGE)
    office = central.office
    page = feed.page(office.ground, office.who, _sender(device), Mark(1, 0))
    assert page.more
    assert len(msgspec.json.encode(page)) <= 5 * LARGEST_CHANGE
    assert len(device.pull()) == 8 + 3, "villages, support point, operator, machine"


def test_both_sides_agree_at_the_end(device: WireDevice) -> None:
    _villages(device, 3)
    held = device.pull()
    closed = device.close(held[-1].seq, len(held), digest((one.id, one.seq) for one in held))
    assert closed.agree
    fewer = held[1:]
    closed = device.close(held[-1].seq, len(fewer), digest((one.id, one.seq) for one in fewer))
    assert (closed.agree, closed.count) == (False, len(held))


def test_closing_waits_until_everything_was_read(device: WireDevice) -> None:
    held = device.pull()
    _villages(device, 1)
    closing = Close(device=device.id, epoch=1, cursor=held[-1].seq, count=len(held), digest="")
    assert problem(device.send("POST", "/v1/close", closing)) == (409, "pull_first")

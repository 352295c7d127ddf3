"""A bundle on its way in: part by part, from several hands, damaged, too often, and what is not there."""

from __future__ import annotations

import contextlib
import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.central import bundles
from app.central.refusals import Refusal
from app.central.roster import Sender
from app.central.store.tables import bundle, bundle_part
from app.contract.bundle import Label, named, to_file
from app.contract.faults import Unreachable
from app.contract.limits import MOST_OPEN_BUNDLES
from tests.support.carriers import (
    Carrier,
    logged_at,
    paired,
    sessions_at,
)
from tests.support.central import TO_HIEU, Central
from tests.support.sticks import MemoryFiles
from tests.support.wire_device import fresh_id, problem


@pytest.fixture
def origin(central: Central) -> Carrier:
    """A laptop that never has a network."""
    return paired(central, 1)


@pytest.fixture
def other(central: Central) -> Carrier:
    """A laptop that has one."""
    return paired(central, 2)


@pytest.mark.parametrize("where", ["start", "half", "end"])
def test_an_upload_goes_on_where_the_line_broke(
    central: Central, origin: Carrier, other: Carrier, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        origin.laptop.help_new(number)
    monkeypatch.setattr("app.usecases.courier.carrying.LARGEST_BATCH", 1500)
    stick = MemoryFiles()
    origin.hand_over(stick)
    other.take_in(stick)
    asked = itertools.count()
    lasts = {"start": 1, "half": 5, "end": 7}[where]

    def broken(when: str) -> None:
        if when == "after" and next(asked) >= lasts:
            raise Unreachable("cut")

    for _ in range(30):
        asked = itertools.count()
        with contextlib.suppress(Unreachable):
            if other.carry(broken).delivered:
                break
    else:
        other.carry()
    assert len(sessions_at(central)) == 8
    assert len(logged_at(central)) == len(set(logged_at(central)))


def test_a_damaged_upload_is_forgotten_and_a_sound_copy_taken(
    central: Central, origin: Carrier, other: Carrier
) -> None:
    origin.laptop.help_new(1)
    stick = MemoryFiles()
    origin.hand_over(stick)
    other.take_in(stick)
    [(name, whole)] = other.courier.files.items()
    other.courier.files[name] = whole[:-3] + bytes(3)
    assert other.carry().refused == {named(name)[1]: "bundle_altered"}  # type: ignore[index]
    assert other.courier.names() == []
    assert (central.count(bundle), central.count(bundle_part)) == (0, 0)
    assert other.take_in(stick).carried == 1
    assert other.carry().delivered == 1
    assert central.count(bundle_part) == 0


def test_two_carriers_at_once_bring_it_once(central: Central, origin: Carrier) -> None:
    for number in range(6):
        origin.laptop.help_new(number)
    stick = MemoryFiles()
    origin.hand_over(stick)
    [(name, whole)] = stick.files.items()
    id_ = named(name)[1]  # type: ignore[index]
    carriers = [
        Sender(id=one.device, commune=TO_HIEU, support_point="", is_active=True) for one in (origin,) * 2
    ]

    def bring(carrier: Sender) -> bool:
        status = bundles.status_of(central.office.ground, central.office.who, id_)
        for _ in range(100):
            if status.taken:
                return True
            part = whole[status.received : status.received + 700]
            status = bundles.receive(central.office, carrier, id_, status.received, part)
        return False

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(bring, carriers)) == [True, True]
    assert len(sessions_at(central)) == 6
    assert len(logged_at(central)) == len(set(logged_at(central)))
    assert (central.count(bundle), central.count(bundle_part)) == (1, 0)


def test_one_carrier_begins_only_so_many(central: Central, origin: Carrier) -> None:
    sender = Sender(id=origin.device, commune=TO_HIEU, support_point="", is_active=True)
    now = 1
    for _ in range(MOST_OPEN_BUNDLES):
        id_, start = begun(central, origin, now)
        assert bundles.receive(central.office, sender, id_, 0, start).received == len(start)
    id_, start = begun(central, origin, now)
    with pytest.raises(Refusal, match="too_many_bundles"):
        bundles.receive(central.office, sender, id_, 0, start)


def test_what_was_begun_long_ago_makes_room(central: Central, origin: Carrier) -> None:
    sender = Sender(id=origin.device, commune=TO_HIEU, support_point="", is_active=True)
    for _ in range(MOST_OPEN_BUNDLES):
        id_, start = begun(central, origin, 1)
        bundles.receive(central.office, sender, id_, 0, start)
    central.clock.now += bundles.STALE_MS + 1
    id_, start = begun(central, origin, 1)
    assert bundles.receive(central.office, sender, id_, 0, start).received == len(start)
    assert (central.count(bundle), central.count(bundle_part)) == (1, 1)


def test_an_insider_who_takes_a_bundles_place_keeps_nobody_from_bringing_it(
    central: Central, origin: Carrier, other: Carrier
) -> None:
    """Its name stands on every stick; what counts is whose bytes they are."""
    insider, stick = paired(central, 3), MemoryFiles()
    ended = origin.laptop.help_new(1)
    origin.hand_over(stick)
    [(name, whole)] = stick.files.items()
    id_ = named(name)[1]  # type: ignore[index]
    insider.laptop.help_new(2)
    theirs = insider.stick_with(insider.store.read().unsent(10**9, 10**6))
    [forged] = theirs.files.values()
    sender = Sender(id=insider.device, commune=TO_HIEU, support_point="", is_active=True)
    assert bundles.receive(central.office, sender, id_, 0, forged).received == 0
    assert (central.count(bundle), sessions_at(central)) == (0, [])
    assert bundles.receive(central.office, sender, id_, 0, whole[:600]).received == 600
    assert bundles.receive(central.office, sender, id_, 600, bytes(len(whole) - 600)).received == 0
    begun_by_them = to_file(theirs_label(central, insider), bytes(50))[:-20]
    assert bundles.receive(central.office, sender, id_, 0, begun_by_them).received == len(begun_by_them)
    other.take_in(stick)
    assert (other.carry().waiting, other.courier.names()) == (1, [name])
    assert other.carry().delivered == 1
    assert sessions_at(central) == [ended.session]
    back = MemoryFiles()
    other.hand_over(back)
    assert origin.take_in(back).answers > 0
    assert origin.waits == []


def begun(central: Central, origin: Carrier, now: int) -> tuple[str, bytes]:
    """A new bundle's id and first bytes."""
    label = theirs_label(central, origin, now)
    return label.id, to_file(label, bytes(5000))[:-4000]


def theirs_label(central: Central, of: Carrier, now: int = 1) -> Label:
    """What a bundle of a laptop says outside."""
    server = central.office.who.server_id
    return Label(
        purpose="dtb", id=fresh_id(), server_id=server, commune=TO_HIEU, device=of.device, made_at=now
    )


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/v1/bundles/short", (404, "not_found")),
        ("/v1/parcels/short?offset=0", (404, "not_found")),
        (f"/v1/parcels/{'B' * 22}?offset=0", (404, "not_found")),
        (f"/v1/parcels/{'B' * 22}?offset=x", (400, "bad_request")),
    ],
)
def test_what_is_not_there_is_said(central: Central, path: str, code: tuple[int, str]) -> None:
    device = central.device()
    assert problem(device.send("GET", path)) == code
    assert problem(central.request("GET", path)) == ((401, "unknown_token") if code[0] == 404 else code)

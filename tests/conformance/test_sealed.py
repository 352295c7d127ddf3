"""Bundles and parcels by the protocol document alone: brought by somebody else, answered, and taken twice."""

from __future__ import annotations

import pytest
from pyrage.x25519 import Identity

from tests.conformance.client import Json, Refused
from tests.conformance.conftest import NewDevice, Town
from tests.conformance.device import Device
from tests.conformance.sealed import NotOurs, Post, bring, fetch, file_of, name_of, parts_of


@pytest.fixture
def away(town: Town) -> tuple[Device, Post]:
    """A device that was paired once and has no network since."""
    device = Device()
    paired = device.pair(town.sheet())
    device.leave()
    post = Post(
        device.id,
        device.commune,
        paired["server_id"],
        paired["key"],
        paired["sealing_key"],
        device.signing,
        device.sealing,
    )
    return device, post


def work(device: Device) -> list[Json]:
    """A person and an edit of them, as they travel."""
    made = device.create("citizen", name="Quàng Văn Thử", birth="1958")
    device.edit("citizen", made.body["record"], "birth", "1958", "1958-03")
    return [own.wired() for own in device.own]


def test_another_device_brings_it_and_carries_the_answer_back(
    away: tuple[Device, Post], device: Device
) -> None:
    origin, post = away
    changes = work(origin)
    name, file = post.bundle(changes)
    bring(device.line, name, file, part=900)
    parcel = post.opened(fetch(device.line, name))
    assert parcel["bundles"] == [name]
    assert {one["id"] for one in changes} == set(parcel["answers"])
    assert all(answer.get("kind", "accepted") == "accepted" for answer in parcel["answers"].values())
    device.run()
    assert device.row("citizen", changes[0]["record"])["fields"]["birth"] == "1958-03"


def test_brought_again_under_another_name_it_is_known(away: tuple[Device, Post], device: Device) -> None:
    origin, post = away
    changes = work(origin)
    for expected in ("accepted", "duplicate"):
        name, file = post.bundle(changes)
        bring(device.line, name, file)
        bring(device.line, name, file)
        answers = post.opened(fetch(device.line, name))["answers"]
        assert {answer.get("kind", "accepted") for answer in answers.values()} == {expected}


def test_it_overlaps_with_a_push(away: tuple[Device, Post], device: Device) -> None:
    origin, post = away
    changes = work(origin)
    name, file = post.bundle(changes)
    bring(device.line, name, file)
    origin.run()
    assert {own.state for own in origin.own} == {"received"}
    assert origin.agrees is True


def test_nobody_else_can_read_the_answer(away: tuple[Device, Post], device: Device) -> None:
    origin, post = away
    name, file = post.bundle(work(origin))
    bring(device.line, name, file)
    parcel = fetch(device.line, name)
    post.sealing = Identity.generate()
    with pytest.raises(NotOurs, match="keys"):
        post.opened(parcel)


WRONG = {
    "another signer": ("bundle_forged", 403),
    "another recipient": ("bundle_not_ours", 409),
    "passed on": ("bundle_altered", 400),
    "altered": ("bundle_altered", 400),
    "another central": ("bundle_other_central", 409),
    "nobody": ("unknown_device", 404),
    "no file": ("not_a_bundle", 400),
}


@pytest.mark.parametrize("how", WRONG)
def test_what_is_wrong_is_refused_and_a_sound_one_taken_after(
    away: tuple[Device, Post], device: Device, new_device: NewDevice, how: str
) -> None:
    origin, post = away
    changes = work(origin)
    bad = Post(**{**vars(post)})
    said: Json = {}
    match how:
        case "another signer":
            bad.signing = Device().signing
        case "another recipient":
            bad.recipient = str(Identity.generate().to_public())
        case "passed on":
            said = {"recipient": str(Identity.generate().to_public())}
        case "another central":
            bad.server_id = "another"
        case "nobody":
            bad.device = Device().id
    name, file = bad.bundle(changes, **said)
    if how == "altered":
        head, sealed = parts_of(file)
        file = file_of(head["label"], sealed)[:-1] + b"?"
        name = name_of(file)
    if how == "no file":
        file = b"GIF89a" + file
    with pytest.raises(Refused) as refused:
        bring(device.line, name, file)
    assert (refused.value.code, refused.value.status) == WRONG[how]
    name, file = post.bundle(changes)
    bring(device.line, name, file)
    assert len(post.opened(fetch(device.line, name))["answers"]) == len(changes)


def test_another_file_under_its_name_is_forgotten(
    away: tuple[Device, Post], device: Device, new_device: NewDevice
) -> None:
    origin, post = away
    name, file = post.bundle(work(origin))
    thief = Post(**{**vars(post), "device": new_device().id})
    other = thief.bundle([])[1]
    status = device.line.ask("PUT", f"/v1/bundles/{name}?offset=0", body=other)
    assert (status["received"], status.get("taken", False)) == (0, False)
    bring(device.line, name, file)
    assert post.opened(fetch(device.line, name))["label"]["device"] == origin.id


def test_a_part_from_elsewhere_changes_nothing(away: tuple[Device, Post], device: Device) -> None:
    origin, post = away
    name, file = post.bundle(work(origin))
    for offset in (5, 10**6):
        status = device.line.ask("PUT", f"/v1/bundles/{name}?offset={offset}", body=file[offset:])
        assert (status["received"], status.get("taken", False)) == (0, False)
    bring(device.line, name, file, part=1000)


def test_what_was_not_brought_has_no_answer(device: Device, away: tuple[Device, Post]) -> None:
    name, _file = away[1].bundle([])
    with pytest.raises(Refused, match="not_found"):
        fetch(device.line, name)

"""A guide pack by the protocol document alone: told in the feed, fetched in pieces, believed by its signature."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conformance.client import Json, Refused, base64url
from tests.conformance.conftest import Town
from tests.conformance.device import Device
from tests.conformance.guides import fetch_guide, guide_in
from tests.conformance.sealed import NotOurs
from tests.support.guides import SHIPPED, next_files, write_pack

KIND = "guide_pack"


@pytest.fixture
def told(lone_town: Town, tmp_path: Path) -> tuple[Device, str]:
    """A device that has read of two versions, of which the newer one may be used; and central's key."""
    for version in (8, 9):
        folder = write_pack(tmp_path / str(version), next_files(version))
        lone_town.central.command("guide", "publish", str(folder))
    lone_town.central.command("guide", "withdraw", "8")
    device = Device()
    paired = device.pair(lone_town.sheet())
    device.run()
    return device, paired["key"]


def notice(device: Device) -> Json:
    fields: Json = device.row(KIND, SHIPPED)["fields"]
    return fields


def test_it_is_told_fetched_and_believed(told: tuple[Device, str]) -> None:
    device, key = told
    said = notice(device)
    assert (said["version"], said["withdrawn"]) == ("9", ["8"])
    file = fetch_guide(device.line, said["digest"])
    files = guide_in(file, said["digest"], key)
    assert files == next_files(9)
    assert json.loads(files["pack.json"])["version"] == 9
    assert fetch_guide(device.line, said["digest"], begun=file[:20_001]) == file
    assert device.agrees is True
    device.leave()


def test_what_is_altered_or_signed_by_another_is_not_believed(told: tuple[Device, str]) -> None:
    device, key = told
    digest = notice(device)["digest"]
    file = fetch_guide(device.line, digest)
    with pytest.raises(NotOurs, match="bytes"):
        guide_in(file[:-1] + b"?", digest, key)
    stranger = base64url(Device().signing.public_key().public_bytes_raw())
    with pytest.raises(NotOurs, match="keys"):
        guide_in(file, digest, stranger)
    device.leave()


def test_a_revoked_device_gets_none(lone_town: Town, told: tuple[Device, str]) -> None:
    device, _key = told
    digest = notice(device)["digest"]
    lone_town.central.command("revoke", device.id)
    with pytest.raises(Refused) as refused:
        fetch_guide(device.line, digest)
    assert (refused.value.code, refused.value.status) == ("device_revoked", 403)
    device.leave()


@pytest.mark.parametrize("digest", ["0" * 64, "nothing"])
def test_what_is_not_there_is_refused(device: Device, digest: str) -> None:
    with pytest.raises(Refused) as refused:
        fetch_guide(device.line, digest)
    assert (refused.value.code, refused.value.status) == ("not_found", 404)

"""Guide packs at central: published once, told in every commune, given out in pieces, withdrawn for good."""

from __future__ import annotations

import pytest

from app.central import devices, guides
from app.central.guides import KIND, UnfitGuide
from app.central.refusals import Refusal
from app.contract import endpoints
from app.contract.bundle import GuidePart
from app.contract.guide_file import guide_digest, read_guide, signature_and_content
from app.contract.guide_format import GuideUnreadable
from app.contract.limits import LARGEST_BATCH
from app.domain.guide_faults import GuideFault
from app.network.sealing import is_signed
from tests.support.central import CHIENG_AN, Central
from tests.support.guides import NEW_WORDS, SHIPPED, next_files
from tests.support.wire_device import WireDevice, problem, read


def publish(central: Central, version: int, **more: str) -> None:
    guides.publish(central.office.ground, central.office.who, next_files(version, **more))


def withdraw(central: Central, version: int, comment: str = "") -> str:
    return guides.withdraw(central.office.ground, central.office.who, version, comment)


def notice(device: WireDevice) -> dict[str, object]:
    """What the feed says of the guide; empty when it says nothing."""
    found = device.standing(KIND, SHIPPED)
    return dict(found.fields) if found else {}


def whole(device: WireDevice) -> bytes:
    """The file the feed names, piece by piece."""
    digest, file, size = str(notice(device)["digest"]), b"", 1
    while len(file) < size:
        path = f"{endpoints.GUIDES}/{digest}"
        part = read(device.send("GET", path, params={"offset": len(file)}), GuidePart)
        assert (part.server_id, part.digest, part.offset) == (device.paired.server_id, digest, len(file))
        assert 0 < len(part.part) <= LARGEST_BATCH
        file, size = file + part.part, part.size
    return file


def test_every_commune_is_told_and_any_laptop_gets_the_file(central: Central, device: WireDevice) -> None:
    other = central.device(CHIENG_AN)
    assert notice(device) == {}
    publish(central, 9, says=NEW_WORDS)
    for one in (device, other):
        assert notice(one)["version"] == "9"
        file = whole(one)
        assert guide_digest(file) == notice(one)["digest"]
        signature, content = signature_and_content(file)
        assert is_signed(signature, content, one.paired.key)
        assert read_guide(content) == next_files(9, says=NEW_WORDS)


def test_a_commune_that_is_opened_later_is_told_at_the_first_pairing(central: Central) -> None:
    publish(central, 8)
    publish(central, 9)
    withdraw(central, 8)
    device = central.device(CHIENG_AN)
    told = notice(device)
    assert (told["version"], told["withdrawn"]) == ("9", ["8"])
    before = device.pull()
    central.device(CHIENG_AN)
    after = [one for one in device.pull() if one.kind == KIND]
    assert after == [one for one in before if one.kind == KIND], "nothing is told twice"


def test_what_is_withdrawn_stays_so_and_the_one_before_is_told(central: Central, device: WireDevice) -> None:
    for version in (7, 8, 9):
        publish(central, version)
    first = notice(device)["digest"]
    assert withdraw(central, 9, "Thẻ sai") == "8"
    assert withdraw(central, 7) == "8"
    assert (notice(device)["version"], notice(device)["withdrawn"]) == ("8", ["9", "7"])
    assert notice(device)["digest"] != first
    assert withdraw(central, 8) == ""
    told = notice(device)
    assert (told["version"], told["digest"], told["withdrawn"]) == ("", "", ["9", "7", "8"])
    publish(central, 10)
    assert (notice(device)["version"], notice(device)["withdrawn"]) == ("10", ["9", "7", "8"])
    withdraw(central, 10)
    assert notice(device)["version"] == "", "nothing that was withdrawn comes back"
    assert [one.version for one in guides.published(central.office.ground)] == [10, 9, 8, 7]


def test_withdrawn_again_only_its_comment_changes(central: Central, device: WireDevice) -> None:
    publish(central, 9)
    withdraw(central, 9, "sai")
    [first] = guides.published(central.office.ground)
    before = [one for one in device.pull() if one.kind == KIND]
    central.clock.now += 60_000
    withdraw(central, 9, "sai thẻ 3")
    [again] = guides.published(central.office.ground)
    assert (again.withdrawn_at, again.comment) == (first.withdrawn_at, "sai thẻ 3")
    assert [one for one in device.pull() if one.kind == KIND] == before


def test_only_a_sound_next_one_is_published(central: Central, device: WireDevice) -> None:
    publish(central, 8)
    withdraw(central, 8)
    before = notice(device)
    for version in (8, 7, 1):
        with pytest.raises(UnfitGuide) as low:
            publish(central, version)
        assert [fault.code for fault in low.value.faults] == [GuideFault.VERSION_LOW]
        assert low.value.before == 8
    ground, who = central.office.ground, central.office.who
    with pytest.raises(UnfitGuide) as lost:
        guides.publish(ground, who, next_files(9, drops=True))
    assert [fault.code for fault in lost.value.faults] == [GuideFault.CODE_LOST]
    with pytest.raises(UnfitGuide) as another:
        guides.publish(ground, who, next_files(9, id="another-2026"))
    assert another.value.faults == []
    with pytest.raises(UnfitGuide) as unsound:
        guides.publish(ground, who, next_files(9, says="Đọc mật khẩu cho cán bộ."))
    assert unsound.value.before == 0
    with pytest.raises(GuideUnreadable):
        guides.publish(ground, who, {**next_files(9), "../up.json": "{}"})
    assert notice(device) == before
    assert [one.version for one in guides.published(ground)] == [8]


def test_before_the_first_the_shipped_one_must_be_followed(central: Central) -> None:
    with pytest.raises(UnfitGuide):
        publish(central, 1)
    with pytest.raises(UnfitGuide):
        guides.publish(central.office.ground, central.office.who, next_files(9, drops=True))


def test_what_was_never_published_cannot_be_withdrawn(central: Central) -> None:
    with pytest.raises(Refusal, match="unknown_guide"):
        withdraw(central, 9)


def test_who_may_not_read_gets_no_guide(central: Central, device: WireDevice) -> None:
    publish(central, 9)
    path, asked = f"{endpoints.GUIDES}/{notice(device)['digest']}", {"offset": 0}
    assert problem(central.request("GET", path, params=asked)) == (401, "unknown_token")
    devices.revoke(central.office.ground, device.id)
    assert problem(device.send("GET", path, params=asked)) == (403, "device_revoked")


def test_what_is_not_there_is_said(central: Central, device: WireDevice) -> None:
    publish(central, 9)
    path = f"{endpoints.GUIDES}/{notice(device)['digest']}"
    size = len(whole(device))
    for offset in (-1, size + 1):
        assert problem(device.send("GET", path, params={"offset": offset})) == (400, "bad_request")
    assert read(device.send("GET", path, params={"offset": size}), GuidePart).part == b""
    gone = f"{endpoints.GUIDES}/{'0' * 64}"
    assert problem(device.send("GET", gone, params={"offset": 0})) == (404, "not_found")

"""Being adopted: by a scanned sheet, by a typed one, and every way it must not happen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conformance.client import NotCentral, NotProven, Refused, Value, read_sheet, typed_sheet
from tests.conformance.conftest import BESIDE, HERE, THERE, NewDevice, Town
from tests.support.broken_line import broken_line


def test_a_scanned_sheet_pairs_one_device_with_its_support_point(town: Town, bare_device: NewDevice) -> None:
    device, sheet = bare_device(), read_sheet(town.printed().splitlines()[-1])
    paired = device.pair(sheet)
    assert (paired["commune"], paired["support_point"]) == (HERE, town.points[HERE])
    assert paired["server_id"] == sheet.server_id
    assert device.hello()["commune"] == HERE
    with pytest.raises(Refused, match="403 code_used"):
        bare_device().pair(sheet)


def test_a_typed_sheet_pairs_without_naming_the_server(town: Town, bare_device: NewDevice) -> None:
    sheet, device = town.sheet(), bare_device()
    mark, code = sheet.fingerprint.lower().replace("0", "o"), sheet.code.replace("1", "L")
    typed = typed_sheet(sheet.address + "/", f"{mark[:4]}-{mark[4:8]} {mark[8:]}", f"{code[:5]} {code[5:]}")
    assert typed.server_id == ""
    assert device.pair(typed)["server_id"] == sheet.server_id
    device.run()
    assert device.agrees is True


@pytest.mark.parametrize("part", ["fingerprint", "server_id"])
def test_a_sheet_of_another_central_is_not_believed(town: Town, bare_device: NewDevice, part: str) -> None:
    sheet, device = town.sheet(), bare_device()
    other = ("0" if getattr(sheet, part)[0] != "0" else "1") + getattr(sheet, part)[1:]
    with pytest.raises((NotProven, NotCentral)):
        device.pair(replace(sheet, **{part: other}))
    assert device.wire is None, "nothing is kept"


def test_a_lost_answer_is_asked_for_again_and_the_first_token_dies(
    town: Town, bare_device: NewDevice
) -> None:
    device, sheet = bare_device(), town.sheet()
    with broken_line(town.central.address) as line:
        line.loses_answers.set()
        device.timeouts = (5.0, 2.0)
        with pytest.raises(NotCentral):
            device.pair(replace(sheet, address=line.address))
    device.pair(sheet)
    first = device.line.token
    device.pair(sheet)
    device.hello()
    device.line.token, second = first, device.line.token
    assert first != second
    with pytest.raises(Refused, match="401 unknown_token"):
        device.hello()


def test_a_paired_device_is_paired_again_with_its_own_key_and_store_only(
    town: Town, bare_device: NewDevice
) -> None:
    device, thief = bare_device(), bare_device()
    device.pair(town.sheet())
    sheet = town.sheet()
    device.pair(sheet)
    thief.id = device.id
    for instance in (thief.instance, device.instance):
        thief.instance = instance
        with pytest.raises(Refused, match="409 device_known"):
            thief.pair(sheet)


def test_who_asks_has_the_private_key(town: Town, bare_device: NewDevice) -> None:
    device, sheet = bare_device(), town.sheet()
    for signature in ("", "A" * 86, "no signature"):
        with pytest.raises(Refused, match="403 bad_signature"):
            device.pair(sheet, signature=signature)
    with pytest.raises(Refused, match="403 bad_signature"):
        device.pair(sheet, nonce="another")
    assert device.pair(sheet)["commune"] == HERE, "the sheet was not spent"


def test_a_device_bound_to_a_commune_does_not_land_in_another(town: Town, bare_device: NewDevice) -> None:
    device, sheet = bare_device(), town.sheet(THERE)
    with pytest.raises(Refused, match="409 wrong_commune"):
        device.pair(sheet, HERE)
    assert device.pair(sheet, THERE)["commune"] == THERE, "the sheet was not spent"


def test_an_operator_of_another_support_point_is_not_taken_over(town: Town, bare_device: NewDevice) -> None:
    device, thief = bare_device(), bare_device()
    device.pair(town.sheet(HERE))
    thief.operator = device.operator
    with pytest.raises(Refused, match="409 operator_known"):
        thief.pair(town.sheet(BESIDE))
    device.run()
    assert device.row("operator", device.operator)["fields"]["support_point"] == town.points[HERE]


def test_wrong_codes_make_who_sends_them_wait_and_lock_nothing(
    lone_town: Town, bare_device: NewDevice
) -> None:
    sheet, device = lone_town.sheet(), bare_device()
    wrong = replace(sheet, code=("0" if sheet.code[0] != "0" else "1") + sheet.code[1:])
    for _ in range(2):
        with pytest.raises(Refused, match="403 code_unknown"):
            device.pair(wrong)
    with pytest.raises(Refused, match="403 code_unknown"):
        device.pair(wrong, HERE)
    with pytest.raises(Refused, match="429 too_many_tries") as refused:
        device.pair(sheet)
    assert 0 < refused.value.after <= 5
    lone_town.central.stop()
    lone_town.central.start()
    moved = replace(sheet, address=lone_town.central.address)
    assert device.pair(moved)["commune"] == HERE, "the sheet is as good as before"


OUT_OF_SHAPE: list[dict[str, Value]] = [
    {"signing_key": "abc"},
    {"sealing_key": "no key at all"},
    {"device": "short"},
    {"instance": "x" * 201},
    {"operators": [{"id": "no id", "name": "Lò Thị Mẫu"}]},
    {"name": "a\x00b"},
]


@pytest.mark.parametrize("wrong", OUT_OF_SHAPE, ids=lambda wrong: str(next(iter(wrong))))
def test_a_request_out_of_shape_is_refused_whole(
    town: Town, bare_device: NewDevice, wrong: dict[str, Value]
) -> None:
    device = bare_device()
    with pytest.raises(Refused, match="400 bad_request"):
        device.pair(town.sheet(), **wrong)
    assert device.wire is None

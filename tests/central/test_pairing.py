"""Adopting devices: one-use codes, lost answers, wrong places, and proof of who central is."""

from __future__ import annotations

import base64
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.central import devices, sheets
from app.central.refusals import Refusal
from app.central.store.tables import device as device_table
from app.central.store.tables import pairing_code
from app.contract.coding import pack
from app.contract.messages import Pair, Paired, PairedOperator
from app.contract.pairing import fingerprint, proof_text, read_sheet
from tests.support import wire_device
from tests.support.central import CHIENG_AN, TO_HIEU, Central
from tests.support.wire_device import Answer, fresh_id, pair_request, problem, raw_key, read, signed

DAY_MS = 86_400_000


def _ask(central: Central, asked: Pair) -> Answer:
    return central.request("POST", "/v1/pair", content=pack(asked), headers={"content-encoding": "zstd"})


def test_a_sheet_says_where_and_who_central_is(central: Central) -> None:
    office = central.office
    sheet = sheets.make_sheet(office.ground, office.who, central.point(), "http://127.0.0.1:8017")
    again = read_sheet(sheet.to_text())
    assert again == sheet
    assert (sheet.server_id, sheet.fingerprint) == (office.who.server_id, fingerprint(office.who.public_key))


def test_an_adopted_device_can_check_who_adopted_it(central: Central) -> None:
    asked = pair_request(central.code(), TO_HIEU)
    paired = read(_ask(central, asked), Paired)
    raw = [base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) for text in (paired.key, paired.proof)]
    said = proof_text(asked.nonce, asked.device, paired.server_id, paired.token, paired.sealing_key)
    Ed25519PublicKey.from_public_bytes(raw[0]).verify(raw[1], said)
    assert fingerprint(raw[0]) == central.office.who.fingerprint
    assert (paired.commune, paired.commune_name) == (TO_HIEU, "Phường Tô Hiệu")
    assert (paired.support_point, paired.support_point_name) == (central.point(), "Điểm hỗ trợ tập")


def test_neither_token_nor_code_is_kept(central: Central) -> None:
    code = central.code()
    adopted = wire_device.pair(central.request, code, TO_HIEU)
    with central.office.ground.read() as connection:
        kept = str(
            connection.execute(sa.select(device_table)).all()
            + connection.execute(sa.select(pairing_code)).all()
        )
    assert adopted.paired.token not in kept
    assert code not in kept
    assert len(base64.urlsafe_b64decode(adopted.paired.token + "=")) == 32


def test_a_code_may_be_typed_carelessly(central: Central) -> None:
    code = central.code()
    typed = f" {code[:5].lower()} - {code[5:].replace('0', 'o').replace('1', 'l')} "
    assert read(_ask(central, pair_request(typed, TO_HIEU)), Paired).commune == TO_HIEU


def test_a_code_is_used_once(central: Central) -> None:
    code = central.code()
    wire_device.pair(central.request, code, TO_HIEU)
    assert problem(_ask(central, pair_request(code, TO_HIEU))) == (403, "code_used")


def test_a_lost_answer_is_given_again_with_a_new_token(central: Central) -> None:
    asked = pair_request(central.code(), TO_HIEU)
    first, again = read(_ask(central, asked), Paired), read(_ask(central, asked), Paired)
    assert first.token != again.token
    old = wire_device.WireDevice(central.request, asked, first, asked.operators[0].id)
    assert problem(old.page()) == (401, "unknown_token")
    assert wire_device.WireDevice(central.request, asked, again, asked.operators[0].id).hello().may_pull


def test_an_unknown_code_is_refused(central: Central) -> None:
    central.point()
    assert problem(_ask(central, pair_request("0000000000", TO_HIEU))) == (403, "code_unknown")


@pytest.mark.parametrize("commune", ["", TO_HIEU, "99999"])
def test_guessing_ends_soon_and_locks_no_sheet(central: Central, commune: str) -> None:
    code, wrong = central.code(), 0
    for _ in range(40):
        status, said = problem(_ask(central, pair_request("0000000000", commune)))
        assert (status, said) in ((403, "code_unknown"), (429, "too_many_tries"))
        wrong += said == "code_unknown"
    assert wrong == 3
    refused = _ask(central, pair_request(code, TO_HIEU))
    assert problem(refused) == (429, "too_many_tries")
    assert refused.headers["retry-after"] == "5"
    central.clock.now += 5_000
    assert read(_ask(central, pair_request(code, TO_HIEU)), Paired).commune == TO_HIEU


def test_whoever_asks_holds_the_private_key(central: Central) -> None:
    asked, thief = pair_request(central.code(), TO_HIEU), Ed25519PrivateKey.generate()
    for forged in (
        signed(asked, key=thief),
        msgspec.structs.replace(asked, signature=""),
        msgspec.structs.replace(asked, signature="é"),
        msgspec.structs.replace(asked, nonce="another"),
        msgspec.structs.replace(asked, instance="another"),
        msgspec.structs.replace(asked, device=fresh_id()),
    ):
        assert problem(_ask(central, forged)) == (403, "bad_signature")
    first = wire_device.WireDevice(central.request, asked, read(_ask(central, asked), Paired), "")
    assert problem(_ask(central, signed(asked, key=thief, nonce="again"))) == (403, "bad_signature")
    assert first.hello().may_pull, "its token was not replaced"


def test_a_sheet_is_good_for_seven_days(central: Central) -> None:
    early, late = central.code(), central.code()
    central.clock.now += 7 * DAY_MS - 1
    assert read(_ask(central, pair_request(early, TO_HIEU)), Paired).commune == TO_HIEU
    central.clock.now += 1
    assert problem(_ask(central, pair_request(late, TO_HIEU))) == (403, "code_expired")


def test_the_commune_chosen_at_first_run_must_be_the_sheets(central: Central) -> None:
    code = central.code()
    assert problem(_ask(central, pair_request(code, CHIENG_AN))) == (409, "wrong_commune")
    assert read(_ask(central, pair_request(code, TO_HIEU)), Paired).commune == TO_HIEU


def test_another_machine_cannot_take_a_devices_name(central: Central) -> None:
    first = central.device()
    thief = pair_request(central.code(), TO_HIEU, device=first.id)
    assert problem(_ask(central, thief)) == (409, "device_known")
    assert first.hello().may_pull


def test_a_revoked_device_needs_a_new_name(central: Central) -> None:
    first = central.device()
    devices.revoke(central.office.ground, first.id)
    again = signed(first.asked, code=central.code())
    assert problem(_ask(central, again)) == (403, "device_revoked")


def test_a_copy_of_a_revoked_laptops_disk_is_told_to_take_a_name_of_its_own(central: Central) -> None:
    """Copied before it was paired, it has keys of its own: it is another laptop, whose work waits."""
    first = central.device()
    devices.revoke(central.office.ground, first.id)
    copied = pair_request(central.code(), TO_HIEU, device=first.id, instance=first.asked.instance)
    other_key = Ed25519PrivateKey.generate()
    public = base64.urlsafe_b64encode(other_key.public_key().public_bytes_raw()).rstrip(b"=").decode()
    copied = signed(copied, other_key, signing_key=public)
    assert problem(_ask(central, copied)) == (409, "device_known")


def test_a_device_may_be_paired_anew_with_its_own_keys(central: Central) -> None:
    first = central.device()
    again = signed(first.asked, code=central.code())
    assert read(_ask(central, again), Paired).token != first.paired.token


def test_an_operator_of_another_place_is_not_adopted(central: Central) -> None:
    first = central.device()
    other = central.second_point()
    asked = pair_request(other.code(), TO_HIEU, operators=[PairedOperator(id=first.operator, name="Ai Khác")])
    assert problem(_ask(central, asked)) == (409, "operator_known")
    assert central.count(device_table, device_table.c.id == asked.device) == 0


def test_a_colleague_who_works_elsewhere_by_now_keeps_nobody_from_being_paired(central: Central) -> None:
    """After a restore the colleague's laptop was adopted at another point; unpaired, nobody else can hear of it."""
    colleague = central.device()
    own = PairedOperator(id=fresh_id(), name="Người Ở Đây")
    named = [PairedOperator(id=colleague.operator, name="Ai Khác"), own]
    asked = pair_request(central.second_point().code(), TO_HIEU, operators=named)
    assert read(_ask(central, asked), Paired).support_point != central.point()
    rows = {row.id: row.fields["support_point"] for row in colleague.pull() if row.kind == "operator"}
    assert rows[colleague.operator] == central.point() != rows[own.id]


@pytest.mark.parametrize(
    "more",
    [
        {"device": "x"},
        {"signing_key": "x"},
        {"sealing_key": "age1nothing"},
        {"sealing_key": raw_key()},
        {"name": "x" * 201},
        {"commune": "\u0000"},
        {"operators": [PairedOperator(id="x", name="Ai Đó")]},
        {"operators": [PairedOperator(id=fresh_id(), name="Ai Đó") for _ in range(51)]},
    ],
)
def test_nonsense_is_refused(central: Central, more: dict[str, Any]) -> None:
    asked = msgspec.structs.replace(pair_request(central.code(), TO_HIEU), **more)
    assert problem(_ask(central, asked)) == (400, "bad_request")


def test_a_sheet_needs_a_support_point(central: Central) -> None:
    with pytest.raises(Refusal, match="unknown_support_point"):
        sheets.make_sheet(central.office.ground, central.office.who, fresh_id(), "http://127.0.0.1")

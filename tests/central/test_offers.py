"""One raw change, read alone: whatever it is, it is read or refused by code and field."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.central.offers import DEEPEST, LARGEST_NUMBER, erases, read_offer
from app.contract.limits import LARGEST_CHANGE
from app.domain.changes import Op
from tests.support.wire_device import fresh_id

DEVICE = fresh_id()


def _change(**more: object) -> dict[str, Any]:
    good = {
        "id": fresh_id(),
        "n": 3,
        "kind": "citizen",
        "record": fresh_id(),
        "op": "create",
        "author": fresh_id(),
        "at": 1_700_000_000_000,
        "fields": {"name": {"to": "Lò Văn Mẫu"}},
    }
    return {**good, **more}


def _raw(**more: object) -> bytes:
    return msgspec.json.encode(_change(**more))


def test_a_good_change_is_read_whole() -> None:
    said = _change(stamp={"epoch": 1, "seq": 5, "took": ["name"], "landing": "x"})
    offer = read_offer(msgspec.json.encode(said), DEVICE)
    assert offer.change is not None
    assert offer.stamp is not None
    assert (offer.n, offer.kind, offer.record, offer.code) == (3, "citizen", said["record"], "")
    assert (offer.change.device, offer.change.fields["name"].to, offer.stamp.at.seq) == (
        DEVICE,
        "Lò Văn Mẫu",
        5,
    )


def test_text_is_brought_to_one_form() -> None:
    offer = read_offer(_raw(fields={"name": {"to": "Lo\u0300", "from": ["Lo\u0300"]}}), DEVICE)
    assert offer.change is not None
    assert (offer.change.fields["name"].to, offer.change.fields["name"].seen) == ("Lò", ("Lò",))


def _deep(levels: int) -> Any:  # noqa: ANN401
    return [] if levels == 0 else [_deep(levels - 1)]


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"id": "x"}, "bad_id", ""),
        ({"record": "../../etc"}, "bad_id", ""),
        ({"author": ""}, "bad_id", ""),
        ({"other": "x"}, "bad_id", ""),
        ({"replaces": ["x"]}, "bad_id", ""),
        ({"covers": ["x"]}, "bad_id", ""),
        ({"n": 0}, "bad_number", ""),
        ({"n": LARGEST_NUMBER + 1}, "bad_number", ""),
        ({"at": -1}, "bad_number", ""),
        ({"op": "explode"}, "unknown_op", "op"),
        ({"n": "3"}, "unreadable", "n"),
        ({"fields": 7}, "unreadable", "fields"),
        ({"fields": {"name": {"from": ["x"]}}}, "unreadable", "fields"),
        ({"fields": {"Name": {"to": "x"}}}, "bad_field", ""),
        ({"fields": {"name": {"to": 1.5}}}, "bad_value", "name"),
        ({"fields": {"name": {"to": 2**60}}}, "bad_value", "name"),
        ({"fields": {"name": {"to": "a\u0000b"}}}, "bad_value", "name"),
        ({"fields": {"name": {"to": "x", "from": ["\u0000"]}}}, "bad_value", "name"),
        ({"fields": {"name": {"to": {"\u0000": 1}}}}, "bad_value", "name"),
        ({"fields": {"name": {"to": _deep(DEEPEST + 1)}}}, "bad_value", "name"),
        ({"fields": {"id_number": {"to": "01404000000"}}}, "bad_value", "id_number"),
        ({"fields": {"birth": {"to": "1940-13"}}}, "bad_value", "birth"),
        ({"reason": "\u0000"}, "bad_value", "reason"),
        ({"fields": {"name": {"to": "x" * LARGEST_CHANGE}}}, "change_too_large", ""),
    ],
)
def test_a_flaw_is_named_by_code_and_field(more: dict[str, Any], code: str, field: str) -> None:
    offer = read_offer(_raw(**more), DEVICE)
    assert (offer.change, offer.code, offer.field) == (None, code, field)


@pytest.mark.parametrize("raw", [b"7", b"[]", b"null", b'"x"', b"[" * 900 + b"]" * 900, b'"\\ud800\\u0041"'])
def test_what_is_no_change_at_all_is_refused(raw: bytes) -> None:
    assert read_offer(raw, DEVICE).code == "unreadable"


def test_deep_nesting_inside_a_value_is_refused() -> None:
    raw = _raw().replace('"Lò Văn Mẫu"'.encode(), b"[" * 700 + b"]" * 700)
    offer = read_offer(raw, DEVICE)
    assert (offer.n, offer.change is None) == (3, True)


def test_empty_number_and_birth_are_fine() -> None:
    offer = read_offer(_raw(fields={"id_number": {"to": ""}, "birth": {"to": ""}}), DEVICE)
    assert offer.code == ""


def test_what_can_be_read_of_a_bad_one_is_kept() -> None:
    name, record = fresh_id(), fresh_id()
    offer = read_offer(_raw(n=9, id=name, record=record, at="soon"), DEVICE)
    assert (offer.n, offer.id, offer.kind, offer.record, offer.field) == (9, name, "citizen", record, "at")


@pytest.mark.parametrize("name", [7, "", "x", "a\u0000b", "AaIHa0QAdvKyN64Qw6GncA\n"])
def test_what_is_no_id_names_nothing(name: object) -> None:
    assert read_offer(_raw(id=name), DEVICE).id == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*_change(), "stamp", "other", "reason", "schema"]), JSON, max_size=4))
def test_any_change_is_read_or_refused(more: dict[str, Any]) -> None:
    try:
        raw = _raw(**more)
    except (OverflowError, UnicodeEncodeError):
        return
    offer = read_offer(raw, DEVICE)
    assert (offer.change is None) == bool(offer.code)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_without_a_fault(raw: bytes) -> None:
    assert read_offer(raw, DEVICE).change is None


@given(
    st.sampled_from(["erase", "edit", "ERASE", ""]),
    st.dictionaries(st.sampled_from([*_change(), "stamp"]), JSON, max_size=2),
)
def test_whatever_may_be_decided_as_an_erasure_is_told_beforehand(op: str, more: dict[str, Any]) -> None:
    try:
        raw = _raw(**{**more, "op": op})
    except (OverflowError, UnicodeEncodeError):
        return
    change = read_offer(raw, DEVICE).change
    assert erases(raw) == (op == "erase")
    assert erases(raw.replace(b'"erase"', b'"\\u0065rase"')) == (op == "erase")
    assert change is None or (change.op is Op.ERASE) <= erases(raw)


@given(st.binary(max_size=50))
def test_bytes_that_are_no_change_erase_nothing(raw: bytes) -> None:
    assert not erases(raw)

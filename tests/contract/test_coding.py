"""Between domain and wire and bytes: nothing is lost on the way, and no body can hurt whoever opens it."""

from __future__ import annotations

import gzip
import hashlib
import random
import tracemalloc
import unicodedata

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from app.contract.coding import (
    BadBody,
    bucket_digests,
    bucket_of,
    decode,
    digest,
    from_wire,
    outcome_from_wire,
    outcome_to_wire,
    pack,
    stamp_of,
    to_wire,
    unpack,
)
from app.contract.limits import BUCKETS, LARGEST_BODY
from app.contract.messages import Hello, Message, Pushed, WireChange, WireEdit, WireOutcome
from app.domain.changes import Change, Outcome, Stamp, content_hash
from tests.support.changes import CHANGES, OUTCOMES, STAMPS, VALUES
from tests.support.wire_samples import SAMPLES

COMPRESSORS = {"zstd": zstandard.compress, "gzip": gzip.compress, "": bytes}
HELLO = next(sample for sample in SAMPLES if isinstance(sample, Hello))


def there_and_back(change: Change, stamp: Stamp | None = None) -> tuple[Change, Stamp | None]:
    wire = decode(unpack(pack(to_wire(change, stamp)), "zstd"), WireChange)
    return from_wire(wire, change.device), stamp_of(wire)


@given(CHANGES, st.none() | STAMPS)
def test_a_change_arrives_as_it_was_written(change: Change, stamp: Stamp | None) -> None:
    arrived, carried = there_and_back(change, stamp)
    assert (arrived, carried) == (change, stamp)
    assert content_hash(arrived) == content_hash(change)


@given(st.integers(1, 10**6), OUTCOMES)
def test_an_answer_arrives_as_it_was_given(n: int, outcome: Outcome) -> None:
    wire = decode(unpack(pack(outcome_to_wire(n, outcome)), "zstd"), WireOutcome)
    assert (wire.n, outcome_from_wire(wire)) == (n, outcome)


@given(VALUES)
def test_text_arrives_in_nfc_however_a_peer_composed_it(value: object) -> None:
    spelled = _spelled("NFD", value)
    edits = {"name": WireEdit(to=spelled, seen=(spelled,))}
    wire = WireChange(id="i", n=1, kind="k", record="r", op="edit", author="a", at=0, fields=edits)
    arrived = from_wire(wire, "d").fields["name"]
    assert arrived.to == _spelled("NFC", value) == arrived.seen[0]


def test_words_of_a_newer_peer_are_refused_by_name() -> None:
    wire = WireChange(id="i", n=1, kind="k", record="r", op="transmute", author="a", at=0)
    with pytest.raises(ValueError, match="transmute"):
        from_wire(wire, "d")
    for words in ({"kind": "applauded"}, {"first": "applauded"}):
        with pytest.raises(ValueError, match="applauded"):
            outcome_from_wire(WireOutcome(n=1, **words))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: type(sample).__name__)
def test_every_message_can_be_packed_and_read(sample: Message) -> None:
    plain = unpack(pack(sample), "zstd")
    assert plain == msgspec.json.encode(sample)
    assert msgspec.json.encode(decode(plain, type(sample))) == plain


@pytest.mark.parametrize("encoding", COMPRESSORS)
@given(st.binary(max_size=5_000))
def test_every_encoding_opens_to_what_was_sent(encoding: str, plain: bytes) -> None:
    assert unpack(COMPRESSORS[encoding](plain), encoding) == plain


@pytest.mark.parametrize("encoding", COMPRESSORS)
def test_a_body_of_just_the_limit_opens_and_one_more_does_not(encoding: str) -> None:
    fits, too_large = (COMPRESSORS[encoding](b"x" * size) for size in (1_000, 1_001))
    assert len(unpack(fits, encoding, limit=1_000)) == 1_000
    with pytest.raises(BadBody, match="body_too_large"):
        unpack(too_large, encoding, limit=1_000)


@pytest.mark.parametrize("encoding", ["zstd", "gzip"])
def test_a_bomb_is_refused_before_it_goes_off(encoding: str) -> None:
    bomb = COMPRESSORS[encoding](bytes(5 * LARGEST_BODY))
    assert len(bomb) < LARGEST_BODY / 100
    tracemalloc.start()
    try:
        with pytest.raises(BadBody, match="body_too_large"):
            unpack(bomb, encoding)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 3 * LARGEST_BODY


def test_a_window_larger_than_anybody_needs_is_refused() -> None:
    options = zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
    stream = zstandard.ZstdCompressor(compression_params=options).compressobj()
    body = stream.compress(b"x" * 100) + stream.flush()
    assert zstandard.get_frame_parameters(body).window_size > LARGEST_BODY
    with pytest.raises(BadBody, match="body_unreadable"):
        unpack(body, "zstd")


@pytest.mark.parametrize("encoding", ["zstd", "gzip"])
@given(st.binary(min_size=1, max_size=200))
def test_rubbish_never_opens_to_a_message(encoding: str, body: bytes) -> None:
    with pytest.raises(BadBody):
        decode(unpack(body, encoding), Hello)


def test_a_turned_bit_is_never_read_as_something_else() -> None:
    """Without the checksum nine of ten would open, as another name or number."""
    body = pack(HELLO)
    for place in range(len(body) * 8):
        turned = bytearray(body)
        turned[place // 8] ^= 1 << place % 8
        assert _read(bytes(turned), "zstd") in (None, HELLO)


@pytest.mark.parametrize("encoding", COMPRESSORS)
def test_an_unfinished_body_is_no_message(encoding: str) -> None:
    """A line that broke half-way gives the whole message or none of it."""
    body = COMPRESSORS[encoding](msgspec.json.encode(HELLO))
    read = [_read(body[:size], encoding) for size in range(len(body))]
    assert {one for one in read if one is not None} <= {HELLO}
    assert read[: len(body) // 2] == [None] * (len(body) // 2)


def _read(body: bytes, encoding: str) -> Hello | None:
    try:
        return decode(unpack(body, encoding), Hello)
    except BadBody:
        return None


NOT_MESSAGES = [
    b"",
    b"{}",
    b"[]",
    b"null",
    b'{"device":',
    b"<!DOCTYPE html><title>Wi-Fi</title>",
    b"\xff\xfe{}",
    b'{"device":"\xc3("}',
    b"[" * 200_000,
    b'{"a":' * 100_000,
    b'{"device":NaN}',
    b'{"epoch":' + b"9" * 5_000 + b"}",
    msgspec.json.encode(HELLO) + b"{}",
]


@pytest.mark.parametrize("plain", NOT_MESSAGES, ids=range(len(NOT_MESSAGES)))
def test_what_is_no_message_is_refused_and_never_breaks_anything(plain: bytes) -> None:
    with pytest.raises(BadBody, match="body_unreadable"):
        decode(plain, Hello)


def test_depth_hidden_in_a_value_is_refused_too() -> None:
    deep = b"[" * 50_000 + b"]" * 50_000
    body = (
        b'{"id":"i","n":1,"kind":"k","record":"r","op":"edit","author":"a","at":0,"fields":{"x":{"to":%s}}}'
    )
    with pytest.raises(BadBody, match="body_unreadable"):
        decode(body % deep, WireChange)


RECORDS = st.dictionaries(st.text(max_size=8), st.integers(0, 2**40), max_size=8)


@given(RECORDS, st.randoms(use_true_random=False))
def test_a_digest_knows_no_order(records: dict[str, int], chance: random.Random) -> None:
    mixed = list(records.items())
    chance.shuffle(mixed)
    assert digest(mixed) == digest(records.items())
    assert len(digest(mixed)) == 64


@given(RECORDS, RECORDS)
def test_a_digest_tells_two_holdings_apart(first: dict[str, int], second: dict[str, int]) -> None:
    assert (digest(first.items()) == digest(second.items())) == (first == second)


@given(RECORDS)
def test_the_digests_of_the_buckets_are_the_digest_in_parts(records: dict[str, int]) -> None:
    parts = bucket_digests(records.items())
    assert len(parts) == BUCKETS
    for place, part in enumerate(parts):
        mine = [(record, seq) for record, seq in records.items() if bucket_of(record) == place]
        assert part == digest(mine)[:16]


def test_the_digest_both_ends_agreed_on() -> None:
    assert digest([]) == "0" * 64
    one, two = (hashlib.sha256(text.encode()).digest() for text in ("A" * 22 + ":1", "B" * 22 + ":2"))
    both = bytes(first ^ second for first, second in zip(one, two, strict=True))
    assert digest([("A" * 22, 1), ("B" * 22, 2)]) == both.hex()
    assert both.hex().startswith("4b7bdf52df95fb59")


def test_an_answer_without_outcomes_is_an_answer() -> None:
    pushed = decode(b'{"server_id":"s","batch":"b","epoch":1}', Pushed)
    assert pushed.outcomes == []


def _spelled(form: str, value: object) -> object:
    match value:
        case str():
            return unicodedata.normalize(form, value)  # type: ignore[arg-type]
        case list():
            return [_spelled(form, part) for part in value]
        case dict():
            return {_spelled(form, key): _spelled(form, part) for key, part in value.items()}
        case _:
            return value

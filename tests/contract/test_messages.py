"""The wire, word for word: what both ends agreed on does not change by accident, and newer peers are understood."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.contract.bundle import Bundle
from app.contract.coding import BadBody, decode
from app.contract.limits import PROTOCOL
from app.contract.messages import (
    Hello,
    Message,
    Page,
    Pair,
    Push,
    Pushed,
    Welcome,
    WireChange,
    WireEdit,
    WireOutcome,
)
from tests.support.wire_samples import CHANGE, SAMPLES, every_message, shown

GOLDEN = Path(__file__).parents[1] / "golden" / "wire"
NAMED = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: type(sample).__name__)


def plain(message: Message) -> Any:  # noqa: ANN401 - whatever JSON it is
    return json.loads(msgspec.json.encode(message))


def coded(value: object) -> bytes:
    return json.dumps(value).encode()


def test_every_message_has_a_sample_and_a_golden_file() -> None:
    assert {type(sample) for sample in SAMPLES} == every_message()
    assert {file.stem for file in GOLDEN.iterdir()} == {one.__name__ for one in every_message()}


@NAMED
def test_it_is_said_as_it_was_agreed(sample: Message) -> None:
    """A change here is a new version of the wire: laptops out there still speak the old one."""
    golden = (GOLDEN / f"{type(sample).__name__}.json").read_text(encoding="utf-8")
    assert shown(sample) == golden


@NAMED
def test_what_was_agreed_is_understood(sample: Message) -> None:
    golden = (GOLDEN / f"{type(sample).__name__}.json").read_bytes()
    assert plain(decode(golden, type(sample))) == plain(sample)


@NAMED
def test_every_field_of_the_sample_is_set(sample: Message) -> None:
    """A field at its default would not be in the golden file."""
    names = {field.encode_name for field in msgspec.structs.fields(sample)}
    assert set(plain(sample)) == names


@NAMED
def test_what_a_newer_peer_adds_is_ignored(sample: Message) -> None:
    said = {**plain(sample), "of_next_year": [1, {"x": None}]}
    assert plain(decode(coded(said), type(sample))) == plain(sample)


INSIDE: list[tuple[type[Message], tuple[str | int, ...]]] = [
    (Pushed, ("outcomes", 0)),
    (Page, ("records", 0)),
    (Page, ("records", 0, "conflicts", "name", 0)),
    (Pair, ("operators", 0)),
    (WireChange, ("stamp",)),
    (WireChange, ("fields", "name")),
]


@pytest.mark.parametrize(("shape", "path"), INSIDE)
def test_what_is_added_inside_is_ignored_too(shape: type[Message], path: tuple[str | int, ...]) -> None:
    [sample] = [sample for sample in SAMPLES if type(sample) is shape]
    said = plain(sample)
    inner = said
    for step in path:
        inner = inner[step]
    inner["of_next_year"] = [1, {"x": None}]
    assert plain(decode(coded(said), shape)) == plain(sample)


@NAMED
def test_without_a_needed_part_it_is_no_message(sample: Message) -> None:
    for field in msgspec.structs.fields(sample):
        said = plain(sample)
        del said[field.encode_name]
        if field.required:
            with pytest.raises(BadBody, match="body_unreadable"):
                decode(coded(said), type(sample))
        else:
            assert isinstance(decode(coded(said), type(sample)), type(sample))


@NAMED
def test_a_part_of_another_type_is_no_message(sample: Message) -> None:
    for field in msgspec.structs.fields(sample):
        if field.type is Any:
            continue
        said = {**plain(sample), field.encode_name: 0.5}
        if isinstance(sample, Push | Bundle) and field.name == "changes":
            said["changes"] = {"not": "a list"}
        with pytest.raises(BadBody, match="body_unreadable"):
            decode(coded(said), type(sample))


def test_what_equals_its_default_is_not_sent() -> None:
    bare = WireChange(id="i", n=1, kind="k", record="r", op="edit", author="a", at=0)
    assert set(plain(bare)) == {"id", "n", "kind", "record", "op", "author", "at"}
    assert plain(WireEdit(to=None)) == {"to": None}
    assert plain(WireOutcome(n=3, seq=9)) == {"n": 3, "seq": 9}


def test_the_everyday_answer_to_a_change_is_short() -> None:
    """DESIGN §4: 200 bytes a session, and most answers are `accepted`."""
    assert len(msgspec.json.encode(WireOutcome(n=1234, seq=56789))) <= 24


def test_one_bad_change_leaves_the_batch_readable() -> None:
    batch = b'{"batch":"b","device":"d","epoch":1,"changes":[{"id":5},"nonsense",%s]}'
    push = decode(batch % msgspec.json.encode(CHANGE), Push)
    assert len(push.changes) == 3
    for raw in push.changes[:2]:
        with pytest.raises(BadBody):
            decode(bytes(raw), WireChange)
    assert decode(bytes(push.changes[2]), WireChange) == CHANGE


def test_messages_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        CHANGE.n = 8  # type: ignore[misc]


def test_both_ends_name_the_version_they_speak() -> None:
    fields = {field.name: field for field in msgspec.structs.fields(Hello)}
    assert fields["protocol"].default == PROTOCOL
    ranges = {field.name: field for field in msgspec.structs.fields(Welcome)}
    assert ranges["protocols"].default[1] == PROTOCOL

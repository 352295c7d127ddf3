"""Changes: text equal on every machine, a hash of all that is said, a pen that writes only what differs."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.changes import Change, Edit, Mark, Op, Outcome, OutcomeKind, Pen, clean, content_hash
from tests.support.changes import CHANGES, VALUES

BEFORE = Change(
    id="i",
    kind="citizen",
    record="r",
    op=Op.EDIT,
    author="a",
    device="d",
    made_at=1,
    n=1,
    fields={"name": Edit(("Lò Thị Mẫu",), "Lò Thị Ín")},
    reason="x",
    replaces=("p",),
    other="o",
    covers=("c",),
)
OTHERWISE = {
    "id": "j",
    "kind": "ladder",
    "record": "s",
    "op": Op.CREATE,
    "author": "b",
    "device": "e",
    "made_at": 2,
    "n": 2,
    "fields": {},
    "reason": "",
    "replaces": (),
    "other": "",
    "covers": (),
}
FIELDS = [
    {"name": Edit(("Lò Thị Mẫu",), "Lò Thị Khác")},
    {"name": Edit(("Lò Thị Mậu",), "Lò Thị Ín")},
    {"name": Edit((), "Lò Thị Ín")},
    {"notes": Edit(("Lò Thị Mẫu",), "Lò Thị Ín")},
    {"name": Edit(("Lò Thị Mẫu",), "Lò Thị Ín"), "sex": Edit(("",), "f")},
]


def pen() -> Pen:
    names = iter(f"id-{number}" for number in range(100))
    return Pen("author", "device", 1_000, lambda: next(names))


@given(VALUES)
def test_clean_text_is_in_nfc_all_the_way_down(value: object) -> None:
    cleaned = clean(value)  # type: ignore[arg-type]
    assert clean(cleaned) == cleaned
    assert _is_nfc(cleaned)


@given(st.text(max_size=20))
def test_equal_words_are_equal_however_they_are_composed(text: str) -> None:
    spelled = {form: unicodedata.normalize(form, text) for form in ("NFC", "NFD")}
    assert clean(spelled["NFC"]) == clean(spelled["NFD"])


def test_every_part_of_a_change_that_says_something_is_in_the_hash() -> None:
    """`schema` says how it is spelled, `suspect` is what central knows of the sender: neither is what it says."""
    assert {field.name for field in fields(Change)} == {*OTHERWISE, "schema", "suspect"}
    hashes = {content_hash(replace(BEFORE, **{name: value})) for name, value in OTHERWISE.items()}  # type: ignore[arg-type]
    assert len(hashes | {content_hash(BEFORE)}) == len(OTHERWISE) + 1


def test_every_part_of_a_field_is_in_the_hash() -> None:
    hashes = {content_hash(replace(BEFORE, fields=edits)) for edits in FIELDS}
    assert len(hashes | {content_hash(BEFORE)}) == len(FIELDS) + 1


@given(CHANGES)
def test_the_order_fields_were_written_in_says_nothing(change: Change) -> None:
    turned = replace(change, fields=dict(reversed(change.fields.items())))
    assert content_hash(turned) == content_hash(change)


@pytest.mark.parametrize(
    ("value", "other"), [(True, 1), (0, False), ("1", 1), ([], None), ("", None), ({}, [])]
)
def test_values_of_different_kinds_are_different(value: object, other: object) -> None:
    one, two = (
        content_hash(replace(BEFORE, fields={"x": Edit((), to)}))  # type: ignore[arg-type]
        for to in (value, other)
    )
    assert one != two


def test_a_create_is_an_edit_from_nothing() -> None:
    change = pen().create("citizen", "r", {"name": "Lo\u0300", "sex": "f"})
    assert (change.op, change.kind, change.record, change.n) == (Op.CREATE, "citizen", "r", 0)
    assert change.fields == {"name": Edit((), "Lò"), "sex": Edit((), "f")}
    assert (change.author, change.device, change.made_at, change.id) == ("author", "device", 1_000, "id-0")


def test_an_edit_writes_only_what_differs_and_what_was_seen() -> None:
    change = pen().edit(
        "citizen",
        "r",
        {"name": "Lò", "sex": "f"},
        {"name": "Lò", "sex": "m", "village": "Bản"},
        reason="nhầm",
    )
    assert change.fields == {"sex": Edit(("f",), "m"), "village": Edit((None,), "Bản")}
    assert (change.op, change.reason) == (Op.EDIT, "nhầm")


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=4))
def test_writing_what_stands_writes_nothing(values: dict[str, object]) -> None:
    assert pen().edit("citizen", "r", values, values).fields == {}  # type: ignore[arg-type]


def test_marks_are_in_order_of_epoch_first() -> None:
    assert Mark(1, 900) < Mark(2, 1) < Mark(2, 2)
    assert Mark() == Mark(0, 0)


@pytest.mark.parametrize("first", list(OutcomeKind))
def test_a_duplicate_counts_as_its_first_answer(first: OutcomeKind) -> None:
    assert Outcome(kind=OutcomeKind.DUPLICATE, first=first).effective is first
    assert Outcome(kind=first).effective is first


def _is_nfc(value: object) -> bool:
    match value:
        case str():
            return unicodedata.is_normalized("NFC", value)
        case list():
            return all(map(_is_nfc, value))
        case dict():
            return all(_is_nfc(key) and _is_nfc(part) for key, part in value.items())
        case _:
            return True

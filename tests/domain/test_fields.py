"""What a dataclass declares about a field: its merge class, its start, whom it points to."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pytest

from app.domain.fields import (
    MergeClass,
    ask,
    furthest,
    latest,
    merge_class,
    once,
    refers_to,
    start_value,
    union,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One field of every kind."""

    name: str = ask()
    owner: str = ask(refers="citizen")
    count: int = ask(3)
    rung: object = furthest()
    latch: str = furthest("")
    notes: list[str] = union()
    setting: bool = latest(True)
    made: str = once(refers="session")


DECLARED = {field.name: field for field in fields(Thing)}


@pytest.mark.parametrize(
    ("name", "merge", "start", "refers"),
    [
        ("name", MergeClass.ASK, "", ""),
        ("owner", MergeClass.ASK, "", "citizen"),
        ("count", MergeClass.ASK, 3, ""),
        ("rung", MergeClass.FURTHEST, None, ""),
        ("latch", MergeClass.FURTHEST, "", ""),
        ("notes", MergeClass.UNION, [], ""),
        ("setting", MergeClass.LATEST, True, ""),
        ("made", MergeClass.ONCE, "", "session"),
    ],
)
def test_a_field_is_what_it_was_declared(name: str, merge: MergeClass, start: object, refers: str) -> None:
    field = DECLARED[name]
    assert (merge_class(field), start_value(field), refers_to(field)) == (merge, start, refers)


def test_a_thing_made_of_nothing_has_the_start_values() -> None:
    assert {name: getattr(Thing(), name) for name in DECLARED} == {
        name: start_value(field) for name, field in DECLARED.items()
    }


def test_no_two_things_share_a_list() -> None:
    assert Thing().notes is not Thing().notes
    assert start_value(DECLARED["notes"]) is not start_value(DECLARED["notes"])


def test_a_plain_field_is_no_field_of_a_record() -> None:
    @dataclass
    class Plain:
        name: str = ""

    [field] = fields(Plain)
    with pytest.raises(KeyError):
        merge_class(field)

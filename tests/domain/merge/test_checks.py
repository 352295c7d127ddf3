"""What central refuses, by stable code; and that an unknown field, or an erased record, is not refused."""

import pytest

from app.domain.changes import Edit, Op, OutcomeKind, Value
from tests.support.small_centre import SmallCentre, change, wrote


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("citizen", "phone", 912000000),
        ("citizen", "phone_agreed", 1),
        ("citizen", "phone_agreed", "yes"),
        ("citizen", "notes", "one"),
        ("citizen", "notes", [1]),
        ("citizen", "name", None),
        ("ladder", "install", "done"),
        ("ladder", "install", {"reason": "no status"}),
        ("session", "steps", True),
        ("session", "started", "now"),
        ("consent", "withdrawn", False),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_by_field(kind: str, field: str, value: Value) -> None:
    outcome = SmallCentre().tell(change("a1", {field: wrote(value)}, op=Op.CREATE, kind=kind))

    assert (outcome.kind, outcome.code, outcome.field) == (OutcomeKind.REJECTED, "wrong_type", field)


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("ladder", "install", None),
        ("ladder", "install", {"status": "a status of a newer program"}),
        ("session", "outcomes", {"install": {"status": "done"}}),
        ("session", "steps", 0),
        ("citizen", "notes", []),
    ],
)
def test_a_value_of_the_right_type_is_taken(kind: str, field: str, value: Value) -> None:
    assert SmallCentre().tell(change("a1", {field: wrote(value)}, op=Op.CREATE, kind=kind)).code == ""


def test_a_refused_change_leaves_nothing_behind() -> None:
    centre = SmallCentre()
    fields = {"name": wrote("Lò Thị Mẫu"), "phone": wrote(5)}

    centre.tell(change("a1", fields, op=Op.CREATE))

    assert centre.records == {}


def test_a_kind_nobody_knows_is_refused() -> None:
    assert SmallCentre().tell(change("a1", op=Op.CREATE, kind="weather")).code == "unknown_kind"


def test_a_device_makes_no_policy() -> None:
    told = change("a1", {"value": Edit((), 5)}, op=Op.CREATE, kind="policy")

    assert SmallCentre().tell(told).code == "made_at_central"


def test_an_erased_record_is_answered_before_anything_is_checked() -> None:
    centre = SmallCentre()
    centre.tell(change("o1", {"name": wrote("Lò Thị Mẫu")}, op=Op.CREATE))
    centre.tell(change("o2", op=Op.ERASE))

    assert centre.tell(change("a1", {"phone": wrote("", 5)})).kind is OutcomeKind.ERASED

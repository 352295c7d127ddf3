"""How a value meets another one at central: every clause of the rule, on a field a person decides about."""

from app.domain.changes import Op, OutcomeKind
from tests.support.small_centre import SmallCentre, change, wrote


def centre_with_phone(value: str = "x") -> SmallCentre:
    centre = SmallCentre()
    centre.tell(change("o1", {"phone": wrote(value)}, op=Op.CREATE))
    return centre


def test_a_create_is_an_edit_from_nothing() -> None:
    centre = centre_with_phone("0912000000")

    assert centre.value("phone") == "0912000000"
    assert centre.record().commune == "03646"


def test_a_second_create_meets_the_first_field_by_field() -> None:
    centre = centre_with_phone("x")

    outcome = centre.tell(change("b1", {"phone": wrote("y"), "village": wrote("Bản Mòng")}, op=Op.CREATE))

    assert (outcome.kind, outcome.took, outcome.conflicts) == (OutcomeKind.MERGED, ("village",), ("phone",))
    assert centre.value("phone") == "x"


def test_an_edit_that_saw_the_standing_value_takes() -> None:
    centre = centre_with_phone("x")

    outcome = centre.tell(change("a1", {"phone": wrote("x", "y")}))

    assert (outcome.kind, outcome.seq) == (OutcomeKind.ACCEPTED, 2)
    assert centre.value("phone") == "y"


def test_different_fields_never_conflict() -> None:
    centre = centre_with_phone("x")
    centre.tell(change("a1", {"phone": wrote("x", "y")}))

    assert centre.tell(change("b1", {"name": wrote("", "Lò Thị Mẫu")})).kind is OutcomeKind.ACCEPTED


def test_the_value_that_stands_already_is_no_conflict() -> None:
    centre = centre_with_phone("x")
    centre.tell(change("a1", {"phone": wrote("x", "y")}))

    assert centre.tell(change("b1", {"phone": wrote("x", "y")})).kind is OutcomeKind.ACCEPTED
    assert centre.asked("phone") == set()


def test_two_who_did_not_see_each_other_raise_a_question() -> None:
    centre = centre_with_phone("x")
    centre.tell(change("a1", {"phone": wrote("x", "y")}))

    outcome = centre.tell(change("b1", {"phone": wrote("x", "z")}))

    assert (outcome.kind, outcome.conflicts) == (OutcomeKind.MERGED, ("phone",))
    assert (centre.value("phone"), centre.asked("phone")) == ("y", {"z"})
    waiting = centre.row().conflicts["phone"][0]
    assert (waiting.author, waiting.device, waiting.made_at) == ("operator of b", "b", 60_000)


def test_an_edit_that_saw_a_waiting_value_replaces_it() -> None:
    centre = centre_with_phone("x")
    centre.tell(change("a1", {"phone": wrote("x", "y")}))
    centre.tell(change("b1", {"phone": wrote("x", "z")}))

    centre.tell(change("c1", {"phone": wrote("z", "w")}))

    assert centre.asked("phone") == {"w"}


def test_a_chain_that_comes_back_to_its_start_closes_its_question() -> None:
    centre = centre_with_phone("x")
    centre.tell(change("a1", {"phone": wrote("x", "y")}))
    centre.tell(change("b1", {"phone": wrote("x", "z")}))

    centre.tell(change("b2", {"phone": wrote("z", "x")}))

    assert (centre.value("phone"), centre.asked("phone")) == ("y", set())


def test_a_waiting_value_that_comes_to_stand_is_closed() -> None:
    centre = centre_with_phone("x")
    centre.tell(change("a1", {"phone": wrote("x", "y")}))
    centre.tell(change("b1", {"phone": wrote("x", "z")}))

    centre.tell(change("c1", {"phone": wrote("y", "z")}))

    assert (centre.value("phone"), centre.asked("phone")) == ("z", set())


def test_a_value_somebody_had_seen_and_replaced_is_superseded() -> None:
    centre = centre_with_phone("x")
    centre.tell(change("a1", {"phone": wrote("x", "y", "z")}))

    outcome = centre.tell(change("b1", {"phone": wrote("x", "y")}))

    assert (outcome.kind, outcome.took, outcome.conflicts) == (OutcomeKind.MERGED, (), ())
    assert (centre.value("phone"), centre.asked("phone")) == ("z", set())


def test_coming_back_to_an_old_value_is_not_superseded() -> None:
    """`x` was seen long ago by whoever wrote `y`, but this author saw `y` and wants `x` again."""
    centre = centre_with_phone("x")
    centre.tell(change("a1", {"phone": wrote("x", "y")}))
    centre.tell(change("b1", {"phone": wrote("y", "z")}))

    centre.tell(change("c1", {"phone": wrote("y", "x")}))

    assert (centre.value("phone"), centre.asked("phone")) == ("z", {"x"})


def test_a_later_edit_of_the_same_device_is_not_undone_by_an_earlier_one() -> None:
    centre = centre_with_phone("x")
    centre.tell(change("a3", {"phone": wrote("x", "z")}))

    outcome = centre.tell(change("a2", {"phone": wrote("x", "y")}))

    assert (outcome.took, outcome.conflicts) == ((), ())
    assert centre.value("phone") == "z"


def test_a_decision_closes_what_it_saw_and_takes() -> None:
    centre = centre_with_phone("x")
    centre.tell(change("a1", {"phone": wrote("x", "y")}))
    centre.tell(change("b1", {"phone": wrote("x", "z")}))

    assert (
        centre.tell(change("c1", {"phone": wrote("y", "z", "z")}, op=Op.RESOLVE)).kind is OutcomeKind.ACCEPTED
    )
    assert (centre.value("phone"), centre.asked("phone")) == ("z", set())


def test_a_decision_that_comes_too_late_waits_itself() -> None:
    centre = centre_with_phone("x")
    centre.tell(change("a1", {"phone": wrote("x", "y")}))
    centre.tell(change("b1", {"phone": wrote("x", "z")}))
    centre.tell(change("a2", {"phone": wrote("y", "w")}))

    centre.tell(change("c1", {"phone": wrote("y", "z", "z")}, op=Op.RESOLVE))

    assert (centre.value("phone"), centre.asked("phone")) == ("w", {"z"})


def test_an_early_value_waits_and_stands_when_its_start_arrives() -> None:
    centre = centre_with_phone("x")

    centre.tell(change("b2", {"phone": wrote("y", "z")}))
    assert (centre.value("phone"), centre.asked("phone")) == ("x", {"z"})

    centre.tell(change("a1", {"phone": wrote("x", "y")}))
    assert (centre.value("phone"), centre.asked("phone")) == ("z", set())


def test_an_early_value_does_not_stand_over_a_later_one_of_its_own_device() -> None:
    """a2 was written upon a refused a1; a4 puts things right, and its value is what a2 was written upon."""
    centre = centre_with_phone("x")
    centre.tell(change("a2", {"phone": wrote("y", "z")}))

    centre.tell(change("a4", {"phone": wrote("x", "y")}))

    assert centre.value("phone") == "y"


def test_an_edit_of_an_unknown_record_is_held() -> None:
    outcome = SmallCentre().tell(change("a1", {"phone": wrote("x", "y")}))

    assert (outcome.kind, outcome.missing) == (OutcomeKind.HELD, "r")


def test_a_field_of_a_newer_peer_is_kept() -> None:
    centre = centre_with_phone("x")

    assert centre.tell(change("a1", {"nickname": wrote(None, "Mẫu")})).kind is OutcomeKind.ACCEPTED
    assert centre.row().values["nickname"] == "Mẫu"


def test_two_people_may_have_one_number() -> None:
    """Both are taken; that they may be one person is for people to say."""
    centre = SmallCentre()
    for name, record in (("a1", "one"), ("b1", "two")):
        told = change(name, {"id_number": wrote("014040000000")}, op=Op.CREATE, record=record)
        assert centre.tell(told).kind is OutcomeKind.ACCEPTED


def test_every_remembered_change_moves_its_record() -> None:
    """Devices settle by it and durability is judged by it, even when a change left no trace."""
    centre = centre_with_phone("x")
    centre.tell(change("a3", {"phone": wrote("x", "z")}))

    outcome = centre.tell(change("a2", {"phone": wrote("x", "y")}))

    assert outcome.seq == centre.record().mark.seq == 3

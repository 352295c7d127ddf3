"""Erasure: what it reaches, what is left, and that nothing said later brings anything back."""

from app.domain.changes import Mark, Op, OutcomeKind
from app.domain.merge import Life, Record, struck, to_json
from app.domain.records import KINDS
from tests.support.small_centre import SmallCentre, change, wrote


def centre_with(*records: str) -> SmallCentre:
    centre = SmallCentre()
    for n, record in enumerate(records, 1):
        centre.tell(change(f"o{n}", {"name": wrote(f"Lò Thị {record}")}, op=Op.CREATE, record=record))
    return centre


def erased(centre: SmallCentre) -> set[str]:
    return {record for (_, record), found in centre.records.items() if found.life is Life.ERASED}


def test_only_the_name_of_the_record_is_left() -> None:
    centre = centre_with("r")
    centre.tell(change("a1", {"phone": wrote("", "0912000000")}))

    assert centre.tell(change("b1", op=Op.ERASE)).kind is OutcomeKind.ACCEPTED

    left = centre.record()
    assert left == Record(id="r", kind="citizen", commune="03646", mark=left.mark, erased=True)
    assert "0912000000" not in str(to_json(left))


def test_later_changes_are_answered_and_not_kept() -> None:
    centre = centre_with("r")
    centre.tell(change("b1", op=Op.ERASE))
    before = centre.record()

    for op in (Op.CREATE, Op.EDIT, Op.RESOLVE):
        assert centre.tell(change("a1", {"phone": wrote("", "x")}, op=op)).kind is OutcomeKind.ERASED

    assert centre.record() == before


def test_a_record_not_heard_of_is_erased_before_it_arrives() -> None:
    centre = SmallCentre()
    centre.tell(change("b1", op=Op.ERASE))

    assert centre.tell(change("a1", {"name": wrote("Lò")}, op=Op.CREATE)).kind is OutcomeKind.ERASED


def test_erasing_twice_is_no_harm() -> None:
    centre = centre_with("r")
    centre.tell(change("b1", op=Op.ERASE))

    assert centre.tell(change("c1", op=Op.ERASE)).kind is OutcomeKind.ACCEPTED
    assert erased(centre) == {"r"}


def test_erasing_a_person_erases_all_records_merged_into_them() -> None:
    centre = centre_with("one", "two", "three")
    centre.tell(change("a1", op=Op.MERGE, record="two", other="three"))
    centre.tell(change("a2", op=Op.MERGE, record="one", other="two"))

    centre.tell(change("b1", op=Op.ERASE, record="three"))

    assert erased(centre) == {"one", "two", "three"}


def test_an_eraser_knew_of_a_merge_that_central_does_not() -> None:
    centre = centre_with("one", "two")

    centre.tell(change("b1", op=Op.ERASE, record="one", covers=("two", "never seen")))

    assert erased(centre) == {"one", "two", "never seen"}


def test_a_merge_with_an_erased_record_is_answered_like_any_change_of_it() -> None:
    centre = centre_with("one", "two")
    centre.tell(change("b1", op=Op.ERASE, record="two"))

    outcome = centre.tell(
        change("a1", {"name": wrote("a", "b", "b")}, op=Op.MERGE, record="one", other="two")
    )

    assert outcome.kind is OutcomeKind.ERASED
    assert centre.record("one").life is Life.LIVE


def again(centre: SmallCentre, record: str) -> None:
    """Erase a record as a centre does that came back from a backup made before the erasure."""
    mark = Mark(centre.epoch, centre.seq + 1)
    found = struck(
        KINDS["citizen"], centre.record(record), lambda name: centre.records.get(("citizen", name)), mark
    )
    centre.records |= {("citizen", one.id): one for one in found}
    centre.seq += len(found)
    assert [one.mark.seq for one in found] == list(range(mark.seq, centre.seq + 1))


def test_whoever_was_parted_before_the_erasure_lives_on_after_a_restore() -> None:
    """The backup knows the two as one; what was sent to the other one comes back with them."""
    centre = centre_with("one", "two")
    centre.tell(change("a1", op=Op.MERGE, record="one", other="two"))
    centre.tell(change("b1", {"phone": wrote("", "0912000000")}, record="two"))

    again(centre, "one")

    assert (erased(centre), centre.record("two").life) == ({"one"}, Life.LIVE)
    assert centre.value("phone", "two") == "0912000000"
    assert centre.tell(change("b2", {"phone": wrote("0912000000", "")}, record="two")).landing == ""


def test_whoever_they_were_parted_from_keeps_no_question_about_the_erased() -> None:
    centre = centre_with("one", "two")
    centre.tell(change("c1", {"phone": wrote("", "0911000000")}, record="one"))
    centre.tell(change("a1", op=Op.MERGE, record="one", other="two"))
    centre.tell(change("b1", {"phone": wrote("", "0912000000")}, record="two"))
    assert centre.asked("phone", "one") == {"0912000000"}

    again(centre, "two")

    assert (erased(centre), centre.record("one").absorbed) == ({"two"}, ())
    assert "0912000000" not in str(centre.record("one").fields["phone"].contenders)
    assert centre.record("one").late == ()

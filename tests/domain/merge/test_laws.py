"""What holds whatever arrives and in whatever order, tried on random stories."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.changes import Change, Op, Value
from app.domain.ladder import TaskStatus, rank_of
from tests.support.small_centre import SmallCentre, change, wrote

WORDS = st.sampled_from(["p1", "p2", "p3", "p4"])
EDITS = st.lists(st.tuples(st.sampled_from("abc"), WORDS, WORDS), max_size=12)
NOTES = st.lists(st.sampled_from(["n1", "n2", "n3"]), unique=True)
RUNGS = st.sampled_from([None, *({"status": status.value} for status in TaskStatus if status)])


def numbered(edits: list[tuple[str, str, str]]) -> list[Change]:
    return [change(f"{d}{n}", {"phone": wrote(seen, to)}) for n, (d, seen, to) in enumerate(edits, 1)]


def created(field: str = "phone", value: Value = "p1", kind: str = "citizen") -> SmallCentre:
    centre = SmallCentre()
    centre.tell(change("o1", {field: wrote(value)}, op=Op.CREATE, kind=kind))
    return centre


@given(EDITS)
def test_nothing_is_lost_in_silence(edits: list[tuple[str, str, str]]) -> None:
    """Every value written stands, waits, or was replaced by someone who had seen it."""
    centre = created()
    for told in numbered(edits):
        centre.tell(told)

    field = centre.field("phone")
    kept = {field.value, *centre.asked("phone")}
    seen = {value for told in numbered(edits) for value in told.fields["phone"].seen}
    assert {to for _, _, to in edits} <= kept | seen


@given(EDITS)
def test_a_question_is_never_about_what_stands_and_never_asked_twice(
    edits: list[tuple[str, str, str]],
) -> None:
    centre = created()
    for told in numbered(edits):
        centre.tell(told)
        values = [waiting.value for waiting in centre.field("phone").contenders]
        assert len(values) == len(set(map(str, values)))
        assert centre.value("phone") not in values


@given(st.permutations(range(1, 6)))
def test_the_links_of_one_chain_may_come_in_any_order(order: list[int]) -> None:
    centre = created("phone", "v0")
    for n in order:
        centre.tell(change(f"a{n}", {"phone": wrote(f"v{n - 1}", f"v{n}")}))

    assert (centre.value("phone"), centre.asked("phone")) == ("v5", set())


@given(st.permutations(range(1, 6)))
def test_the_links_of_a_chain_of_several_hands_may_come_in_any_order(order: list[int]) -> None:
    centre = created("phone", "v0")
    for n in order:
        centre.tell(change(f"{'abc'[n % 3]}{n}", {"phone": wrote(f"v{n - 1}", f"v{n}")}))

    assert (centre.value("phone"), centre.asked("phone")) == ("v5", set())


@given(st.permutations(range(1, 6)))
def test_a_chain_beside_another_value_is_one_question_in_any_order(order: list[int]) -> None:
    centre = created("phone", "v0")
    centre.tell(change("z1", {"phone": wrote("v0", "other")}))
    for n in order:
        centre.tell(change(f"a{n}", {"phone": wrote(f"v{n - 1}", f"v{n}")}))

    assert (centre.value("phone"), centre.asked("phone")) == ("other", {"v5"})


@given(st.lists(st.tuples(st.sampled_from("abc"), NOTES), max_size=6), st.randoms())
def test_added_notes_are_all_there_in_any_order(added: list[tuple[str, list[str]]], chance: object) -> None:
    centre = created("notes", [])
    told = [change(f"{d}{n}", {"notes": wrote([], list(items))}) for n, (d, items) in enumerate(added, 1)]
    chance.shuffle(told)
    for one in told:
        centre.tell(one)

    assert set(centre.value("notes")) == {item for _, items in added for item in items}


@given(st.lists(st.tuples(st.sampled_from("abc"), RUNGS, RUNGS), max_size=10))
def test_nobody_is_set_back_by_someone_who_had_not_seen_how_far_they_were(
    edits: list[tuple[str, Value, Value]],
) -> None:
    centre = created("install", None, kind="ladder")
    stood = [centre.value("install", kind="ladder")]
    for n, (device, seen, to) in enumerate(edits, 1):
        centre.tell(change(f"{device}{n}", {"install": wrote(seen, to)}, kind="ladder"))
        stood.append(centre.value("install", kind="ladder"))

    furthest_seen = max((rank_of(seen) for _, seen, _ in edits), default=0)
    for before, after in pairwise(stood):
        assert rank_of(after) >= rank_of(before) or rank_of(before) <= furthest_seen


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["", "d1", "d2"])), max_size=8))
def test_a_latch_once_set_stays_set(edits: list[tuple[str, str]]) -> None:
    centre = created("given_on", "2026-10-01", kind="consent")
    before = ""
    for n, (device, to) in enumerate(edits, 1):
        centre.tell(change(f"{device}{n}", {"withdrawn": wrote(before, to)}, kind="consent"))
        after = centre.value("withdrawn", kind="consent")
        assert after or not before
        before = after


@given(EDITS, st.sampled_from(["one", "two"]))
def test_a_merge_and_its_undo_leave_the_loser_as_if_it_had_never_been(
    edits: list[tuple[str, str, str]], named: str
) -> None:
    merged, apart = SmallCentre(), SmallCentre()
    for centre in (merged, apart):
        for n, record in enumerate(("one", "two"), 1):
            centre.tell(change(f"o{n}", {"phone": wrote("p1")}, op=Op.CREATE, record=record))
    merged.tell(change("m1", op=Op.MERGE, record="one", other="two"))
    for told in numbered(edits):
        for centre in (merged, apart):
            centre.tell(change(told.id, told.fields, record=named))
    merged.tell(change("m2", op=Op.MERGE, record="two"))

    assert merged.value("phone", "two") == apart.value("phone", "two")
    assert merged.asked("phone", "two") == apart.asked("phone", "two")

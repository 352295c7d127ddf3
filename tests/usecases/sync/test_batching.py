"""The size of the next batch stays between one change and what both sides allow, whatever happens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.changes import Change, Edit, Op
from app.domain.views import Unsent
from app.usecases.sync.batching import Portion, plain_size
from tests.support.laptop import hasty

HAPPENINGS = st.lists(st.sampled_from(["quick", "slow", "bad", "half"]), max_size=60)


def change(words: int) -> Unsent:
    edits = {"name": Edit((), "Lò Thị Mẫu " * words)}
    made = Change(
        id="c", kind="citizen", record="r", op=Op.CREATE, author="a", device="d", made_at=0, fields=edits
    )
    return Unsent(change=made)


@given(happenings=HAPPENINGS, largest=st.integers(0, 10**6))
def test_never_nothing_and_never_too_much(happenings: list[str], largest: int) -> None:
    policy = hasty()
    portion = Portion.first(policy, largest)
    for happening in happenings:
        match happening:
            case "quick":
                portion.went_well(0.1, largest)
            case "slow":
                portion.went_well(60.0, largest)
            case "bad":
                portion.went_badly(portion.most)
            case _:
                portion.halve(portion.most)
        assert 1 <= portion.most <= policy.most_changes
        assert 1 <= portion.packed <= min(policy.largest_batch, largest or policy.largest_batch)
        assert portion.plain >= 1


def test_it_doubles_when_quick_and_halves_when_bad() -> None:
    portion = Portion.first(hasty(), 0)
    began = portion.packed
    portion.went_well(1.0, 0)
    assert portion.packed == began * 2
    portion.went_badly(100)
    assert (portion.packed, portion.most) == (began, 50)
    portion.went_well(60.0, 0)
    assert (portion.packed, portion.most) == (began, 100)


def test_it_learns_how_well_changes_compress_once() -> None:
    portion = Portion.first(hasty(), 0)
    portion.weigh([change(50)] * 20)
    learned = portion.ratio
    assert learned > 5
    portion.weigh([change(1)])
    assert portion.ratio == learned


def test_the_plain_size_is_that_of_the_wire() -> None:
    assert plain_size(change(100)) > 1000

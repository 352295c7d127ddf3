"""What goes into cells comes out as it was."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.changes import Change, Edit, Mark, Op
from app.domain.delivery import Delivery, OwnChange
from app.storage import coding

texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=6)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=4,
)
edits = st.builds(Edit, st.lists(values, max_size=2).map(tuple), values)
names = st.lists(texts, max_size=2).map(tuple)
changes = st.builds(
    Change,
    id=texts,
    kind=texts,
    record=texts,
    op=st.sampled_from(Op),
    author=texts,
    device=texts,
    made_at=st.integers(0, 2**50),
    fields=st.dictionaries(texts, edits, max_size=3),
    n=st.integers(0, 2**50),
    schema=st.integers(1, 9),
    reason=texts,
    replaces=names,
    other=texts,
    covers=names,
)
marks = st.builds(Mark, st.integers(0, 9), st.integers(0, 2**50))


@given(changes)
def test_a_change_comes_back_whole(change: Change) -> None:
    assert coding.change_of(coding.change_cells(change)) == change


@given(changes, st.sampled_from(Delivery), st.none() | marks, names, texts)
def test_how_far_it_came_comes_back(
    change: Change, delivery: Delivery, ack: Mark | None, took: tuple[str, ...], landing: str
) -> None:
    own = OwnChange(change=change, delivery=delivery, ack=ack, took=took, landing=landing)
    assert coding.own_of((*coding.change_cells(change), *coding.delivery_cells(own))) == own


@given(changes, st.integers(1, 2**50))
def test_numbering_changes_nothing_else(change: Change, n: int) -> None:
    assert coding.numbered(change, n) == replace(change, n=n)
    kept = [field.name for field in fields(Change) if field.name != "suspect"]  # central's to know
    assert len(coding.change_cells(change)) == len(kept)

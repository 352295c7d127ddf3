"""Changes and outcomes of every shape, drawn by hypothesis."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from app.domain.changes import Change, Edit, Mark, Op, Outcome, OutcomeKind, Stamp

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
"""Anything a file can hold, also text that is not in NFC."""

NFC_TEXTS = TEXTS.map(lambda text: unicodedata.normalize("NFC", text))
INTS = st.integers(-(2**53), 2**53)


def _values(texts: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    return st.recursive(
        st.none() | st.booleans() | INTS | texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
        max_leaves=8,
    )


VALUES = _values(TEXTS)
"""What a field may hold, as it may arrive."""

STORED_VALUES = _values(NFC_TEXTS)
"""What a field holds once it is stored."""

IDS = st.text("ABCDEFabcdef0123456789_-", min_size=22, max_size=22)
NAMES = st.lists(IDS, max_size=3).map(tuple)

CHANGES = st.builds(
    Change,
    id=IDS,
    kind=st.sampled_from(("citizen", "ladder", "session", "consent")),
    record=IDS,
    op=st.sampled_from(Op),
    author=IDS,
    device=IDS,
    made_at=st.integers(0, 2**48),
    fields=st.dictionaries(
        st.sampled_from(("name", "birth", "notes", "install", "outcomes")),
        st.builds(Edit, st.lists(STORED_VALUES, max_size=3).map(tuple), STORED_VALUES),
        max_size=4,
    ),
    n=st.integers(0, 2**40),
    schema=st.integers(1, 9),
    reason=NFC_TEXTS,
    replaces=NAMES,
    other=st.just("") | IDS,
    covers=NAMES,
)

FIELD_NAMES = st.lists(st.sampled_from(("name", "birth", "notes")), unique=True).map(tuple)

OUTCOMES = st.builds(
    Outcome,
    kind=st.sampled_from(OutcomeKind),
    seq=st.integers(0, 2**40),
    took=FIELD_NAMES,
    conflicts=FIELD_NAMES,
    landing=st.just("") | IDS,
    code=st.sampled_from(("", "bad_value", "foreign_record")),
    field=st.sampled_from(("", "name")),
    missing=st.just("") | IDS,
    first=st.none() | st.sampled_from(OutcomeKind),
)

STAMPS = st.builds(
    Stamp,
    at=st.builds(Mark, st.integers(0, 99), st.integers(0, 2**40)),
    took=FIELD_NAMES,
    landing=st.just("") | IDS,
)

"""The short ways of a pull and of an answer show what the long way shows: taking it afterwards changes nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from app.contract.messages import WireContender, WireRecord
from app.domain.changes import Change, Mark, Outcome, OutcomeKind, Stamp
from app.storage import refreshing
from app.storage.store import SqliteStore
from tests.support.fiction import Fiction

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PEOPLE = 12
ANSWERS = (
    *[Outcome(kind=OutcomeKind.ACCEPTED, seq=900)] * 4,
    Outcome(kind=OutcomeKind.ACCEPTED, seq=1),
    Outcome(kind=OutcomeKind.MERGED, seq=900, took=("name",), conflicts=("village",)),
    Outcome(kind=OutcomeKind.CONFLICT, seq=900, conflicts=("name",)),
    Outcome(kind=OutcomeKind.DUPLICATE, seq=900, first=OutcomeKind.ACCEPTED),
    Outcome(kind=OutcomeKind.HELD, missing="x"),
    Outcome(kind=OutcomeKind.REJECTED, code="bad_value", field="name"),
    Outcome(kind=OutcomeKind.ERASED, seq=900),
)


def tables(store: SqliteStore) -> list[list[tuple[Any, ...]]]:
    """All that is shown of citizens and ladders, every column."""
    db = store._database.connection()
    return [db.rows(f'SELECT * FROM "{kind}" ORDER BY id') for kind in ("citizen", "ladder")]


def after_the_long_way(store: SqliteStore, names: Sequence[str]) -> list[list[tuple[Any, ...]]]:
    with store._database.write_transaction() as db:
        for name in names:
            refreshing.refresh(db, "citizen", name)
            refreshing.refresh(db, "ladder", name)
    return tables(store)


def told(rng: random.Random, fiction: Fiction, name: str, seq: int, people: Sequence[str]) -> WireRecord:
    """A row of a pull: mostly of somebody who just lives, now and then merged, erased or in question."""
    life = rng.choices(("live", "merged", "erased"), (6, 4, 1))[0]
    into = rng.choice([one for one in people if one != name]) if life == "merged" else ""
    waiting = [WireContender(change="c", value="Bản Khác", author="a", device="d", at=1)]
    return WireRecord(
        id=name,
        kind=rng.choice(("citizen", "citizen", "ladder")),
        commune="03646",
        seq=seq,
        fields=fiction.person() if life != "erased" else {},
        conflicts={"village": waiting} if life == "live" and rng.random() < 0.3 else {},
        life=life,
        merged_into=into,
    )


def written(rng: random.Random, store: SqliteStore, fiction: Fiction, people: Sequence[str]) -> list[Change]:
    """Some of this laptop's own work on some of them."""
    with store.write() as work:
        return [
            work.add(fiction.pen().edit("citizen", name, {"village": ""}, {"village": "Bản Mẫu"}))
            if rng.random() < 0.5
            else work.add(fiction.pen().create("citizen", name, fiction.person()))
            for name in rng.sample(list(people), 4)
        ]


@pytest.mark.parametrize("seed", range(40))
def test_a_page_leaves_what_the_long_way_leaves(store: SqliteStore, seed: int) -> None:
    rng, fiction = random.Random(seed), Fiction.seeded(seed)
    people = [fiction.id() for _ in range(PEOPLE)]
    seq = 0
    for _ in range(3):
        if rng.random() < 0.7:
            written(rng, store, fiction, people)
        page = [
            told(rng, fiction, name, seq + place, people)
            for place, name in enumerate(rng.sample(people, 8), 1)
        ]
        seq += len(page)
        store.apply_page(page, Mark(0, seq))
        assert tables(store) == after_the_long_way(store, people)


@pytest.mark.parametrize("seed", range(40))
def test_an_answer_leaves_what_the_long_way_leaves(store: SqliteStore, seed: int) -> None:
    rng, fiction = random.Random(seed), Fiction.seeded(seed)
    people = [fiction.id() for _ in range(PEOPLE)]
    page = [told(rng, fiction, name, n, people) for n, name in enumerate(rng.sample(people, 9), 1)]
    store.apply_page(page, Mark(0, 9))
    for change in written(rng, store, fiction, people):
        with store.write() as work:
            work.note_outcome(change.id, rng.choice(ANSWERS), 0, NOW)
        assert tables(store) == after_the_long_way(store, people)
    if rng.random() < 0.5:
        with store.write() as work:
            work.begin_epoch(1)
        for one in store.read().unsent(10**6, 100):
            assert one.stamp is None or isinstance(one.stamp, Stamp)
            with store.write() as work:
                work.note_outcome(one.change.id, rng.choice(ANSWERS), 1, NOW)
            assert tables(store) == after_the_long_way(store, people)


def test_nearly_all_of_a_first_pull_goes_the_short_way(store: SqliteStore, fiction: Fiction) -> None:
    people = [fiction.id() for _ in range(30)]
    page = [
        WireRecord(id=name, kind="citizen", commune="03646", seq=n, fields=fiction.person())
        for n, name in enumerate(people, 1)
    ]
    store.apply_page(page, Mark(0, 30))
    with store._database.write_transaction() as db:
        pairs = [("citizen", name) for name in people]
        assert refreshing.show_told(db, pairs) == set(pairs)

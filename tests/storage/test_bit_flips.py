"""A few damaged copies in every run; `make prove` takes two thousand. And what a lie would look like is found."""

from __future__ import annotations

import random
from pathlib import Path

from app.storage.folder import STORE
from app.storage.store import SqliteStore
from tests.support.bit_flips.proving import Damage
from tests.support.fiction import Fiction
from tests.support.stores import temp_store
from tests.support.visits import save_visit

HARMED = 60


def test_no_damage_is_read_as_what_was_written(tmp_path: Path) -> None:
    damage = Damage(tmp_path)
    assert [line for seed in range(HARMED) for line in damage.harm(random.Random(seed))] == []
    assert sum(count for said, count in damage.met.items() if "nothing" not in said) > HARMED / 5


def test_a_whole_store_of_other_people_would_be_a_lie(tmp_path: Path) -> None:
    damage = Damage(tmp_path)
    other: SqliteStore = temp_store(tmp_path / "other")
    save_visit(other, Fiction.seeded(99))
    other.close()
    _, found = damage.look(tmp_path / "other", STORE)
    assert found == ["passes, and has 5 of 130 changes, or others"]

"""Whole communes under every trouble, in the quick form; `make prove` runs the long one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from app.domain.sync_state import SyncState
from tests.support.proof import Task
from tests.support.world import proving
from tests.support.world.campaign import in_memory, run_one
from tests.support.world.mutants import MUTANTS, try_all

SCHEDULES = 30
TELLING = ("lost_is_success", "open_while_asking", "all_sent_too_soon", "feed_skips")
"""Broken programs that any few schedules betray; all of them are tried by `make prove`."""


def test_nothing_is_lost_and_every_screen_is_true() -> None:
    shelf, disks = in_memory()
    shown = Counter[SyncState]()
    for seed in range(SCHEDULES):
        world, found = run_one(seed, shelf, disks())
        assert found == [], f"seed {seed}"
        shown.update(world.states)
    assert set(shown) == set(SyncState)


def test_the_same_seed_is_the_same_schedule() -> None:
    shelf, disks = in_memory()
    one, two = (run_one(7, shelf, disks())[0].trace for _ in range(2))
    assert one == two
    assert one != run_one(8, shelf, disks())[0].trace


def test_real_stores_and_a_central_on_disk(tmp_path: Path) -> None:
    done = proving.real_stores(Task(size=2, folder=tmp_path))
    assert (done.runs, done.violations) == (2, ())


def test_broken_programs_are_noticed() -> None:
    chosen = [mutant for mutant in MUTANTS if mutant.name in TELLING]
    shelf, disks = in_memory()
    trials = list(try_all(shelf, disks, range(4), chosen))
    assert [trial.mutant.name for trial in trials if not trial.after] == []
    assert len(trials) == len(TELLING)

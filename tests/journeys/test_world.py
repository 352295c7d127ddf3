"""Whole communes under every trouble, in the quick form; `make prove` runs the long one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.changes import Edit, Mark, Op, Pen
from app.domain.delivery import Delivery
from app.domain.projection import StandingRow
from app.domain.sync_state import SyncState
from app.usecases.sync import pulling
from tests.support.proof import Task
from tests.support.world import mutants, peek, proving
from tests.support.world.breaking import Mutant, Swap
from tests.support.world.campaign import in_memory, run_one
from tests.support.world.mutants import MUTANTS, Trial, try_all
from tests.support.world.reference import unsettled_of

SCHEDULES = 20

FAILED = (900039, 700052, 120201, 40037, 3000139, 22, 9764, 831, 5451, 156, 583, 1963, 3923)
"""Schedules in which the program was once found wrong: what a laptop kept and what it lost when it moved to another
commune, a revoked laptop that read again, a copy of it that could not be paired, one that was said to differ for ever,
an operator refused as another commune's, a laptop that was never paired again because of a colleague elsewhere,
work central could not read and answered to no stick, words of somebody erased that were set aside,
or went back or were dropped with their erasure, a refused edit nobody could leave, a person nobody sent behind their
own ladder. They stay, whatever they show now.
"""

MISJUDGED = (2029, 2706, 3992, 1513, 1784, 6916, 2246, 11533, 7656)
"""Schedules in which the program was right and was once said to be wrong: a copy of a disk that must be paired
again, and knows it without asking, was paired by nobody; two under one name had nothing to say that could be sent;
one of them had heard nothing of work behind refused work, which the other had sent; a person was
shown as one with another by a merge that waited; an operator known from the pairing had only been told once more;
an old copy of a disk from before a move asked for nothing but sheets of the commune it knew nothing of; what a restore
had lost still waited for somebody at central; somebody replaced their own word twice, and the first time was dropped;
nobody waited after too many codes of sheets that a restore had lost.
"""

AS_BEFORE = {"left_keeps_values": 27, "moves_unsafe": 67, "revoked_by_hand": 14, "comments_stay": 14}
"""The same faults, put back into the program, and a schedule that shows each of them."""

TELLING = ("lost_is_success", "open_while_asking", "all_sent_too_soon", "feed_skips")
"""Broken programs that any few schedules betray; all of them are tried by `make prove`."""


def test_nothing_is_lost_and_every_screen_is_true() -> None:
    shelf, disks = in_memory()
    shown = Counter[SyncState]()
    for seed in sorted({*FAILED, *MISJUDGED, *range(SCHEDULES)}):
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


def test_open_work_excuses_the_whole_person_it_tells_of_and_nobody_else() -> None:
    """A merge that waits makes one of two at its laptop, and at central they are two."""
    merged, alone = (
        StandingRow(record=name, kind="citizen", commune="", mark=Mark(), merged_into=into)
        for name, into in (("a", "b"), ("d", ""))
    )
    sent = Pen(author="", device="", now_ms=0, new_id=str).edit("citizen", "b", {}, {})
    assert unsettled_of([replace(sent, op=Op.MERGE, other="c")], [merged, alone]) == set("abc")
    assert unsettled_of([], [merged, alone]) == set()


def test_broken_programs_are_noticed() -> None:
    chosen = [mutant for mutant in MUTANTS if mutant.name in TELLING]
    shelf, disks = in_memory()
    trials = list(try_all(shelf, disks, range(4), chosen))
    assert [trial.mutant.name for trial in trials if not trial.after] == []
    assert len(trials) == len(TELLING)


@pytest.mark.parametrize("name", AS_BEFORE)
def test_a_fault_that_was_mended_would_be_noticed(name: str) -> None:
    chosen = [mutant for mutant in MUTANTS if mutant.name == name]
    shelf, disks = in_memory()
    (trial,) = try_all(shelf, disks, [AS_BEFORE[name]], chosen)
    assert trial.after == 1


def test_a_program_that_falls_over_has_broken_no_rule() -> None:
    def fallen(*_: object) -> None:
        raise RuntimeError("a fault of the harness itself")

    shelf, disks = in_memory()
    mutant = Mutant("fallen", "does nothing any more", (Swap(pulling, "_pull_page", fallen),))
    (trial,) = try_all(shelf, disks, range(2), [mutant])
    assert (trial.after, trial.by) == (0, "FELL RuntimeError: a fault of the harness itself")


def test_a_schedule_in_which_the_program_itself_is_wrong_catches_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mutants, "run_one", lambda seed, shelf, disks: (None, ["LOST everything"]))
    shelf, disks = in_memory()
    (trial,) = try_all(shelf, disks, range(3), MUTANTS[:1])
    assert (trial.after, trial.by) == (0, "")


def test_a_mutant_nobody_got_to_was_not_caught() -> None:
    some = [Trial(mutant, 1, "LOST it") for mutant in MUTANTS[: len(MUTANTS) // 2]]
    told = proving.judged(some, range(40))
    assert len(told.violations) == len(MUTANTS) - len(some)
    assert proving.judged([Trial(mutant, 1, "LOST it") for mutant in MUTANTS], range(40)).violations == ()


def test_only_what_stands_behind_refused_work_may_wait_although_central_has_it() -> None:
    def line(n: int, record: str, delivery: Delivery = Delivery.WAITING, about: str = "") -> peek.Line:
        fields = {"citizen": Edit((), about)} if about else {}
        change = Pen("o", "d", n, lambda: f"c{n}").write(Op.CREATE, "session", record, fields)
        return peek.Line(
            change=replace(change, n=n), delivery=delivery, session="", code="", parked=False, ack=None
        )

    own = [
        line(1, "citizen"),
        line(2, "citizen", Delivery.QUARANTINED),
        line(3, "citizen"),
        line(4, "session", about="citizen"),
        line(5, "void", about="session"),
        line(6, "other"),
        line(7, "citizen", Delivery.RECEIVED),
    ]
    assert peek.behind_refused(own) == {"c3", "c4", "c5"}

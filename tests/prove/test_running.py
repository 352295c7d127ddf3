"""How campaigns are run: what counts as proof, what makes `make prove` fail, and that it keeps to its time."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tests.prove import report
from tests.prove.outcome import Outcome, Verdict
from tests.prove.register import Planned
from tests.prove.running import Wanted, budget, longest_first, run_all, run_one
from tests.support.proof import Task, for_seconds

VERDICTS = {
    "holds": Verdict.HELD,
    "finds": Verdict.VIOLATED,
    "tires": Verdict.SHORT,
    "tries_nothing": Verdict.BROKE,
    "breaks": Verdict.BROKE,
}


def planned(name: str, minutes: float = 1.0) -> Planned:
    return Planned(name=name, promise="…", where=f"tests.prove.samples:{name}", size=100, minutes=minutes)


def wanted(folder: Path, *campaigns: Planned, scale: float = 0.1) -> Wanted:
    return Wanted(campaigns=campaigns, scale=scale, first=7, folder=folder)


def test_what_counts_as_proof_and_what_does_not(tmp_path: Path) -> None:
    told: list[Outcome] = []
    outcomes = run_all(wanted(tmp_path, *map(planned, VERDICTS)), 2, told.append)
    assert {one.planned.name: one.verdict for one in outcomes} == VERDICTS
    assert {one.planned.name for one in outcomes if one.is_bad} == {"finds", "tries_nothing", "breaks"}
    assert sorted(one.planned.name for one in told) == sorted(VERDICTS)
    held, found, _, _, broke = outcomes
    assert held.result is not None
    assert (held.result.runs, held.result.seeds) == (10, "7-16")
    assert found.result is not None
    assert found.result.violations == ("16 lost: everything",)
    assert "no ground to stand on" in broke.trouble


def test_one_that_never_ends_is_ended(tmp_path: Path) -> None:
    asked = Wanted(campaigns=(), scale=0.0, first=0, folder=tmp_path, least=0.1, grace=2.0)
    outcome = run_one(asked, planned("never_ends"))
    assert (outcome.verdict, outcome.trouble) == (Verdict.BROKE, "did not stop when its time was over")


def test_the_budget_is_when_the_last_one_is_over(tmp_path: Path) -> None:
    names = [planned("holds", 10), planned("finds", 30), planned("tires", 25)]
    asked = wanted(tmp_path, *names, scale=1.0)
    assert [one.name for one in longest_first(asked)] == ["finds", "tires", "holds"]
    assert (budget(asked, 1), budget(asked, 2)) == (65 * 60, 35 * 60)
    assert budget(wanted(tmp_path, *names, scale=0.1), 2) == pytest.approx(210)


def test_the_report_says_it_to_people_and_to_machines(tmp_path: Path) -> None:
    outcomes = run_all(
        wanted(tmp_path, planned("holds"), planned("finds"), planned("tires")), 2, lambda one: None
    )
    report.write(tmp_path, outcomes, 0.1, 12.3)
    page = (tmp_path / "report.md").read_text("utf-8")
    assert "NOT HELD: finds; cut short by their budget: tires." in page
    assert "| holds | held | 10 | 10 | 7-16 | 0 |" in page
    assert "- VIOLATION 16 lost: everything" in page
    told = msgspec.json.decode((tmp_path / "report.json").read_bytes())
    assert [one["verdict"] for one in told["campaigns"]] == ["held", "violated", "short"]
    assert told["about"]["scale"] == 0.1


def test_no_case_is_begun_when_the_time_is_over(tmp_path: Path) -> None:
    seconds = iter([0.0, 1.0, 2.0, 3.0, 9.0])
    task = Task(size=10, first=5, folder=tmp_path, is_over=for_seconds(4.0, lambda: next(seconds)))
    assert list(task.cases()) == [5, 6, 7]

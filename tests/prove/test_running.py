"""How campaigns are run: what counts as proof, what makes `make prove` fail, and that it keeps to its time."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tests.prove import report
from tests.prove.outcome import Outcome, Verdict
from tests.prove.register import Planned
from tests.prove.running import Wanted, budget, longest_first, run_all, run_one
from tests.support.proof import Result, Task, for_seconds

VERDICTS = {
    "holds": Verdict.HELD,
    "finds": Verdict.VIOLATED,
    "tires": Verdict.SHORT,
    "tries_nothing": Verdict.BROKE,
    "breaks": Verdict.BROKE,
}


def planned(name: str, minutes: float = 1.0, *, scales: bool = True) -> Planned:
    where = f"tests.prove.samples:{name}"
    return Planned(name=name, promise="…", where=where, size=100, minutes=minutes, scales=scales)


def wanted(folder: Path, *campaigns: Planned, scale: float = 0.1, case: int | None = None) -> Wanted:
    return Wanted(campaigns=campaigns, scale=scale, first=7, folder=folder, case=case)


def silent(_: Outcome) -> None:
    """Nobody listens."""


def test_what_counts_as_proof_and_what_does_not(tmp_path: Path) -> None:
    told: list[Outcome] = []
    outcomes = run_all(wanted(tmp_path, *map(planned, VERDICTS)), 2, told.append)
    assert {one.planned.name: one.verdict for one in outcomes} == VERDICTS
    bad = {one.planned.name for one in outcomes if one.is_bad}
    assert bad == {"finds", "tries_nothing", "breaks"}, "a share of it was asked for: short will do"
    assert sorted(one.planned.name for one in told) == sorted(VERDICTS)
    held, found, _, _, broke = outcomes
    assert held.result is not None
    assert (held.result.runs, held.result.seeds) == (10, "7-16")
    assert found.result is not None
    assert found.result.violations == ("16 lost: everything",)
    assert "no ground to stand on" in broke.trouble


def test_what_was_promised_whole_and_ends_short_is_not_proven(tmp_path: Path) -> None:
    whole = run_one(wanted(tmp_path, scale=1.0), planned("tires"))
    share = run_one(wanted(tmp_path, scale=0.5), planned("tires"))
    mutants = run_one(wanted(tmp_path, scale=0.5), planned("tires", scales=False))
    assert {one.verdict for one in (whole, share, mutants)} == {Verdict.SHORT}
    assert [one.is_bad for one in (whole, share, mutants)] == [True, False, True]
    assert (share.size, mutants.size) == (50, 100), "a share of the mutants proves nothing"


def test_one_case_alone_is_tried_again(tmp_path: Path) -> None:
    outcome = run_one(wanted(tmp_path, case=41), planned("finds"))
    assert outcome.result is not None
    assert outcome.result.violations == ("41 lost: everything",)
    assert (outcome.size, outcome.verdict, outcome.seeds) == (1, Verdict.VIOLATED, ("41",))


def test_a_campaign_that_fell_after_its_result_has_none(tmp_path: Path) -> None:
    outcome = Outcome(
        planned=planned("holds"), size=1, seconds=1, result=Result(runs=1), trouble="ended with -11"
    )
    assert (outcome.verdict, outcome.is_bad) == (Verdict.BROKE, True)


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
    asked = wanted(tmp_path, planned("holds"), planned("finds"), planned("tires"))
    report.write(asked, run_all(asked, 2, silent), 123.0)
    page = (tmp_path / "report.md").read_text("utf-8")
    assert "23 cases in 3 campaigns, 1 violations; NOT HELD: finds; cut short by their time: tires." in page
    assert "| holds | held | 10 | 10 | 7-16 | 0 |" in page
    assert "| finds | violated | 10 | 10 |  | 1 | 16 | 0.0 | `make prove CAMPAIGN=finds CASE=16` |" in page
    assert "- VIOLATION 16 lost: everything" in page
    told = msgspec.json.decode((tmp_path / "report.json").read_bytes())
    assert [one["verdict"] for one in told["campaigns"]] == ["held", "violated", "short"]
    assert [one["seeds_of_violations"] for one in told["campaigns"]] == [[], ["16"], []]
    assert [(one["wanted"], one["done"]) for one in told["campaigns"]] == [(10, 10), (10, 10), (10, 3)]
    assert (told["about"]["scale"], told["about"]["minutes"], told["not_ended"]) == (0.1, 2.0, [])


def test_a_report_lies_there_however_the_run_is_ended(tmp_path: Path) -> None:
    asked = wanted(tmp_path, planned("holds"), planned("finds"))
    report.write(asked, [run_one(asked, asked.campaigns[0])], 1.0)
    assert "not ended yet: finds." in (tmp_path / "report.md").read_text("utf-8")


def test_no_case_is_begun_when_the_time_is_over(tmp_path: Path) -> None:
    seconds = iter([0.0, 1.0, 2.0, 3.0, 9.0])
    task = Task(size=10, first=5, folder=tmp_path, is_over=for_seconds(4.0, lambda: next(seconds)))
    assert list(task.cases()) == [5, 6, 7]

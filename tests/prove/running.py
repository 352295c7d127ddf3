"""Runs campaigns, each in a process of its own, as many at a time as there are cores, the longest first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tests.house.tree import ROOT
from tests.prove.outcome import Outcome
from tests.prove.register import Planned
from tests.support.proof import Result

TIDYING_SECONDS = 30.0

AT_ONCE = 2
"""Campaigns side by side, given the cores: two, so that budgets mean the same everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to run: the campaigns, the share of their size and time, the first seed, and where their logs go.

    With a `case`, each campaign tries this one alone, with all its time. `least` seconds are given however small the
    share is, for starting up; `grace` seconds over the time are borne for the case under way and for tidying up, then
    a campaign is ended.
    """

    campaigns: Sequence[Planned]
    scale: float
    first: int
    folder: Path
    case: int | None = None
    least: float = 60.0
    grace: float = 120.0

    def size(self, planned: Planned) -> int:
        """Cases of this campaign, at least one."""
        if not planned.scales:
            return planned.cases
        return 1 if self.case is not None else max(1, round(planned.cases * self.scale))

    def first_of(self, planned: Planned) -> int:
        """The number of its first case."""
        return planned.first + self.first if self.case is None else self.case

    def seconds(self, planned: Planned) -> float:
        """The time after which it begins no new case."""
        return max(self.least, planned.minutes * 60 * (self.scale if planned.scales else 1.0))

    def is_share(self, planned: Planned) -> bool:
        """Whether less than the whole of it was asked for."""
        return planned.scales and self.scale < 1.0


def at_once() -> int:
    """How many run side by side here."""
    return max(1, min(AT_ONCE, os.cpu_count() or 1))


def longest_first(wanted: Wanted) -> list[Planned]:
    """In the order they are begun."""
    return sorted(wanted.campaigns, key=wanted.seconds, reverse=True)


def budget(wanted: Wanted, lanes: int) -> float:
    """Seconds until the last one is over if each takes all its time."""
    ends = [0.0] * lanes
    for planned in longest_first(wanted):
        ends[ends.index(min(ends))] += wanted.seconds(planned)
    return max(ends)


def run_all(wanted: Wanted, lanes: int, told: Callable[[Outcome], None]) -> list[Outcome]:
    """Run them; each outcome is told as it comes, in this thread. Returned as they are registered."""
    done: dict[str, Outcome] = {}
    with ThreadPoolExecutor(lanes) as pool:
        begun = [pool.submit(run_one, wanted, planned) for planned in longest_first(wanted)]
        for ended in as_completed(begun):
            outcome = ended.result()
            done[outcome.planned.name] = outcome
            told(outcome)
    return [done[planned.name] for planned in wanted.campaigns]


def run_one(wanted: Wanted, planned: Planned) -> Outcome:
    """One campaign from its start to its end, or until its time is over."""
    size, seconds, began = wanted.size(planned), wanted.seconds(planned), time.monotonic()
    named = f"prove-{planned.name}-"
    with tempfile.TemporaryDirectory(prefix=named, ignore_cleanup_errors=True) as scratch:
        (Path(scratch) / "work").mkdir()
        out = Path(scratch) / "result.json"
        numbers = [str(size), str(wanted.first_of(planned)), str(seconds)]
        words = [planned.where, *numbers, str(Path(scratch) / "work"), str(out)]
        trouble = _run(words, seconds + wanted.grace, wanted.folder / f"{planned.name}.log")
        result = msgspec.json.decode(out.read_bytes(), type=Result) if out.exists() else None
    took, is_share = round(time.monotonic() - began, 1), wanted.is_share(planned)
    return Outcome(
        planned=planned, size=size, seconds=took, result=result, trouble=trouble, is_share=is_share
    )


def _run(words: Sequence[str], seconds: float, log: Path) -> str:
    """Run one process to its end; empty, or why there is no result."""
    command = [sys.executable, "-m", "tests.prove.one", *words]
    with log.open("wb") as said:
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT)
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            _end(process)
            return "did not stop when its time was over"
    if status == 0:
        return ""
    lines = log.read_text("utf-8", "replace").strip().splitlines()
    return f"ended with {status}: {lines[-1] if lines else 'no word'}"


def _end(process: subprocess.Popen[bytes]) -> None:
    """Interrupt it as a person would, so that what it started and mounted goes too; then without asking."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(TIDYING_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

"""Writes down what was proven: a table for people, the same for machines. Nothing is judged here."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlcipher3 import dbapi2

from app import __version__
from tests.prove.outcome import Outcome, Verdict
from tests.support.proof import Figure, machine

SHOWN = 20
"""Violations of one campaign written into the table's page; the other file has them all."""


def write(folder: Path, outcomes: Sequence[Outcome], scale: float, seconds: float) -> None:
    """`report.md` and `report.json`."""
    about: dict[str, Figure] = {
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "program": __version__,
        "python": platform.python_version(),
        "sqlite": dbapi2.sqlite_version,
        **machine(),
        "scale": scale,
        "seconds": round(seconds),
    }
    (folder / "report.md").write_text("\n".join(page(about, outcomes)) + "\n", "utf-8")
    told = {"about": about, "campaigns": [_told(one) for one in outcomes]}
    (folder / "report.json").write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=1))


def page(about: Mapping[str, Figure], outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The page, line by line."""
    yield from ("# What `make prove` found", "", last_line(outcomes), "")
    yield from (f"- {name}: {figure}" for name, figure in about.items())
    yield from (
        "",
        "| campaign | verdict | cases | wanted | seeds | violations | seconds |",
        "|---|---|--:|--:|---|--:|--:|",
    )
    yield from map(_row, outcomes)
    for one in outcomes:
        yield from ("", f"## {one.planned.name}", "", one.planned.promise, "")
        yield from _details(one)


def last_line(outcomes: Sequence[Outcome]) -> str:
    """The whole in one sentence."""
    bad = [one.planned.name for one in outcomes if one.is_bad]
    short = [one.planned.name for one in outcomes if one.verdict is Verdict.SHORT]
    runs = sum(one.result.runs for one in outcomes if one.result)
    said = f"{runs} cases in {len(outcomes)} campaigns: " + (
        f"NOT HELD: {', '.join(bad)}" if bad else "0 violations"
    )
    return said + (f"; cut short by their budget: {', '.join(short)}" if short else "") + "."


def line(one: Outcome) -> str:
    """One outcome while the others still run."""
    runs, wrong = (one.result.runs, len(one.result.violations)) if one.result else (0, 0)
    return f"{one.planned.name}: {one.verdict} · {runs} of {one.size} cases · {wrong} violations · {one.seconds:.0f} s"


def _row(one: Outcome) -> str:
    runs, seeds, wrong = (
        (one.result.runs, one.result.seeds, len(one.result.violations)) if one.result else (0, "", 0)
    )
    cells = (one.planned.name, one.verdict.value, runs, one.size, seeds, wrong, round(one.seconds))
    return f"| {' | '.join(map(str, cells))} |"


def _details(one: Outcome) -> Iterator[str]:
    if one.trouble:
        yield f"- {one.trouble}"
    if one.result:
        yield from (f"- {name}: {figure}" for name, figure in one.result.figures.items())
        yield from (f"- VIOLATION {text}" for text in one.result.violations[:SHOWN])


def _told(one: Outcome) -> dict[str, Any]:
    return {
        "name": one.planned.name,
        "promise": one.planned.promise,
        "verdict": one.verdict,
        "wanted": one.size,
        "seconds": one.seconds,
        "trouble": one.trouble,
        "result": one.result,
    }

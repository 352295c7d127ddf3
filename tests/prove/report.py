"""Writes down what was proven: a table for people, the same for machines. Nothing is judged here."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlcipher3 import dbapi2

from app import __version__
from tests.prove.outcome import Outcome, Verdict
from tests.prove.register import Planned
from tests.prove.running import Wanted
from tests.support.proof import Figure, machine

SHOWN = 20
"""Violations of one campaign written into the table's page; the other file has them all."""

HEADS = (
    "| campaign | verdict | wanted | done | cases | violations | cases with violations | minutes | again |",
    "|---|---|--:|--:|---|--:|---|--:|---|",
)


def write(wanted: Wanted, ended: Sequence[Outcome], seconds: float) -> None:
    """`report.md` and `report.json`; written anew whenever a campaign has ended."""
    about: dict[str, Figure] = {
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "program": __version__,
        "python": platform.python_version(),
        "sqlite": dbapi2.sqlite_version,
        **machine(),
        "scale": wanted.scale,
        "minutes": _minutes(seconds),
    }
    outcomes = [one for planned in wanted.campaigns for one in ended if one.planned is planned]
    lines = page(about, wanted.campaigns, outcomes)
    (wanted.folder / "report.md").write_text("\n".join(lines) + "\n", "utf-8")
    missing = [one.name for one in unended(wanted.campaigns, outcomes)]
    told = {"about": about, "not_ended": missing, "campaigns": [_told(one) for one in outcomes]}
    (wanted.folder / "report.json").write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=1))


def page(
    about: Mapping[str, Figure], campaigns: Sequence[Planned], outcomes: Sequence[Outcome]
) -> Iterator[str]:
    """The page, line by line."""
    yield from ("# What `make prove` found", "", last_line(campaigns, outcomes), "")
    yield from (f"- {name}: {figure}" for name, figure in about.items())
    yield from ("", *HEADS, *map(_row, outcomes))
    for one in outcomes:
        yield from ("", f"## {one.planned.name}", "", one.planned.promise, "")
        yield from _details(one)


def last_line(campaigns: Sequence[Planned], outcomes: Sequence[Outcome]) -> str:
    """The whole in one sentence."""
    bad = [one.planned.name for one in outcomes if one.is_bad]
    short = [one.planned.name for one in outcomes if one.verdict is Verdict.SHORT]
    missing = [one.name for one in unended(campaigns, outcomes)]
    runs, wrong = sum(map(_runs, outcomes)), sum(map(_violations, outcomes))
    said = f"{runs} cases in {len(outcomes)} campaigns, {wrong} violations"
    said += f"; NOT HELD: {', '.join(bad)}" if bad else ""
    said += f"; cut short by their time: {', '.join(short)}" if short else ""
    return said + (f"; not ended yet: {', '.join(missing)}" if missing else "") + "."


def unended(campaigns: Sequence[Planned], outcomes: Sequence[Outcome]) -> list[Planned]:
    """What was wanted and has no outcome yet."""
    ended = {one.planned.name for one in outcomes}
    return [one for one in campaigns if one.name not in ended]


def line(one: Outcome) -> str:
    """One outcome while the others still run."""
    cases, wrong = f"{_runs(one)} of {one.size} cases", f"{_violations(one)} violations"
    return f"{one.planned.name}: {one.verdict} · {cases} · {wrong} · {one.seconds:.0f} s"


def _row(one: Outcome) -> str:
    tried = one.result.seeds if one.result else ""
    wrong = ", ".join(one.seeds[:SHOWN])
    counted = (one.size, _runs(one), tried, _violations(one), wrong, _minutes(one.seconds))
    cells = (one.planned.name, one.verdict.value, *counted, f"`{one.replay}`")
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
        "is_bad": one.is_bad,
        "wanted": one.size,
        "done": _runs(one),
        "violations": _violations(one),
        "seeds_of_violations": one.seeds,
        "minutes": _minutes(one.seconds),
        "minutes_allowed": one.planned.minutes,
        "replay": one.replay,
        "trouble": one.trouble,
        "result": one.result,
    }


def _runs(one: Outcome) -> int:
    return one.result.runs if one.result else 0


def _violations(one: Outcome) -> int:
    return len(one.result.violations) if one.result else 0


def _minutes(seconds: float) -> float:
    return round(seconds / 60, 1)

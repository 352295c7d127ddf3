"""`make bench`: measurements side by side in one run, medians beside their floors; a missed goal is said.

`python -m tests.bench [name …] [--quick]` runs some of them, or all with fewer repetitions.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.rows import Row

NAMES = ("start", "save", "search", "push", "peer")
REPORT = Path("build/bench.txt")


def main(argv: Sequence[str]) -> int:
    """Measure, print, keep the table; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("names", nargs="*", help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args(argv)
    rows: list[Row] = []
    for name in asked.names or NAMES:
        print(f"bench: {name} …", flush=True)
        run: Callable[[bool], list[Row]] = importlib.import_module(f"tests.bench.bench_{name}").run
        rows += run(asked.quick)
    table = "\n".join(lines(rows))
    print(table)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(table + "\n", encoding="utf-8")
    return 0 if all(row.is_met for row in rows) else 1


def lines(rows: Sequence[Row]) -> list[str]:
    """The table, one line a measurement."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    head = f"{'what':44} {'ours':>11} {'theirs':>11} {'floor':>11} {'unit':10} {'ratio':>8}  goal"
    said = [head, "-" * len(head)]
    for row in rows:
        sign = ">=" if row.higher_is_better else "<="
        met = "met" if row.is_met else "MISSED"
        figures = f"{_short(row.ours):>11} {_short(row.theirs):>11} {_short(row.floor):>11}"
        said.append(
            f"{row.name:44} {figures} {row.unit:10} {row.ratio:8.3f}  {sign} {row.goal_ratio:g} {met}"
        )
        said += [f"    {row.note}"] if row.note else []
        said += [f"    missed because {row.reason}"] if row.reason and not row.is_met else []
    return [*said, f"load average when it ended: {load:.1f} on {os.cpu_count()} cores"]


def _short(figure: float) -> str:
    return f"{figure:,.0f}" if abs(figure) >= 1000 else f"{figure:.4g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

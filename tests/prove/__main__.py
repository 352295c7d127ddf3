"""`make prove`: every campaign at its promised size, two at a time, within the budget it prints first.

CAMPAIGN=name[,name] runs some of them, SCALE=0.1 a tenth of their cases and time, FIRST=100000 with other seeds,
CAMPAIGN=name CASE=7 one case again. The report is left in build/prove/, anew with each campaign that ends. Exit code 1
when a campaign found a violation, could not be run, or was promised whole and ended short.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.prove import report
from tests.prove.outcome import Outcome
from tests.prove.register import CAMPAIGNS, Planned
from tests.prove.running import Wanted, at_once, budget, run_all

FOLDER = Path("build/prove")


def main(argv: Sequence[str]) -> int:
    """Run, print, write down."""
    wanted = _wanted(argv)
    wanted.folder.mkdir(parents=True, exist_ok=True)
    lanes, began = at_once(), time.monotonic()
    minutes = budget(wanted, lanes) / 60
    print(f"{len(wanted.campaigns)} campaigns, {lanes} at a time, at most {minutes:.0f} minutes", flush=True)

    ended: list[Outcome] = []

    def told(outcome: Outcome) -> None:
        print(report.line(outcome), flush=True)
        ended.append(outcome)
        report.write(wanted, ended, time.monotonic() - began)

    outcomes = run_all(wanted, lanes, told)
    print(report.last_line(wanted.campaigns, outcomes), f"{wanted.folder}/report.md")
    return 1 if any(one.is_bad for one in outcomes) else 0


def _wanted(argv: Sequence[str]) -> Wanted:
    names = [one.name for one in CAMPAIGNS]
    parser = argparse.ArgumentParser(prog="make prove", description=__doc__)
    told = os.environ.get
    parser.add_argument("--campaign", default=told("CAMPAIGN", ""), help=", ".join(names))
    parser.add_argument("--scale", type=float, default=float(told("SCALE", "1")))
    parser.add_argument("--first", type=int, default=int(told("FIRST", "0")), help="added to every case")
    parser.add_argument(
        "--case", type=int, default=told("CASE") or None, help="this case of one campaign alone"
    )
    parser.add_argument("--folder", type=Path, default=FOLDER)
    asked = parser.parse_args(argv)
    chosen = [one for one in asked.campaign.split(",") if one]
    if unknown := set(chosen) - set(names):
        parser.error(f"no campaign is called {', '.join(sorted(unknown))}: {', '.join(names)}")
    if asked.case is not None and len(chosen) != 1:
        parser.error("a case is one of one campaign: name it with CAMPAIGN")
    campaigns: list[Planned] = [one for one in CAMPAIGNS if not chosen or one.name in chosen]
    return Wanted(
        campaigns=campaigns, scale=asked.scale, first=asked.first, folder=asked.folder, case=asked.case
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

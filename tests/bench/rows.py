"""One line of the benchmark's table. Measuring is each benchmark's; printing is `__main__`'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Two ways of doing one thing, measured in one run by turns.

    `ours` and `theirs` in `unit`; `floor` is what the machine itself needs (same unit, 0 = none is known);
    `goal_ratio` is the ratio ours/theirs to stay under, or to reach when `higher_is_better`. `note` is printed
    below the row: what the floor is, where the time went; `reason` only below one that missed: what was found.
    """

    name: str
    ours: float
    theirs: float
    floor: float
    unit: str
    goal_ratio: float
    higher_is_better: bool = False
    note: str = ""
    reason: str = ""

    @property
    def ratio(self) -> float:
        """Ours as a multiple of theirs."""
        return self.ours / self.theirs

    @property
    def is_met(self) -> bool:
        """Whether the goal is met in this run."""
        return self.ratio >= self.goal_ratio if self.higher_is_better else self.ratio <= self.goal_ratio


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which `part` (0 … 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]

"""What came of one campaign, and whether that is proof. How it was run and how it is written down lie beside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tests.prove.register import Planned
from tests.support.proof import Result


class Verdict(StrEnum):
    """`held`: as many cases as wanted and no violation. `short`: no violation, but time was up."""

    HELD = "held"
    SHORT = "short"
    VIOLATED = "violated"
    BROKE = "broke"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A campaign that was wanted `size` cases and took `seconds`; `trouble` says why there is no result."""

    planned: Planned
    size: int
    seconds: float
    result: Result | None = None
    trouble: str = ""

    @property
    def verdict(self) -> Verdict:
        """Nothing tried is nothing proven."""
        if self.result is None or self.result.runs == 0:
            return Verdict.BROKE
        if self.result.violations:
            return Verdict.VIOLATED
        return Verdict.HELD if self.result.runs >= self.size else Verdict.SHORT

    @property
    def is_bad(self) -> bool:
        """Whether `make prove` has to fail."""
        return self.verdict in (Verdict.VIOLATED, Verdict.BROKE)

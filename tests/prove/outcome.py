"""What came of one campaign, and whether that is proof. How it was run and how it is written down lie beside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from tests.prove.register import Planned
from tests.support.proof import Result


class Verdict(StrEnum):
    """`held`: as many cases as wanted and no violation. `short`: no violation, but fewer cases than wanted."""

    HELD = "held"
    SHORT = "short"
    VIOLATED = "violated"
    BROKE = "broke"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A campaign that was wanted `size` cases and took `seconds`; `trouble` says why it came to no good end.

    `is_share`: somebody asked for a part of its cases only, in a part of its time.
    """

    planned: Planned
    size: int
    seconds: float
    result: Result | None = None
    trouble: str = ""
    is_share: bool = False

    @property
    def verdict(self) -> Verdict:
        """Nothing tried is nothing proven."""
        if self.trouble or self.result is None or self.result.runs == 0:
            return Verdict.BROKE
        if self.result.violations:
            return Verdict.VIOLATED
        return Verdict.HELD if self.result.runs >= self.size else Verdict.SHORT

    @property
    def is_bad(self) -> bool:
        """Whether `make prove` has to fail: what was promised whole and ended short is not proven."""
        return self.verdict is not Verdict.HELD and not (self.verdict is Verdict.SHORT and self.is_share)

    @property
    def seeds(self) -> tuple[str, ...]:
        """The cases with a violation, each once; every line of a violation is led by its case."""
        lines = self.result.violations if self.result else ()
        found = (re.match(r"\d+", line) for line in lines)
        return tuple(dict.fromkeys(one[0] for one in found if one))

    @property
    def replay(self) -> str:
        """What shows its first violation again; a campaign that is always tried whole is tried whole."""
        command = f"make prove CAMPAIGN={self.planned.name}"
        if not self.planned.scales:
            return command
        return f"{command} CASE={next(iter(self.seeds), 'n')}"

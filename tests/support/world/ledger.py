"""An onlooker at central: what was answered to each change, kept apart from central's own ledger."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from app.contract.coding import outcome_to_wire
from app.contract.messages import Push, Pushed, WireOutcome
from app.domain.changes import Outcome

REMEMBERED = frozenset({"accepted", "merged", "erased", "needs_review", "conflict"})


@dataclass(slots=True)
class Ledger:
    """The first remembered answer to each change since central's history began, and what was odd about others.

    `judged` are changes a person at central decided about: theirs is the answer since.
    """

    first: dict[str, WireOutcome] = field(default_factory=dict)
    judged: set[str] = field(default_factory=set)
    odd: list[str] = field(default_factory=list)
    has_erase: bool = False

    def copy(self) -> Ledger:
        """As it is now, to go back to with a backup."""
        return Ledger(dict(self.first), set(self.judged), list(self.odd), self.has_erase)

    def judge(self, change: str, outcome: Outcome | None) -> None:
        """A person at central decided about a change; None when it was given back to its author."""
        self.judged.add(change)
        if outcome is not None:
            self.first[change] = outcome_to_wire(0, outcome)

    def heard(self, push: Push, pushed: Pushed) -> None:
        """A push went in and this came out, by whichever way."""
        changes = [msgspec.json.decode(bytes(raw)) for raw in push.changes]
        if [one["n"] for one in changes] != [one.n for one in pushed.outcomes]:
            self.odd.append(
                f"ANSWERS {[one.n for one in pushed.outcomes]} to {[one['n'] for one in changes]}"
            )
        for change, outcome in zip(changes, pushed.outcomes, strict=False):
            self.has_erase |= change["op"] == "erase"
            self._note(change["id"], outcome)

    def _note(self, change: str, outcome: WireOutcome) -> None:
        first = self.first.get(change)
        if first is None:
            if outcome.kind == "duplicate":
                self.odd.append(f"TWICE {change} is called a duplicate, and nobody heard of it before")
            elif outcome.kind in REMEMBERED:
                self.first[change] = outcome
        elif _again(outcome) != _again(first):
            self.odd.append(f"TWICE {change} was {first.kind} {first.seq}, and now {outcome}")


def _again(outcome: WireOutcome) -> tuple[str, int, tuple[str, ...], tuple[str, ...], str]:
    """What must stay the same in every answer to one change."""
    kind = outcome.first if outcome.kind == "duplicate" else outcome.kind
    return kind, outcome.seq, outcome.took, outcome.conflicts, outcome.landing

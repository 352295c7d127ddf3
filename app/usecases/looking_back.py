"""The part of `ports.Reading` that looks back: what two places wrote, who is one person, what happened when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.changes import Change
from app.domain.delivery import OwnChange
from app.domain.differences import Asked
from app.domain.history import Trace
from app.domain.same_person import Merged, Somebody


class LookingBack(Protocol):
    """Read by the rooms *Cần xem* and the history of a person."""

    def asked(self) -> Sequence[Asked]:
        """Records in which values of other places, or own ones, wait for a person."""
        ...

    def decided(self, since_ms: int) -> Sequence[OwnChange]:
        """Own changes from a time on (Unix ms) that decided between values, or of which not all came to stand."""
        ...

    def behind(self, change: str) -> Sequence[Change]:
        """An own change central has not taken and all of its record that wait behind it, oldest first."""
        ...

    def everybody(self) -> Sequence[Somebody]:
        """Every person who stands on their own, by what tells people apart; some 20 ms for 20,000 people."""
        ...

    def merged(self) -> Sequence[Merged]:
        """Every record that was merged into another, as shown now."""
        ...

    def traces(self, citizen: str) -> Sequence[Trace]:
        """Every record about a person that is shown, with own changes and who else wrote what stands."""
        ...

    def wrote_in(self, session: str) -> Sequence[Change]:
        """What this laptop wrote in one session and still stands by, in the order it was written."""
        ...

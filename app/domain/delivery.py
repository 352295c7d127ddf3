"""How far an own change of a device has come, and what answers make of it. No queue is kept here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from app.domain.changes import Change, Mark, Outcome, OutcomeKind, Stamp


class Delivery(StrEnum):
    """Where a change is. LEFT is finished work of a commune this laptop has moved out of: history, nothing else."""

    WAITING = "waiting"
    RECEIVED = "received"
    HELD = "held"
    QUARANTINED = "quarantined"
    REVIEW = "review"
    REPLACED = "replaced"
    ERASED = "erased"
    LEFT = "left"


OVER = (Delivery.REPLACED, Delivery.ERASED, Delivery.LEFT)
"""What becomes of such a change is known, whatever central tells of its record."""


class Marked(Protocol):
    """A row pulled from central."""

    @property
    def mark(self) -> Mark:
        """Its place in central's history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChange:
    """A change of this device.

    `ack` is where its first answer put it, `took` the fields that stood then and `landing` the record
    they stood on (empty = the one it names). Waiting with an `ack` means offered again: they are its stamp.
    """

    change: Change
    delivery: Delivery = Delivery.WAITING
    ack: Mark | None = None
    took: tuple[str, ...] = ()
    landing: str = ""

    @property
    def is_offered_again(self) -> bool:
        """Whether central was told before and has forgotten it in a restore."""
        return self.ack is not None and self.delivery is not Delivery.RECEIVED


def is_settled(own: OwnChange, standing: Marked | None) -> bool:
    """Whether `standing`, the row of the record it landed on, already says what became of this change."""
    if own.delivery is Delivery.RECEIVED:
        return own.ack is not None and standing is not None and standing.mark >= own.ack
    return own.delivery in OVER


def acknowledge(own: OwnChange, outcome: Outcome, epoch: int, current: int) -> OwnChange:
    """What an answer from `epoch` makes of a change, when central is now in epoch `current`.

    An answer of a lost epoch proves nothing any more: it is kept as a stamp. `retry` changes nothing.
    """
    if own.delivery is Delivery.RECEIVED or own.delivery in OVER:
        return own
    kind = outcome.effective
    if kind in (OutcomeKind.ACCEPTED, OutcomeKind.MERGED, OutcomeKind.CONFLICT, OutcomeKind.NEEDS_REVIEW):
        return _proven(own, outcome, epoch, current)
    if epoch != current:
        return own
    match kind:
        case OutcomeKind.ERASED:
            return replace(own, delivery=Delivery.ERASED, change=blanked(own.change))
        case OutcomeKind.HELD:
            return replace(own, delivery=Delivery.HELD)
        case OutcomeKind.REJECTED:
            return replace(own, delivery=Delivery.QUARANTINED)
        case _:
            return own


def reoffer(own: OwnChange) -> OwnChange:
    """The change in a new epoch: what was acknowledged waits again, its first answer now a stamp."""
    acknowledged = own.delivery in (Delivery.RECEIVED, Delivery.REVIEW)
    return replace(own, delivery=Delivery.WAITING) if acknowledged else own


def stamp_of(own: OwnChange) -> Stamp | None:
    """What to send along with a re-offer; None on a first offer."""
    return Stamp(at=own.ack, took=own.took, landing=own.landing) if own.ack else None


def blanked(change: Change) -> Change:
    """The change without anything anyone wrote; who, when and which record stay."""
    return replace(change, fields={}, reason="")


def _proven(own: OwnChange, outcome: Outcome, epoch: int, current: int) -> OwnChange:
    if epoch > current or (epoch < current and own.ack is not None):
        return own
    took = tuple(own.change.fields) if outcome.effective is OutcomeKind.ACCEPTED else outcome.took
    stamped = replace(own, ack=Mark(epoch, outcome.seq), took=took, landing=outcome.landing)
    if epoch < current:
        return stamped
    is_review = outcome.effective in (OutcomeKind.NEEDS_REVIEW, OutcomeKind.CONFLICT)
    return replace(stamped, delivery=Delivery.REVIEW if is_review else Delivery.RECEIVED)

"""What becomes of each change a device sends: ledger, doubts, merge rule, in that order. No HTTP here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec
import sqlalchemy as sa

from app.central import set_aside
from app.central.ground import Ground
from app.central.identity import Who
from app.central.offers import Offer, read_offer
from app.central.refusals import Refusal
from app.central.roster import OPERATOR, Sender, adopt, doubt, is_adoption
from app.central.settling import is_about_erased, settle_change, touched
from app.central.store import bulk
from app.central.store.tables import device, record
from app.central.turn import Logged, Turn
from app.contract.coding import outcome_to_wire
from app.contract.limits import MOST_CHANGES
from app.contract.messages import Push, Pushed, WireOutcome
from app.domain.changes import Change, Outcome, OutcomeKind, Stamp, content_hash

PASSING = frozenset({OutcomeKind.HELD, OutcomeKind.REJECTED, OutcomeKind.RETRY, OutcomeKind.DUPLICATE})
"""Answers given afresh whenever the change comes again; the others are remembered for ever."""

RETRY_SECONDS = 3600
"""When to offer a change again over which central itself stumbled."""


def accept(ground: Ground, who: Who, sender: Sender, push: Push) -> Pushed:
    """Take in one batch, in one transaction; every change gets its own answer, whatever its neighbours get.

    Raises Refusal(batch_too_large, wrong_epoch) for the batch as a whole: then nothing of it was taken.
    """
    if len(push.changes) > MOST_CHANGES:
        raise Refusal("batch_too_large", 413)
    if push.epoch != who.epoch:
        raise Refusal("wrong_epoch", 409)
    offers = [read_offer(bytes(raw), sender.id, suspect=sender.clock_suspect) for raw in push.changes]
    with ground.write() as connection:
        turn = Turn(connection, sender.commune, who.epoch, ground.now_ms())
        sitting = _Sitting(
            turn, sender, _ledger(turn, offers), _foreign(turn, offers), _reuses_number(turn, sender, offers)
        )
        outcomes = [sitting.answer(offer) for offer in offers]
        set_aside.close_decided(turn, _remembered(offers, outcomes))
        _note_seen(turn, sender, [] if sitting.went_back else offers)
        turn.finish()
    return Pushed(server_id=who.server_id, batch=push.batch, epoch=who.epoch, outcomes=outcomes)


@dataclass(slots=True)
class _Sitting:
    """One batch being decided; nothing is written before the turn finishes.

    `went_back` tells that a number of it was used before for something else: the device goes on from an old
    copy, and no number of it says what its author had seen. Nothing new of it is judged.
    """

    turn: Turn
    sender: Sender
    ledger: dict[str, Logged]
    foreign: set[str]
    went_back: bool

    def answer(self, offer: Offer) -> WireOutcome:
        """The answer to one change."""
        outcome = self._outcome(offer)
        after = RETRY_SECONDS if outcome.kind is OutcomeKind.RETRY else 0
        return msgspec.structs.replace(outcome_to_wire(offer.n, outcome), after=after)

    def _outcome(self, offer: Offer) -> Outcome:
        change = offer.change
        if change is None:
            is_erased = self.turn.is_erased(offer.kind, offer.record)
            return Outcome(kind=OutcomeKind.ERASED) if is_erased else _rejected(offer.code, offer.field)
        if change.id in self.ledger:
            return _again(self.ledger[change.id], change)
        if self.went_back:
            return _rejected("number_reused")
        outcome = self._decide(change, offer.stamp)
        if outcome.kind not in PASSING:
            self.ledger[change.id] = self.turn.log(change, outcome)
        return outcome

    def _decide(self, change: Change, stamp: Stamp | None) -> Outcome:
        if is_about_erased(self.turn, change):
            return Outcome(kind=OutcomeKind.ERASED)
        if self._names_foreign(change):
            return _rejected("foreign_record")
        if is_adoption(change) and self.sender.is_active:
            return adopt(self.turn, change, self.sender.support_point)
        if why := doubt(self.turn, self.sender, change):
            return Outcome(kind=OutcomeKind.NEEDS_REVIEW, code=why)
        return settle_change(self.turn, change, stamp)

    def _names_foreign(self, change: Change) -> bool:
        return bool(self.foreign) and not self.foreign.isdisjoint(touched(change))


def _remembered(offers: Sequence[Offer], outcomes: Sequence[WireOutcome]) -> list[Change]:
    """The changes that were decided for good just now."""
    both = zip(offers, outcomes, strict=True)
    return [one.change for one, said in both if one.change and OutcomeKind(said.kind) not in PASSING]


def _ledger(turn: Turn, offers: Sequence[Offer]) -> dict[str, Logged]:
    return turn.logged(offer.change.id for offer in offers if offer.change)


def _reuses_number(turn: Turn, sender: Sender, offers: Sequence[Offer]) -> bool:
    """Whether one number stands for two changes, in the ledger or in the batch itself."""
    pairs = {(offer.n, offer.change.id) for offer in offers if offer.change}
    numbers = {n for n, _ in pairs}
    known = turn.numbered(sender.id, numbers)
    return len(numbers) < len(pairs) or any(known.get(n, name) != name for n, name in pairs)


def _foreign(turn: Turn, offers: Sequence[Offer]) -> set[str]:
    """Load all the batch touches; give back the ids another commune has and this one has not.

    Operators are nobody's alone: they move with a laptop, and stand in every commune they worked in.
    """
    changes = [offer.change for offer in offers if offer.change]
    named = {offer.record for offer in offers}.union(*map(touched, changes))
    turn.load(named | {change.author for change in changes})
    elsewhere = sa.select(record.c.id).where(record.c.commune != turn.commune, record.c.kind != OPERATOR)
    unknown = named - turn.loaded_ids()
    there = elsewhere.where(bulk.one_of(turn.connection, record.c.id, unknown))
    return set(turn.connection.execute(there).scalars())


def _note_seen(turn: Turn, sender: Sender, offers: Sequence[Offer]) -> None:
    newest = max((offer.n for offer in offers if offer.change), default=0)
    mine = sa.and_(device.c.commune == sender.commune, device.c.id == sender.id)
    last_n = sa.case((device.c.last_n < newest, newest), else_=device.c.last_n)
    turn.connection.execute(device.update().where(mine).values(last_seen=turn.now_ms, last_n=last_n))


def _again(first: Logged, change: Change) -> Outcome:
    """The first answer once more, under whatever device and number it comes now: a laptop that had to take a
    new name offers its work again. What an erased change said is gone: its id is enough.
    """
    told = replace(change, device=first.device, n=first.n)
    if first.hash != content_hash(told) and first.outcome.kind is not OutcomeKind.ERASED:
        return _rejected("id_reused")
    return replace(first.outcome, kind=OutcomeKind.DUPLICATE, first=first.outcome.kind)


def _rejected(code: str, field: str = "") -> Outcome:
    return Outcome(kind=OutcomeKind.REJECTED, code=code, field=field)

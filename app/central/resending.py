"""Changes pushed on behalf of the device that wrote them, and held ones tried again. What is decided is intake's."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import msgspec

from app.central import intake, set_aside
from app.central.offers import read_offer
from app.central.office import Office
from app.central.roster import Sender
from app.central.senders import sender_at
from app.central.set_aside import Told
from app.contract.limits import MOST_CHANGES
from app.contract.messages import Push

log = logging.getLogger(__name__)


def send(office: Office, sender: Sender, changes: Sequence[bytes]) -> list[Told]:
    """Push changes as their device would, and set aside what was held or refused; safe to repeat."""
    told: list[Told] = []
    for start in range(0, len(changes), MOST_CHANGES):
        told += _pushed(office, sender, changes[start : start + MOST_CHANGES])
    with office.ground.write() as connection:
        set_aside.keep(connection, sender, told, office.ground.now_ms())
    return told


def retry(office: Office, commune: str) -> int:
    """Offer what is held once more, device by device, until nothing moves; how many were decided at last.

    Whoever asks for it waits for an answer to something else: a fault here is logged, costs nobody that answer, and
    leaves the work where it is, until the next time something moves in the commune.
    """
    decided = 0
    while here := _retry_once(office, commune):
        decided += here
    return decided


def _pushed(office: Office, sender: Sender, some: Sequence[bytes]) -> list[Told]:
    batch = Push(
        batch=office.ground.new_id(),
        device=sender.id,
        epoch=office.who.epoch,
        changes=[msgspec.Raw(raw) for raw in some],
    )
    outcomes = intake.accept(office.ground, office.who, sender, batch).outcomes
    office.sentry.note_erasures(sender.commune)
    office.meters.took(outcomes)
    return [Told(raw, read_offer(raw, sender.id), said) for raw, said in zip(some, outcomes, strict=True)]


def _retry_once(office: Office, commune: str) -> int:
    try:
        with office.ground.read() as connection:
            rows = set_aside.held(connection, commune)
            senders = {device: sender_at(connection, commune, device) for device, _ in rows}
    except Exception:
        log.exception("held_not_read")
        return 0
    return sum(
        _offer(office, sender, [body for theirs, body in rows if theirs == device])
        for device, sender in senders.items()
        if sender is not None
    )


def _offer(office: Office, sender: Sender, changes: Sequence[bytes]) -> int:
    """How many of a device's held changes were decided; none when central stumbles over them."""
    try:
        return sum(not one.state for one in send(office, sender, changes))
    except Exception:
        log.exception("held_not_decided", extra={"changes": len(changes)})
        return 0

"""Handing own work to a stick, and giving others' receipts back. What was handed over goes on waiting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.contract.bundle import BadBundle, Purpose, file_id, file_name, named, read_head
from app.contract.limits import LARGEST_BUNDLE, LARGEST_HEAD, MOST_IN_BUNDLE
from app.domain.views import Unsent
from app.usecases.courier.ports import Files, Sealing
from app.usecases.courier.wrapping import KEPT_MS, Origin, durable_of
from app.usecases.ports import Clock, Ids, Reading, Store
from app.usecases.settings import YES, Setting

LARGEST_PLAIN = 32 * 1024 * 1024
"""Plain bytes of changes in one bundle: packed and sealed it stays far below LARGEST_BUNDLE."""

QUIET = timedelta(days=1)
"""So long after hearing of central what it answered for is not carried again: it has just said where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """What now lies on the stick: `bundles` files with `changes` of ours, and `receipts` for other laptops.

    Of the finished sessions in them `sessions` wait for an answer; `again` had one, but are in no proven backup
    yet. `lying` are changes that wait and were on this stick before: if nothing else is to go, nothing is written.
    """

    bundles: int = 0
    changes: int = 0
    sessions: int = 0
    again: int = 0
    lying: int = 0
    receipts: int = 0


def hand_over(
    store: Store, stick: Files, courier: Files, sealing: Sealing, ids: Ids, clock: Clock
) -> HandedOver:
    """Write all own work central may not have onto a stick, sealed for it, and others' receipts beside.

    A file is noted as handed over only after it was read back; broken off anywhere, the next try writes what is
    missing. With nothing to tell central nothing is written. Raises CannotSeal, StickFault, StoreFault.
    """
    reading, now = store.read(), clock.now()
    origin, now_ms = Origin.of(reading), int(now.timestamp() * 1000)
    waiting = {one.change.id: one for one in _waiting(reading)}
    lying = reading.handed_into(_bundles_on(stick))
    batches = list(_batches(reading, now_ms))
    carried = batches if _is_due(reading, waiting, lying, batches, now) else []
    for batch in carried:
        file = origin.wrap(sealing, Purpose.BUNDLE, ids.new(), batch, now_ms)
        stick.put(file_name(Purpose.BUNDLE, file_id(file)), file)
        with store.write() as writing:
            writing.note_handed(file_id(file), [one.change.id for one in batch], now)
    sessions = [one.change.id for batch in carried for one in batch if one.change.kind == "session"]
    return HandedOver(
        bundles=len(carried),
        changes=sum(map(len, carried)),
        sessions=sum(one in waiting for one in sessions),
        again=sum(one not in waiting for one in sessions),
        lying=len(lying & waiting.keys()),
        receipts=_give_receipts(stick, courier, now_ms),
    )


def _bundles_on(stick: Files) -> list[str]:
    found = map(named, stick.names())
    return [known[1] for known in found if known and known[0] is Purpose.BUNDLE]


def _is_due(
    reading: Reading,
    waiting: Mapping[str, Unsent],
    lying: Set[str],
    batches: Sequence[Sequence[Unsent]],
    now: datetime,
) -> bool:
    """Whether there is anything central may not have and that is not on this stick.

    What a restored central asks for again (it has a stamp) lies nowhere: the bundle of then does not say so.
    """
    if any(one.stamp or name not in lying for name, one in waiting.items()):
        return True
    return not _heard_lately(reading, now) and any(
        one.change.id not in lying for some in batches for one in some
    )


def _heard_lately(reading: Reading, now: datetime) -> bool:
    """Whether central, with the epoch we know, was heard of within QUIET, by whatever road."""
    heard = reading.setting(Setting.LAST_SUCCESS)
    is_known = YES not in (reading.setting(Setting.NEEDS_PAIRING), reading.setting(Setting.REGRESSED))
    return bool(heard) and is_known and abs(now - datetime.fromisoformat(heard)) < QUIET


def _waiting(reading: Reading) -> Iterator[Unsent]:
    after = 0
    while some := reading.unsent(LARGEST_PLAIN, MOST_IN_BUNDLE, after):
        yield from some
        after = some[-1].change.n


def _batches(reading: Reading, now_ms: int) -> Iterator[Sequence[Unsent]]:
    """What waits and what central may still lose, oldest first, as much at a time as fits into a bundle."""
    after, durable = 0, durable_of(reading)
    while batch := reading.to_carry(LARGEST_PLAIN, MOST_IN_BUNDLE, after, durable, now_ms - KEPT_MS):
        yield batch
        after = batch[-1].change.n


def _give_receipts(stick: Files, courier: Files, now_ms: int) -> int:
    """Copy the parcels held for others that do not lie there; an old one, given now, has been given often enough."""
    there, given = set(stick.names()), 0
    for name in courier.names():
        known = named(name)
        if not known or known[0] is not Purpose.PARCEL:
            continue
        if name not in there:
            stick.put(name, courier.piece(name, 0, LARGEST_BUNDLE))
            given += 1
        if now_ms - _made_at(courier, name) > KEPT_MS:
            courier.remove(name)
    return given


def _made_at(courier: Files, name: str) -> int:
    """When central answered, by its own clock; 0 when that cannot be read any more."""
    try:
        return read_head(courier.piece(name, 0, LARGEST_HEAD))[0].label.made_at
    except BadBundle:
        return 0

"""Handing own work to a stick, and giving others' receipts back. What was handed over goes on waiting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.contract.bundle import Purpose, file_name, named
from app.contract.limits import LARGEST_BUNDLE, MOST_IN_BUNDLE
from app.domain.views import Unsent
from app.usecases.courier.ports import Files, Sealing
from app.usecases.courier.wrapping import KEPT_MS, Origin, durable_of
from app.usecases.ports import Clock, Ids, Reading, Store

LARGEST_PLAIN = 32 * 1024 * 1024
"""Plain bytes of changes in one bundle: packed and sealed it stays far below LARGEST_BUNDLE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """What now lies on the stick: `bundles` files with `changes` of ours (`sessions` finished ones), and `receipts`
    for other laptops.
    """

    bundles: int = 0
    changes: int = 0
    sessions: int = 0
    receipts: int = 0


def hand_over(
    store: Store, stick: Files, courier: Files, sealing: Sealing, ids: Ids, clock: Clock
) -> HandedOver:
    """Write all own work central may not have onto a stick, sealed for it, and others' receipts beside.

    A file is noted as handed over only after it was read back; broken off anywhere, the next try writes what is
    missing. Doing it again makes further bundles of the same work, which central knows by its ids.
    Raises CannotSeal, StickFault, StoreFault.
    """
    reading = store.read()
    origin, now = Origin.of(reading), clock.now()
    bundles = changes = sessions = 0
    for batch in _batches(reading, int(now.timestamp() * 1000) - KEPT_MS):
        bundle = ids.new()
        file = origin.wrap(sealing, Purpose.BUNDLE, bundle, batch, int(now.timestamp() * 1000))
        stick.put(file_name(Purpose.BUNDLE, bundle), file)
        with store.write() as writing:
            writing.note_handed(bundle, [one.change.id for one in batch], now)
        bundles, changes = bundles + 1, changes + len(batch)
        sessions += sum(one.change.kind == "session" for one in batch)
    return HandedOver(
        bundles=bundles, changes=changes, sessions=sessions, receipts=_give_receipts(stick, courier)
    )


def _batches(reading: Reading, since_ms: int) -> Iterator[Sequence[Unsent]]:
    after, durable = 0, durable_of(reading)
    while batch := reading.to_carry(LARGEST_PLAIN, MOST_IN_BUNDLE, after, durable, since_ms):
        yield batch
        after = batch[-1].change.n


def _give_receipts(stick: Files, courier: Files) -> int:
    """Copy the parcels held for others; those that lie there already are left as they are."""
    there, given = set(stick.names()), 0
    for name in courier.names():
        known = named(name)
        if known and known[0] is Purpose.PARCEL and name not in there:
            stick.put(name, courier.piece(name, 0, LARGEST_BUNDLE))
            given += 1
    return given

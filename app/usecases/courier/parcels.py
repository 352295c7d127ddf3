"""What a parcel of central's makes of this laptop's work: answers as of a push, records as of a pull."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from app.contract.bundle import Parcel
from app.contract.coding import outcome_from_wire
from app.domain.changes import Mark, Outcome
from app.usecases.ports import Ids, Store
from app.usecases.settings import NO, YES, Setting
from app.usecases.sync.pushing import SLICE
from app.usecases.sync.report import NUMBER_REUSED


def apply(store: Store, parcel: Parcel, ids: Ids, now: datetime) -> tuple[int, int]:
    """Take over a parcel that was opened and is central's; how many answers and how many records were in it.

    Taken twice, late or out of order it changes nothing more: an answer of a lost epoch is a stamp, one already
    noted stays, and records are read only where they begin at or below our own cursor. Raises StoreFault.
    """
    _note_central(store, parcel)
    noted = _note_answers(store, parcel, ids, now)
    if noted:
        _note_success(store, parcel)
    return noted, _read_feed(store, parcel)


def _note_central(store: Store, parcel: Parcel) -> None:
    """Where central stands, as of hello: in a newer epoch it was restored. An old parcel tells nothing new."""
    reading = store.read()
    epoch, durable = reading.cursor().epoch, int(reading.setting(Setting.DURABLE_SEQ) or 0)
    is_new = parcel.epoch > epoch
    if not is_new and (parcel.epoch < epoch or parcel.durable_seq <= durable):
        return
    with store.write() as writing:
        writing.set_setting(Setting.DURABLE_SEQ, str(parcel.durable_seq))
        if is_new:
            writing.set_setting(Setting.REGRESSED, NO)
            writing.begin_epoch(parcel.epoch)


def _note_answers(store: Store, parcel: Parcel, ids: Ids, now: datetime) -> int:
    if any(wire.code == NUMBER_REUSED for wire in parcel.answers.values()):
        return _note_other_store(store, parcel, ids)
    answers = _known(parcel)
    noted = 0
    while some := list(islice(answers, SLICE)):
        with store.write() as writing:
            for change, outcome in some:
                writing.note_outcome(change, outcome, parcel.epoch, now)
        noted += len(some)
    return noted


def _note_success(store: Store, parcel: Parcel) -> None:
    """By stick, too, something was sent and received: when central answered, unless later is known."""
    reading, at = store.read(), datetime.fromtimestamp(parcel.label.made_at / 1000, UTC)
    before = reading.setting(Setting.LAST_SUCCESS)
    is_news = parcel.epoch == reading.cursor().epoch and (not before or datetime.fromisoformat(before) < at)
    if is_news:
        with store.write() as writing:
            writing.set_setting(Setting.LAST_SUCCESS, at.isoformat())


def _note_other_store(store: Store, parcel: Parcel, ids: Ids) -> int:
    """Another store speaks under our name: nothing of these answers is ours to take; be paired anew."""
    reading = store.read()
    is_us = parcel.label.device == reading.setting(Setting.DEVICE)
    if is_us and not reading.setting(Setting.NEXT_DEVICE):
        with store.write() as writing:
            writing.set_setting(Setting.NEEDS_PAIRING, YES)
            writing.set_setting(Setting.NEXT_DEVICE, ids.new())
    return 0


def _known(parcel: Parcel) -> Iterator[tuple[str, Outcome]]:
    """The answers in words we know."""
    for change, wire in parcel.answers.items():
        try:
            yield change, outcome_from_wire(wire)
        except ValueError:  # a newer central: it is still unsent
            continue


def _read_feed(store: Store, parcel: Parcel) -> int:
    """A pull's pages, if nothing is missing between our cursor and where they begin."""
    feed, cursor = parcel.feed, store.read().cursor()
    if feed is None or parcel.epoch != cursor.epoch or not feed.since <= cursor.seq < feed.cursor:
        return 0
    fresh = [record for record in feed.records if record.seq > cursor.seq]
    store.apply_page(fresh, Mark(parcel.epoch, feed.cursor))
    return len(fresh)

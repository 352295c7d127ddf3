"""Mutants of the laptop: stores and screens that break the protocol in one way each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.domain.changes import Mark, Outcome, OutcomeKind
from app.domain.delivery import Delivery
from app.domain.views import Counters
from app.presentation import exchange
from app.usecases.sync import status
from tests.support.fake_reading import FakeReader
from tests.support.fake_store import FakeWriter
from tests.support.world.breaking import Instead, Mutant, Swap, around, nothing


def _only_the_cursor(self: FakeWriter, epoch: int) -> None:
    self.state.feed = Mark(epoch, 0)


def _cursor_as_it_was(begin: Instead) -> Instead:
    def begun(self: FakeWriter, epoch: int) -> None:
        before = self.state.feed.seq
        begin(self, epoch)
        self.state.feed = Mark(epoch, before)

    return begun


def _rows_by_number(keep: Instead) -> Instead:
    """Whatever the epoch, the higher number wins."""

    def kept(self: FakeWriter, wire: Any, epoch: int) -> None:
        known = self.state.standing.get((wire.kind, wire.id))
        if known is None or wire.seq > known.mark.seq:
            keep(self, wire, epoch)

    return kept


def _drops_refused(note: Instead) -> Instead:
    def noted(self: FakeWriter, change: str, outcome: Outcome, epoch: int, now: Any) -> None:
        note(self, change, outcome, epoch, now)
        if outcome.effective is OutcomeKind.REJECTED:
            self.state.entries.pop(change, None)

    return noted


def _erases_rows_only(self: FakeWriter, erased: Any) -> None:
    list(erased)


def _keeps_drafts(erase: Instead) -> Instead:
    def erases(self: FakeWriter, erased: Any) -> None:
        drafts = self.state.drafts
        erase(self, erased)
        self.state.drafts = drafts

    return erases


def _nothing_refused(self: FakeReader) -> Counters:
    counted = _counters(self)
    return replace(counted, received=counted.received + counted.attention, attention=0)


def _waiting_is_sent(self: FakeReader) -> Counters:
    counted = _counters(self)
    return replace(counted, received=counted.received + counted.waiting, waiting=0, oldest_waiting=None)


def _remembered(asked: Instead) -> Instead:
    """The screen counts once after each run."""
    known: dict[tuple[int, int], Any] = {}

    def status_of(store: Any, now: Any, report: Any, progress: Any = None) -> Any:
        key = (id(store), id(report))
        if progress is not None or key not in known:
            known[key] = asked(store, now, report, progress)
            known[key, "held"] = (store, report)  # type: ignore[index]
        return known[key]

    return status_of


def _without_stamps(unsent: Instead) -> Instead:
    return lambda self, *asked: [replace(one, stamp=None) for one in unsent(self, *asked)]


def _left_as_it_was(leave: Instead) -> Instead:
    def left(self: FakeWriter, epoch: int, staying: Any) -> None:
        before = dict(self.state.entries)
        leave(self, epoch, staying)
        for name, entry in list(self.state.entries.items()):
            self.state.keep(replace(entry, own=replace(entry.own, change=before[name].change)))

    return left


def _handed_is_received(self: FakeWriter, bundle: str, changes: Any, now: Any) -> None:
    for change in changes:
        self.state.mark(self.state.entries[change], Delivery.RECEIVED)


_counters = FakeReader.counters

STORES = (
    Mutant(
        "handed_is_received",
        "takes what lies on a stick for received",
        (Swap(FakeWriter, "note_handed", _handed_is_received),),
    ),
    Mutant(
        "not_offered_again",
        "offers nothing again in a new epoch",
        (Swap(FakeWriter, "begin_epoch", _only_the_cursor),),
    ),
    Mutant(
        "cursor_not_rewound",
        "reads a new epoch from where it was in the old one",
        (around(FakeWriter, "begin_epoch", _cursor_as_it_was),),
    ),
    Mutant(
        "old_rows_win",
        "compares rows by number alone, whatever their epoch",
        (around(FakeWriter, "_keep", _rows_by_number),),
    ),
    Mutant(
        "refused_is_dropped",
        "forgets what central refused",
        (around(FakeWriter, "note_outcome", _drops_refused),),
    ),
    Mutant(
        "own_work_not_erased",
        "keeps its own work about erased people",
        (Swap(FakeWriter, "_erase", _erases_rows_only),),
    ),
    Mutant(
        "drafts_not_erased",
        "keeps running sessions of erased people",
        (around(FakeWriter, "_erase", _keeps_drafts),),
    ),
    Mutant(
        "refused_not_counted",
        "counts refused sessions as received",
        (Swap(FakeReader, "counters", _nothing_refused),),
    ),
    Mutant(
        "waiting_not_counted",
        "counts waiting sessions as received",
        (Swap(FakeReader, "counters", _waiting_is_sent),),
    ),
    Mutant(
        "counters_remembered",
        "shows the numbers of the last run",
        (around(exchange, "sync_status", _remembered),),
    ),
    Mutant("all_sent_too_soon", "says all sent while something waits", (Swap(status, "_waiting", nothing),)),
    Mutant("trouble_hidden", "says nothing of trouble", (Swap(status, "_trouble", nothing),)),
    Mutant(
        "stamps_lost",
        "offers again without the first answer",
        (around(FakeReader, "unsent", _without_stamps),),
    ),
    Mutant(
        "left_keeps_values",
        "keeps in full what it left behind in another commune",
        (around(FakeWriter, "leave_commune", _left_as_it_was),),
    ),
)
"""Every one is told from the program as it is by some schedule."""

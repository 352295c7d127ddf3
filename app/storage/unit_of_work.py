"""One transaction: what it wrote, which records it has to show anew, and what to tell after the commit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.contract.messages import WireRecord
from app.domain.changes import Change, Mark, Outcome
from app.domain.draft import Draft
from app.storage import activity, audit, drafts, outbox, settings, standing
from app.storage.coding import change_cells, numbered
from app.storage.database import Cells, Connection
from app.storage.reading import Reader
from app.storage.refreshing import refresh, show_created

DRAFT, SETTING, ANONYMOUS, DELIVERY = "draft", "setting", "anonymous", "delivery"
"""Kinds a notice may name besides kinds of records; DELIVERY: how far own work has come."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What one transaction changed: kinds of things, and ids of records (of a draft for DRAFT)."""

    kinds: frozenset[str]
    ids: frozenset[str]


class Writer(Reader):
    """Writes inside the transaction of `SqliteStore.write`. Every method may raise StoreFault."""

    def __init__(self, db: Connection) -> None:
        super().__init__(db)
        self._wrote: list[tuple[Change, Cells]] = []
        self._kinds: set[str] = set()
        self._ids: set[str] = set()

    def add(self, change: Change, session: str = "") -> Change:
        """Store a change under the next `n`, show its record anew, audit it; returns it numbered."""
        last = self._wrote[-1][0].n if self._wrote else self.last_n()
        stored = numbered(change, last + 1)
        cells = change_cells(stored)
        touched = outbox.store(self._db, stored, cells, session)
        self._wrote.append((stored, cells))
        if show_created(self._db, stored):
            self._changed(stored.kind, stored.record)
        else:
            self._show(touched)
        return stored

    def save_draft(self, draft: Draft) -> None:
        """Keep the running session."""
        drafts.save(self._db, draft)
        self._changed(DRAFT, draft.id)

    def drop_draft(self, draft: str) -> None:
        """Wipe a running session: finished, refused or given up."""
        drafts.drop(self._db, draft)
        self._changed(DRAFT, draft)

    def count_anonymous(self, day: date) -> None:
        """One more person helped without a record."""
        activity.count_anonymous(self._db, day)
        self._changed(ANONYMOUS)

    def set_setting(self, key: str, value: str) -> None:
        """Keep a local setting; empty removes it."""
        settings.set_setting(self._db, key, value)
        self._changed(SETTING)

    def note_outcome(self, change: str, outcome: Outcome, epoch: int, now: datetime) -> None:
        """What central answered to a change; policy per answer in `outbox`."""
        touched = outbox.note(self._db, change, outcome, epoch, now)
        self._show(touched)
        if touched:
            self._changed(DELIVERY)

    def requeue(self, change: str) -> None:
        """Put a quarantined change back in the queue."""
        self._show(outbox.requeue(self._db, change))
        self._changed(DELIVERY)

    def begin_epoch(self, epoch: int) -> None:
        """Central was restored: acknowledged changes wait again with their stamps; the feed starts at 0."""
        self._show(outbox.offer_again(self._db))
        standing.set_cursor(self._db, Mark(epoch, 0))
        self._changed(DELIVERY)

    def begin_central(self, epoch: int) -> None:
        """Another central: its feed starts at 0, rows of the one before are older than all of it."""
        standing.set_back(self._db)
        self._show(outbox.offer_anew(self._db))
        standing.set_cursor(self._db, Mark(epoch, 0))
        self._changed(DELIVERY)

    def read_again(self) -> None:
        """The feed is read from its start once more."""
        standing.set_cursor(self._db, Mark(self.cursor().epoch, 0))

    def take_name(self, device: str) -> None:
        """Changes central has not answered for get new numbers under a new name of this device."""
        touched, moved = outbox.take_name(self._db, device)
        if moved:
            audit.renamed(self._db, moved)
        self._show(touched)
        self._changed(DELIVERY)

    def apply_page(self, records: Sequence[WireRecord], cursor: Mark) -> None:
        """Standing rows, refreshed projections and the cursor, together."""
        self._show(standing.keep(self._db, records, cursor.epoch))
        standing.set_cursor(self._db, cursor)

    def finish(self) -> Notice | None:
        """Write the audit row; what to tell after the commit, or None when nothing changed."""
        if self._wrote:
            audit.wrote(self._db, self._wrote)
        return Notice(frozenset(self._kinds), frozenset(self._ids)) if self._kinds else None

    def _show(self, touched: Iterable[tuple[str, str]]) -> None:
        for kind, record in touched:
            for name in refresh(self._db, kind, record):
                self._changed(kind, name)

    def _changed(self, kind: str, id_: str = "") -> None:
        self._kinds.add(kind)
        if id_:
            self._ids.add(id_)

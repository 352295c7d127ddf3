"""One transaction: what it wrote, which records it has to show anew, and what to tell after the commit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.contract.messages import WireRecord
from app.domain.changes import Change, Mark, Outcome
from app.domain.draft import Draft
from app.domain.queue import Ticket
from app.storage import activity, audit, carrying, drafts, leaving, outbox, settings, standing, waiting
from app.storage.coding import change_cells, numbered
from app.storage.database import Cells, Connection
from app.storage.reading import Reader
from app.storage.refreshing import Reason, refresh, show_created, show_told

DRAFT, SETTING, ANONYMOUS, DELIVERY, TICKET = "draft", "setting", "anonymous", "delivery", "ticket"
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
        self._removed: dict[tuple[str, str], str] = {}

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

    def save_ticket(self, ticket: Ticket) -> None:
        """Keep a number as it is now, and none of another day."""
        waiting.save(self._db, ticket)
        self._changed(TICKET)

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
        touched, is_new = outbox.note(self._db, change, outcome, epoch, now)
        judged = standing.judge(self._db, change) if touched else []
        self._show([*touched, *judged] if is_new else judged)
        if touched:
            self._changed(DELIVERY)
            for kind, record in touched:
                self._changed(kind, record)

    def requeue(self, change: str) -> None:
        """Put a quarantined change back in the queue."""
        self._show(outbox.requeue(self._db, change))
        self._changed(DELIVERY)

    def note_handed(self, bundle: str, changes: Sequence[str], at: datetime) -> None:
        """These changes lie in a bundle on a stick."""
        carrying.note_handed(self._db, bundle, changes, at)
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

    def leave_commune(self, epoch: int, staying: Sequence[str]) -> None:
        """Another commune: what this one told goes, own finished work is closed, the feed starts at 0."""
        gone = leaving.leave(self._db, epoch, staying)
        self._removed |= dict.fromkeys(gone, Reason.MOVED)
        self._show(("operator", one) for one in staying)
        for kind, record in gone:
            self._changed(kind, record)
        self._changed(DELIVERY)

    def take_name(self, device: str) -> None:
        """Changes central has not answered for get new numbers under a new name of this device."""
        touched, moved = outbox.take_name(self._db, device)
        if moved:
            audit.renamed(self._db, moved)
        self._show(touched)
        self._changed(DELIVERY)

    def apply_page(self, records: Sequence[WireRecord], cursor: Mark) -> None:
        """Standing rows, refreshed projections and the cursor, together."""
        self.apply_repair(records, cursor.epoch)
        standing.set_cursor(self._db, cursor)

    def apply_repair(self, records: Sequence[WireRecord], epoch: int) -> None:
        """Standing rows and refreshed projections; the cursor stays where it is."""
        touched = standing.keep(self._db, records, epoch)
        told = show_told(self._db, touched)
        for kind, record in told:
            self._changed(kind, record)
        self._show(one for one in touched if one not in told)

    def finish(self) -> Notice | None:
        """Write the audit row; what to tell after the commit, or None when nothing changed."""
        if self._wrote:
            audit.wrote(self._db, self._wrote)
        if self._removed:
            audit.removed(self._db, self._removed)
        return Notice(frozenset(self._kinds), frozenset(self._ids)) if self._kinds else None

    def _show(self, touched: Iterable[tuple[str, str]]) -> None:
        for kind, record in touched:
            for name, reason in refresh(self._db, kind, record).items():
                self._changed(kind, name)
                if reason:
                    self._removed[kind, name] = reason

    def _changed(self, kind: str, id_: str = "") -> None:
        self._kinds.add(kind)
        if id_:
            self._ids.add(id_)

"""The encrypted file as the rest of the program has it: reading, writing, taking in a page, closing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from app.contract.messages import WireRecord
from app.domain.changes import Mark
from app.domain.faults import StoreFault, StoreTrouble
from app.storage import audit
from app.storage.database import Database
from app.storage.lock import StoreLock
from app.storage.reading import Reader
from app.storage.unit_of_work import Notice, Writer

LONGEST_SLICE = 0.01
"""Seconds of work after which a slice of a page commits: with the commit it stays under 20 ms."""

_STEP = 16
"""Records applied between two looks at the clock."""


class SqliteStore:
    """One store, open in this process. Any thread may read and write; each has its own connection."""

    def __init__(
        self,
        database: Database,
        lock: StoreLock,
        on_commit: Callable[[Notice], None] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`on_commit` is called after each commit that changed something, on the committing thread.

        `now` counts seconds from anywhere; slices of a page are measured with it.
        """
        self._database, self._lock, self._on_commit, self._now = database, lock, on_commit, now

    def read(self) -> Reader:
        """For reading on the calling thread. Raises StoreFault."""
        return Reader(self._database.connection())

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """One transaction: leaving the block commits, an exception rolls all back. Raises StoreFault.

        What a listener raises after the commit is not the writer's: it goes where uncaught exceptions go.
        """
        with self._database.write_transaction() as connection:
            writer = Writer(connection)
            yield writer
            notice = writer.finish()
        if notice and self._on_commit:
            try:
                self._on_commit(notice)
            except Exception:
                sys.excepthook(*sys.exc_info())

    def apply_page(self, records: Sequence[WireRecord], cursor: Mark) -> None:
        """A pulled page, in slices that hold the lock for less than 20 ms.

        Slices go in order of seq, each with the cursor of its last record: a crash between two of them
        leaves a shorter page read, never a hole. With everything committed the log is tidied; a tidying that
        fails loses nothing and is tried again with the next page.
        """
        self._apply(records, cursor.epoch, cursor)
        if not records:
            with self.write() as writer:
                writer.apply_page((), cursor)

    def apply_repair(self, records: Sequence[WireRecord], epoch: int) -> None:
        """A page of a repair, in the same slices; the cursor stays where it is."""
        self._apply(records, epoch, None)

    def check(self) -> bool:
        """Whether every page is what was written and the audit chain holds.

        Seconds on a big file: not while somebody waits. A file too damaged to be asked is not whole either.
        """
        db = self._database.connection()
        try:
            whole = self._pages_hold() and db.value("PRAGMA quick_check(1)") == "ok"
            return whole and audit.is_whole(db)
        except StoreFault as fault:
            if fault.trouble is StoreTrouble.DAMAGED:
                return False
            raise

    def tidy(self) -> None:
        """Move the write-ahead log into the file; for quiet moments. Gives way to anybody who works."""
        self._database.connection().rows("PRAGMA wal_checkpoint(PASSIVE)", writing=True)

    def close(self) -> None:
        """Close the file and let another process have it. Work on other threads must have ended."""
        self._database.close()
        self._lock.release()

    def _apply(self, records: Sequence[WireRecord], epoch: int, cursor: Mark | None) -> None:
        rest = sorted(records, key=lambda record: record.seq)
        while rest:
            rest = self._apply_slice(rest, epoch, cursor)
        with suppress(StoreFault):
            self.tidy()

    def _pages_hold(self) -> bool:
        """Whether each page of the file opens. One that was half-way into it when the room or the power went
        is still whole in the log, and put right from there.
        """
        db = self._database.connection()
        if not db.rows("PRAGMA cipher_integrity_check"):
            return True
        with suppress(StoreFault):
            self.tidy()
        return not db.rows("PRAGMA cipher_integrity_check")

    def _apply_slice(self, rest: list[WireRecord], epoch: int, cursor: Mark | None) -> list[WireRecord]:
        """Apply the first of `rest`, moving towards `cursor` if there is one; what is left."""
        end = self._now() + LONGEST_SLICE
        done = 0
        with self.write() as writer:
            while done < len(rest) and (done == 0 or self._now() < end):
                step = rest[done : done + _STEP]
                done += len(step)
                writer.apply_repair(step, epoch)
            if cursor is not None:
                writer.apply_page((), cursor if done >= len(rest) else Mark(epoch, rest[done - 1].seq))
        return rest[done:]

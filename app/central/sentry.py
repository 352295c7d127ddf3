"""Watches whether the database is still the one central knew, and carries outside what must survive it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import sqlalchemy as sa

from app.central.feed import counters
from app.central.ground import Ground
from app.central.identity import Who
from app.central.outside import ERASED, REVOKED, Gone, Outside, Seen
from app.central.refusals import halted
from app.central.store.tables import device, feed_counter, record, server_meta
from app.domain.merge import Life

ANOTHERS_GUARD = "anothers_guard"
"""The guard folder was kept by another central."""

EPOCH_BEHIND = "epoch_behind"
"""The database is of an epoch before the newest one: an old copy, put back without `restore`."""

SEQ_BEHIND = "seq_behind"
"""The database lost numbers it had given out: an old copy, or commits that never reached the disk."""

RESTORED = "restored"
"""Somebody restored the database under this process: it must be started anew."""

GUARD_UNWRITABLE = "guard_unwritable"
"""The guard folder takes nothing more. Work goes on, except that no erasure is confirmed."""

log = logging.getLogger(__name__)


class Sentry:
    """Looks now and then; `why` says what is wrong, empty when all is well. Any thread may ask.

    Once the database went back it stays refused until this process ends: going on would give the same numbers to
    other records, and nothing could tell them apart any more.
    """

    def __init__(self, ground: Ground, who: Who, outside: Outside) -> None:
        self._ground = ground
        self._who = who
        self.outside = outside
        self._seen: Seen = outside.seen()
        self._listed = outside.gone()
        self._listed_to: dict[str, int] = {}
        self._busy = threading.Lock()
        self._went_back = ""
        self._is_writable = True

    @property
    def why(self) -> str:
        """Why central is not well, as a stable code."""
        return self._went_back or ("" if self._is_writable else GUARD_UNWRITABLE)

    @property
    def is_halted(self) -> bool:
        """Whether nothing may be read or written until people have mended it."""
        return bool(self._went_back)

    def allow(self) -> None:
        """Raise Refusal("central_halted") while the database is not to be trusted."""
        if self._went_back:
            raise halted()

    def look(self) -> None:
        """Compare database and guard; when all is well, note how far it is and what was erased.

        Raises OperationalError when the database does not answer: that is no reason to halt.
        """
        with self._busy:
            epoch, seqs = self._standing()
            self._went_back = self._went_back or self._compare(epoch, seqs)
            if not self._went_back:
                self._is_writable = self._noted(seqs)
        if self.why:
            log.error("central_not_well", extra={"code": self.why})

    def note_erasures(self, commune: str) -> None:
        """Carry the commune's newest erasures outside; to be done before they are confirmed.

        A crash before this loses nothing: the next start finds them in the database. Raises OSError.
        """
        with self._busy:
            self._carry_out([commune])

    @contextmanager
    def watching(self, seconds: float) -> Iterator[None]:
        """Look every so many seconds while the block runs, and once more at its end."""
        ended = threading.Event()
        thread = threading.Thread(target=self._watch, args=(seconds, ended), daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
            self._try_to_look()

    def _watch(self, seconds: float, ended: threading.Event) -> None:
        while not ended.wait(seconds):
            self._try_to_look()

    def _try_to_look(self) -> None:
        try:
            self.look()
        except sa.exc.SQLAlchemyError:
            log.exception("database_busy")

    def _standing(self) -> tuple[int, Mapping[str, int]]:
        with self._ground.read() as connection:
            epoch = connection.execute(sa.select(server_meta.c.epoch)).scalar()
            rows = connection.execute(sa.select(feed_counter.c.commune, feed_counter.c.seq)).all()
        return int(epoch or 0), {row.commune: row.seq for row in rows}

    def _compare(self, epoch: int, seqs: Mapping[str, int]) -> str:
        seen = self._seen
        if seen.server_id not in ("", self._who.server_id):
            return ANOTHERS_GUARD
        if epoch < max(seen.epoch, self._who.epoch):
            return EPOCH_BEHIND
        if epoch > self._who.epoch:
            return RESTORED
        known = seen.seqs if seen.epoch == epoch else {}
        return SEQ_BEHIND if any(seqs.get(commune, 0) < seq for commune, seq in known.items()) else ""

    def _noted(self, seqs: Mapping[str, int]) -> bool:
        known = self._seen.seqs if self._seen.epoch == self._who.epoch else {}
        fresh = {commune: seq for commune, seq in seqs.items() if known.get(commune, -1) != seq}
        try:
            self._carry_out(commune for commune in seqs if commune in fresh or commune not in self._listed_to)
            self._carry_revoked()
            if fresh or not self._seen.server_id:
                self.outside.note(self._who.server_id, self._who.epoch, fresh)
        except OSError:
            log.exception("guard_unwritable")
            return False
        self._seen = Seen(server_id=self._who.server_id, epoch=self._who.epoch, seqs=seqs)
        return True

    def _carry_out(self, communes: Iterable[str]) -> None:
        for commune in communes:
            with self._ground.read() as connection:
                upto, _ = counters(connection, commune)
                newer = record.c.seq > self._listed_to.get(commune, 0)
                mine = sa.and_(record.c.commune == commune, newer, record.c.life == Life.ERASED.value)
                rows = connection.execute(sa.select(record.c.kind, record.c.id).where(mine)).all()
            self._list(Gone(what=ERASED, commune=commune, kind=row.kind, id=row.id) for row in rows)
            self._listed_to[commune] = upto

    def _carry_revoked(self) -> None:
        revoked = sa.select(device.c.commune, device.c.id).where(device.c.state == REVOKED)
        with self._ground.read() as connection:
            rows = connection.execute(revoked).all()
        self._list(Gone(what=REVOKED, commune=row.commune, kind="device", id=row.id) for row in rows)

    def _list(self, found: Iterable[Gone]) -> None:
        fresh = set(found) - self._listed
        self.outside.add(sorted(fresh, key=lambda gone: (gone.kind, gone.id)))
        self._listed |= fresh

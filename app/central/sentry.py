"""Watches whether the database is still the one central knew, and carries outside what must survive it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa

from app.central import devices
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

_EPOCH = sa.select(server_meta.c.epoch)
_SEQS = sa.select(feed_counter.c.commune, feed_counter.c.seq)
_DEVICES = sa.select(device.c.commune, device.c.id, device.c.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What one look at the database found: how far it is, who may read nothing, and who may read."""

    epoch: int
    seqs: Mapping[str, int]
    revoked: AbstractSet[Gone]
    trusted: AbstractSet[str]


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

    @property
    def revoked(self) -> frozenset[str]:
        """The devices that may read nothing any more, whatever the database says of them."""
        return frozenset(one.id for one in self._listed if one.what == REVOKED)

    def look(self) -> None:
        """Compare database and guard; when all is well, note how far it is, what was erased and who was revoked.

        Revoking takes no number, so that an old copy can be as far as the guard says and not know of it: whoever
        the guard names is revoked again. Raises OperationalError when the database does not answer: that is no
        reason to halt.
        """
        with self._busy:
            now = self._standing()
            self._went_back = self._went_back or self._compare(now.epoch, now.seqs)
            if not self._went_back:
                self._revoke_again(now)
                self._is_writable = self._noted(now)
        if self.why:
            log.error("central_not_well", extra={"code": self.why})

    def note_erasures(self, commune: str) -> None:
        """Carry the commune's newest erasures outside; to be done before they are confirmed.

        With them goes how far the commune is: an old copy that still has these people is then seen to be one.
        A crash before this loses nothing: the next start finds them in the database. Raises OSError.
        """
        with self._busy:
            self._carry_out([commune])
            known = self._seen.seqs_in(self._who.epoch)
            newest = max(known.get(commune, 0), self._listed_to[commune])  # a look has yet to see it go back
            self._note({**known, commune: newest})

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

    def _standing(self) -> _Standing:
        with self._ground.read() as connection:
            epoch = connection.execute(_EPOCH).scalar()
            counted = connection.execute(_SEQS).all()
            known = connection.execute(_DEVICES).all()
        revoked = [row for row in known if row.state == REVOKED]
        return _Standing(
            epoch=int(epoch or 0),
            seqs={row.commune: row.seq for row in counted},
            revoked={Gone(what=REVOKED, commune=row.commune, kind="device", id=row.id) for row in revoked},
            trusted={row.id for row in known if row.state != REVOKED},
        )

    def _compare(self, epoch: int, seqs: Mapping[str, int]) -> str:
        seen = self._seen
        if seen.server_id not in ("", self._who.server_id):
            return ANOTHERS_GUARD
        if epoch < max(seen.epoch, self._who.epoch):
            return EPOCH_BEHIND
        if epoch > self._who.epoch:
            return RESTORED
        known = seen.seqs_in(epoch)
        return SEQ_BEHIND if any(seqs.get(commune, 0) < seq for commune, seq in known.items()) else ""

    def _revoke_again(self, now: _Standing) -> None:
        if back := self.revoked & now.trusted:
            log.warning("revoked_again", extra={"changes": len(back)})
            with self._ground.engine.begin() as connection:
                devices.mark_revoked(connection, back)

    def _noted(self, now: _Standing) -> bool:
        listed = self._listed_to
        try:
            self._carry_out(commune for commune, seq in now.seqs.items() if listed.get(commune, -1) < seq)
            self._list(now.revoked)
            self._note(now.seqs)
        except OSError:
            log.exception("guard_unwritable")
            return False
        return True

    def _note(self, seqs: Mapping[str, int]) -> None:
        known = self._seen.seqs_in(self._who.epoch)
        fresh = {commune: seq for commune, seq in seqs.items() if known.get(commune, -1) != seq}
        if fresh or not self._seen.server_id:
            self.outside.note(self._who.server_id, self._who.epoch, fresh)
        self._seen = Seen(server_id=self._who.server_id, epoch=self._who.epoch, seqs=seqs)

    def _carry_out(self, communes: Iterable[str]) -> None:
        for commune in communes:
            with self._ground.read() as connection:
                upto, _ = counters(connection, commune)
                newer = record.c.seq > self._listed_to.get(commune, 0)
                mine = sa.and_(record.c.commune == commune, newer, record.c.life == Life.ERASED.value)
                rows = connection.execute(sa.select(record.c.kind, record.c.id).where(mine)).all()
            self._list(Gone(what=ERASED, commune=commune, kind=row.kind, id=row.id) for row in rows)
            self._listed_to[commune] = upto

    def _list(self, found: Iterable[Gone]) -> None:
        fresh = set(found) - self._listed
        self.outside.add(sorted(fresh, key=lambda gone: (gone.kind, gone.id)))
        self._listed |= fresh

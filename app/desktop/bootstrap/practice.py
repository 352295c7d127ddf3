"""The practice store: made anew for each case under a key nobody keeps, gone when practice ends.

Nothing here knows the network, the courier or the real store; a test reads the imports of this file.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app import resources
from app.contract.practice_format import read_cases, read_village
from app.desktop.bootstrap import packs
from app.desktop.bootstrap.here import FreshIds, LaptopClock
from app.desktop.bootstrap.paper import draw_slip
from app.desktop.bootstrap.practice_results import PracticeResults
from app.desktop.machine import Workplace
from app.desktop.practice_ground import PracticeGround
from app.domain.practice import PracticeCase
from app.storage import opening
from app.storage.keys import Cost
from app.storage.lock import StoreLock
from app.storage.opening import Notice, SqliteStore
from app.storage.trouble import told_apart
from app.usecases.device import OperatorRow
from app.usecases.ports import Store
from app.usecases.practice import settle

LOCK, VILLAGE, SLIPS = "practice.lock", "village", "slips"
RESULTS = "practice-results.json"
CHEAP = Cost(memory_kib=1024, passes=1)
"""Nobody types the passphrase: it is 32 random bytes, which need no slow hash."""


class NoKeyring:
    """Practice leaves nothing in the computer's keyring."""

    available = False

    def get(self) -> bytes | None:
        """There is none."""
        return None

    def set(self, secret: bytes) -> None:
        """Nothing is ever kept."""


class Ground:
    """Over one folder; one process at a time."""

    def __init__(self, folder: Path, announce: Callable[[Notice], None]) -> None:
        self._folder, self._announce = folder, announce
        self._clock, self._ids = LaptopClock(), FreshIds()
        self._lock: StoreLock | None = None
        files = _files(resources.path("practice"))
        self._village, self._cases = read_village(files), read_cases(files)

    def offered(self) -> PracticeGround:
        """As the practice desk has it."""
        workplace = Workplace(
            clock=self._clock,
            ids=self._ids,
            slips=self._folder / SLIPS,
            pack=lambda language, _guide="": packs.shipped(language),
            reviewed_pack=lambda language, _guide="": packs.shipped_reviewed(language),
            recording=packs.recording,
            write_slip=draw_slip,
        )
        results = PracticeResults(self._folder.with_name(RESULTS))
        return PracticeGround(
            workplace=workplace,
            cases=self._cases,
            begin=self.begin,
            end=self.end,
            leave=self.leave,
            attempts=results.read,
            keep=results.keep,
            forget=results.forget,
        )

    def begin(self, case: PracticeCase | None, language: str) -> tuple[Store, OperatorRow]:
        """A fresh village with the person of the case, and who learns. Raises StoreFault (IN_USE: another window)."""
        if self._lock is None:
            with told_apart(self._folder.parent):
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = StoreLock(self._folder / LOCK)
        with told_apart(self._folder):
            self._sweep()
            (self._folder / SLIPS).mkdir(mode=0o700)
        store, _code = opening.create_store(
            self._folder / VILLAGE,
            secrets.token_urlsafe(32),
            NoKeyring(),
            self._ids.new(),
            on_commit=self._announce,
            cost=CHEAP,
        )
        return store, settle(store, self._clock, self._ids, self._village, case, language)

    def end(self, store: Store) -> None:
        """Close a village."""
        if isinstance(store, SqliteStore):
            store.close()

    def leave(self) -> None:
        """The village and its slips go; the results lie beside this folder, until they are reset."""
        if self._lock is not None:
            self._sweep()
            self._lock.release()
            self._lock = None
            shutil.rmtree(self._folder, ignore_errors=True)

    def _sweep(self) -> None:
        """What an earlier case left, or a window whose power went: its key is gone with it."""
        for name in (VILLAGE, SLIPS):
            with suppress(FileNotFoundError):
                shutil.rmtree(self._folder / name)


def _files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.json"))}

"""One process per store: a lock the operating system drops when the process ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.domain.faults import StoreFault, StoreTrouble
from app.storage.trouble import told_apart


class StoreLock:
    """Holds the lock file of one store until `release`."""

    def __init__(self, path: Path) -> None:
        """Take the lock. Raises StoreFault(IN_USE) when another process, or part of this one, has it."""
        with told_apart(path.parent):
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._file)
        except OSError as held:
            os.close(self._file)
            raise StoreFault(StoreTrouble.IN_USE) from held

    def release(self) -> None:
        """Let another process have the store; doing it twice is harmless."""
        if self._file >= 0:
            os.close(self._file)  # closing drops the lock
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

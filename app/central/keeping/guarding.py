"""Who has the guard folder: whoever serves shares it, whoever restores has it alone. Another process sees it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.central.keeping.faults import KeepingFault


@contextmanager
def serving(guard: str) -> Iterator[None]:
    """While central serves. A folder that cannot be opened keeps nobody from serving: the sentry tells of it.

    Raises KeepingFault("restore_under_way").
    """
    try:
        held = _hold(Path(guard), alone=False)
    except BlockingIOError as cause:
        raise KeepingFault("restore_under_way") from cause
    except OSError:
        held = _NOTHING
    try:
        yield
    finally:
        _let_go(held)


@contextmanager
def restoring_alone(guard: str) -> Iterator[None]:
    """While central is brought back. Raises KeepingFault("central_serves"), OSError."""
    try:
        held = _hold(Path(guard), alone=True)
    except BlockingIOError as cause:
        raise KeepingFault("central_serves") from cause
    try:
        yield
    finally:
        _let_go(held)


_NOTHING = -1


def _let_go(held: int) -> None:
    if held != _NOTHING:
        os.close(held)


if sys.platform == "win32":

    def _hold(folder: Path, *, alone: bool) -> int:
        """Folders cannot be locked there."""
        return _NOTHING

else:
    import fcntl

    def _hold(folder: Path, *, alone: bool) -> int:
        """The folder itself is locked, so that a full disk is no obstacle; the lock ends with the process."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(held, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError:
            os.close(held)
            raise
        return held

"""What trainers see of practice: one small file of the last attempts, kept until they are put back to nothing.

It lies beside the practice village, not in it, and in no store: nothing that sends ever reads it.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from app.domain.practice import Attempt
from app.storage.durable import write_whole
from app.storage.trouble import told_apart


class PracticeResults:
    """Over one file; a file nobody can read counts as none."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> tuple[Attempt, ...]:
        """The last attempt at each case."""
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=tuple[Attempt, ...])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return ()

    def keep(self, attempt: Attempt) -> None:
        """In place of the last one at the same case. Raises StoreFault."""
        others = [one for one in self.read() if one.case != attempt.case]
        with told_apart(self._file.parent, writing=True):
            write_whole(self._file, msgspec.json.encode((*others, attempt)))

    def forget(self) -> None:
        """For the next people who learn."""
        with told_apart(self._file.parent, writing=True):
            self._file.unlink(missing_ok=True)

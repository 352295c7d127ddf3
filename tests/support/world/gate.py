"""A store whose power may go, or whose disk may be full, at any transaction; and who is told of each commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from app.contract.messages import WireRecord
from app.domain.changes import Mark
from app.domain.faults import StoreFault, StoreTrouble
from app.usecases.ports import Reading, Store, Writing


class PowerCut(BaseException):
    """The laptop is off: nothing after this line runs on it."""


class Gate:
    """Fits `ports.Store`. `cut_in` and `full_in` count the transactions until it happens; 0 is never."""

    def __init__(self, inner: Store, committed: Callable[[], None]) -> None:
        self.inner, self._committed = inner, committed
        self.cut_in = self.full_in = 0
        self.cut_before = False
        self.is_writing = False

    def calm(self) -> None:
        """Nothing happens any more."""
        self.cut_in = self.full_in = 0

    def read(self) -> Reading:
        return self.inner.read()

    @contextmanager
    def write(self) -> Iterator[Writing]:
        is_last, is_full = self._count()
        if is_last and self.cut_before:
            raise PowerCut
        with self.inner.write() as writing:
            self.is_writing = True
            try:
                yield writing
                if is_full:
                    raise StoreFault(StoreTrouble.DISK_FULL)
            finally:
                self.is_writing = False
        self._committed()
        if is_last:
            raise PowerCut

    def apply_page(self, records: Sequence[WireRecord], cursor: Mark) -> None:
        """Whole, or half of it with the cursor of its last record when the power goes meanwhile."""
        is_last, is_full = self._count()
        if is_full:
            raise StoreFault(StoreTrouble.DISK_FULL)
        half = records[: len(records) // 2]
        if is_last and half:
            self.inner.apply_page(half, Mark(cursor.epoch, half[-1].seq))
        elif not is_last:
            self.inner.apply_page(records, cursor)
        self._committed()
        if is_last:
            raise PowerCut

    def __getattr__(self, name: str) -> Any:
        """What else a store can do, it does undisturbed."""
        return getattr(self.inner, name)

    def _count(self) -> tuple[bool, bool]:
        is_last, is_full = self.cut_in == 1, self.full_in == 1
        self.cut_in, self.full_in = max(0, self.cut_in - 1), max(0, self.full_in - 1)
        return is_last, is_full

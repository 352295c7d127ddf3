"""Looks for records that may be one person, in a worker: with thousands of people it takes longer than a click may."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from app.desktop.tasks import Tasks
from app.domain.faults import StoreFault
from app.domain.same_person import Pair
from app.usecases.ports import Store
from app.usecases.same_person import look_alike

Found = Callable[[Sequence[Pair]], None]


class Doubles(QObject):
    """One search at a time; a wish that comes meanwhile is carried out after it, once.

    Policy: a search that fails because the store is closing or busy tells nothing; the next commit asks again.
    """

    def __init__(self, tasks: Tasks, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._store = tasks, store
        self._running = False
        self._next: Found | None = None

    def search(self, found: Found) -> None:
        """Tell the pairs as soon as they are known."""
        if self._running:
            self._next = found
            return
        self._running = True
        store = self._store
        self._tasks.run(
            lambda _work: look_alike(store),
            lambda pairs: self._done(lambda: found(pairs)),
            self._failed,
            owner=self,
        )

    def _done(self, tell: Callable[[], None]) -> None:
        self._running = False
        waiting, self._next = self._next, None
        tell()
        if waiting is not None:
            self.search(waiting)

    def _failed(self, failure: Exception) -> None:
        self._done(lambda: None)
        if not isinstance(failure, StoreFault):
            raise failure

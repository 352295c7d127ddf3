"""What central stands on: its database, the clock and a source of randomness. No rules, no routes."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

import sqlalchemy as sa

from app.central.refusals import halted
from app.central.store.engine import reading
from app.central.store.tables import server_meta
from app.domain.ids import RANDOM_BYTES, new_id

_EPOCH = sa.select(server_meta.c.epoch)


def system_now_ms() -> int:
    """Unix time in milliseconds."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Ground:
    """The database and what tests replace: `now_ms` gives Unix milliseconds, `randomness` that many bytes.

    Once `epoch` is known (above 0), nothing is written into a database of another epoch: somebody restored it
    under this process.
    """

    engine: sa.Engine
    now_ms: Callable[[], int] = system_now_ms
    randomness: Callable[[int], bytes] = secrets.token_bytes
    epoch: int = 0
    _reading: sa.Engine = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_reading", reading(self.engine))

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """One writing transaction: leaving the block commits, an exception rolls everything back.

        Raises Refusal("central_halted") when the database was restored meanwhile. A restore drops the tables, for
        which it waits until nobody holds this look at `server_meta` any more.
        """
        with self.engine.begin() as connection:
            if self.epoch and connection.execute(_EPOCH).scalar() != self.epoch:
                raise halted()
            yield connection

    def read(self) -> AbstractContextManager[sa.Connection]:
        """One snapshot to read from; it waits for no writer."""
        return self._reading.begin()

    def new_id(self) -> str:
        """A new id (22 characters)."""
        return new_id(self.now_ms(), self.randomness(RANDOM_BYTES))

"""Sixteen writers and one reader on a real PostgreSQL: does a cursor that only moves forward step over a row?

`python -m tests.support.gap --rows 100000` prints the figures. Our feed must miss nothing. The naive feed (an identity
column and `id > cursor`) must miss some, or the writers were too tame to prove anything.
"""

from __future__ import annotations

import argparse
import random
import secrets
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from app.central import communes, feed
from app.central.app import open_office
from app.central.ground import Ground
from app.central.roster import Sender
from app.central.store.engine import DatabaseLimits, open_database
from app.central.turn import Turn
from app.domain.changes import Mark
from tests.support.central import TO_HIEU
from tests.support.postgres import new_database, running_postgres
from tests.support.proof import Result, Task, for_seconds

WRITERS = 16
ROLLED_BACK, MOST_ROWS, PAUSE_SECONDS = 0.1, 20, 0.004
"""The share of transactions that end in nothing, rows in one, and the longest rest between its last row and its end."""

NAIVE_ROUNDS = 20
"""How often the naive feed may be tried until it loses a row."""


class Feed(Protocol):
    """A table somebody writes to and somebody follows."""

    def write(self, connection: sa.Connection, rows: int) -> Sequence[int]:
        """Add rows within a transaction under way; their numbers."""

    def read(self, cursor: int) -> Sequence[int]:
        """Numbers above the cursor, rising; not all of them at once."""


@dataclass(slots=True)
class Naive:
    """What everybody writes first: a number from a sequence, which is taken long before it is visible."""

    engine: sa.Engine
    table: sa.Table = field(init=False)

    def __post_init__(self) -> None:
        columns = sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True), sa.Column("body", sa.Text)
        self.table = sa.Table(f"naive_{secrets.token_hex(4)}", sa.MetaData(), *columns)
        self.table.create(self.engine)

    def write(self, connection: sa.Connection, rows: int) -> Sequence[int]:
        """Several statements, as several records would be."""
        put = self.table.insert().values(body="x").returning(self.table.c.id)
        return [connection.execute(put).scalar_one() for _ in range(rows)]

    def read(self, cursor: int) -> Sequence[int]:
        """`id > cursor`."""
        above = (
            sa.select(self.table.c.id).where(self.table.c.id > cursor).order_by(self.table.c.id).limit(500)
        )
        with self.engine.connect() as connection:
            return list(connection.execute(above).scalars())


class Ours:
    """Central's own feed: the real turn, the real page."""

    def __init__(self, engine: sa.Engine) -> None:
        self.office = open_office(Ground(engine))
        communes.add_commune(self.office.ground, TO_HIEU)
        self.reader = Sender(id="reader", commune=TO_HIEU, support_point="", is_active=True)

    def write(self, connection: sa.Connection, rows: int) -> Sequence[int]:
        """Some records in one turn."""
        ground, who, numbers = self.office.ground, self.office.who, []
        turn, fresh = (
            Turn(connection, TO_HIEU, who.epoch, ground.now_ms()),
            [ground.new_id() for _ in range(rows)],
        )
        turn.load(fresh)
        for name in fresh:
            numbers.append(turn.next_mark.seq)
            communes.publish(ground, who, turn, "support_point", name, {"name": "Điểm mẫu"})
        turn.finish()
        return numbers

    def read(self, cursor: int) -> Sequence[int]:
        """The next page."""
        found = feed.page(
            self.office.ground, self.office.who, self.reader, Mark(self.office.who.epoch, cursor)
        )
        return [one.seq for one in found.records]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """How many rows were committed, how many of them the reader never saw, and how many it saw twice."""

    rows: int
    missed: int
    doubled: int
    seconds: float


def follow(engine: sa.Engine, tried: Feed, rows: int, seed: int, is_over: Callable[[], bool]) -> Gap:
    """Write about so many rows with all writers at once while one reader follows."""
    began, done, committed = time.monotonic(), threading.Event(), _Tally()
    start = threading.Barrier(WRITERS + 1)

    def write(number: int) -> None:
        chance = random.Random(f"{seed} {number}")
        start.wait()
        while committed.count < rows and not is_over():
            committed.add(_transaction(engine, tried, chance))

    def read() -> list[int]:
        start.wait()
        seen, cursor = [], 0
        while True:
            is_last, page = done.is_set(), tried.read(cursor)
            seen += page
            cursor = page[-1] if page else cursor
            if is_last and not page:
                return seen

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reader = pool.submit(read)
        for writer in [pool.submit(write, number) for number in range(WRITERS)]:
            writer.result()
        done.set()
        seen = reader.result()
    missed = len(set(committed.numbers) - set(seen))
    return Gap(
        rows=committed.count,
        missed=missed,
        doubled=len(seen) - len(set(seen)),
        seconds=time.monotonic() - began,
    )


class _Tally:
    """The numbers of all rows that were committed. Any thread may add."""

    def __init__(self) -> None:
        self._busy = threading.Lock()
        self.numbers: list[int] = []
        self.count = 0

    def add(self, numbers: Sequence[int]) -> None:
        with self._busy:
            self.numbers += numbers
            self.count += len(numbers)


def _transaction(engine: sa.Engine, tried: Feed, chance: random.Random) -> Sequence[int]:
    """Some rows, a rest, and the end: the numbers that were committed, or none."""
    with engine.connect() as connection, connection.begin() as transaction:
        numbers = tried.write(connection, chance.randint(1, MOST_ROWS))
        connection.execute(sa.select(sa.func.pg_sleep(chance.random() * PAUSE_SECONDS)))
        if chance.random() < ROLLED_BACK:
            transaction.rollback()
            return []
    return numbers


def naive_gap(engine: sa.Engine, rows: int, seed: int, is_over: Callable[[], bool]) -> Gap:
    """The naive feed, tried until it loses a row."""
    found = follow(engine, Naive(engine), rows, seed, is_over)
    for more in range(1, NAIVE_ROUNDS):
        if found.missed or is_over():
            break
        found = follow(engine, Naive(engine), max(rows, 200), seed + more, is_over)
    return found


def gap(task: Task) -> Result:
    """The campaign: `size` rows into either feed; the seed is the first case."""
    with running_postgres() as server:
        url = new_database(server, f"gap_{secrets.token_hex(4)}").render_as_string(hide_password=False)
        engine = open_database(url, limits=DatabaseLimits(pool=WRITERS + 2, lock_seconds=60))
        try:
            ours = follow(engine, Ours(engine), task.size, task.first, task.is_over)
            naive = naive_gap(engine, min(task.size, 20_000), task.first, lambda: False)
        finally:
            engine.dispose()
    return _result(task, ours, naive)


def _result(task: Task, ours: Gap, naive: Gap) -> Result:
    wrong = []
    if ours.missed or ours.doubled:
        wrong.append(
            f"{task.first}: of {ours.rows} rows {ours.missed} were missed, {ours.doubled} seen twice"
        )
    if not naive.missed:
        wrong.append(f"{task.first}: the naive cursor missed none of {naive.rows}: the writers prove nothing")
    figures = {
        "writers": WRITERS,
        "rows": ours.rows,
        "missed": ours.missed,
        "rows per second": round(ours.rows / ours.seconds),
        "naive rows": naive.rows,
        "naive missed": naive.missed,
    }
    return Result(runs=ours.rows, violations=tuple(wrong), seeds=str(task.first), figures=figures)


def main() -> int:
    """Run it by hand."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.gap", description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=1_800.0, help="begin no new transaction after that")
    asked = parser.parse_args()
    result = gap(Task(size=asked.rows, first=asked.seed, folder=Path(), is_over=for_seconds(asked.seconds)))
    for name, figure in result.figures.items():
        print(f"{name}: {figure}")
    for wrong in result.violations:
        print(wrong, file=sys.stderr)
    return 1 if result.violations else 0


if __name__ == "__main__":
    sys.exit(main())

"""Finding a person by name among a million, at every keystroke: our search against LIKE on the same file."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from app.domain.names import fold
from app.domain.projection import Shown
from app.storage import shown
from app.storage.database import Cells, Connection
from app.storage.store import SqliteStore
from tests.bench.rows import Row, quantile
from tests.support.fiction import Fiction
from tests.support.stores import temp_store

GOAL = 0.1
MILLI = 1e3
BATCH = 20_000
_LIKE = "SELECT id, name, birth, village FROM citizen WHERE folded LIKE ? ORDER BY name LIMIT 50"

_FLOOR = "SELECT name FROM citizen WHERE row = ?"


def run(quick: bool) -> list[Row]:
    """p99 of our answer to a keystroke, the median of LIKE … ORDER BY; the floor is one row by its number."""
    people, asked = (200_000, 60) if quick else (1_000_000, 400)
    with tempfile.TemporaryDirectory() as place:
        store = temp_store(Path(place))
        fiction = Fiction.seeded(2)
        _fill(store, fiction, people)
        ours, theirs, floor = _measure(store, fiction, asked)
        store.close()
    p99, p50, least = (
        quantile(ours, 0.99) * MILLI,
        quantile(theirs, 0.5) * MILLI,
        quantile(floor, 0.5) * MILLI,
    )
    return [Row(f"name search in {people:,}, p99", p99, p50, least, "ms", GOAL)]


def _fill(store: SqliteStore, fiction: Fiction, people: int) -> None:
    """Citizens straight into the table people see, as a pull would leave them."""
    table = shown.TABLES["citizen"]
    rows = (
        table.cells(fiction.id(), Shown(values={**table.starts, **fiction.person()})) for _ in range(people)
    )
    left = people
    while left:
        with store._database.write_transaction() as connection:
            connection.run_many(table.upsert, _some(rows, min(BATCH, left)))
        left -= min(BATCH, left)
    store.tidy()


def _some(rows: Iterator[Cells], count: int) -> Iterator[Cells]:
    for _ in range(count):
        yield next(rows)


def _measure(
    store: SqliteStore, fiction: Fiction, asked: int
) -> tuple[list[float], list[float], list[float]]:
    """Every keystroke of `asked` people, and LIKE at every tenth of them."""
    connection: Connection = store._database.connection()
    reader, rng = store.read(), random.Random(3)
    ours, theirs, floor = [], [], []
    for turn, typed in enumerate(typed for _ in range(asked) for typed in _keystrokes(fiction.name(), rng)):
        ours.append(_timed(partial(reader.find_people, typed)))
        if turn % (asked // 6) == 0:
            pattern = f"%{fold(typed)}%"
            theirs.append(_timed(partial(connection.rows, _LIKE, (pattern,))))
        floor.append(_timed(partial(connection.row, _FLOOR, (rng.randrange(1, asked),))))
    return ours, theirs, floor


def _keystrokes(name: str, rng: random.Random) -> Iterator[str]:
    """What stands in the box as somebody types: half without marks, half from the given name on."""
    words = name.split()
    if rng.random() < 0.5:
        words.reverse()
    text = " ".join(words if rng.random() < 0.5 else [fold(word) for word in words])
    for end in range(1, len(text) + 1):
        if text[end - 1] != " ":
            yield text[:end]


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began

"""Saving one session: our unit of work on the encrypted file, against plain sqlite3 writing the same rows."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from app.domain.changes import Change
from app.domain.draft import Draft
from app.storage.migrations.m0001_first_tables import STATEMENTS
from app.storage.store import SqliteStore
from tests.bench.rows import Row, quantile
from tests.support.fiction import Fiction
from tests.support.stores import temp_store

GOAL = 3.0
MICRO = 1e6


@dataclass(frozen=True, slots=True)
class Visit:
    """What is written before a session is saved, and what the save writes."""

    before: list[Change]
    session: str
    changes: list[Change]
    draft: Draft


@dataclass(slots=True)
class Recording:
    """Stands where a driver connection does and keeps what it is asked to write."""

    raw: Any
    writes: list[tuple[str, Sequence[Any]]] = field(default_factory=list)

    @property
    def in_transaction(self) -> bool:
        return bool(self.raw.in_transaction)

    def execute(self, sql: str, cells: Sequence[Any] = ()) -> Any:  # noqa: ANN401 - a cursor
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            self.writes.append((sql, cells))
        return self.raw.execute(sql, cells)

    def taken(self) -> list[tuple[str, Sequence[Any]]]:
        """The writes since it was last asked."""
        taken, self.writes = self.writes, []
        return taken


def run(quick: bool) -> list[Row]:
    """Median of one durable save, each side by turns; the floor is one page appended and made durable."""
    count = 200 if quick else 2_000
    visits = [_visit(*visit) for visit in Fiction.seeded(1).visits(count)]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        ours, theirs = _measure(folder, visits, _recorded(folder / "recorded", visits))
        floor = [_timed(partial(_append, folder / "floor")) for _ in range(count)]
    mine, plain, least = (quantile(times, 0.5) * MICRO for times in (ours, theirs, floor))
    return [Row("save of one session, p50", mine, plain, least, "us", GOAL)]


def _visit(_citizen: str, before: list[Change], session: str, changes: list[Change]) -> Visit:
    draft = Draft(id=session, operator="operator-1", started=1, touched=2, guide="sonla-2026-11", code="")
    return Visit(before, session, changes, draft)


def _begin(store: SqliteStore, visit: Visit) -> None:
    with store.write() as work:
        for change in visit.before:
            work.add(change, visit.session)
        work.save_draft(visit.draft)


def _save(store: SqliteStore, visit: Visit) -> None:
    with store.write() as work:
        for change in visit.changes:
            work.add(change, visit.session)
        work.drop_draft(visit.session)


def _recorded(folder: Path, visits: Sequence[Visit]) -> list[tuple[list[Any], list[Any]]]:
    """Every row written, statement by statement: before a save, and by the save."""
    store = temp_store(folder)
    connection = store._database.connection()
    recording = connection.raw = Recording(connection.raw)
    writes = []
    for visit in visits:
        _begin(store, visit)
        before = recording.taken()
        _save(store, visit)
        writes.append((before, recording.taken()))
    connection.raw = recording.raw
    store.close()
    return writes


def _measure(
    folder: Path, visits: Sequence[Visit], writes: Sequence[tuple[list[Any], list[Any]]]
) -> tuple[list[float], list[float]]:
    store, plain = temp_store(folder / "ours"), _plain(folder / "plain.db")
    ours: list[float] = []
    theirs: list[float] = []
    for turn, (visit, (before, saved)) in enumerate(zip(visits, writes, strict=True)):
        _begin(store, visit)
        _replay(plain, before)
        sides = [(ours, partial(_save, store, visit)), (theirs, partial(_replay, plain, saved))]
        for times, act in sides if turn % 2 else reversed(sides):
            times.append(_timed(act))
    store.close()
    plain.close()
    return ours, theirs


def _plain(path: Path) -> sqlite3.Connection:
    plain = sqlite3.connect(path, isolation_level=None, cached_statements=400)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    plain.execute("PRAGMA cache_size = -16000")
    for statement in STATEMENTS:
        plain.execute(statement)
    return plain


def _replay(plain: sqlite3.Connection, writes: Sequence[tuple[str, Sequence[Any]]]) -> None:
    plain.execute("BEGIN IMMEDIATE")
    for sql, cells in writes:
        plain.execute(sql, cells)
    plain.execute("COMMIT")


def _append(path: Path) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, bytes(4096))
        os.fdatasync(file)
    finally:
        os.close(file)


def _timed(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began

"""What a commit tells, how a page is cut into slices, and where one write begins."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from app.contract.messages import WireRecord
from app.domain.changes import Mark
from app.domain.draft import Draft
from app.storage import store as store_module
from app.storage.store import SqliteStore
from app.storage.unit_of_work import Notice
from tests.house.tree import ROOT
from tests.support.fiction import Fiction
from tests.support.stores import temp_store
from tests.support.visits import save_visit

PAGE = [
    WireRecord(id=f"v{seq}", kind="village", commune="1", seq=seq, fields={"name": f"Bản {seq}"})
    for seq in range(1, 101)
]


@pytest.fixture
def told() -> list[Notice]:
    return []


@pytest.fixture
def telling(folder: Path, told: list[Notice]) -> Iterator[SqliteStore]:
    store = temp_store(folder / "telling", told.append)
    yield store
    store.close()


def test_a_commit_tells_once_what_it_changed(
    telling: SqliteStore, told: list[Notice], fiction: Fiction
) -> None:
    _, changes = save_visit(telling, fiction)
    kinds = frozenset({"citizen", "consent", "ladder", "session", "appointment"})
    assert told == [Notice(kinds, frozenset(change.record for change in changes))]


def test_a_commit_tells_of_drafts_settings_and_counts(telling: SqliteStore, told: list[Notice]) -> None:
    draft = Draft(id="d1", operator="o", started=1, touched=1, guide="g", code="")
    with telling.write() as work:
        work.save_draft(draft)
        work.set_setting("key", "value")
    assert told == [Notice(frozenset({"draft", "setting"}), frozenset({"d1"}))]


def test_nothing_is_told_of_what_was_taken_back_or_never_done(
    telling: SqliteStore, told: list[Notice]
) -> None:
    with telling.write():
        pass

    def stumble() -> None:
        with telling.write() as work:
            work.set_setting("key", "value")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()
    assert told == []


def test_what_is_told_can_already_be_read(folder: Path, fiction: Fiction) -> None:
    seen: list[bool] = []
    store = temp_store(folder, lambda notice: seen.append(store.read().last_n() > 0))
    save_visit(store, fiction)
    store.close()
    assert seen == [True]


def test_a_page_is_cut_where_its_time_is_up(
    folder: Path, told: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "_STEP", 10)
    store = temp_store(folder, told.append)
    monkeypatch.setattr(store_module, "LONGEST_SLICE", 8)
    ticks = count(step=3)
    store._now = lambda: next(ticks)
    store.apply_page(list(reversed(PAGE)), Mark(0, 120))
    assert [len(notice.ids) for notice in told] == [30, 30, 30, 10]
    assert store.read().cursor() == Mark(0, 120)
    store.close()


def test_between_slices_rows_and_cursor_agree(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_STEP", 10)
    seen: list[tuple[int, int]] = []

    def cut(_notice: Notice) -> None:
        seen.append((store.read().cursor().seq, len(store.read().records("village"))))
        if len(seen) == 3:
            raise KeyboardInterrupt

    store = temp_store(folder, cut)
    store._now = count().__next__
    with pytest.raises(KeyboardInterrupt):
        store.apply_page(PAGE, Mark(0, 100))
    assert seen == [(10, 10), (20, 20), (30, 30)]
    store.apply_page(PAGE[30:], Mark(0, 100))
    assert (store.read().cursor(), len(store.read().records("village"))) == (Mark(0, 100), 100)
    store.close()


def test_a_write_begins_in_one_place_only() -> None:
    begins = [
        f"{path.name}:{number}"
        for path in sorted((ROOT / "app" / "storage").rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\bBEGIN (IMMEDIATE|EXCLUSIVE|DEFERRED)|isolation_level=\"|locking_mode", line)
    ]
    assert len(begins) == 1
    assert begins[0].startswith("database.py")


def test_the_file_is_set_up_for_power_cuts(store: SqliteStore) -> None:
    value = store._database.connection().value
    settings = {name: value(f"PRAGMA {name}") for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert value("PRAGMA cell_size_check") == 1
    assert value("PRAGMA journal_size_limit") == 16 * 1024 * 1024
    assert value("PRAGMA cipher_version").startswith("4.")


def test_tidying_moves_the_log_into_the_file(folder: Path, store: SqliteStore, fiction: Fiction) -> None:
    save_visit(store, fiction)
    before = (folder / "store.db").stat().st_size
    store.tidy()
    assert (folder / "store.db").stat().st_size >= before
    assert store._database.connection().rows("PRAGMA wal_checkpoint(PASSIVE)")[0][0] == 0
    assert store.check()


def test_what_a_listener_raises_is_not_the_writers(
    folder: Path, fiction: Fiction, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: noted.append(kind))

    def deaf(_: Notice) -> None:
        raise ZeroDivisionError

    store = temp_store(folder / "deaf", deaf)
    save_visit(store, fiction)
    assert store.read().counters().saved == 1
    assert set(noted) == {ZeroDivisionError}
    store.close()

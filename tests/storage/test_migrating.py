"""From one release to the next: a checked copy first, each step whole or not at all, no newer file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.domain.faults import StoreFault, StoreTrouble
from app.storage import copies
from app.storage.copies import COPIES
from app.storage.database import Connection, Database
from app.storage.folder import STORE
from app.storage.migrations.migrating import bring_up_to_date
from app.storage.migrations.steps import STEPS, Step
from app.storage.opening import open_store
from tests.house.tree import ROOT
from tests.support.fiction import Fiction
from tests.support.stores import PASSPHRASE, Keyring, temp_store
from tests.support.visits import save_visit, sessions_of

NO_KEYRING = Keyring(available=False)


def a_new_column(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    db["village"].add_column("near", str)
    db.execute("UPDATE village SET near = name")


def a_stumble(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    a_new_column(db)
    raise ZeroDivisionError


GROWN = (*STEPS, Step("m9001_near", a_new_column))
STUMBLING = (*STEPS, Step("m9001_near", a_stumble))


@pytest.fixture
def old(folder: Path, fiction: Fiction) -> Database:
    """A file of this release with three sessions, as the next release finds it."""
    store = temp_store(folder)
    for _ in range(3):
        save_visit(store, fiction)
    key = store._database.key
    store.close()
    return Database(folder / STORE, key)


def columns(db: Connection) -> set[str]:
    return {row[1] for row in db.rows("PRAGMA table_info(village)")}


def names_applied(db: Connection) -> list[str]:
    return [name for (name,) in db.rows("SELECT name FROM _sqlite_migrations ORDER BY id")]


def is_as_before(folder: Path) -> bool:
    """Whether the program of today opens the file and finds its three sessions."""
    store = open_store(folder, PASSPHRASE, NO_KEYRING)
    try:
        return len(sessions_of(store)) == 3 and store.check()
    finally:
        store.close()


def test_a_step_is_applied_once_and_remembered_by_name(folder: Path, old: Database) -> None:
    for _ in range(2):
        bring_up_to_date(old, steps=GROWN)
    db = old.connection()
    assert "near" in columns(db)
    assert names_applied(db) == [step.name for step in GROWN]
    assert db.value("SELECT count(*) FROM changes") == 15
    old.close()
    assert [path.name for path in (folder / COPIES).iterdir()] == ["before-m9001_near.db"]


def test_before_a_step_there_is_a_copy_that_opens_and_holds_everything(folder: Path, old: Database) -> None:
    bring_up_to_date(old, steps=GROWN)
    copy = Database(folder / COPIES / "before-m9001_near.db", old.key)
    db = copy.connection()
    assert "near" not in columns(db)
    changes = "SELECT id, fields FROM changes ORDER BY n"
    assert db.rows(changes) == old.connection().rows(changes)
    assert db.rows(
        "SELECT rowid FROM citizen_search WHERE citizen_search MATCH 'a*'"
    ) == old.connection().rows("SELECT rowid FROM citizen_search WHERE citizen_search MATCH 'a*'")
    copy.close()
    old.close()


def test_a_step_that_stumbles_leaves_the_file_as_it_was(folder: Path, old: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        bring_up_to_date(old, steps=STUMBLING)
    assert "near" not in columns(old.connection())
    old.close()
    assert is_as_before(folder)


@pytest.mark.parametrize("failing", ["integrity", "counts", "room"])
def test_without_a_good_copy_no_step_is_taken(
    folder: Path, old: Database, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    count = copies._counts
    with monkeypatch.context() as patch:
        if failing == "counts":
            patch.setattr(copies, "_counts", lambda db: {**count(db), "changes": id(db)})
        elif failing == "integrity":
            patch.setattr(copies, "_compare", _spoil_then(copies._compare))
        else:
            patch.setattr(copies, "_flush", _no_room)
        with pytest.raises(StoreFault) as caught:
            bring_up_to_date(old, steps=GROWN)
    assert caught.value.trouble is (StoreTrouble.DISK_FULL if failing == "room" else StoreTrouble.DAMAGED)
    assert "near" not in columns(old.connection())
    assert not (folder / COPIES / "before-m9001_near.db").exists()
    bring_up_to_date(old, steps=GROWN)
    assert "near" in columns(old.connection())
    old.close()


def _spoil_then(compare: Callable[[Database, Path], None]) -> Callable[[Database, Path], None]:
    def spoil(database: Database, path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[-100] ^= 1
        path.write_bytes(content)
        compare(database, path)

    return spoil


def _no_room(_path: Path) -> None:
    raise OSError(28, "no room")


def test_a_file_of_a_later_program_is_refused_and_untouched(folder: Path, old: Database) -> None:
    bring_up_to_date(old, steps=GROWN)
    old.close()
    before = (folder / STORE).read_bytes()
    with pytest.raises(StoreFault) as caught:
        open_store(folder, PASSPHRASE, NO_KEYRING)
    assert caught.value.trouble is StoreTrouble.NEWER_SCHEMA
    assert (folder / STORE).read_bytes() == before


KILLED_MIDWAY = """
import sys
from pathlib import Path
from app.storage.database import Database
from app.storage.migrations.migrating import bring_up_to_date
from app.storage.migrations.steps import STEPS, Step

def slow(db):
    if sys.argv[3] == "after":
        db["village"].add_column("near", str)
        db.execute("UPDATE changes SET attempts = 99")
    print("in the middle", flush=True)
    sys.stdin.read()

database = Database(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
bring_up_to_date(database, steps=(*STEPS, Step("m9001_near", slow)))
"""


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_in_the_middle_of_a_step_the_old_file_works(folder: Path, old: Database, when: str) -> None:
    old.close()
    command = [sys.executable, "-c", KILLED_MIDWAY, str(folder / STORE), old.key.hex(), when]
    child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline() == "in the middle\n"
    child.kill()
    child.communicate()
    assert is_as_before(folder)
    db = old.connection()
    assert db.value("SELECT max(attempts) FROM changes") == 0
    bring_up_to_date(old, steps=GROWN)
    assert "near" in columns(db)
    old.close()

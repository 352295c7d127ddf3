"""A full disk: the fault has its name, what was saved stays, and work goes on when there is room again."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.domain.faults import StoreFault, StoreTrouble
from app.storage import opening
from app.storage.copies import COPIES, keep_copy
from app.storage.folder import STORE, StoreState, store_state
from app.storage.opening import open_store
from app.storage.store import SqliteStore
from tests.support.fiction import Fiction
from tests.support.stores import CHEAP, INSTANCE, PASSPHRASE, Keyring, temp_store
from tests.support.troubles import trouble_of
from tests.support.visits import save_visit, sessions_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are not known there")

NO_KEYRING = Keyring(available=False)


@contextmanager
def room_up_to(size: int) -> Iterator[None]:
    """No file may grow past this many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes; only an administrator can make one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a disk cannot be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_fills_up_and_is_cleared_again(small_disk: Path, fiction: Fiction) -> None:
    folder = small_disk / "store"
    store = temp_store(folder)
    saved = [save_visit(store, fiction)[0]]

    def fill() -> None:
        while True:
            saved.append(save_visit(store, fiction)[0])

    filler = small_disk / "filler"
    filler.write_bytes(bytes(1_000_000))
    with pytest.raises(StoreFault) as caught:
        fill()
    assert caught.value.trouble is StoreTrouble.DISK_FULL
    assert sessions_of(store) == saved
    store.close()
    trouble = trouble_of(lambda: open_store(folder, PASSPHRASE, NO_KEYRING).close())
    assert trouble in (None, StoreTrouble.DISK_FULL)
    filler.unlink()
    store = open_store(folder, PASSPHRASE, NO_KEYRING)
    assert sessions_of(store) == saved
    save_visit(store, fiction)
    assert store.check()
    store.close()


def test_at_whatever_byte_the_room_ends_nothing_saved_is_lost(folder: Path, fiction: Fiction) -> None:
    store = temp_store(folder)
    saved: list[str] = []
    refused = 0
    for step in range(60):
        log = (folder / f"{STORE}-wal").stat().st_size
        with room_up_to(log + step * 1500):
            trouble = trouble_of(lambda: saved.append(save_visit(store, fiction)[0]))
        assert trouble in (None, StoreTrouble.DISK_FULL)
        refused += trouble is not None
        assert sessions_of(store) == saved
    assert refused > 10
    assert saved
    store.close()
    store = open_store(folder, PASSPHRASE, NO_KEYRING)
    assert sessions_of(store) == saved
    assert store.check()
    store.close()


def test_when_the_file_itself_may_not_grow(store: SqliteStore, fiction: Fiction) -> None:
    session, _ = save_visit(store, fiction)
    raw = store._database.connection().raw
    raw.execute(f"PRAGMA max_page_count = {raw.execute('PRAGMA page_count').fetchone()[0]}")

    def fill() -> None:
        while True:
            save_visit(store, fiction)

    with pytest.raises(StoreFault) as caught:
        fill()
    assert caught.value.trouble is StoreTrouble.DISK_FULL
    assert session in sessions_of(store)
    before = store.read().last_n()
    raw.execute("PRAGMA max_page_count = 1000000")
    save_visit(store, fiction)
    assert store.read().last_n() == before + 5


def test_a_store_cannot_be_made_without_room_and_can_be_made_later(folder: Path) -> None:
    for size in (0, 3000, 50_000):
        with room_up_to(size), pytest.raises(StoreFault) as caught:
            opening.create_store(folder, PASSPHRASE, NO_KEYRING, INSTANCE, cost=CHEAP)
        assert caught.value.trouble is StoreTrouble.DISK_FULL
        assert store_state(folder) is StoreState.NONE
    temp_store(folder).close()
    assert store_state(folder) is StoreState.LOCKED


def test_a_copy_that_finds_no_room_says_so_and_leaves_none(folder: Path, store: SqliteStore) -> None:
    whole = (folder / STORE).stat().st_size + (folder / f"{STORE}-wal").stat().st_size
    for room in range(0, whole, whole // 12):
        with room_up_to(room):
            trouble = trouble_of(lambda: keep_copy(store._database, "by-hand"))
        made = [path.name for path in (folder / COPIES).glob("*.db")]
        assert (trouble, made) in ((StoreTrouble.DISK_FULL, []), (None, ["by-hand.db"]))
        for path in (folder / COPIES).glob("*.db"):
            path.unlink()
    assert keep_copy(store._database, "by-hand").exists()
    assert store.check()


def test_a_page_half_way_into_the_file_is_no_damage(
    folder: Path, store: SqliteStore, fiction: Fiction
) -> None:
    """The room ends while the log is moved into the file: what is torn there is still whole in the log."""
    db = store._database.connection()
    torn = 0
    for _ in range(12):
        save_visit(store, fiction)
        db.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        save_visit(store, fiction)
        with room_up_to((folder / STORE).stat().st_size // 2 - 700):
            assert trouble_of(store.tidy) is StoreTrouble.DISK_FULL
        torn += bool(db.rows("PRAGMA cipher_integrity_check"))
        assert store.check()
    assert torn > 0
    assert store.read().counters().waiting == 24


def test_a_passphrase_stays_when_there_is_no_room_for_the_new_one(folder: Path, store: SqliteStore) -> None:
    assert store.read().last_n() == 0
    with room_up_to(10), pytest.raises(StoreFault) as caught:
        opening.change_passphrase(folder, PASSPHRASE, "một câu mới", NO_KEYRING)
    assert caught.value.trouble is StoreTrouble.DISK_FULL
    opening.check_passphrase(folder, PASSPHRASE, NO_KEYRING)

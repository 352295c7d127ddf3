"""Two at one file: other threads wait their turn, other processes are kept out, other programs are named."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.domain.faults import StoreFault, StoreTrouble
from app.storage import driver
from app.storage.folder import STORE
from app.storage.store import SqliteStore
from tests.house.tree import ROOT
from tests.support.fiction import Fiction
from tests.support.stores import PASSPHRASE
from tests.support.visits import save_visit, sessions_of

OPEN_IT = """
import sys
from pathlib import Path
from app.domain.faults import StoreFault
from app.storage.opening import open_store
from tests.support.stores import PASSPHRASE, Keyring
try:
    open_store(Path(sys.argv[1]), PASSPHRASE, Keyring(False)).close()
    print("open")
except StoreFault as fault:
    print(fault.trouble)
"""


def other_process(folder: Path) -> str:
    """What another process says when it opens the store."""
    command = [sys.executable, "-c", OPEN_IT, str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def test_another_process_is_kept_out_until_this_one_closes(folder: Path, store: SqliteStore) -> None:
    assert PASSPHRASE
    assert other_process(folder) == "in_use"
    store.close()
    assert other_process(folder) == "open"


def test_another_program_that_writes_is_named(folder: Path, store: SqliteStore, fiction: Fiction) -> None:
    store._database.connection().raw.execute("PRAGMA busy_timeout = 20")
    stranger = driver.connect(folder / STORE, store._database.key)
    stranger.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreFault) as caught:
        save_visit(store, fiction)
    assert caught.value.trouble is StoreTrouble.LOCKED
    stranger.execute("ROLLBACK")
    stranger.close()
    save_visit(store, fiction)
    assert len(sessions_of(store)) == 1


def test_a_write_that_holds_on_too_long_is_named_to_the_next(store: SqliteStore, fiction: Fiction) -> None:
    store._database._busy_seconds = 0.02
    holds, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with store.write() as work:
            work.set_setting("held", "yes")
            holds.set()
            let_go.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    assert holds.wait(20)
    with pytest.raises(StoreFault, match="locked"):
        save_visit(store, fiction)
    assert store.read().setting("held") == ""
    let_go.set()
    thread.join()
    save_visit(store, fiction)
    assert (store.read().setting("held"), len(sessions_of(store))) == ("yes", 1)


def test_many_threads_write_and_nothing_is_lost_or_doubled(store: SqliteStore) -> None:
    def work(number: int) -> None:
        fiction = Fiction.seeded(100 + number)
        for _ in range(10):
            save_visit(store, fiction)
            store.read().counters()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sessions_of(store)) == 40
    assert store.read().last_n() == 200
    assert store.check()


def test_a_thread_reads_what_another_committed(store: SqliteStore, fiction: Fiction) -> None:
    seen: list[int] = []
    for _ in range(2):
        save_visit(store, fiction)
        thread = threading.Thread(target=lambda: seen.append(store.read().last_n()))
        thread.start()
        thread.join()
    assert seen == [5, 10]


def test_a_write_inside_a_write_is_a_mistake_of_ours(store: SqliteStore) -> None:
    with store.write() as work:
        work.set_setting("outer", "yes")
        with pytest.raises(RuntimeError, match="inside a write"), store.write():
            pass
    assert store.read().setting("outer") == "yes"

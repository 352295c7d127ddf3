"""What may never be found in a store after a kill: anything lost, by halves, or that cannot be opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.contract.bundle import BadBundle, read_file
from app.contract.limits import LARGEST_BUNDLE
from app.domain.faults import StoreFault
from app.network.stick import SealedFolder
from app.storage.copies import COPIES
from app.storage.database import Database
from app.storage.opening import check_passphrase, open_store
from app.storage.store import SqliteStore
from tests.support.killing.work import NO_KEYRING, SECOND
from tests.support.stores import PASSPHRASE

_WITHOUT_LADDER = """SELECT record FROM changes AS one WHERE kind = 'session'
AND NOT EXISTS (SELECT 1 FROM changes WHERE kind = 'ladder' AND session = one.record)"""
"""A finished session of somebody new writes itself and the ladder in one transaction."""


@contextmanager
def opened(folder: Path, passphrase: str = PASSPHRASE) -> Iterator[SqliteStore]:
    """The store as the next start finds it."""
    store = open_store(folder, passphrase, NO_KEYRING)
    try:
        yield store
    finally:
        store.close()


def wrong_with(store: SqliteStore) -> Iterator[str]:
    """What no store may ever have, killed or not."""
    if not store.check():
        yield "the file or its audit chain is damaged"
    db = store._database.connection()
    written = own_sessions(store)
    standing = {id_ for (id_,) in db.rows("SELECT id FROM standing WHERE kind = 'session'")}
    shown = {id_ for (id_,) in db.rows("SELECT id FROM session")}
    if shown != written | standing:
        yield f"shown and written differ: {shown ^ (written | standing)}"
    if halves := db.rows(_WITHOUT_LADDER):
        yield f"sessions by halves: {halves}"
    running = {draft.id for draft in store.read().drafts()}
    named = {session for (session,) in db.rows("SELECT DISTINCT session FROM changes WHERE session <> ''")}
    if running & written or named - written - running:
        yield f"neither running nor finished, or both: {running & written} {named - written - running}"
    if store.read().counters().saved != len(written):
        yield f"{len(written)} sessions, counted {store.read().counters()}"
    numbers = [n for (n,) in db.rows("SELECT n FROM changes ORDER BY n")]
    if numbers != list(range(1, len(numbers) + 1)):
        yield "numbers are missing"


def lost(store: SqliteStore, acknowledged: set[str]) -> Iterator[str]:
    """Sessions somebody was told are saved, and are not."""
    found = {one for one in acknowledged if store.read().finished(one) is None}
    if found:
        yield f"acknowledged and lost: {sorted(found)}"


def passphrases_of(folder: Path) -> list[str]:
    """Which of the two open the store."""
    return [one for one in (PASSPHRASE, SECOND) if _opens(folder, one)]


def said_on_opening(folder: Path) -> str:
    """What trouble the next start would name; empty when it opens, or when nothing of a store is there."""
    try:
        with opened(folder, SECOND if _opens(folder, SECOND) else PASSPHRASE):
            return ""
    except FileNotFoundError:
        return ""
    except StoreFault as fault:
        return fault.trouble.value


def own_sessions(store: SqliteStore) -> set[str]:
    """The sessions finished on this laptop."""
    rows = store._database.connection().rows("SELECT record FROM changes WHERE kind = 'session'")
    return {record for (record,) in rows}


def copies_by_halves(folder: Path) -> Iterator[str]:
    """Copies under their final name that are not the whole store; they are taken away, there will be more."""
    with opened(folder) as store:
        key, counted = store._database.key, store._database.connection().value("SELECT count(*) FROM changes")
    for path in (folder / COPIES).glob("*.db"):
        copy = Database(path, key)
        there = copy.connection()
        whole = there.value("PRAGMA quick_check") == "ok"
        if not whole or there.value("SELECT count(*) FROM changes") != counted:
            yield f"a copy by halves: {path.name}"
        copy.close()


def sealed_by_halves(folder: SealedFolder) -> Iterator[str]:
    """Sealed files under their final name that are cut or altered."""
    for name in folder.names():
        try:
            read_file(folder.piece(name, 0, LARGEST_BUNDLE))
        except BadBundle as fault:
            yield f"a sealed file by halves: {name} {fault.code}"


def papers_by_halves(folder: Path) -> Iterator[str]:
    """Slips under their final name that no printer could read to the end."""
    for path in folder.glob("*.pdf"):
        if not path.read_bytes().rstrip().endswith(b"%%EOF"):
            yield f"a slip by halves: {path.name}"


def _opens(folder: Path, passphrase: str) -> bool:
    try:
        check_passphrase(folder, passphrase, NO_KEYRING)
    except (StoreFault, FileNotFoundError):
        return False
    return True

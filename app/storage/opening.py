"""Making, opening and re-locking a store. Whatever goes wrong, nothing that exists is deleted or remade."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.domain.faults import StoreFault, StoreTrouble
from app.storage import header, keys
from app.storage.database import Database
from app.storage.durable import flush_folder
from app.storage.folder import LOCK, STORE, UNFINISHED, StoreState, store_state
from app.storage.header import Header, SlotKind, instance_of
from app.storage.keys import Cost, PassphraseTooShort, Secrets
from app.storage.lock import StoreLock
from app.storage.migrations.migrating import bring_up_to_date
from app.storage.store import SqliteStore
from app.storage.trouble import told_apart
from app.storage.unit_of_work import Notice

__all__ = [
    "Notice",
    "PassphraseTooShort",
    "SqliteStore",
    "StoreState",
    "change_passphrase",
    "check_passphrase",
    "create_store",
    "instance_of",
    "open_store",
    "open_with_recovery",
    "renew_code",
    "store_state",
]

OnCommit = Callable[[Notice], None]


def create_store(
    folder: Path,
    passphrase: str,
    secrets: Secrets,
    instance: str,
    *,
    on_commit: OnCommit | None = None,
    cost: Cost | None = None,
) -> tuple[SqliteStore, str]:
    """A new store named `instance`, and its recovery code to print; the code is kept nowhere.

    `cost` is measured on this machine when not given. Raises PassphraseTooShort, FileExistsError when
    anything of a store is here, StoreFault.
    """
    keys.require_length(passphrase)
    with told_apart(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = StoreLock(folder / LOCK)
    try:
        if store_state(folder) is not StoreState.NONE:
            raise FileExistsError(STORE)
        key, code = keys.new_key(), keys.new_code()
        _make_file(folder / UNFINISHED, key)
        secret, is_new = keys.secret_for_new_slot(secrets)
        if secret and is_new:
            secrets.set(secret)
        slots = (
            keys.seal_for_passphrase(key, passphrase, secret, cost or _measured(), instance),
            keys.seal_for_code(key, code, instance),
        )
        with told_apart(folder):
            header.write(folder, Header(instance=instance, check=keys.check_value(key), slots=slots))
        return _open(folder, key, lock, on_commit), code
    except BaseException:
        lock.release()
        raise


def open_store(
    folder: Path, passphrase: str, secrets: Secrets, *, on_commit: OnCommit | None = None
) -> SqliteStore:
    """The store here. Raises StoreFault, told apart by its trouble."""
    return _locked(folder, on_commit, lambda kept: _key_by_passphrase(kept, passphrase, secrets))


def open_with_recovery(
    folder: Path, code: str, passphrase: str, secrets: Secrets, *, on_commit: OnCommit | None = None
) -> SqliteStore:
    """The store, by its printed code; from now on `passphrase` opens it too. The code stays good.

    For a forgotten passphrase and for a lost keyring. Raises PassphraseTooShort, StoreFault.
    """
    keys.require_length(passphrase)

    def key_by_code(kept: Header) -> bytes:
        key = _checked(kept, keys.open_with_code(kept.of(SlotKind.RECOVERY)[0], code, kept.instance))
        _set_passphrase(folder, kept, key, passphrase, secrets)
        return key

    return _locked(folder, on_commit, key_by_code)


def change_passphrase(folder: Path, old: str, new: str, secrets: Secrets) -> None:
    """Let `new` open the store instead of `old`; the store may be open meanwhile. Raises as opening does."""
    keys.require_length(new)
    kept = header.read(folder)
    _set_passphrase(folder, kept, _key_by_passphrase(kept, old, secrets), new, secrets)


def renew_code(folder: Path, passphrase: str, secrets: Secrets) -> tuple[str, Callable[[], None]]:
    """Another recovery code, and the call that lets it open the store in place of the one before.

    Until then nothing is written and the old paper is good: a code nobody wrote down locks nobody out. Both may
    raise StoreFault.
    """
    kept = header.read(folder)
    code = keys.new_code()
    fresh = keys.seal_for_code(_key_by_passphrase(kept, passphrase, secrets), code, kept.instance)

    def take() -> None:
        now = header.read(folder)
        others = tuple(slot for slot in now.slots if slot.kind is not SlotKind.RECOVERY)
        with told_apart(folder, writing=True):
            header.write(folder, replace(now, slots=(*others, fresh)))

    return code, take


def check_passphrase(folder: Path, passphrase: str, secrets: Secrets) -> None:
    """Raise StoreFault unless this passphrase opens the store: for the lock screen of a running program."""
    _key_by_passphrase(header.read(folder), passphrase, secrets)


def _locked(folder: Path, on_commit: OnCommit | None, key_of: Callable[[Header], bytes]) -> SqliteStore:
    """Open with the key `key_of` finds, holding the lock from before the header is read."""
    if store_state(folder) is StoreState.NONE:
        raise FileNotFoundError(STORE)
    lock = StoreLock(folder / LOCK)
    try:
        return _open(folder, key_of(header.read(folder)), lock, on_commit)
    except BaseException:
        lock.release()
        raise


def _open(folder: Path, key: bytes, lock: StoreLock, on_commit: OnCommit | None) -> SqliteStore:
    """The header stands, so a file that was only waiting for it takes its name now."""
    if not (folder / STORE).exists():
        with told_apart(folder):
            os.replace(folder / UNFINISHED, folder / STORE)
            flush_folder(folder)
    database = Database(folder / STORE, key)
    try:
        bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return SqliteStore(database, lock, on_commit)


def _make_file(path: Path, key: bytes) -> None:
    """A whole new file under its unfinished name; what a killed attempt left there has a key nobody kept."""
    for leftover in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        with told_apart(path.parent), suppress(FileNotFoundError):
            leftover.unlink()
    database = Database(path, key)
    try:
        bring_up_to_date(database, is_new=True)
        database.connection().rows("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        database.close()


def _key_by_passphrase(kept: Header, passphrase: str, secrets: Secrets) -> bytes:
    slots = kept.of(SlotKind.PASSPHRASE)
    return _checked(kept, keys.open_with_passphrase(slots, passphrase, secrets, kept.instance))


def _checked(kept: Header, key: bytes) -> bytes:
    if keys.check_value(key) != kept.check:
        raise StoreFault(StoreTrouble.HEADER_DAMAGED)
    return key


def _set_passphrase(folder: Path, kept: Header, key: bytes, passphrase: str, secrets: Secrets) -> None:
    """Put a new passphrase slot in place of the old; cut short anywhere, one of the two still opens."""
    secret, is_new = keys.secret_for_new_slot(secrets)
    fresh = keys.seal_for_passphrase(key, passphrase, secret, _measured(), kept.instance)
    others = tuple(slot for slot in kept.slots if slot.kind is not SlotKind.PASSPHRASE)
    with told_apart(folder, writing=True):
        if secret and is_new:
            header.write(folder, replace(kept, slots=(fresh, *kept.slots)))
            secrets.set(secret)
        header.write(folder, replace(kept, slots=(fresh, *others)))


def _measured() -> Cost:
    return keys.suitable_cost(time.perf_counter)

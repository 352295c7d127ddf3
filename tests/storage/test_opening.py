"""Making and opening a store: what opens it, what is told apart, and that nothing there is ever made anew."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from app.domain.faults import StoreTrouble
from app.storage import driver, header, keys, opening
from app.storage.copies import keep_copy
from app.storage.folder import HEADER, STORE, TWIN, UNFINISHED
from app.storage.keys import PassphraseTooShort
from app.storage.opening import StoreState, store_state
from app.storage.store import SqliteStore
from tests.support.fiction import Fiction
from tests.support.stores import CHEAP, INSTANCE, PASSPHRASE, Keyring
from tests.support.troubles import trouble_of
from tests.support.visits import save_visit, sessions_of


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "suitable_cost", lambda _now: CHEAP)


@pytest.fixture
def keyring() -> Keyring:
    return Keyring()


@pytest.fixture
def code(folder: Path, keyring: Keyring, fiction: Fiction) -> str:
    """The recovery code of a closed store with one session in it."""
    store, code = opening.create_store(folder, PASSPHRASE, keyring, INSTANCE)
    save_visit(store, fiction)
    store.close()
    return code


def reopened(folder: Path, passphrase: str, keyring: Keyring) -> list[str]:
    store = opening.open_store(folder, passphrase, keyring)
    found = sessions_of(store)
    store.close()
    return found


def test_a_store_is_there_after_it_was_made(folder: Path, keyring: Keyring) -> None:
    assert store_state(folder) is StoreState.NONE
    store, _ = opening.create_store(folder, PASSPHRASE, keyring, INSTANCE)
    assert store_state(folder) is StoreState.LOCKED
    assert opening.instance_of(folder) == INSTANCE
    store.close()
    assert sorted(path.name for path in folder.iterdir()) == sorted((HEADER, TWIN, STORE, "store.lock"))


def test_it_opens_again_with_everything_in_it(folder: Path, keyring: Keyring, code: str) -> None:
    assert code
    assert len(reopened(folder, PASSPHRASE, keyring)) == 1


def test_a_wrong_passphrase_opens_nothing(folder: Path, keyring: Keyring, code: str) -> None:
    assert code
    assert (
        trouble_of(lambda: opening.open_store(folder, "không phải câu này", keyring))
        is StoreTrouble.WRONG_PASSPHRASE
    )
    assert len(reopened(folder, PASSPHRASE, keyring)) == 1


def test_a_lost_keyring_is_named_and_the_code_mends_it(folder: Path, code: str) -> None:
    fresh = Keyring()
    assert trouble_of(lambda: opening.open_store(folder, PASSPHRASE, fresh)) is StoreTrouble.KEYRING_LOST
    opening.open_with_recovery(folder, code, "một câu mới", fresh).close()
    assert fresh.secret is not None
    assert len(reopened(folder, "một câu mới", fresh)) == 1
    assert trouble_of(lambda: opening.open_store(folder, PASSPHRASE, fresh)) is StoreTrouble.WRONG_PASSPHRASE
    opening.open_with_recovery(folder, code, "lại một câu mới", Keyring(False)).close()
    assert len(reopened(folder, "lại một câu mới", Keyring(False))) == 1


@pytest.mark.parametrize("cut_at", ["the keyring", "the second header"])
def test_a_change_of_keyring_cut_short_leaves_a_way_in(
    folder: Path, keyring: Keyring, code: str, monkeypatch: pytest.MonkeyPatch, cut_at: str
) -> None:
    """The keyring is shut for a moment: it says it has nothing, and gets a new secret."""
    old = keyring.secret
    keyring.secret = None
    written: list[object] = []
    write = header.write

    def cut(place: Path, kept: header.Header) -> None:
        written.append(kept)
        if len(written) == 2:
            raise KeyboardInterrupt
        write(place, kept)

    def shut(_secret: bytes) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if cut_at == "the keyring":
            patch.setattr(keyring, "set", shut)
        patch.setattr(header, "write", cut)
        with pytest.raises(KeyboardInterrupt):
            opening.open_with_recovery(folder, code, "một câu mới", keyring)
    if cut_at == "the keyring":
        keyring.secret = old
    assert len(reopened(folder, PASSPHRASE if cut_at == "the keyring" else "một câu mới", keyring)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="modes are not known there")
def test_nobody_else_on_the_machine_may_read_it(folder: Path, keyring: Keyring, fiction: Fiction) -> None:
    before = os.umask(0o022)
    try:
        store, _ = opening.create_store(folder, PASSPHRASE, keyring, INSTANCE)
        save_visit(store, fiction)
        keep_copy(store._database, "copy")
        files = [path for path in folder.rglob("*") if path.is_file()]
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in files}
        store.close()
    finally:
        os.umask(before)
    assert len(modes) == 7
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_wrong_code_changes_nothing(folder: Path, keyring: Keyring, code: str) -> None:
    other = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert (
        trouble_of(lambda: opening.open_with_recovery(folder, other, "một câu mới", keyring))
        is StoreTrouble.WRONG_PASSPHRASE
    )
    assert len(reopened(folder, PASSPHRASE, keyring)) == 1


def test_a_passphrase_can_be_changed_while_the_store_is_open(
    folder: Path, keyring: Keyring, code: str
) -> None:
    store = opening.open_store(folder, PASSPHRASE, keyring)
    opening.check_passphrase(folder, PASSPHRASE, keyring)
    opening.change_passphrase(folder, PASSPHRASE, "một câu mới", keyring)
    assert (
        trouble_of(lambda: opening.check_passphrase(folder, PASSPHRASE, keyring))
        is StoreTrouble.WRONG_PASSPHRASE
    )
    store.close()
    assert len(reopened(folder, "một câu mới", keyring)) == 1
    opening.open_with_recovery(folder, code, PASSPHRASE, keyring).close()


def test_another_recovery_code_takes_the_place_of_the_old_one(
    folder: Path, keyring: Keyring, code: str
) -> None:
    assert (
        trouble_of(lambda: opening.renew_code(folder, "không phải", keyring)) is StoreTrouble.WRONG_PASSPHRASE
    )
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    fresh, take = opening.renew_code(folder, PASSPHRASE, keyring)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before, "nobody has it on paper yet"
    opening.change_passphrase(folder, PASSPHRASE, "một câu khác", keyring)
    take()
    old = trouble_of(lambda: opening.open_with_recovery(folder, code, "một câu mới", keyring))
    assert old is StoreTrouble.WRONG_PASSPHRASE
    assert len(reopened(folder, "một câu khác", keyring)) == 1, "the passphrase is as good as before"
    opening.open_with_recovery(folder, fresh, "một câu mới", keyring).close()


def test_a_new_recovery_code_that_cannot_be_written_leaves_the_old_one_good(
    folder: Path, keyring: Keyring, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fresh, take = opening.renew_code(folder, PASSPHRASE, keyring)
    whole, names = header.write_whole, list[str]()

    def full(path: Path, content: bytes) -> None:
        names.append(path.name)
        if len(names) == 2:
            raise OSError(errno.ENOSPC, "no room")
        whole(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(header, "write_whole", full)
        assert trouble_of(take) is StoreTrouble.DISK_FULL
    assert names == [TWIN, HEADER]
    opening.open_with_recovery(folder, code, "một câu mới", keyring).close()


def test_short_passphrases_are_refused_before_anything_happens(
    folder: Path, keyring: Keyring, code: str
) -> None:
    for act in (
        lambda: opening.create_store(folder / "other", "ngắn", keyring, INSTANCE),
        lambda: opening.open_with_recovery(folder, code, "ngắn", keyring),
        lambda: opening.change_passphrase(folder, PASSPHRASE, "ngắn", keyring),
    ):
        with pytest.raises(PassphraseTooShort):
            act()
    assert store_state(folder / "other") is StoreState.NONE
    assert len(reopened(folder, PASSPHRASE, keyring)) == 1


def test_a_store_is_open_once(folder: Path, keyring: Keyring, store: SqliteStore) -> None:
    assert store.read().last_n() == 0
    assert trouble_of(lambda: opening.open_store(folder, PASSPHRASE, keyring)) is StoreTrouble.IN_USE


def test_nothing_is_made_where_anything_of_a_store_is(folder: Path, keyring: Keyring, code: str) -> None:
    assert code
    whole = {path.name: path.read_bytes() for path in folder.iterdir()}
    for lost in ((), (STORE,), (HEADER, TWIN), (HEADER,)):
        for name in lost:
            (folder / name).unlink()
        with pytest.raises(FileExistsError):
            opening.create_store(folder, PASSPHRASE, keyring, INSTANCE)
        for name in lost:
            (folder / name).write_bytes(whole[name])
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == whole


def test_opening_nothing_is_a_mistake_of_ours(folder: Path, keyring: Keyring) -> None:
    with pytest.raises(FileNotFoundError):
        opening.open_store(folder, PASSPHRASE, keyring)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("lost", "state", "trouble"),
    [
        ((HEADER, TWIN), StoreState.HEADER_DAMAGED, StoreTrouble.HEADER_DAMAGED),
        ((STORE,), StoreState.DAMAGED, StoreTrouble.DAMAGED),
        ((HEADER,), StoreState.LOCKED, None),
    ],
)
def test_half_a_store_is_named_and_left_alone(
    folder: Path,
    keyring: Keyring,
    code: str,
    lost: tuple[str, ...],
    state: StoreState,
    trouble: StoreTrouble | None,
) -> None:
    assert code
    for name in lost:
        (folder / name).rename(folder / f"{name}.away")
    assert store_state(folder) is state
    if trouble:
        assert trouble_of(lambda: opening.open_store(folder, PASSPHRASE, keyring)) is trouble
        for name in lost:
            assert not (folder / name).exists()
            (folder / f"{name}.away").rename(folder / name)
    assert len(reopened(folder, PASSPHRASE, keyring)) == 1


@pytest.mark.parametrize("step", ["the file", "the keyring", "the header", "the name"])
def test_a_store_whose_making_was_cut_short_is_made_or_finished(
    folder: Path, keyring: Keyring, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def cut(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    stop = {
        "the file": (opening, "bring_up_to_date"),
        "the keyring": (keys, "secret_for_new_slot"),
        "the header": (header, "write"),
        "the name": (os, "replace"),
    }[step]
    with monkeypatch.context() as patch:
        if step == "the name":
            replace = os.replace
            patch.setattr(os, "replace", lambda a, b: cut() if str(a).endswith(UNFINISHED) else replace(a, b))
        else:
            patch.setattr(*stop, cut)
        with pytest.raises(KeyboardInterrupt):
            opening.create_store(folder, PASSPHRASE, keyring, INSTANCE)
    if step == "the name":
        assert store_state(folder) is StoreState.LOCKED
        store = opening.open_store(folder, PASSPHRASE, keyring)
    else:
        assert store_state(folder) is StoreState.NONE
        store, _ = opening.create_store(folder, PASSPHRASE, keyring, INSTANCE)
    assert store.read().last_n() == 0
    store.close()


def test_a_sqlite_that_may_lose_rows_is_refused(
    folder: Path, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sqlcipher3.dbapi2.sqlite_version", "3.51.2")
    assert not driver.is_recent_enough()
    assert (
        trouble_of(lambda: opening.create_store(folder, PASSPHRASE, keyring, INSTANCE))
        is StoreTrouble.OLD_SQLITE
    )
    assert store_state(folder) is StoreState.NONE

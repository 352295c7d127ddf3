"""A damaged file says so: no altered byte is ever read as if it were what was written."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.domain.faults import StoreTrouble
from app.domain.views import PersonRow
from app.storage import opening
from app.storage.folder import STORE
from app.storage.store import SqliteStore
from tests.support.fiction import Fiction
from tests.support.stores import PASSPHRASE, Keyring, temp_store
from tests.support.troubles import trouble_of
from tests.support.visits import save_visit

NO_KEYRING = Keyring(available=False)


@pytest.fixture
def whole(folder: Path, fiction: Fiction) -> bytes:
    """The bytes of a closed store with twenty sessions."""
    store = temp_store(folder)
    for _ in range(20):
        save_visit(store, fiction)
    store.close()
    return (folder / STORE).read_bytes()


def is_seen(folder: Path, content: bytes) -> bool:
    """Whether the store with this content refuses to open as damaged, or fails its own check."""
    (folder / STORE).write_bytes(content)
    opened: list[SqliteStore] = []
    trouble = trouble_of(lambda: opened.append(opening.open_store(folder, PASSPHRASE, NO_KEYRING)))
    for store in opened:
        try:
            return not store.check()
        finally:
            store.close()
    return trouble is StoreTrouble.DAMAGED


def test_a_whole_file_is_whole(folder: Path, whole: bytes) -> None:
    assert not is_seen(folder, whole)


def test_any_flipped_bit_is_seen(folder: Path, whole: bytes) -> None:
    rng = random.Random(7)
    places = [0, 15, 16, len(whole) - 1, *(rng.randrange(len(whole)) for _ in range(40))]
    for place in places:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << rng.randrange(8)
        assert is_seen(folder, bytes(flipped)), place


@pytest.mark.parametrize("part", [0.0, 0.01, 0.5, 0.999])
def test_a_file_cut_short_is_seen(folder: Path, whole: bytes, part: float) -> None:
    assert is_seen(folder, whole[: int(len(whole) * part)] + b"x")
    assert is_seen(folder, whole[: int(len(whole) * part)])


def test_a_page_of_zeroes_is_seen(folder: Path, whole: bytes) -> None:
    assert is_seen(folder, whole[:8192] + bytes(2048) + whole[10240:])


def test_a_page_put_in_another_place_is_seen(folder: Path, whole: bytes) -> None:
    assert is_seen(folder, whole[:8192] + whole[10240:12288] + whole[10240:])


def test_a_damaged_file_is_left_as_it_was(folder: Path, whole: bytes) -> None:
    broken = bytes(100) + whole[100:]
    assert is_seen(folder, broken)
    assert (folder / STORE).read_bytes() == broken
    (folder / STORE).write_bytes(whole)
    store = opening.open_store(folder, PASSPHRASE, NO_KEYRING)
    assert store.read().counters().waiting == 20
    store.close()


def test_what_a_damaged_page_held_cannot_be_read(folder: Path, whole: bytes) -> None:
    """Every question either answers as before or says the file is damaged."""
    store = opening.open_store(folder, PASSPHRASE, NO_KEYRING)
    people = {person.citizen: person for person in store.read().find_people("a")}
    store.close()
    for page in range(1, len(whole) // 2048):
        (folder / STORE).write_bytes(whole[: page * 2048 + 60] + b"?" + whole[page * 2048 + 61 :])
        trouble = trouble_of(lambda: ask_about(folder, people))
        assert trouble in (None, StoreTrouble.DAMAGED)


def ask_about(folder: Path, people: dict[str, PersonRow]) -> None:
    """Whoever is asked about is as they were known."""
    store = opening.open_store(folder, PASSPHRASE, NO_KEYRING)
    try:
        for citizen, known in people.items():
            assert store.read().person(citizen) == known
    finally:
        store.close()

"""The two ways to the data key: what opens each, and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.faults import StoreFault, StoreTrouble
from app.storage import keys
from app.storage.header import Slot
from tests.support.stores import CHEAP, INSTANCE, Keyring

KEY = bytes(range(32))
PASSPHRASE = "mùa xuân ở bản"


def trouble_of(slot: Slot, passphrase: str, secrets: Keyring, instance: str = INSTANCE) -> StoreTrouble:
    with pytest.raises(StoreFault) as caught:
        keys.open_with_passphrase((slot,), passphrase, secrets, instance)
    return caught.value.trouble


def with_keyring() -> tuple[Slot, Keyring]:
    secrets = Keyring()
    secret = keys.new_key()
    secrets.set(secret)
    return keys.seal_for_passphrase(KEY, PASSPHRASE, secret, CHEAP, INSTANCE), secrets


def test_passphrase_and_keyring_together_open_it() -> None:
    slot, secrets = with_keyring()
    assert keys.open_with_passphrase((slot,), PASSPHRASE, secrets, INSTANCE) == KEY


def test_a_wrong_passphrase_is_told_from_a_lost_keyring() -> None:
    slot, secrets = with_keyring()
    assert trouble_of(slot, "mùa xuân ở phố", secrets) is StoreTrouble.WRONG_PASSPHRASE
    other = Keyring()
    other.set(keys.new_key())
    for lost in (Keyring(available=False), Keyring(), other):
        assert trouble_of(slot, PASSPHRASE, lost) is StoreTrouble.KEYRING_LOST
        assert trouble_of(slot, "mùa xuân ở phố", lost) is StoreTrouble.KEYRING_LOST


def test_a_copied_disk_with_the_passphrase_of_a_slot_without_its_mark_does_not_open() -> None:
    slot, _ = with_keyring()
    forged = replace(slot, keyring_mark=b"")
    assert trouble_of(forged, PASSPHRASE, Keyring(available=False)) is StoreTrouble.WRONG_PASSPHRASE


def test_without_a_keyring_the_passphrase_alone_opens_it() -> None:
    slot = keys.seal_for_passphrase(KEY, PASSPHRASE, None, CHEAP, INSTANCE)
    assert keys.open_with_passphrase((slot,), PASSPHRASE, Keyring(available=False), INSTANCE) == KEY
    assert keys.open_with_passphrase((slot,), PASSPHRASE, Keyring(), INSTANCE) == KEY


def test_a_slot_of_another_store_does_not_open() -> None:
    slot, secrets = with_keyring()
    assert trouble_of(slot, PASSPHRASE, secrets, "B" * 22) is StoreTrouble.WRONG_PASSPHRASE


def test_a_keyring_keeps_the_secret_it_has() -> None:
    secrets = Keyring()
    secret, is_new = keys.secret_for_new_slot(secrets)
    assert is_new
    assert secret is not None
    assert secrets.get() is None, "nothing is put in before a slot is on the disk"
    secrets.set(secret)
    assert keys.secret_for_new_slot(secrets) == (secret, False)
    assert keys.secret_for_new_slot(Keyring(available=False)) == (None, False)


def test_of_two_slots_the_one_the_keyring_fits_is_tried() -> None:
    first, second = with_keyring(), with_keyring()
    slots = (first[0], second[0])
    for _, secrets in (first, second):
        assert keys.open_with_passphrase(slots, PASSPHRASE, secrets, INSTANCE) == KEY


def test_the_same_letters_however_they_are_typed_are_the_same_passphrase() -> None:
    slot = keys.seal_for_passphrase(KEY, "Tiếng Việt", None, CHEAP, INSTANCE)
    decomposed = "Tie\u0302\u0301ng Vie\u0323\u0302t"
    assert keys.open_with_passphrase((slot,), decomposed, Keyring(False), INSTANCE) == KEY


@pytest.mark.parametrize("typed", ["", "1234567", "e\u0302\u0301" * 7])
def test_a_short_passphrase_is_refused(typed: str) -> None:
    with pytest.raises(keys.PassphraseTooShort):
        keys.require_length(typed)


def test_the_printed_code_opens_without_keyring_or_passphrase() -> None:
    code = keys.new_code()
    slot = keys.seal_for_code(KEY, code, INSTANCE)
    assert len(code.replace("-", "")) == 20
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("1", "I").replace("0", "o")):
        assert keys.open_with_code(slot, typed, INSTANCE) == KEY


@given(st.integers(0, 19), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_code_with_one_wrong_character_does_not_open(place: int, wrong: str) -> None:
    code = "0" * 10 + "Z" * 10
    slot = keys.seal_for_code(KEY, code, INSTANCE)
    typed = code[:place] + wrong + code[place + 1 :]
    if typed == code:
        assert keys.open_with_code(slot, typed, INSTANCE) == KEY
        return
    with pytest.raises(StoreFault, match="wrong_passphrase"):
        keys.open_with_code(slot, typed, INSTANCE)


def test_slots_and_codes_are_never_alike() -> None:
    slots = [keys.seal_for_passphrase(KEY, PASSPHRASE, None, CHEAP, INSTANCE) for _ in range(5)]
    assert len({slot.sealed for slot in slots}) == len({slot.salt for slot in slots}) == 5
    assert len({keys.new_code() for _ in range(50)}) == 50
    assert keys.check_value(KEY) != keys.check_value(keys.new_key())


@pytest.mark.parametrize(("seconds", "passes"), [(0.0, 12), (0.1, 12), (0.2, 6), (0.4, 3), (9.0, 3)])
def test_a_faster_machine_makes_a_try_dearer(seconds: float, passes: int) -> None:
    clock = iter((0.0, seconds))
    assert keys.suitable_cost(lambda: next(clock)) == keys.Cost(64 * 1024, passes, 1)

"""The six-digit PIN: kept as a salted hash, one per operator, opening nothing but the running program."""

from __future__ import annotations

import pytest

from app.usecases.lock import PIN_LENGTH, has_pin, pin_opens, set_pin
from tests.support.laptop import Laptop

SALT, OTHER_SALT = bytes(range(16)), bytes(range(16, 32))


def test_only_its_own_pin_opens(laptop: Laptop) -> None:
    set_pin(laptop.store, "mau", "246810", SALT)
    assert pin_opens(laptop.store, "mau", "246810")
    for wrong in ("246811", "24681", "2468100", "", "٢٤٦٨١٠", "không phải số"):
        assert not pin_opens(laptop.store, "mau", wrong)


def test_a_pin_is_its_operators_alone(laptop: Laptop) -> None:
    set_pin(laptop.store, "mau", "246810", SALT)
    set_pin(laptop.store, "tu", "135791", OTHER_SALT)
    assert not pin_opens(laptop.store, "tu", "246810")
    assert pin_opens(laptop.store, "tu", "135791")


def test_without_a_pin_nothing_opens(laptop: Laptop) -> None:
    assert not has_pin(laptop.store, "mau")
    assert not pin_opens(laptop.store, "mau", "")
    assert not pin_opens(laptop.store, "mau", "000000")
    set_pin(laptop.store, "mau", "246810", SALT)
    assert has_pin(laptop.store, "mau")
    assert not has_pin(laptop.store, "tu")


def test_a_new_pin_replaces_the_old_one(laptop: Laptop) -> None:
    set_pin(laptop.store, "mau", "246810", SALT)
    set_pin(laptop.store, "mau", "135791", OTHER_SALT)
    assert not pin_opens(laptop.store, "mau", "246810")
    assert pin_opens(laptop.store, "mau", "135791")


@pytest.mark.parametrize("bad", ["", "12345", "1234567", "12345a", "12 456", "½23456"])
def test_anything_but_six_digits_is_refused_and_changes_nothing(laptop: Laptop, bad: str) -> None:
    set_pin(laptop.store, "mau", "246810", SALT)
    with pytest.raises(ValueError, match="six digits"):
        set_pin(laptop.store, "mau", bad, OTHER_SALT)
    assert pin_opens(laptop.store, "mau", "246810")


def test_what_is_kept_is_not_the_pin(laptop: Laptop) -> None:
    set_pin(laptop.store, "mau", "246810", SALT)
    set_pin(laptop.store, "tu", "246810", OTHER_SALT)
    kept = [laptop.store.read().setting(f"pin.{who}") for who in ("mau", "tu")]
    assert "246810" not in kept[0]
    assert kept[0].split(":")[1] != kept[1].split(":")[1]  # salted: equal PINs do not look equal
    assert PIN_LENGTH == 6

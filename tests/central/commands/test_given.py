"""What is typed after a command: telephone numbers, hours and addresses as people write them, and nothing else."""

from __future__ import annotations

import argparse

import pytest

from app.central.commands.given import address, hours, is_address, phone


@pytest.mark.parametrize(
    "typed", ["0212 3 000 000", "(0212) 3.000.000", "+84 912 000 000", "1900 0000", "113"]
)
def test_a_telephone_number_stays_as_it_was_written(typed: str) -> None:
    assert phone(f" {typed} ") == typed


@pytest.mark.parametrize("typed", ["abc", "12", "0212 x", "1" * 13, "++84912000000", ""])
def test_what_is_no_telephone_number_is_refused(typed: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        phone(typed)


@pytest.mark.parametrize(
    "typed", ["7:30-16:30", "7h30-11h30, 13h30-17h", "Thứ Hai đến thứ Sáu, 7:30 - 11:30 và 13:30 - 16:30"]
)
def test_hours_stay_as_they_were_written(typed: str) -> None:
    assert hours(typed) == typed


@pytest.mark.parametrize(
    "typed",
    ["25:99", "giờ hành chính", "7:30", "16:30-7:30", "7:30-24:00", "7:30-16:61", "7:30-11:30, 13:30"],
)
def test_hours_that_cannot_be_are_refused(typed: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        hours(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "https://central.example:8017",
        "https://192.0.2.7",
        "http://127.0.0.1:8017",
        "http://[::1]:1",
        "http://localhost:2",
    ],
)
def test_laptops_go_there(typed: str) -> None:
    assert address(f"{typed}/") == typed


@pytest.mark.parametrize(
    "typed",
    [
        "ht:/ab",
        "http://10.0.0.5:8117",
        "http://central.example",
        "central.example:8017",
        "https://",
        "https://central.example:99999",
        "https://central.example:port",
        "https://[::1",
        "https://a|b",
        "https://a b",
        "https://lan:secret@central.example",
        "https://central.example/?x=1",
        "ftp://127.0.0.1",
    ],
)
def test_laptops_never_go_there(typed: str) -> None:
    assert not is_address(typed)
    with pytest.raises(argparse.ArgumentTypeError):
        address(typed)

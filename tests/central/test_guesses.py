"""How often a code may be guessed: per address, for everybody, and that nobody is stopped for good."""

from __future__ import annotations

import pytest

from app.central.guesses import HOUR_MS, LONGEST_PAUSE_OF_ALL_MS, MOST_ADDRESSES, MOST_TRIES, Guesses
from app.central.refusals import Refusal
from tests.support.central import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def guesses(clock: Clock) -> Guesses:
    return Guesses(clock)


def pause_of(guesses: Guesses, host: str) -> int:
    """Try a code; the seconds to wait when that is not allowed now, else 0."""
    try:
        guesses.begin(host)
    except Refusal as refusal:
        return refusal.after
    return 0


def patient(guesses: Guesses, clock: Clock, host: str) -> list[int]:
    """Guess as fast as central allows for an hour; the pauses asked for, in seconds."""
    end, pauses = clock.now + HOUR_MS, list[int]()
    while clock.now < end:
        if pause := pause_of(guesses, host):
            pauses.append(pause)
            clock.now += pause * 1000
    return pauses


def test_the_pause_grows_and_ten_an_hour_are_all(guesses: Guesses, clock: Clock) -> None:
    pauses = patient(guesses, clock, "192.0.2.1")
    assert pauses[:7] == [5, 10, 20, 40, 80, 160, 320]
    assert len(pauses) + 3 == MOST_TRIES + 1
    assert sum(pauses) * 1000 >= HOUR_MS


def test_another_address_does_not_wait_for_the_first(guesses: Guesses, clock: Clock) -> None:
    for _ in range(3):
        guesses.begin("192.0.2.1")
    guesses.begin("192.0.2.2")
    with pytest.raises(Refusal):
        guesses.begin("192.0.2.1")


def test_a_network_is_one_address(guesses: Guesses) -> None:
    for last in range(3):
        guesses.begin(f"2001:db8::{last}")
    with pytest.raises(Refusal):
        guesses.begin("2001:db8::ffff")
    guesses.begin("2001:db8:0:1::1")


def test_a_right_code_is_no_guess(guesses: Guesses) -> None:
    pauses = []
    for _ in range(50):
        pauses.append(pause_of(guesses, "192.0.2.1"))
        guesses.was_right("192.0.2.1")
    assert not any(pauses)


def test_many_strangers_slow_everybody_for_seconds_only(guesses: Guesses, clock: Clock) -> None:
    pauses = []
    for number in range(320):
        pauses.append(pause_of(guesses, f"198.51.{number // 200}.{number % 200}"))
        clock.now += pauses[-1] * 1000
    assert 0 < max(pauses) * 1000 <= LONGEST_PAUSE_OF_ALL_MS
    assert pause_of(guesses, "203.0.113.1") in (0, LONGEST_PAUSE_OF_ALL_MS // 1000)
    assert pause_of(guesses, "203.0.113.2") == LONGEST_PAUSE_OF_ALL_MS // 1000
    clock.now += LONGEST_PAUSE_OF_ALL_MS
    guesses.begin("203.0.113.9")


def test_no_stranger_fills_the_memory(guesses: Guesses, clock: Clock) -> None:
    for number in range(MOST_ADDRESSES + 5):
        guesses.begin(str(number))
        guesses.was_right(str(number))
    assert len(guesses._by_address) == MOST_ADDRESSES

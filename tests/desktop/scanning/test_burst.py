from hypothesis import given
from hypothesis import strategies as st

from app.desktop.scanning.burst import GAP_MS, GUARD_MS, LEAST, Act, Burst, Move

TEXTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=LEAST, max_size=200)
FAST = st.floats(0, GAP_MS - 0.5)
SLOW = st.floats(GAP_MS, 5000)


@given(TEXTS, FAST, st.booleans())
def test_fast_keys_and_enter_are_a_scan(text: str, gap: float, visible: bool) -> None:
    burst, at = Burst(), 0.0
    for letter in text:
        burst.key(letter, at, visible=visible)
        at += gap
    assert burst.enter(at) == Move(Act.SCAN)
    assert burst.text == text
    assert burst.shown == (1 if visible else 0)


@given(TEXTS, SLOW)
def test_slow_keys_are_a_person_and_every_one_gets_through(text: str, gap: float) -> None:
    burst, at = Burst(), 0.0
    for letter in text:
        assert burst.key(letter, at, visible=True) == Move(Act.PASS, flush=True)
        at += gap
    assert burst.enter(at) == Move(Act.PASS, flush=True)


@given(st.text("0123456789", min_size=1, max_size=LEAST - 1))
def test_a_short_burst_is_a_person(text: str) -> None:
    burst = Burst()
    for place, letter in enumerate(text):
        burst.key(letter, place * 5.0, visible=True)
    assert burst.enter(len(text) * 5.0).act is Act.PASS


def scan(burst: Burst, at: float) -> float:
    for letter in "014185000000":
        burst.key(letter, at, visible=True)
        at += 4
    assert burst.enter(at).act is Act.SCAN
    burst.reset()
    return at


@given(st.floats(0, GUARD_MS - 0.001))
def test_a_second_enter_belongs_to_the_scanner(later: float) -> None:
    burst = Burst()
    at = scan(burst, 1000.0)
    assert burst.enter(at + later) == Move(Act.DROP)


def test_an_enter_after_the_guard_is_a_persons() -> None:
    burst = Burst()
    at = scan(burst, 1000.0)
    assert burst.enter(at + GUARD_MS + 1).act is Act.PASS


def test_an_input_method_may_take_a_letter_back_and_put_an_accented_one() -> None:
    """Telex turns "aa" into "â": it sends a backspace in the middle of the burst."""
    burst = Burst()
    for place, letter in enumerate("48e1ba"):
        burst.key(letter, place * 5.0, visible=True)
    assert burst.backspace(30.0) == Move(Act.HOLD)
    for place, letter in enumerate("â16e67"):
        burst.key(letter, 35 + place * 5.0, visible=True)
    assert burst.enter(66.0).act is Act.SCAN
    assert burst.text == "48e1bâ16e67"


def test_a_letter_already_shown_is_taken_back_in_the_field_too() -> None:
    burst = Burst()
    burst.key("a", 0.0, visible=True)
    assert burst.backspace(5.0) == Move(Act.PASS)
    assert burst.shown == 0


def test_a_pause_ends_a_burst_and_gives_back_what_was_held() -> None:
    burst = Burst()
    burst.key("1", 0.0, visible=False)
    burst.key("2", 10.0, visible=False)
    assert burst.key("3", 10.0 + GAP_MS, visible=False) == Move(Act.HOLD, flush=True)
    assert burst.text == "3"


def test_a_composing_input_method_keeps_the_burst_alive() -> None:
    burst = Burst()
    burst.key("a", 0.0, visible=True)
    burst.touch(40.0)
    assert burst.key("b", 80.0, visible=True).act is Act.HOLD


def test_any_other_key_is_a_persons() -> None:
    burst = Burst()
    burst.key("1", 0.0, visible=False)
    assert burst.other() == Move(Act.PASS, flush=True)
    assert burst.text == ""

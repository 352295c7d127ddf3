"""What a card says beside what we hold: one line a fact, as people read it, never the whole number."""

from __future__ import annotations

import pytest

from app.desktop.wording.facts import compared
from tests.support.words import said_in_both

HELD = {"name": "Lò Thị Ỉn", "birth": "1953", "sex": "", "village": "", "id_number": "014153000000"}


def says(line: str, *parts: str) -> bool:
    """Whether the parts stand in the line, in this order."""
    places = [line.find(part) for part in parts]
    return min(places) >= 0 and places == sorted(places)


def test_every_fact_that_differs_has_its_line_with_what_we_hold_first() -> None:
    newer = {"name": "Lò Thị Ín", "birth": "1953-05-09", "sex": "f", "village": "Bản Mòng"}
    lines = compared(HELD, newer).splitlines()
    assert len(lines) == len(newer)
    assert says(lines[0], "Lò Thị Ỉn", "Lò Thị Ín")
    assert says(lines[1], "1953", "09/05/1953")
    assert says(lines[2], "–", "nữ")
    assert says(lines[3], "–", "Bản Mòng")


def test_a_number_shows_its_last_four_only() -> None:
    line = compared(HELD, {"id_number": "014253123456"})
    assert says(line, "…0000", "…3456")
    assert "014253123456" not in line


def test_what_people_do_not_read_has_no_line() -> None:
    assert compared(HELD, {"name_suspect": False, "insurance_last4": "0001"}) == ""
    assert compared(HELD, {}) == ""


def test_a_birth_nobody_can_read_is_a_dash() -> None:
    assert says(compared({"birth": "?"}, {"birth": "1953"}), "–", "1953")


@pytest.mark.parametrize("name", ["name", "birth", "sex", "village", "id_number"])
def test_every_fact_is_named_in_both_languages(name: str) -> None:
    said_in_both(lambda: compared({}, {name: "1953"}))

"""What a card says beside what we hold: one line a fact, as people read it, never the whole number."""

from __future__ import annotations

from app.desktop.wording.facts import compared
from app.i18n import use_language

HELD = {"name": "Lò Thị Ỉn", "birth": "1953", "sex": "", "village": "", "id_number": "014153000000"}


def test_every_fact_that_differs_has_its_line() -> None:
    newer = {"name": "Lò Thị Ín", "birth": "1953-05-09", "sex": "f", "village": "Bản Mòng"}
    lines = compared(HELD, newer).splitlines()
    assert len(lines) == len(newer)
    assert "Lò Thị Ỉn → Lò Thị Ín" in lines[0]
    assert "1953 → 09/05/1953" in lines[1]
    assert "– → nữ" in lines[2]
    assert "– → Bản Mòng" in lines[3]


def test_a_number_shows_its_last_four_only() -> None:
    line = compared(HELD, {"id_number": "014253123456"})
    assert line.endswith("…0000 → …3456")
    assert "014253123456" not in line


def test_what_people_do_not_read_has_no_line() -> None:
    assert compared(HELD, {"name_suspect": False, "insurance_last4": "0001"}) == ""
    assert compared(HELD, {}) == ""


def test_a_birth_nobody_can_read_is_a_dash() -> None:
    assert compared({"birth": "?"}, {"birth": "1953"}).endswith("– → 1953")


def test_the_facts_are_named_in_english_too() -> None:
    use_language("en")
    assert compared(HELD, {"sex": "m"}) == "Woman or man: – → man"

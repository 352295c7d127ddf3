"""A changed screen is told like any other work: kept here, sent when there is a way, never with a secret in it."""

from __future__ import annotations

import pytest

from app.domain.problems import Problem, ProblemCode
from app.usecases import changed_cards
from app.usecases.changed_cards import LONGEST_NOTE, is_reported, report_card
from tests.support.guides import small_pack
from tests.support.laptop import Laptop, unsent

PACK = small_pack()
CARD, OTHER = PACK.tasks[2].steps[0], PACK.tasks[3].steps[0]


def report(laptop: Laptop, **typed: str) -> Problem | None:
    return report_card(laptop.store, laptop.clock, laptop.ids, laptop.operator, PACK, CARD, **typed)


def test_a_report_waits_for_central_with_all_it_needs(laptop: Laptop) -> None:
    assert report(laptop, vneid=" 2.3.0 ", note="Nút đổi tên thành  Thêm giấy tờ") is None
    waiting = [one.change for one in laptop.store.read().unsent(10**9, 99)]
    [change] = [one for one in waiting if one.kind == changed_cards.KIND]
    assert change.author == laptop.operator
    told = {name: edit.to for name, edit in change.fields.items()}
    assert told == {
        "card": "insurance.only",
        "pack": "small@1",
        "expected": "2.2.6",
        "vneid": "2.3.0",
        "note": "Nút đổi tên thành Thêm giấy tờ",
        "operator": laptop.operator,
        "seen": int(laptop.clock.now().timestamp()),
    }


def test_it_is_no_session_of_anybody(laptop: Laptop) -> None:
    report(laptop)
    assert laptop.store.read().counters().saved == 0


def test_what_was_told_is_known_of_this_card_of_this_pack(laptop: Laptop) -> None:
    reading = laptop.store.read()
    assert not is_reported(reading, PACK, CARD)
    report(laptop)
    assert is_reported(laptop.store.read(), PACK, CARD)
    assert not is_reported(laptop.store.read(), PACK, OTHER)


@pytest.mark.parametrize("field", ["vneid", "note"])
def test_a_code_is_never_kept(laptop: Laptop, field: str) -> None:
    before = unsent(laptop)
    assert report(laptop, **{field: "mã 482 913"}) == Problem(ProblemCode.NOTE_HAS_SECRET, field)
    assert unsent(laptop) == before


def test_a_long_note_is_cut(laptop: Laptop) -> None:
    report(laptop, note="a" * (LONGEST_NOTE + 5))
    [values] = laptop.store.read().records(changed_cards.KIND).values()
    assert values["note"] == "a" * LONGEST_NOTE

"""The days of a slip: the first is the big one, each other one is there, none that is over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.contract.guide_format import read_pack
from app.domain.guide import GuidePack
from app.domain.ladder import TaskStatus
from app.domain.slip import SlipShape
from tests.support.guides import shipped_files
from tests.support.slip_words import DAY, TODAY, blocked, slip


@pytest.fixture(scope="module")
def pack() -> GuidePack:
    return read_pack(shipped_files())


def test_the_first_of_several_days_is_the_big_one_and_each_reason_has_its_own(pack: GuidePack) -> None:
    made = slip(
        pack,
        identity=blocked("l2_pending", TODAY + 5 * DAY, TaskStatus.WAITING),
        insurance=blocked("card_not_here", TODAY + 2 * DAY),
    )
    assert made.back_day == "Thứ Tư 25/11"
    assert made.advice[0].startswith("Thứ Bảy 28/11")
    assert made.advice[1].startswith("Thứ Tư 25/11")
    assert made.back_others == ("Và Thứ Bảy 28/11: Tài khoản mức 2",)


def test_one_reason_with_two_days_says_both(pack: GuidePack) -> None:
    first, second = TODAY + 2 * DAY, TODAY + 5 * DAY
    made = slip(pack, insurance=blocked("later", first), health_book=blocked("later", second))
    assert made.back_day == "Thứ Tư 25/11"
    assert made.back_others == ("Và Thứ Bảy 28/11: Sổ sức khỏe",)
    assert [sentence[:14] for sentence in made.advice] == ["Thứ Tư 25/11 m", "Thứ Bảy 28/11 "]


def test_one_day_for_several_tasks_stands_once(pack: GuidePack) -> None:
    day = TODAY + 2 * DAY
    made = slip(pack, identity=blocked("no_l2", day), insurance=blocked("card_not_here", day))
    assert (made.back_day, made.back_others) == ("Thứ Tư 25/11", ())


def test_what_follows_a_stuck_task_adds_nothing_twice(pack: GuidePack) -> None:
    cause = blocked("no_l2", TODAY + 7 * DAY)
    follows = replace(blocked("no_l2"), how="follows")
    made = slip(pack, identity=cause, insurance=follows, health_book=follows, alone=follows)
    assert len(made.advice) == 1
    assert "Thứ Hai 30/11" in made.advice[0]
    assert made.bring.lower().count("thẻ căn cước") == 1
    assert [line.shape for line in made.lines] == [SlipShape.DONE, SlipShape.STUCK] + [SlipShape.OPEN] * 3


def test_what_followed_a_task_that_is_done_now_sends_nobody_anywhere(pack: GuidePack) -> None:
    follows = replace(blocked("no_l2"), how="follows")
    made = slip(pack, insurance=follows, health_book=follows, alone=follows)
    assert (made.advice, made.bring) == ((), "")
    assert [line.ending for line in made.lines[2:]] == ["Chưa làm"] * 3


def test_a_day_that_has_passed_is_not_printed_again(pack: GuidePack) -> None:
    made = slip(pack, insurance=blocked("card_not_here", TODAY - 9 * DAY))
    assert (made.back_day, made.back_label) == ("", "")
    assert made.advice == ("Lần sau bà mang theo thẻ bảo hiểm y tế.",)
    assert slip(pack, insurance=blocked("card_not_here", TODAY)).back_day == "Thứ Hai 23/11"

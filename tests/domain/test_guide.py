"""Looking things up in a guide pack, and what is offered when a card cannot be done."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.guide import offered
from app.domain.ladder import TaskCode
from tests.support.guides import small_pack, with_step

PACK = small_pack()
STEP = PACK.tasks[0].steps[0]


def test_a_task_is_found_by_its_code() -> None:
    assert [PACK.task(code).code for code in TaskCode] == list(TaskCode)


def test_a_pack_without_a_task_says_which() -> None:
    with pytest.raises(KeyError, match="alone"):
        replace(PACK, tasks=PACK.tasks[:4]).task(TaskCode.ALONE)


def test_a_card_is_found_with_its_task() -> None:
    step, task = PACK.step("insurance.only"), PACK.task_of("insurance.only")
    assert step is not None
    assert task is not None
    assert (step.code, task.code) == ("insurance.only", TaskCode.INSURANCE)


def test_what_another_version_had_is_not_found() -> None:
    assert PACK.step("insurance.gone") is None
    assert PACK.task_of("insurance.gone") is None
    assert PACK.reason("gone") is None


@given(st.permutations([f"reason_{letter}" for letter in "abcdefghi"]))
def test_seven_come_in_the_cards_order_and_every_other_reason_follows(codes: list[str]) -> None:
    pack = with_step(replace(STEP, reasons=tuple(codes[:7])))
    offer = offered(pack, pack.tasks[0].steps[0])
    assert [reason.code for reason in offer.seven] == codes[:7]
    assert [reason.code for reason in offer.others] == sorted(codes[7:])


def test_a_reason_the_pack_does_not_have_is_left_out() -> None:
    pack = with_step(replace(STEP, reasons=("gone", "reason_b")))
    offer = offered(pack, pack.tasks[0].steps[0])
    assert [reason.code for reason in offer.seven] == ["reason_b"]
    assert "reason_b" not in {reason.code for reason in offer.others}

"""Whether a practice case ended right: everything that is looked at, and what makes it wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.consent import Method
from app.domain.ladder import TaskCode, TaskState, TaskStatus
from app.domain.practice import (
    Answer,
    Elsewhere,
    Point,
    PracticeCase,
    Reached,
    WantedEnd,
    answer_of,
    is_right,
    judge,
    words_in,
)

WORDS = {"vi": "chữ", "en": "words"}
CASE = PracticeCase(
    code="sim",
    number=1,
    minutes=5,
    title=WORDS,
    story=WORDS,
    hints=(WORDS,),
    lesson=WORDS,
    card="014153000000|",
    ends=(
        WantedEnd(task=TaskCode.INSTALL, status=TaskStatus.DONE),
        WantedEnd(task=TaskCode.IDENTITY, status=TaskStatus.BLOCKED, reasons=("sim_not_own",), dated=True),
    ),
)
STUCK = TaskState(status=TaskStatus.BLOCKED, reason="sim_not_own", recheck="2026-11-30")
RIGHT = Reached(
    answer=Answer.SPOKEN,
    ends={TaskCode.INSTALL: TaskState(status=TaskStatus.DONE), TaskCode.IDENTITY: STUCK},
    texts=("Lò Thị Mẫu", "hẹn sau chợ"),
)


def wrong(reached: Reached, case: PracticeCase = CASE) -> list[Point]:
    return [finding.point for finding in judge(case, reached) if not finding.right]


def with_identity(state: TaskState) -> Reached:
    return replace(RIGHT, ends={**RIGHT.ends, TaskCode.IDENTITY: state})


def test_the_right_end_is_right() -> None:
    assert is_right(judge(CASE, RIGHT))
    assert wrong(RIGHT) == []


@pytest.mark.parametrize("answer", [None, Answer.REPRESENTATIVE, Answer.DECLINED])
def test_another_answer_to_the_question_of_consent_is_not(answer: Answer | None) -> None:
    assert wrong(replace(RIGHT, answer=answer)) == [Point.CONSENT]


@pytest.mark.parametrize(
    "state", [replace(STUCK, reason="no_sim"), replace(STUCK, status=TaskStatus.WAITING)]
)
def test_another_reason_or_another_end_is_not(state: TaskState) -> None:
    assert wrong(with_identity(state)) == [Point.END]


def test_an_end_without_its_day_is_not() -> None:
    assert wrong(with_identity(replace(STUCK, recheck=""))) == [Point.DAY]


def test_a_task_that_was_never_done_is_neither_ended_nor_dated() -> None:
    assert wrong(replace(RIGHT, ends={})) == [Point.END, Point.END, Point.DAY]


@pytest.mark.parametrize("text", ["mã là 123456", "mật khẩu: Abc@12345"])
def test_a_secret_written_anywhere_is_not(text: str) -> None:
    assert wrong(replace(RIGHT, texts=(text,))) == [Point.SECRET]


def test_what_two_places_wrote_has_to_be_decided_where_the_case_has_it() -> None:
    case = replace(CASE, elsewhere=Elsewhere(here="1", there="2", operator="o", machine="m"))
    assert wrong(replace(RIGHT, undecided=1), case) == [Point.DECIDED]
    assert wrong(RIGHT, case) == []
    assert wrong(replace(RIGHT, undecided=1)) == []


def test_nothing_looked_at_is_not_right() -> None:
    assert not is_right(())


def test_a_consent_record_tells_who_answered() -> None:
    assert answer_of(Method.SPOKEN.value) is Answer.SPOKEN
    assert answer_of(Method.REPRESENTATIVE.value) is Answer.REPRESENTATIVE
    assert answer_of(None) is None


def test_a_language_without_words_reads_vietnamese() -> None:
    assert (words_in(WORDS, "en"), words_in(WORDS, "xx")) == ("words", "chữ")

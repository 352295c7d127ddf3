"""The practice presenter: choosing, beginning anew, hints, the clock, results and what comes next."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from app.domain.guide import GuidePack
from app.domain.ladder import TaskCode, TaskState
from app.domain.practice import Answer, Attempt, PracticeCase, Reached
from app.presentation.practice import Phase, PracticePresenter, PracticeState, Result, Ways
from tests.support.hands import HandClock
from tests.support.practice import shipped_cases

WRONG = Reached(answer=None)


def right(case: PracticeCase) -> Reached:
    """How the case should end."""
    ends = {
        wanted.task: TaskState(
            status=wanted.status,
            reason=wanted.reasons[0] if wanted.reasons else "",
            recheck="2026-11-30" if wanted.dated else "",
        )
        for wanted in case.ends
    }
    return Reached(answer=case.answer, ends=ends)


@dataclass
class Class:
    """A presenter, what it showed, and what the desk was asked for."""

    pack: GuidePack
    clock: HandClock = field(default_factory=HandClock)
    shown: list[PracticeState] = field(default_factory=list)
    band: list[PracticeState] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    scanned: list[str] = field(default_factory=list)
    kept: list[Attempt] = field(default_factory=list)

    def __post_init__(self) -> None:
        ways = Ways(
            begin=lambda case: self.begun.append(case.code),
            scan=self.scanned.append,
            keep=self.kept.append,
            forget=self.kept.clear,
        )
        self.presenter = PracticePresenter(shipped_cases(), self.clock, lambda: self.pack, ways, self.kept)
        self.presenter.attach(self.shown.append)
        self.presenter.attach_band(self.band.append)

    @property
    def state(self) -> PracticeState:
        return self.shown[-1]

    def running(self, number: int = 1) -> Class:
        """A case whose village stands."""
        self.presenter.chosen(number)
        self.presenter.on()
        self.presenter.began()
        return self

    def ended(self, number: int, reached: Reached | None = None) -> Class:
        """A case that was played."""
        self.running(number)
        self.presenter.ended(reached or right(self.presenter.case))
        return self


@pytest.fixture
def learners(pack: GuidePack) -> Class:
    return Class(pack)


def test_it_opens_on_the_first_case_to_be_read(learners: Class) -> None:
    assert (learners.state.case.number, learners.state.phase) == (1, Phase.READ)
    assert [row.result for row in learners.state.rows] == [Result.NEW] * 8


def test_a_digit_opens_a_case_and_an_unknown_one_does_nothing(learners: Class) -> None:
    learners.presenter.chosen(5)
    learners.presenter.chosen(9)
    assert learners.state.case.number == 5


def test_enter_begins_then_hands_over_the_card(learners: Class) -> None:
    learners.presenter.on()
    assert (learners.begun, learners.state.phase) == ([learners.state.case.code], Phase.READ)
    learners.presenter.began()
    learners.presenter.on()
    assert learners.scanned == [learners.state.case.card]


def test_nothing_is_handed_over_before_it_began(learners: Class) -> None:
    learners.presenter.scan()
    assert learners.scanned == []


def test_the_clock_runs_from_the_beginning_and_stops_at_the_end(learners: Class) -> None:
    learners.clock.move(seconds=50)
    learners.running()
    learners.clock.move(seconds=65)
    learners.presenter.tick()
    assert learners.band[-1].seconds == 65
    learners.presenter.ended(right(learners.presenter.case))
    learners.clock.move(seconds=100)
    learners.presenter.tick()
    assert learners.presenter.state().seconds == 65


def test_hints_come_one_by_one_and_the_last_one_stays(learners: Class) -> None:
    assert learners.presenter.hint() is None
    learners.running()
    hints = learners.presenter.case.hints
    assert [learners.presenter.hint() for _each in range(len(hints) + 1)] == [*hints, hints[-1]]
    assert learners.state.hints == len(hints)


def test_a_right_end_leads_on_and_is_kept_in_the_list(learners: Class) -> None:
    learners.ended(1)
    assert (learners.state.is_right, learners.state.rows[0].result) == (True, Result.RIGHT)
    learners.presenter.on()
    assert (learners.state.case.number, learners.state.phase) == (2, Phase.READ)


def test_an_end_that_is_not_right_is_told_and_can_be_mended(learners: Class) -> None:
    learners.ended(3, WRONG)
    assert (learners.state.is_right, learners.state.rows[2].result) == (False, Result.NOT_YET)
    learners.presenter.on()
    assert (learners.state.findings, learners.state.hints, learners.begun[-1]) == (
        (),
        0,
        learners.state.case.code,
    )
    learners.presenter.began()
    learners.presenter.ended(right(learners.presenter.case))
    assert learners.state.rows[2].result is Result.RIGHT


def test_the_next_case_is_the_first_behind_it_that_is_not_right_yet(learners: Class) -> None:
    learners.ended(2).ended(8, WRONG)
    assert learners.state.following is not None
    assert learners.state.following.number == 1
    learners.ended(1)
    assert learners.state.following is not None
    assert learners.state.following.number == 3


def test_with_everything_right_there_is_nothing_more(learners: Class) -> None:
    for number in range(1, 9):
        learners.ended(number)
    assert learners.state.following is None
    learners.presenter.on()
    assert learners.state.phase is Phase.ENDED


def test_an_end_while_nothing_runs_is_nobody_s(learners: Class) -> None:
    learners.presenter.ended(WRONG)
    assert learners.state.phase is Phase.READ


def test_names_are_those_of_the_guide_addressed_to_the_person(learners: Class) -> None:
    learners.presenter.chosen(6)
    titles = learners.state.titles
    assert titles["language"].endswith("bà")
    assert titles[TaskCode.INSURANCE.value]


def test_a_screen_that_went_away_is_not_drawn_any_more(learners: Class) -> None:
    learners.presenter.detach()
    before = len(learners.shown)
    learners.presenter.chosen(4)
    assert (len(learners.shown), learners.band[-1].case.number) == (before, 4)


def test_declining_is_a_right_end(learners: Class) -> None:
    learners.ended(8)
    assert (learners.state.case.answer, learners.state.is_right) == (Answer.DECLINED, True)


def test_a_trainer_sees_on_another_day_how_each_case_went(learners: Class) -> None:
    learners.running(2)
    learners.presenter.hint()
    learners.clock.move(seconds=90)
    learners.presenter.ended(right(learners.presenter.case))
    learners.ended(3, WRONG)
    codes = [case.code for case in shipped_cases()]
    assert learners.kept == [
        Attempt(case=codes[1], right=True, seconds=90, hints=1),
        Attempt(case=codes[2], right=False, seconds=0, hints=0),
    ]
    again = Class(learners.pack, kept=learners.kept)
    assert [row.result for row in again.state.rows[:4]] == [
        *(Result.NEW, Result.RIGHT, Result.NOT_YET, Result.NEW),
    ]
    assert again.state.rows[1].attempt == learners.kept[0]
    again.presenter.reset()
    assert again.kept == []
    assert {row.attempt for row in again.state.rows} == {None}

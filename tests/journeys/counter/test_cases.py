"""The eight cases of practice at the real desk: from the scan to the slip by keys alone, and what is kept of each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel

from app.desktop.screens.slip import SlipScreen
from app.desktop.screens.today import TodayScreen
from app.domain.practice import PracticeCase, Villager, judge
from app.domain.views import Finished
from app.usecases.ports import Store
from app.usecases.practice import arrive, disagree, number_of, reached
from tests.support.desks import Counter
from tests.support.keys import ENTER
from tests.support.laptop import COMMUNE
from tests.support.playing import Player, decide
from tests.support.practice import case_of, shipped_cases

LOOK = "7"
"""Ctrl and this digit open what is to be looked at."""
WEEK = timedelta(days=7)
each_case = pytest.mark.parametrize("case", shipped_cases(), ids=lambda case: case.code)


@pytest.fixture
def ended(counter: Counter) -> list[Finished]:
    """The sessions finished."""
    finished: list[Finished] = []
    counter.sessions.ended.connect(finished.append)
    return finished


def prepare(counter: Counter, store: Store, case: PracticeCase) -> None:
    """As the practice village has it: who was here before, and what two places wrote."""
    clock, ids = counter.bench.clock, counter.bench.ids
    if case.before:
        arrive(store, clock, ids, COMMUNE, [Villager(card=case.card, tasks=len(case.before))])
    disagree(store, clock, ids, case)


def play(counter: Counter, store: Store, player: Player, case: PracticeCase) -> None:
    """The whole case; the slip is on screen."""
    prepare(counter, store, case)
    decide(player, case, LOOK)
    player.meet(case)
    player.go(case)


def on_paper(counter: Counter) -> str:
    """What the slip says, as a screen reader hears it."""
    screen = counter.sees(SlipScreen)
    return " ".join(label.accessibleName() for label in screen.findChildren(QLabel))


@each_case
def test_from_scan_to_slip(
    counter: Counter, store: Store, player: Player, ended: list[Finished], case: PracticeCase
) -> None:
    play(counter, store, player, case)
    [finished] = ended
    outcome = reached(store, case, finished)
    assert outcome is not None
    assert [finding for finding in judge(case, outcome) if not finding.right] == []
    paper = on_paper(counter)
    for wanted in case.ends:
        for code in wanted.reasons:
            reason = counter.pack.reason(code)
            assert reason is not None
            assert reason.title.split("{")[0].strip() in paper
    counter.press(ENTER)
    counter.sees(TodayScreen)
    assert store.read().drafts() == []


@each_case
def test_who_has_to_come_back_is_expected_on_the_day_agreed(
    counter: Counter, store: Store, player: Player, case: PracticeCase
) -> None:
    play(counter, store, player, case)
    day = counter.bench.clock.now().date() + WEEK
    due = {(row.task, row.reason) for row in store.read().due(day) if row.day == day.isoformat()}
    dated = {(wanted.task.value, wanted.reasons[0]) for wanted in case.ends if wanted.dated}
    assert dated <= due


@pytest.mark.parametrize("case", [case_of("says_no")], ids=lambda case: case.code)
def test_of_a_no_nothing_is_kept_but_one_more_helped(
    counter: Counter, store: Store, player: Player, case: PracticeCase
) -> None:
    play(counter, store, player, case)
    reading = store.read()
    assert not reading.people_with_number(number_of(case))
    assert not reading.find_people("on")
    assert reading.day_counts(counter.bench.clock.now().date()).anonymous == 1
    assert [one.change.kind for one in reading.unsent(10**6, 99) if one.change.kind != "operator"] == []

"""A child at the real desk: who represents it answers, and what the police approved is finished here."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.desktop.screens.consent import ConsentScreen
from app.desktop.screens.guided.card import CardPage
from app.desktop.screens.reception.confirm import ConfirmPage
from app.domain.ladder import TaskCode, TaskStatus
from app.usecases.ports import Store
from tests.support.desks import Counter
from tests.support.playing import Player
from tests.support.practice import case_of

CARD = case_of("no_level_2").card
"""Mỷ is twelve."""
WAY = [f"identity.child_{card}" for card in ("approved", "activate", "code", "keys", "enter")]


def test_enter_alone_never_makes_a_child_answer(player: Player, counter: Counter, store: Store) -> None:
    player.scan(CARD)
    counter.sees(ConfirmPage)
    player.enter()
    counter.sees(ConsentScreen)
    player.enter(3)
    counter.sees(ConsentScreen)
    assert store.read().records("consent") == {}
    assert store.read().records("citizen") == {}


def test_an_approved_child_finishes_level_2_with_who_came_along(
    player: Player, counter: Counter, store: Store
) -> None:
    player.scan(CARD)
    counter.sees(ConfirmPage)
    player.enter(2)
    counter.write("song thi dua")
    player.key(Qt.Key.Key_Tab)
    player.key(Qt.Key.Key_Down)
    player.enter(2)
    [given] = store.read().records("consent").values()
    assert (given["method"], given["relation"]) == ("representative", "parent")
    passed = []
    while player.draft.task in (TaskCode.INSTALL, TaskCode.IDENTITY):
        counter.sees(CardPage)
        passed.append(player.draft.step)
        player.enter()
    assert passed[-len(WAY) :] == WAY
    assert player.draft.ends[TaskCode.IDENTITY].status is TaskStatus.DONE

"""The keyboard scripts of ux.md §2 at the real desk: every scan and key is counted, and nobody needs the mouse."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.contract.messages import WireContender, WireRecord
from app.desktop.screens.consent import ConsentScreen
from app.desktop.screens.give_number import GiveNumberDialog
from app.desktop.screens.guided.card import CardPage
from app.desktop.screens.guided.overview import OverviewPage
from app.desktop.screens.guided.reason import ReasonPage
from app.desktop.screens.guided.review import ReviewPage
from app.desktop.screens.reception.confirm import ConfirmPage
from app.desktop.screens.reception.search import SearchPage
from app.desktop.screens.reception.write import WritePage
from app.desktop.screens.slip import SlipScreen
from app.desktop.screens.village.screen import VillageScreen
from app.desktop.widgets.num_badge import NumBadge
from app.desktop.widgets.person_list import PersonList
from app.desktop.widgets.value_radio import ValueRadio
from app.domain.changes import Mark, Op, Value
from app.domain.identity.scan import CardScan, read_scan
from app.domain.ladder import TaskCode, TaskStatus
from app.i18n import _
from app.usecases import closing, guidance
from app.usecases.facts import values_of
from app.usecases.ports import Store
from tests.support.desks import Counter
from tests.support.keys import ALT, CARD, CTRL, ENTER, press
from tests.support.laptop import Laptop, person
from tests.support.playing import Player

INSTALL, IDENTITY, INSURANCE, HEALTH_BOOK, ALONE = TaskCode
F2, F4, F7, F8, DOWN, TAB = (
    Qt.Key.Key_F2,
    Qt.Key.Key_F4,
    Qt.Key.Key_F7,
    Qt.Key.Key_F8,
    Qt.Key.Key_Down,
    Qt.Key.Key_Tab,
)
W = TypeVar("W", bound=QWidget)
FIFTH_TASK = 1
"""The closing card of the fifth task, which the scripts were counted without."""


def known(laptop: Laptop, *done: TaskCode) -> str:
    """The person of the card was here before and has these tasks done."""
    scan = read_scan(CARD, laptop.clock.now().date())
    assert isinstance(scan, CardScan)
    draft = laptop.meet_new(dict(values_of(scan)))
    for task in done:
        draft = guidance.end_task(laptop.store, laptop.clock, draft, task, TaskStatus.DONE, how="guided")
    finished = closing.finish_session(laptop.store, laptop.clock, laptop.ids, draft)
    assert not hasattr(finished, "code"), finished
    laptop.clock.move(hours=20)
    return draft.citizen


def statuses(store: Store, citizen: str) -> dict[str, Value]:
    """How the tasks of somebody stand."""
    ladder = store.read().record("ladder", citizen) or {}
    return {task: state["status"] for task, state in ladder.items() if isinstance(state, dict)}


def test_a_somebody_known_has_one_task_left(player: Player, laptop: Laptop, store: Store) -> None:
    citizen = known(laptop, INSTALL, IDENTITY, HEALTH_BOOK, ALONE)
    player.scan(CARD)
    player.at.sees(ConfirmPage)
    player.enter()
    player.at.sees(OverviewPage)
    player.enter()
    for _each in range(5):
        player.at.sees(CardPage)
        player.enter()
    player.key(F8)
    player.at.sees(ReviewPage)
    player.enter()
    player.at.sees(SlipScreen)
    assert player.actions <= 10
    assert set(statuses(store, citizen).values()) == {"done"}


def test_b_somebody_new_does_everything(player: Player, store: Store) -> None:
    player.scan(CARD)
    player.at.sees(ConfirmPage)
    player.enter()
    player.at.sees(ConsentScreen)
    player.enter()
    player.at.sees(OverviewPage)
    player.enter()
    while player.draft.task is not None:
        player.at.sees(CardPage)
        player.enter()
    player.key(F8)
    player.at.sees(ReviewPage)
    player.enter()
    player.at.sees(SlipScreen)
    assert player.actions <= 24 + FIFTH_TASK
    [person] = store.read().people_with_number(CARD.split("|")[0])
    assert set(statuses(store, person.citizen).values()) == {"done"}


def test_c_somebody_known_is_stuck_at_the_third_card(player: Player, laptop: Laptop, store: Store) -> None:
    citizen = known(laptop, INSTALL)
    player.scan(CARD)
    player.at.sees(ConfirmPage)
    player.enter(2)
    for _each in range(2):
        player.at.sees(CardPage)
        player.enter()
    player.key(F7)
    player.at.sees(ReasonPage)
    player.key("1")
    player.key("3", ALT)
    player.enter()
    player.key(F8)
    player.at.sees(ReviewPage)
    player.enter()
    player.at.sees(SlipScreen)
    assert player.actions <= 11
    assert statuses(store, citizen)["identity"] == "blocked"
    [due] = store.read().due_of(citizen)
    assert due.task == "identity"


def test_d_somebody_without_a_card_is_found_by_six_letters(
    player: Player, laptop: Laptop, store: Store
) -> None:
    citizen = known(laptop, INSTALL, IDENTITY, HEALTH_BOOK, ALONE)
    player.key(F2)
    for letter in "lo thi":
        player.key(letter)
    player.enter()
    player.at.sees(PersonList, lambda found: found.count() > 0)
    player.enter()
    player.at.sees(ConfirmPage)
    player.enter(2)
    for _each in range(5):
        player.at.sees(CardPage)
        player.enter()
    player.key(F8)
    player.enter()
    player.at.sees(SlipScreen)
    assert player.actions <= 10 + 8
    assert set(statuses(store, citizen).values()) == {"done"}


def test_e_somebody_nobody_knows_needs_four_fields(player: Player, counter: Counter, store: Store) -> None:
    player.key(F2)
    counter.write("quang thi mau")
    player.enter()
    counter.sees(SearchPage)
    player.enter()
    page = counter.sees(WritePage)
    name = in_focus(counter, QLineEdit)
    assert name.text() == "quang thi mau", "what was looked for is the name"
    passed: list[QWidget] = [name]
    player.enter()
    passed.append(in_focus(counter, QComboBox))
    player.key(DOWN)
    for words in ("1958", "ban mau"):
        player.enter()
        passed.append(in_focus(counter, QLineEdit))
        counter.write(words)
    player.enter()
    assert page.isVisible(), "the number is asked last"
    last = in_focus(counter, QLineEdit)
    player.enter()
    counter.sees(ConsentScreen)
    assert len({*passed, last}) == 4 + 1, "four fields, and a number that may stay empty"
    player.enter()
    counter.sees(OverviewPage)
    assert player.actions <= 10
    [person] = store.read().find_people("quang thi mau")
    assert (person.birth, person.village.lower(), person.sex) == ("1958", "ban mau", "f")
    assert person.id_number == ""


def in_focus(counter: Counter, kind: type[W]) -> W:
    """What the keyboard is in."""
    focus = counter.window.focusWidget()
    assert isinstance(focus, kind), focus
    return focus


def test_f_from_door_to_door_nobody_is_home(
    player: Player, counter: Counter, laptop: Laptop, store: Store
) -> None:
    for number in range(3):
        laptop.help(laptop.meet_new(person(number)), cards=0)
    counter.press(Qt.Key.Key_F6)
    board = counter.sees(VillageScreen)
    for number in (1, 2):
        player.enter()
        name = _("House {number}").format(number=number)
        assert [one for one in board.findChildren(NumBadge) if one.accessibleName() == name]
        player.key("V")
        assert player.actions == 2 * number
    visits = store.read().records("visit").values()
    assert [visit["outcome"] for visit in visits] == ["away", "away"]
    assert len({visit["citizen"] for visit in visits}) == 2
    player.key("Z", CTRL)
    [house] = [one for one in store.read().houses("Bản Mẫu") if len(one.knocks) == 2]
    assert house.last is None, "the second one was taken back with one combination"


@pytest.mark.parametrize("task", ["", "3"])
def test_g_a_waiting_number_takes_three_keys(
    player: Player, counter: Counter, store: Store, task: str
) -> None:
    player.key(F4)
    dialog = counter.sees(GiveNumberDialog)
    for key in (task, ENTER) if task else (ENTER,):
        player.actions += 1
        press(dialog, key)
    [ticket] = store.read().tickets(counter.bench.clock.now().date())
    assert (ticket.number, ticket.task) == (1, INSURANCE if task else None)
    assert player.actions <= 3


@pytest.mark.parametrize("changes", range(4))
def test_h_a_difference_is_decided_with_one_combination(
    player: Player, counter: Counter, store: Store, changes: int
) -> None:
    differ(store)
    counter.window.show_room("look")
    counter.sees(ValueRadio)
    for _each in range(changes):
        player.key(Qt.Key.Key_Left if _each % 2 == 0 else Qt.Key.Key_Right)
    player.key(ENTER, CTRL)
    assert player.actions <= 3 + 1
    [decided] = [one.change for one in store.read().unsent(10**9, 99) if one.change.op is Op.RESOLVE]
    assert decided.fields["phone"].to == ("0912000001" if changes % 2 else "0912000002")


def differ(store: Store) -> None:
    """Two places wrote two telephones."""
    here, there = (
        WireContender(change=f"c{name}", value=value, author="o", device=name, at=1)
        for name, value in (("a", "0912000001"), ("b", "0912000002"))
    )
    fields = {"name": "Lò Thị Mẫu", "birth": "1950", "village": "Bản Mẫu", "phone": "0912000001"}
    record = WireRecord(
        id="r",
        kind="citizen",
        commune="03646",
        seq=1,
        fields=fields,
        conflicts={"phone": [there]},
        writers={"phone": here},
    )
    store.apply_page([record], Mark(1, 1))

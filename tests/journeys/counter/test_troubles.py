"""The wrong person opened, and one person open on two laptops.

Of each: nothing is lost, nothing is shown to the wrong eyes, one clear sentence. A card in the middle
and what breaks are next door.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.desktop.screens.consent import ConsentScreen
from app.desktop.screens.guided.card import CardPage
from app.desktop.screens.guided.overview import OverviewPage
from app.desktop.screens.past import PastDialog, WhyDialog
from app.desktop.screens.reception.confirm import ConfirmPage
from app.desktop.screens.reception.search import SearchPage
from app.desktop.screens.slip import SlipScreen
from app.desktop.screens.today import TodayScreen
from app.desktop.widgets.question import Question
from app.domain.ladder import TaskCode
from app.domain.records import KINDS
from app.i18n import _
from app.usecases.ports import Store
from tests.desktop.conftest import OpenDesk
from tests.journeys.counter.test_scripts import known, statuses
from tests.support.desks import Bench, Counter, people_of, rest_from_bursts
from tests.support.eyes import said, shown
from tests.support.fake_central import FakeCentral
from tests.support.hands import CountedIds
from tests.support.keys import ALT, CARD, CTRL, ENTER, press
from tests.support.laptop import Laptop

F7, F8, ESC = Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_Escape
HERS, HIS = "Lò Thị Ín", "Giàng A Páo"
HIS_CARD = "014090000000||Giàng A Páo|05091990|Nam|Bản Bẹ, Tà Xùa, Bắc Yên, Sơn La|20122021"


def kept(store: Store) -> object:
    """All there is about people: what is shown of them, what waits to be sent, who is half-way, the day's figures."""
    reading = store.read()
    records = {kind: dict(reading.records(kind)) for kind in KINDS}
    return (
        records,
        [one.change.id for one in reading.unsent(10**9, 10**4)],
        reading.drafts(),
        reading.counters(),
    )


def answer(counter: Counter, dialog: QWidget, *keys: Qt.Key | str) -> None:
    """A person's keys on a dialog that is on screen, then Enter."""
    for key in (*keys, ENTER):
        rest_from_bursts(counter.desk)
        press(dialog, key)
    rest_from_bursts(counter.desk)


def click(inside: QWidget, words: str) -> None:
    """The button that says this."""
    [button] = [one for one in inside.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    button.click()


def to_first_card(counter: Counter, card: str = CARD) -> None:
    """Scan, the right person, yes if it is asked, the first task."""
    counter.scan(card)
    counter.sees(ConfirmPage)
    counter.press(ENTER)
    if not counter.does_not_see(ConsentScreen):
        counter.press(ENTER)
    counter.sees(OverviewPage)
    counter.press(ENTER)
    counter.sees(CardPage)


def stuck_to_slip(counter: Counter) -> None:
    """From a card: it cannot be done until next week; the slip is on screen."""
    counter.press(F7)
    counter.press("1")
    counter.press("3", ALT)
    counter.press(ENTER)
    counter.press(F8)
    counter.press(ENTER, CTRL)
    counter.sees(SlipScreen)


# The wrong person


@pytest.mark.parametrize("asked", [False, True], ids=["seen", "asked for consent"])
def test_somebody_new_opened_by_mistake_is_left_without_a_trace(
    counter: Counter, store: Store, asked: bool
) -> None:
    before = kept(store)
    counter.scan(CARD)
    counter.sees(ConfirmPage)
    if asked:
        counter.press(ENTER)
        counter.sees(ConsentScreen)
    counter.press(ESC)
    counter.sees(SearchPage)
    counter.qtbot.waitUntil(lambda: kept(store) == before)
    assert HERS not in shown(counter.window)


def test_somebody_known_opened_by_mistake_is_left_without_a_trace(
    counter: Counter, store: Store, laptop: Laptop
) -> None:
    known(laptop, TaskCode.INSTALL)
    before = kept(store)
    to_first_card(counter)
    counter.press(F8)
    counter.press(ESC)
    counter.sees(OverviewPage)
    counter.press(ESC)
    today = counter.sees(TodayScreen)
    [draft] = store.read().drafts()
    today.forget.emit(draft.id)
    question = counter.sees(Question)
    assert _("What was done today is not counted. What was kept before stays.") in said(question)
    answer(counter, question)
    assert store.read().drafts(), "Enter keeps it: this cannot be taken back"
    today.forget.emit(draft.id)
    click(counter.sees(Question), _("Forget this session"))
    assert kept(store) == before


def test_a_visit_of_the_wrong_person_is_taken_back_whole(
    counter: Counter, store: Store, laptop: Laptop
) -> None:
    citizen = known(laptop, TaskCode.INSTALL)
    today = counter.bench.clock.now().date()
    before = statuses(store, citizen), store.read().due_of(citizen), store.read().day_counts(today)
    to_first_card(counter)
    stuck_to_slip(counter)
    assert store.read().due_of(citizen)
    counter.press(ENTER)
    click(counter.sees(TodayScreen), _("What was done"))
    past = counter.sees(PastDialog)
    click(past, _("Take back"))
    why = counter.sees(WhyDialog)
    answer(counter, why)
    assert _("Write a few words why.") in shown(why)
    answer(counter, why, *"nham nguoi")
    counter.qtbot.waitUntil(lambda: _("The visit was taken back") in shown(past))
    assert "“nham nguoi”" in shown(past)
    after = statuses(store, citizen), store.read().due_of(citizen), store.read().day_counts(today)
    assert after == before


# One person on two laptops


@pytest.fixture
def two(open_desk: OpenDesk, bench: Bench, tmp_path: Path) -> tuple[Counter, Counter]:
    """Two desks of one commune; each has its own store."""
    other = Bench(tmp_path / "second", clock=bench.clock, ids=CountedIds(7_000_000))
    return open_desk().enter("Chị Mai Mẫu"), open_desk(other).enter("Anh An Mẫu")


def at(counter: Counter) -> Laptop:
    """Its store as one of two that share a central."""
    store = counter.desk.store
    assert store is not None
    counter.desk.ways.close()  # both watch the keys of one test, and a scan comes by itself here
    return Laptop(store, counter.bench.clock, counter.bench.ids, people_of(store)[0].id, counter.pack).adopt()


def meet(laptops: tuple[Laptop, ...], central: FakeCentral) -> None:
    for laptop in (*laptops, *laptops):
        laptop.sync(central)


def both_finish(two: tuple[Counter, Counter]) -> None:
    """The same person stands open on both; the first gets through more than the second."""
    for counter in two:
        to_first_card(counter)
    first, second = two
    task = first.sessions.presenter.draft.task  # type: ignore[union-attr]
    while first.sessions.presenter.draft.task is task:  # type: ignore[union-attr]
        first.press(ENTER)
    for counter in (first, second):
        stuck_to_slip(counter)


@pytest.mark.parametrize("is_known", [True, False], ids=["known to both", "new to both"])
def test_one_person_open_on_two_laptops_loses_nothing(two: tuple[Counter, Counter], is_known: bool) -> None:
    central, laptops = FakeCentral(), (at(two[0]), at(two[1]))
    if is_known:
        known(laptops[0])
        meet(laptops, central)
    already = central.count("session")
    both_finish(two)
    meet(laptops, central)
    assert central.count("session") == already + 2, "both visits count"
    number = CARD.split("|")[0]
    for counter, laptop in zip(two, laptops, strict=True):
        reading = laptop.store.read()
        assert not reading.unsent(10**9, 10)
        people = reading.people_with_number(number)
        ladders = [reading.record("ladder", one.citizen) for one in people]
        assert any(ladder and ladder["install"]["status"] == "done" for ladder in ladders), (
            "the furthest stands"
        )
        assert one_question(counter, len(people)) <= 1
    assert kept_alike(laptops)


def one_question(counter: Counter, records: int) -> int:
    """How many questions the page of what is to be looked at asks, told by the screen; two records are one."""
    assert counter.desk.rooms is not None
    counter.desk.rooms.look.look_for_doubles()
    counter.press(ENTER)
    counter.sees(TodayScreen)
    counter.window.show_room("look")
    asked = lambda: counter.desk.rooms.look.entries  # type: ignore[union-attr]  # noqa: E731
    if records > 1:
        counter.qtbot.waitUntil(lambda: len(asked()) == 1)
        counter.sees(QLabel, lambda one: HERS in one.text())
    return len(asked())


def kept_alike(laptops: tuple[Laptop, ...]) -> bool:
    """Whether all show the same of everybody."""
    first, *others = (
        {kind: laptop.store.read().records(kind) for kind in ("citizen", "ladder", "appointment")}
        for laptop in laptops
    )
    return all(one == first for one in others)

"""The USB part: what was handed over until it is answered, what is carried, and how the last try ended."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from app.domain.changes import Outcome, OutcomeKind
from app.presentation.courier import CourierPresenter, CourierState
from app.usecases.courier import Carried, HandedOver
from tests.support.courier_states import carried
from tests.support.laptop import Laptop


@dataclass
class Desk:
    """The presenter of a laptop, with folders that are what the test says."""

    laptop: Laptop
    folder: list[Carried] = field(default_factory=list)
    unrescued: int = 0
    wishes: list[str] = field(default_factory=list)
    shown: list[CourierState] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.presenter = CourierPresenter(
            self.laptop.store,
            self.laptop.clock,
            carried=lambda: self.folder,
            unrescued=lambda _store: self.unrescued,
            hand_over=lambda: self.wishes.append("hand_over"),
            take_in=lambda: self.wishes.append("take_in"),
        )
        self.presenter.attach(self.shown.append)

    @property
    def state(self) -> CourierState:
        return self.shown[-1]


@pytest.fixture
def desk(laptop: Laptop) -> Desk:
    return Desk(laptop)


def test_nothing_can_be_done_before_pairing(desk: Desk) -> None:
    assert not desk.state.is_paired
    desk.laptop.adopt()
    desk.presenter.refresh()
    assert desk.state.is_paired


def test_what_was_handed_over_stands_until_all_of_it_is_answered(desk: Desk) -> None:
    desk.laptop.help_new()
    changes = [one.change.id for one in desk.laptop.store.read().unsent(10**9, 10**6)]
    with desk.laptop.store.write() as writing:
        writing.begin_epoch(1)
        writing.note_handed("B" * 22, changes, desk.laptop.clock.now())
    desk.presenter.refresh()
    [told] = desk.state.handed
    assert (told.sessions, told.waiting, told.at) == (1, len(changes), desk.laptop.clock.now())
    for change in changes:
        with desk.laptop.store.write() as writing:
            accepted = Outcome(kind=OutcomeKind.ACCEPTED, seq=1)
            writing.note_outcome(change, accepted, 1, desk.laptop.clock.now())
    desk.presenter.refresh()
    assert desk.state.handed == ()


def test_folders_are_read_anew_each_time(desk: Desk) -> None:
    assert (desk.state.carried, desk.state.unrescued) == ((), 0)
    desk.folder, desk.unrescued = [carried(0)], 2
    desk.presenter.refresh()
    assert (desk.state.carried, desk.state.unrescued) == ((carried(0),), 2)


def test_a_try_is_busy_until_it_ends_one_way_or_the_other(desk: Desk) -> None:
    desk.presenter.began()
    assert desk.state.is_busy
    desk.presenter.failed("stick_gone")
    assert (desk.state.is_busy, desk.state.trouble, desk.state.done) == (False, "stick_gone", None)
    desk.presenter.began()
    assert desk.state.trouble == ""
    done = HandedOver(bundles=1)
    desk.presenter.ended(done)
    assert (desk.state.is_busy, desk.state.done) == (False, done)


def test_wishes_are_passed_on(desk: Desk) -> None:
    desk.presenter.hand_over()
    desk.presenter.take_in()
    assert desk.wishes == ["hand_over", "take_in"]


def test_nobody_is_shown_anything_after_the_screen_went(desk: Desk) -> None:
    before = len(desk.shown)
    desk.presenter.detach()
    desk.presenter.ended(HandedOver())
    assert len(desk.shown) == before

"""Send and receive: the numbers always add up, and nobody is told that all is sent while anything is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.faults import Refused
from app.domain.sync_state import SyncState
from app.domain.views import Unsent
from app.presentation.exchange import ExchangePresenter, ExchangeState
from app.presentation.looking import Entry, Sort
from app.usecases.settings import Setting
from app.usecases.sync import SyncPhase, SyncProgress, SyncReport
from tests.support.fake_central import FakeCentral, Trouble, in_order
from tests.support.fake_store import FakeStore
from tests.support.hands import CountedIds
from tests.support.laptop import Laptop, person, unsent
from tests.support.reviewing_central import ReviewingCentral

CALM = Trouble()


@dataclass
class Room:
    """The send-and-receive room of a laptop and a central to talk to."""

    laptop: Laptop
    central: FakeCentral = field(default_factory=FakeCentral)
    shown: list[ExchangeState] = field(default_factory=list)
    wanted: int = 0

    def __post_init__(self) -> None:
        self.presenter = ExchangePresenter(self.laptop.store, self.laptop.clock, self._want)
        self.presenter.attach(self.shown.append)

    @property
    def state(self) -> ExchangeState:
        return self.shown[-1]

    def run(self, *troubles: Trouble) -> SyncReport:
        """One run, with the room told of it."""
        self.central.trouble = in_order(*troubles)
        report = self.laptop.sync(self.central, told=self.presenter.advanced)
        self.presenter.ended(report)
        return report

    def holds(self) -> None:
        """The law of the counters, and of the words above them."""
        status = self.presenter.state().status
        counters = status.counters
        assert counters.saved == counters.received + counters.waiting + counters.attention
        if status.state is SyncState.ALL_SENT:
            assert (counters.waiting, counters.attention) == (0, 0)
            assert unsent(self.laptop) == []
            assert self.laptop.store.read().attention() == []

    def _want(self) -> None:
        self.wanted += 1


@pytest.fixture
def room(laptop: Laptop) -> Room:
    return Room(laptop.adopt())


def test_a_fresh_laptop_waits_with_the_little_it_has(room: Room) -> None:
    assert (room.state.status.state, room.state.status.counters.saved) == (SyncState.WAITING, 0)
    assert (room.state.status.pending, room.state.status.last_success) == (True, None)


def test_before_pairing_everything_waits(laptop: Laptop) -> None:
    room = Room(laptop)
    laptop.help_new(1)
    room.presenter.refresh()
    assert (room.state.is_paired, room.state.point, room.state.address) == (False, "", "")
    assert (room.state.status.state, room.state.status.counters.waiting) == (SyncState.WAITING, 1)


def test_a_run_moves_the_session_from_waiting_to_received(room: Room) -> None:
    room.laptop.help_new(1)
    room.presenter.refresh()
    assert (room.state.status.counters.waiting, room.state.status.counters.received) == (1, 0)
    room.run()
    assert room.state.status.state is SyncState.ALL_SENT
    assert (room.state.status.counters.waiting, room.state.status.counters.received) == (0, 1)
    assert room.state.status.last_success == room.laptop.clock.now()
    room.laptop.help_new(2)
    room.presenter.refresh()
    assert room.state.status.state is SyncState.WAITING
    assert room.state.status.counters.saved == 2


def test_while_it_runs_it_says_how_far(room: Room) -> None:
    room.laptop.help_new(1)
    room.presenter.advanced(SyncProgress(SyncPhase.PUSH, sent=5, total=12))
    assert (room.state.status.state, room.state.status.sent, room.state.status.total) == (
        SyncState.SENDING,
        5,
        12,
    )
    room.run()
    assert SyncState.SENDING in {state.status.state for state in room.shown}
    assert room.state.status.state is not SyncState.SENDING


def test_no_network_is_said_with_everything_still_here(room: Room) -> None:
    room.laptop.help_new(1)
    room.run(Trouble(lost="no_network"))
    status = room.state.status
    assert (status.state, status.code, status.counters.waiting) == (SyncState.NO_NETWORK, "no_network", 1)


def test_a_refusal_of_everything_is_said_with_its_code(room: Room) -> None:
    room.laptop.help_new(1)
    room.run(Trouble(refused=Refused("protocol_too_old", 409)))
    assert (room.state.status.state, room.state.status.code) == (SyncState.REFUSED, "protocol_too_old")


def test_work_a_week_old_asks_to_be_carried(room: Room) -> None:
    room.laptop.help_new(1)
    room.laptop.clock.move(days=8)
    room.presenter.refresh()
    assert (room.state.status.state, room.state.status.days_waiting) == (SyncState.LONG_UNSENT, 8)


def test_what_is_refused_is_told_and_counted_as_not_taken(room: Room) -> None:
    room.laptop.help_new(1)
    [citizen] = [one.change for one in sent(room.laptop) if one.change.kind == "citizen"]
    room.central.rejects[citizen.id] = "bad_value"
    room.run()
    counters = room.state.status.counters
    assert (room.state.status.state, counters.attention, counters.refused) == (SyncState.PARTLY, 1, 1)
    room.central.rejects.clear()
    with room.laptop.store.write() as writing:
        writing.requeue(citizen.id)
    room.run()
    room.holds()
    assert room.state.status.state is SyncState.ALL_SENT


ENTRY = Entry(key="c", sort=Sort.SAME, who=None, name="Lò Thị Ín")


def test_what_there_is_to_look_at_is_the_list_itself_and_never_all_sent(laptop: Laptop) -> None:
    listed: list[Entry] = [ENTRY, ENTRY]
    screen = ExchangePresenter(laptop.adopt().store, laptop.clock, lambda: None, lambda: listed)
    laptop.sync(FakeCentral())
    assert (screen.state().to_look, screen.state().status.state) == ((ENTRY, ENTRY), SyncState.PARTLY)
    listed.clear()
    assert (screen.state().to_look, screen.state().status.state) == ((), SyncState.ALL_SENT)


def test_no_network_is_said_before_what_can_be_looked_at_any_time(room: Room) -> None:
    room.laptop.help_new(1)
    report = room.run(Trouble(lost="no_network"))
    screen = ExchangePresenter(room.laptop.store, room.laptop.clock, lambda: None, lambda: [ENTRY])
    screen.ended(report)
    assert screen.state().status.state is SyncState.NO_NETWORK


def test_what_central_looks_at_is_no_task_for_this_desk(laptop: Laptop) -> None:
    central = ReviewingCentral()
    room = Room(laptop.adopt(), central)
    room.laptop.help_new(1)
    [session] = [one.change for one in sent(room.laptop) if one.change.kind == "session"]
    central.doubts[session.id] = "unknown_author"
    room.run()
    assert (room.state.at_centre, room.state.to_look) == (1, ())
    assert (room.state.status.state, room.state.status.counters.refused) == (SyncState.PARTLY, 0)


def test_a_closed_access_is_told_and_stays_told_until_it_is_open_again(room: Room) -> None:
    room.central.may_pull = False
    room.laptop.help_new(1)
    room.run()
    status = room.state.status
    assert (status.state, status.code, status.counters.waiting) == (SyncState.REVOKED, "device_revoked", 0)
    later = ExchangePresenter(room.laptop.store, room.laptop.clock, lambda: None)
    assert (later.state().status.state, later.state().status.code) == (SyncState.REVOKED, "device_revoked")
    room.run(Trouble(lost="no_network"))
    assert room.state.status.code == "device_revoked", "a missing network does not hide it"
    room.central.may_pull = True
    room.run()
    assert room.state.status.state is SyncState.ALL_SENT


def test_send_now_asks_for_a_run(room: Room) -> None:
    room.presenter.send_now()
    assert room.wanted == 1


def test_the_name_of_the_point_and_its_address_are_shown(room: Room) -> None:
    with room.laptop.store.write() as writing:
        writing.set_setting(Setting.POINT_NAME, "Điểm hỗ trợ tập")
        writing.set_setting(Setting.ADDRESS, "https://central.example")
    room.presenter.refresh()
    assert (room.state.is_paired, room.state.point, room.state.address) == (
        True,
        "Điểm hỗ trợ tập",
        "https://central.example",
    )
    assert room.state.now == room.laptop.clock.now()


def test_a_screen_that_is_gone_is_shown_nothing(room: Room) -> None:
    count = len(room.shown)
    room.presenter.detach()
    room.presenter.refresh()
    room.run()
    assert len(room.shown) == count


def go_on(room: Room, number: int) -> None:
    """Somebody comes."""
    room.laptop.help(room.laptop.meet_new(person(number)))


def refuse(room: Room, number: int) -> None:
    """Central will not have the oldest two."""
    room.central.rejects = dict.fromkeys(unsent(room.laptop)[:2], "bad_value")


ACTS: dict[str, Callable[[Room, int], object]] = {
    "somebody comes": go_on,
    "days go by": lambda room, number: room.laptop.clock.move(days=3),
    "a bad value": refuse,
    "a run": lambda room, number: room.run(),
    "no network": lambda room, number: room.run(Trouble(lost="no_network")),
    "the answer lost": lambda room, number: room.run(CALM, Trouble(lost="cut", after_effect=True)),
    "answers left out": lambda room, number: room.run(CALM, Trouble(omit=frozenset(range(2, 9)))),
    "busy": lambda room, number: room.run(Trouble(refused=Refused("busy", 503, 5))),
}


@given(st.lists(st.sampled_from(sorted(ACTS)), min_size=1, max_size=7))
def test_whatever_happens_the_numbers_add_up(acts: list[str]) -> None:
    room = Room(Laptop.begin(FakeStore(), CountedIds()).adopt())
    for number, act in enumerate(acts):
        ACTS[act](room, number)
        room.holds()


def sent(laptop: Laptop) -> list[Unsent]:
    return list(laptop.store.read().unsent(10**6, 10**3))

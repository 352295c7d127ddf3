"""A run from hello to close, and how every kind of trouble ends it: nothing lost, nothing doubled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from app.contract.faults import Refused
from app.domain.changes import Outcome, OutcomeKind
from app.domain.faults import StoreFault, StoreTrouble
from app.domain.sync_state import SyncState
from app.usecases.settings import YES, Setting
from app.usecases.sync import SyncEnd, SyncPhase, SyncProgress, next_run_in, sync_status
from tests.support.fake_central import FakeCentral, Trouble, in_order
from tests.support.laptop import Laptop, hasty, unsent

NewLaptop = Callable[[], Laptop]


def test_a_days_work_arrives_and_both_sides_agree(laptop: Laptop) -> None:
    finished = laptop.adopt().help_new(1)
    central = FakeCentral()

    report = laptop.sync(central)

    assert (report.end, report.agrees, report.attention) == (SyncEnd.DONE, True, 0)
    assert report.sent == len(central.applied) == len(set(central.applied))
    assert unsent(laptop) == []
    assert central.shown("citizen", finished.citizen)["name"] == finished.person["name"]
    counters = laptop.store.read().counters()
    assert (counters.saved, counters.received) == (1, 1)
    assert sync_status(laptop.store, laptop.clock.now(), report).state is SyncState.ALL_SENT


def test_a_second_laptop_of_the_commune_shows_the_person(new_laptop: NewLaptop) -> None:
    first, second = new_laptop().adopt(), new_laptop().adopt()
    central = FakeCentral()
    finished = first.help_new(1)

    first.sync(central)
    report = second.sync(central)

    seen = second.store.read().person(finished.citizen)
    assert seen is not None
    assert (seen.name, seen.tasks_over) == (finished.person["name"], 5)
    assert report.agrees


def test_a_second_run_has_little_to_say(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    central = FakeCentral()
    laptop.sync(central)
    central.asked.clear()

    report = laptop.sync(central)

    assert central.asked == ["hello", "pull", "close"]
    assert (report.sent, report.received) == (0, 0)


def test_an_unpaired_laptop_asks_nobody(laptop: Laptop) -> None:
    laptop.help_new(1)
    central = FakeCentral()
    assert laptop.sync(central).end is SyncEnd.NOT_PAIRED
    assert central.asked == []


LOST = [Trouble(lost="timeout"), Trouble(lost="cut"), Trouble(lost="timeout", after_effect=True)]


@pytest.mark.parametrize("trouble", LOST)
@pytest.mark.parametrize("place", range(5))
def test_a_lost_request_or_answer_is_made_good_in_the_run(
    laptop: Laptop, trouble: Trouble, place: int
) -> None:
    laptop.adopt().help_new(1)
    calm = [Trouble()] * place
    central = FakeCentral(trouble=in_order(*calm, trouble))

    report = laptop.sync(central)

    assert (report.end, report.agrees) == (SyncEnd.DONE, True)
    assert max(Counter(central.applied).values()) == 1
    assert unsent(laptop) == []


ENDS = {
    "no_network": (Trouble(lost="no_network"), SyncEnd.NO_NETWORK, SyncState.NO_NETWORK),
    "stranger": (Trouble(lost="not_our_server"), SyncEnd.NOT_OUR_SERVER, SyncState.NO_NETWORK),
    "portal": (Trouble(lost="portal"), SyncEnd.PORTAL, SyncState.NO_NETWORK),
    "proxy": (Trouble(lost="proxy"), SyncEnd.PROXY, SyncState.NO_NETWORK),
    "gateway": (Trouble(lost="gateway"), SyncEnd.GATEWAY, SyncState.NO_NETWORK),
    "intercepted": (Trouble(lost="intercepted"), SyncEnd.INTERCEPTED, SyncState.NO_NETWORK),
    "tls": (Trouble(lost="tls"), SyncEnd.TLS, SyncState.NO_NETWORK),
    "clock": (Trouble(lost="clock"), SyncEnd.CLOCK, SyncState.CLOCK_WRONG),
    "token": (Trouble(refused=Refused("unknown_token", 401)), SyncEnd.NEEDS_PAIRING, SyncState.REFUSED),
    "busy": (Trouble(refused=Refused("busy", 503, 40)), SyncEnd.BUSY, SyncState.WAITING),
    "slow down": (Trouble(refused=Refused("busy", 429, 40)), SyncEnd.BUSY, SyncState.WAITING),
    "old": (Trouble(refused=Refused("protocol_too_old", 409)), SyncEnd.REFUSED, SyncState.REFUSED),
    "went back": (Trouble(refused=Refused("cursor_ahead", 409)), SyncEnd.REGRESSED, SyncState.REFUSED),
}


@pytest.mark.parametrize(("trouble", "end", "state"), ENDS.values(), ids=ENDS.keys())
@pytest.mark.parametrize("place", range(2))
def test_other_trouble_ends_the_run_and_loses_nothing(
    laptop: Laptop, trouble: Trouble, end: SyncEnd, state: SyncState, place: int
) -> None:
    laptop.adopt().help_new(1)
    before = unsent(laptop)
    central = FakeCentral(trouble=in_order(*[Trouble()] * place, trouble))

    report = laptop.sync(central)

    assert report.end is end
    assert report.after == (40 if end is SyncEnd.BUSY else 0)
    assert unsent(laptop) == before
    assert sync_status(laptop.store, laptop.clock.now(), report).state is state
    assert laptop.sync(central).end is SyncEnd.DONE
    assert unsent(laptop) == []


@pytest.mark.parametrize("verb", ["hello", "push", "pull", "close", "leftovers"])
@pytest.mark.parametrize("status", [429, 503])
def test_whichever_request_meets_a_busy_central_its_wish_is_kept(
    new_laptop: NewLaptop, verb: str, status: int
) -> None:
    central, laptop, other = FakeCentral(), new_laptop().adopt(), new_laptop().adopt()
    laptop.sync(central)
    central.back_up()
    other.help_new(1)
    other.sync(central)
    laptop.sync(central)
    central.restore()
    laptop.help_new(2)
    busy = Trouble(refused=Refused("busy", status, 40))
    central.trouble = lambda asked: busy if asked == verb else Trouble()
    report = laptop.sync(central)
    assert (report.end, report.after) == (SyncEnd.BUSY, 40)
    assert next_run_in(hasty(), report, 0) == 40
    central.trouble = in_order()
    assert laptop.sync(central).agrees
    assert unsent(laptop) == []


def test_a_lost_token_is_remembered_until_hello_works_again(laptop: Laptop) -> None:
    laptop.adopt()
    central = FakeCentral(trouble=in_order(Trouble(refused=Refused("unknown_token", 401))))
    laptop.sync(central)
    assert laptop.store.read().setting(Setting.NEEDS_PAIRING) == YES
    laptop.sync(central)
    assert laptop.store.read().setting(Setting.NEEDS_PAIRING) != YES


def test_a_line_that_stays_broken_ends_the_run_after_some_tries(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    central = FakeCentral(trouble=lambda verb: Trouble(lost="timeout"))
    report = laptop.sync(central, hasty(attempts=3))
    assert (report.end, report.code, central.asked) == (SyncEnd.TIMEOUT, "timeout", ["hello"] * 3)


def test_a_revoked_device_may_still_hand_in_its_work(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    central = FakeCentral(may_pull=False)
    report = laptop.sync(central)
    assert (report.end, report.may_pull) == (SyncEnd.DONE, False)
    assert set(central.asked) == {"hello", "push"}
    assert unsent(laptop) == []


def test_stopping_keeps_what_was_answered(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    central = FakeCentral()
    laptop.help_new(2)
    presses = iter([False, False, True])
    report = laptop.sync(central, hasty(rest=lambda seconds: next(presses, True), most_changes=3))
    assert report.end is SyncEnd.STOPPED
    assert central.batches == [3]
    assert report.sent == 3
    assert laptop.sync(central).end is SyncEnd.DONE
    assert max(Counter(central.applied).values()) == 1


def test_a_restored_central_gets_back_what_it_lost(laptop: Laptop) -> None:
    central = FakeCentral()
    laptop.adopt().help_new(1)
    laptop.sync(central)
    central.back_up()
    later = laptop.help_new(2)
    laptop.sync(central)
    central.restore()
    assert ("session", later.session) not in central.records

    report = laptop.sync(central)

    assert (report.end, report.epoch_changed, report.agrees) == (SyncEnd.DONE, True, True)
    assert ("session", later.session) in central.records
    assert laptop.store.read().counters().received == 2


def test_a_restore_in_the_middle_of_a_run_begins_it_again(laptop: Laptop) -> None:
    central = FakeCentral()
    central.back_up()
    laptop.adopt().help_new(1)

    def restore_once(verb: str) -> Trouble:
        if verb == "pull" and central.epoch == 1:
            central.restore()
        return Trouble()

    central.trouble = restore_once
    report = laptop.sync(central)

    assert (report.end, report.agrees, report.epoch_changed) == (SyncEnd.DONE, True, True)
    assert central.asked.count("hello") == 2
    assert central.count("session") == 1


def test_a_central_that_went_backwards_is_not_believed(laptop: Laptop) -> None:
    central = FakeCentral()
    laptop.adopt().help_new(1)
    laptop.sync(central)
    central.seq -= 1
    laptop.help_new(2)
    central.asked.clear()

    report = laptop.sync(central)

    assert (report.end, central.asked) == (SyncEnd.REGRESSED, ["hello"])
    assert laptop.store.read().setting(Setting.REGRESSED) == YES
    assert sync_status(laptop.store, laptop.clock.now(), None).state is SyncState.REFUSED
    assert unsent(laptop)


def test_progress_counts_sessions_up(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    laptop.help_new(2)
    told: list[SyncProgress] = []
    laptop.sync(FakeCentral(), hasty(most_changes=2), told.append)
    phases = [one.phase for one in told]
    assert phases == sorted(phases, key=list(SyncPhase).index)
    assert {one.total for one in told} == {2}
    sent = [one.sent for one in told]
    assert sent == sorted(sent)
    assert (sent[0], sent[-1]) == (0, 2)


def test_a_full_disk_ends_the_run_and_is_named(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop.adopt().help_new(1)
    central = FakeCentral()

    def full() -> None:
        raise StoreFault(StoreTrouble.DISK_FULL)

    with monkeypatch.context() as patched:
        patched.setattr(laptop.store, "write", full)
        report = laptop.sync(central)
    assert (report.end, report.code) == (SyncEnd.STORE, "disk_full")
    assert sync_status(laptop.store, laptop.clock.now(), report).state is SyncState.IN_DANGER
    assert laptop.sync(central).end is SyncEnd.DONE


def test_a_feed_that_moves_on_is_read_again_before_closing(new_laptop: NewLaptop) -> None:
    first, second = new_laptop().adopt(), new_laptop().adopt()
    central = FakeCentral()
    second.help_new(2)

    def meanwhile(verb: str) -> Trouble:
        if verb == "close" and not central.records:
            central.trouble = lambda verb: Trouble()
            second.sync(central)
        return Trouble()

    taken = Outcome(kind=OutcomeKind.ACCEPTED, seq=1)
    with first.store.write() as writing:  # nothing of its own to send
        for one in writing.unsent(10**6, 10**3):
            writing.note_outcome(one.change.id, taken, 1, first.clock.now())
    central.trouble = meanwhile
    report = first.sync(central)

    assert (report.end, report.agrees) == (SyncEnd.DONE, True)
    assert report.received > 0

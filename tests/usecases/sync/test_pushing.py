"""What moves a change, what one change suffers from alone, and that nothing is lost or doubled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contract.faults import Refused
from app.contract.limits import LARGEST_CHANGE
from app.contract.messages import Pushed, WireChange, WireOutcome
from app.domain.changes import Outcome, OutcomeKind
from app.usecases.mending import all_right
from app.usecases.ports import Store
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd
from app.usecases.writing import pen_of
from tests.support.fake_central import FakeCentral, Trouble, in_order
from tests.support.fake_store import FakeStore
from tests.support.hands import CountedIds
from tests.support.laptop import Laptop, hasty, unsent
from tests.support.two_places import write


@pytest.fixture
def new_store(new_real_store: Callable[[], Store]) -> Callable[[], Store]:
    """Encrypted files: sixty visits are slow in memory, where every write copies."""
    return new_real_store


def helped(laptop: Laptop, people: int) -> Laptop:
    laptop.adopt()
    for number in range(people):
        laptop.help_new(number)
    return laptop


def quarantined(laptop: Laptop) -> dict[str, str]:
    return {one.change.id: one.code for one in laptop.store.read().attention()}


def test_an_answer_that_forgets_a_change_leaves_it_waiting(laptop: Laptop) -> None:
    helped(laptop, 1)
    last = laptop.store.read().unsent(10**6, 10**3)[-1].change
    central = FakeCentral(trouble=in_order(Trouble(), Trouble(omit=frozenset({last.n}))))

    laptop.sync(central)

    assert unsent(laptop) == [last.id]
    laptop.sync(central)
    assert unsent(laptop) == []
    assert Counter(central.applied)[last.id] == 1


def test_a_change_behind_one_without_an_answer_waits_with_it(laptop: Laptop) -> None:
    citizen = helped(laptop, 1).help_new(7).citizen
    write(laptop, citizen, {"village": "Bản Sau"})
    told = [one.change for one in laptop.store.read().unsent(10**6, 10**3)]
    [first, later] = [one for one in told if (one.kind, one.record) == ("citizen", citizen)]
    central = FakeCentral(trouble=in_order(Trouble(), Trouble(omit=frozenset({first.n}))))

    laptop.sync(central, hasty(most_changes=first.n))

    assert first.id in unsent(laptop)
    assert later.id not in central.applied
    laptop.sync(central)
    assert unsent(laptop) == []


def test_a_ladder_that_waits_for_its_person_does_not_hold_them_up(laptop: Laptop) -> None:
    """The person was given back and is said once more, behind the ladder, which has the same id."""

    class Strict(FakeCentral):
        def _take(self, wire: WireChange, device: str) -> Outcome:
            if wire.kind == "ladder" and ("citizen", wire.record) not in self.records:
                return Outcome(kind=OutcomeKind.HELD, code="unknown_record")
            return FakeCentral._take(self, wire, device)

    citizen = laptop.adopt().help_new(7).citizen
    [create] = [
        one.change for one in laptop.store.read().unsent(10**6, 10**3) if one.change.kind == "citizen"
    ]
    central = Strict(rejects={create.id: "returned"})
    laptop.sync(central)
    all_right(laptop.store, laptop.clock, laptop.ids, laptop.operator, laptop.store.read().attention())

    laptop.sync(central, hasty(most_changes=1))

    assert ("citizen", citizen) in central.records
    laptop.sync(central)
    assert unsent(laptop) == []


@pytest.mark.parametrize("kind", ["retry", "word_of_a_newer_central"])
def test_retry_and_unknown_words_change_nothing(laptop: Laptop, kind: str) -> None:
    helped(laptop, 1)
    before = unsent(laptop)

    class Vague(FakeCentral):
        def push(self, batch: str, device: str, epoch: int, changes: object) -> Pushed:
            answers = [WireOutcome(n=one.change.n, kind=kind, after=60) for one in changes]  # type: ignore[attr-defined]
            return Pushed(server_id=self.server_id, batch=batch, epoch=epoch, outcomes=answers)

    report = laptop.sync(Vague())
    assert (report.end, report.sent, report.attention) == (SyncEnd.DONE, 0, 0)
    assert unsent(laptop) == before


def test_one_bad_change_holds_back_only_what_hangs_on_it(laptop: Laptop) -> None:
    helped(laptop, 20)
    bad = next(one.change for one in laptop.store.read().unsent(10**6, 10**3) if one.change.kind == "session")
    central = FakeCentral(rejects={bad.id: "bad_value"})

    report = laptop.sync(central)

    assert quarantined(laptop) == {bad.id: "bad_value"}
    assert report.attention == 1
    counters = laptop.store.read().counters()
    assert (counters.received, counters.waiting, counters.attention) == (19, 0, 1)
    central.rejects = {}
    with laptop.store.write() as writing:
        writing.requeue(bad.id)
    laptop.sync(central)
    assert laptop.store.read().counters().received == 20


def test_a_batch_refused_whole_is_searched_by_halves(laptop: Laptop) -> None:
    helped(laptop, 60)
    waiting = laptop.store.read().unsent(10**6, 10**3)
    poison = [one.change.id for one in waiting if one.change.kind == "session"][30]
    central = FakeCentral(poison=frozenset({poison}))

    report = laptop.sync(central)

    assert report.end is SyncEnd.DONE
    assert quarantined(laptop) == {poison: "body_unreadable"}
    assert len(central.applied) == len(waiting) - 1
    assert central.asked.count("push") < 20


def test_a_change_central_stumbles_over_waits_and_the_rest_goes(laptop: Laptop) -> None:
    helped(laptop, 5)
    waiting = laptop.store.read().unsent(10**6, 10**3)
    stone = [one.change for one in waiting if one.change.kind == "session"][2]

    class Stumbling(FakeCentral):
        def push(self, batch: str, device: str, epoch: int, changes: object) -> Pushed:
            if any(one.change.id == stone.id for one in changes):  # type: ignore[attr-defined]
                raise Refused("internal", 500)
            return FakeCentral.push(self, batch, device, epoch, changes)  # type: ignore[arg-type]

    report = laptop.sync(Stumbling())
    assert report.end is SyncEnd.DONE
    assert unsent(laptop) == [stone.id]
    assert quarantined(laptop) == {}


@pytest.mark.parametrize(("code", "status"), [("odd", 400), ("odd", 422), ("bad_request", 400), ("odd", 500)])
def test_a_refusal_in_a_word_we_do_not_know_sets_nothing_aside(
    laptop: Laptop, code: str, status: int
) -> None:
    helped(laptop, 20)
    before = unsent(laptop)
    central = FakeCentral(
        trouble=lambda verb: Trouble(refused=Refused(code, status) if verb == "push" else None)
    )
    report = laptop.sync(central)
    assert (report.end, report.code) == (SyncEnd.REFUSED, code)
    assert (quarantined(laptop), unsent(laptop)) == ({}, before)


def test_refusing_everything_is_the_batches_fault_not_the_changes(laptop: Laptop) -> None:
    helped(laptop, 20)
    central = FakeCentral(
        trouble=lambda verb: Trouble(refused=Refused("body_unreadable", 400) if verb == "push" else None)
    )
    report = laptop.sync(central)
    assert (report.end, report.code) == (SyncEnd.REFUSED, "body_unreadable")
    assert len(quarantined(laptop)) < 8


@pytest.mark.parametrize("code", ["store_went_back", "wrong_instance", "number_reused"])
def test_another_store_under_our_name_stops_sending_and_loses_nothing(laptop: Laptop, code: str) -> None:
    helped(laptop, 3)
    before = unsent(laptop)
    central = FakeCentral(trouble=in_order(Trouble(refused=Refused(code, 409))))
    assert laptop.sync(central).end is SyncEnd.NEEDS_PAIRING
    name = laptop.store.read().setting(Setting.NEXT_DEVICE)
    again = laptop.sync(central)
    assert (again.end, again.code) == (SyncEnd.NEEDS_PAIRING, "store_went_back")
    assert central.asked == ["hello"], "not a word more under a name two stores use"
    assert (unsent(laptop), quarantined(laptop)) == (before, {})
    assert laptop.store.read().setting(Setting.NEXT_DEVICE) == name != ""


def test_a_reused_number_is_no_fault_of_the_change(laptop: Laptop) -> None:
    helped(laptop, 1)
    before = unsent(laptop)
    central = FakeCentral(rejects=dict.fromkeys(before, "number_reused"))
    report = laptop.sync(central)
    assert (report.end, report.code) == (SyncEnd.NEEDS_PAIRING, "number_reused")
    assert (unsent(laptop), quarantined(laptop)) == (before, {})


def test_a_change_too_large_for_any_batch_is_set_aside_unsent(laptop: Laptop) -> None:
    finished = helped(laptop, 1).help_new(5)

    with laptop.store.write() as writing:
        pen = pen_of(writing, laptop.clock, laptop.ids, laptop.operator)
        before = writing.record("citizen", finished.citizen) or {}
        huge = pen.edit("citizen", finished.citizen, before, {"address_form": "x" * LARGEST_CHANGE})
        writing.add(huge)
    central = FakeCentral()

    laptop.sync(central)

    assert quarantined(laptop) == {huge.id: "change_too_large"}
    assert huge.id not in central.applied
    assert unsent(laptop) == []


def test_batches_shrink_until_central_takes_them(laptop: Laptop) -> None:
    helped(laptop, 40)
    central = FakeCentral(largest_packed=1500)
    report = laptop.sync(central)
    assert (report.end, unsent(laptop)) == (SyncEnd.DONE, [])
    assert len(central.batches) > 2


def test_batches_grow_with_quick_answers(laptop: Laptop) -> None:
    helped(laptop, 60)
    central = FakeCentral()
    laptop.sync(central, hasty(first_batch=600))
    assert central.batches == sorted(central.batches[:-1]) + central.batches[-1:]
    assert len(central.batches) < 9


def test_batches_stay_small_on_a_slow_line(laptop: Laptop) -> None:
    helped(laptop, 60)
    central = FakeCentral()
    minutes = iter(range(0, 10**6, 60))
    laptop.sync(central, hasty(first_batch=600, monotonic=lambda: float(next(minutes))))
    assert len(central.batches) > 9


TROUBLES = st.sampled_from(
    [
        Trouble(),
        Trouble(lost="timeout"),
        Trouble(lost="cut", after_effect=True),
        Trouble(lost="no_network"),
        Trouble(lost="not_our_server", after_effect=True),
        Trouble(refused=Refused("busy", 503, 1)),
        Trouble(refused=Refused("batch_too_large", 413)),
        Trouble(refused=Refused("internal", 500)),
        Trouble(refused=Refused("unknown_token", 401)),
        Trouble(omit=frozenset(range(1, 200, 3))),
        Trouble(omit=frozenset(range(0, 200, 2))),
    ]
)


@settings(max_examples=200)
@given(
    troubles=st.lists(TROUBLES, max_size=30),
    people=st.integers(1, 4),
    most=st.sampled_from([1, 2, 5, 2000]),
    poisoned=st.sets(st.integers(0, 40), max_size=3),
    runs=st.integers(1, 4),
)
def test_whatever_breaks_nothing_is_lost_and_nothing_doubled(
    troubles: list[Trouble], people: int, most: int, poisoned: set[int], runs: int
) -> None:
    laptop = helped(Laptop.begin(FakeStore(), CountedIds()), people)
    made = unsent(laptop)
    bad = frozenset(made[place] for place in poisoned if place < len(made))
    central = FakeCentral(trouble=in_order(*troubles), poison=bad)
    for _ in range(runs):
        laptop.sync(central, hasty(most_changes=most, attempts=2))
        assert max(Counter(central.applied).values(), default=1) == 1
        assert not set(unsent(laptop)) & set(quarantined(laptop))
        assert laptop.store.read().counters().saved == people
    central.poison = frozenset()
    for _ in range(4):
        for change in quarantined(laptop):
            with laptop.store.write() as writing:
                writing.requeue(change)
        central.trouble = in_order()
        report = laptop.sync(central)
    assert (report.end, report.agrees) == (SyncEnd.DONE, True)
    assert sorted(central.applied) == sorted(made)
    assert laptop.store.read().counters().received == people

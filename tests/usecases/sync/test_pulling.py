"""The feed page by page: rows move with the cursor, and a feed that goes nowhere is nobody's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec
import pytest

from app.contract.coding import bucket_of
from app.contract.faults import Refused
from app.contract.messages import Close, Closed, Page
from app.domain.changes import Mark
from app.domain.sync_state import SyncState
from app.usecases.settings import NO, Setting
from app.usecases.sync import SyncEnd, sync_status
from tests.support.fake_central import FakeCentral, Trouble, calm, in_order
from tests.support.laptop import Laptop

NewLaptop = Callable[[], Laptop]


class Odd(FakeCentral):
    """A central whose pages are bent by a test."""

    bend: Callable[[Page], Page] = staticmethod(lambda page: page)

    def pull(self, cursor: Mark, buckets: Sequence[int] = ()) -> Page:
        return type(self).bend(FakeCentral.pull(self, cursor, buckets))


BENT: dict[str, Callable[[Page], Page]] = {
    "back": lambda page: msgspec.structs.replace(page, cursor=page.cursor - 100),
    "nowhere": lambda page: msgspec.structs.replace(page, cursor=0, more=True),
}


class Forgetful(FakeCentral):
    """Its answer to a comparison is the one it gave to another."""

    def close(self, request: Close) -> Closed:
        return msgspec.structs.replace(super().close(request), agree=True, digest="0" * 64)


def test_a_yes_to_another_comparison_is_none(laptop: Laptop) -> None:
    laptop.adopt()
    laptop.help_new(1)
    report = laptop.sync(Forgetful())
    assert (report.end, report.agrees) == (SyncEnd.NOT_OUR_SERVER, None)
    assert laptop.store.read().setting(Setting.AGREES) == ""


@pytest.mark.parametrize("bend", BENT.values(), ids=BENT.keys())
def test_a_feed_that_does_not_move_on_is_not_read(laptop: Laptop, bend: Callable[[Page], Page]) -> None:
    laptop.adopt()
    central = type("Bent", (Odd,), {"bend": staticmethod(bend)})()
    report = laptop.sync(central)
    assert report.end is SyncEnd.NOT_OUR_SERVER
    assert laptop.store.read().cursor().seq == 0


def test_a_pull_cut_short_goes_on_where_it_was(new_laptop: NewLaptop) -> None:
    first, second = new_laptop().adopt(), new_laptop().adopt()
    central = FakeCentral(page=2)
    first.help_new(1)
    first.sync(central)
    pulls = [verb for verb in central.asked if verb == "pull"]
    assert len(pulls) > 2
    cut = Trouble(lost="no_network", after_effect=True)
    central.trouble = in_order(Trouble(), Trouble(), Trouble(), cut)

    assert second.sync(central).end is SyncEnd.NO_NETWORK
    reached = second.store.read().cursor()
    assert 0 < reached.seq < central.seq
    assert second.sync(central).agrees
    assert second.store.read().cursor().seq == central.seq


def test_a_disagreement_is_told_and_remembered(laptop: Laptop) -> None:
    laptop.adopt()

    class Forgetful(FakeCentral):
        def _closed(self, said: object) -> Closed:
            return Closed(server_id=self.server_id, epoch=self.epoch, agree=False, count=0, digest="0")

    central = Forgetful()
    for _ in range(2):
        report = laptop.sync(central)
        assert (report.end, report.code, report.agrees) == (SyncEnd.DIFFERS, "differs", False)
        assert laptop.store.read().setting(Setting.AGREES) == NO
    assert central.repaired == [], "it does not say where"
    assert sync_status(laptop.store, laptop.clock.now(), None).state is SyncState.DIFFERS
    laptop.help_new(1)
    assert sync_status(laptop.store, laptop.clock.now(), None).state is SyncState.WAITING


def lose(laptop: Laptop, central: FakeCentral, *records: str) -> None:
    """The laptop read the whole feed, but has not kept these records."""
    page = central.pull(Mark(central.epoch, 0))
    kept = [one for one in page.records if one.id not in records]
    with laptop.store.write() as writing:
        writing.begin_epoch(central.epoch)
        writing.apply_page(kept, Mark(central.epoch, central.seq))
    central.asked.clear()


def test_what_a_laptop_lost_of_the_feed_is_read_again_and_nothing_else(new_laptop: NewLaptop) -> None:
    first, second = new_laptop().adopt(), new_laptop().adopt()
    central = FakeCentral(page=1_000)
    finished = first.help_new(1)
    first.sync(central)
    lose(second, central, finished.session)
    report = second.sync(central)
    assert (report.end, report.agrees) == (SyncEnd.DONE, True)
    assert report.received == 1, "its own operator; what a repair brings is no news"
    assert central.asked == ["hello", "push", "pull", "close", "close", "pull", "close"]
    assert central.repaired == [{bucket_of(finished.session)}]
    assert second.store.read().cursor() == Mark(central.epoch, central.seq)
    assert second.store.read().record("session", finished.session) is not None


OTHER = 7
"""A bucket central never has as the laptop has it, whatever is read again."""


@dataclass(kw_only=True)
class Stubborn(FakeCentral):
    """A central that differs in one bucket for as long as it pleases."""

    pleases: bool = True

    def _closed(self, said: Close) -> Closed:
        told = super()._closed(said)
        if not self.pleases:
            return told
        differ = tuple({*told.differ, OTHER}) if said.buckets else ()
        return msgspec.structs.replace(told, agree=False, differ=differ)


def test_what_a_repair_did_not_mend_is_not_read_again_at_every_run(laptop: Laptop) -> None:
    laptop.adopt()
    central = Stubborn(page=1_000)
    for _ in range(3):
        assert laptop.sync(central).end is SyncEnd.DIFFERS
    assert central.repaired == [{OTHER}]
    central.pleases = False
    assert laptop.sync(central).agrees
    assert laptop.store.read().setting(Setting.UNMENDED) == ""


def test_a_new_difference_is_mended_though_an_old_one_cannot_be(new_laptop: NewLaptop) -> None:
    first, second = new_laptop().adopt(), new_laptop().adopt()
    central = Stubborn(page=1_000)
    second.sync(central)
    assert second.store.read().setting(Setting.AGREES) == NO
    finished = first.help_new(1)
    assert bucket_of(finished.session) != OTHER
    first.sync(central)
    lose(second, central, finished.session)
    central.repaired.clear()
    for _ in range(2):
        assert second.sync(central).end is SyncEnd.DIFFERS
    assert second.store.read().record("session", finished.session) is not None
    assert {bucket_of(finished.session)} <= central.repaired[0]
    assert len(central.repaired) == 1


def test_an_unmended_bucket_is_tried_again_when_something_of_it_came(new_laptop: NewLaptop) -> None:
    first, second = new_laptop().adopt(), new_laptop().adopt()
    central = Stubborn(page=1_000)
    second.sync(central)
    central.repaired.clear()
    while not any(bucket_of(name) == OTHER for _, name in central.records):
        first.help_new(len(central.records))
        first.sync(central)
    central.repaired.clear()
    for _ in range(2):
        second.sync(central)
    assert central.repaired == [{OTHER}]


def test_at_the_end_of_a_run_central_is_told_what_is_left(laptop: Laptop) -> None:
    laptop.adopt()
    central = Noting(page=1_000)
    laptop.help_new(1)
    assert laptop.sync(central).end is SyncEnd.DONE
    assert (central.hellos[-1].unsent, central.closes[-1].unsent) == (1, 0)
    assert (central.closes[-1].attention, central.closes[-1].quarantined, central.closes[-1].oldest) == (
        0,
        0,
        0,
    )


@dataclass(kw_only=True)
class Noting(FakeCentral):
    """A central that keeps what is said to it at the end."""

    closes: list[Close] = field(default_factory=list)

    def close(self, request: Close) -> Closed:
        self.closes.append(request)
        return super().close(request)


def test_a_repair_comes_in_pages_and_a_cut_one_begins_anew(new_laptop: NewLaptop) -> None:
    first, second = new_laptop().adopt(), new_laptop().adopt()
    central = FakeCentral(page=1_000)
    finished = first.help_new(1)
    first.sync(central)
    lose(second, central, finished.session, finished.citizen)
    central.page = 1
    cut = Trouble(lost="no_network")
    central.trouble = in_order(*[Trouble()] * 6, cut)
    assert second.sync(central).end is SyncEnd.NO_NETWORK
    assert second.store.read().setting(Setting.AGREES) != NO, "nothing was compared after the repair"
    assert second.sync(central).agrees
    assert len(central.repaired) > 3
    assert second.store.read().record("citizen", finished.citizen) is not None


def test_a_repair_that_the_feed_overtakes_is_left_to_the_next_run(new_laptop: NewLaptop) -> None:
    """Somebody else's work arrives before each further closing of this run."""
    first, second = new_laptop().adopt(), new_laptop().adopt()
    central = FakeCentral(page=1_000)
    finished = first.help_new(1)
    first.sync(central)
    lose(second, central, finished.session)

    def busy(verb: str) -> Trouble:
        is_late = verb == "close" and central.asked.count("close") > 1
        return Trouble(refused=Refused("pull_first", 409)) if is_late else Trouble()

    central.trouble = busy
    report = second.sync(central)
    assert (report.end, report.agrees) == (SyncEnd.DONE, None)
    central.trouble = calm
    assert second.sync(central).agrees

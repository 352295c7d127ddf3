"""The feed page by page: rows move with the cursor, and a feed that goes nowhere is nobody's."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from app.contract.messages import Closed, Page
from app.domain.changes import Mark
from app.domain.sync_state import SyncState
from app.usecases.settings import NO, Setting
from app.usecases.sync import SyncEnd, sync_status
from tests.support.fake_central import FakeCentral, Trouble, in_order
from tests.support.laptop import Laptop

NewLaptop = Callable[[], Laptop]


class Odd(FakeCentral):
    """A central whose pages are bent by a test."""

    bend: Callable[[Page], Page] = staticmethod(lambda page: page)

    def pull(self, cursor: Mark) -> Page:
        return type(self).bend(FakeCentral.pull(self, cursor))


BENT: dict[str, Callable[[Page], Page]] = {
    "back": lambda page: msgspec.structs.replace(page, cursor=page.cursor - 100),
    "nowhere": lambda page: msgspec.structs.replace(page, cursor=0, more=True),
}


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
    assert central.asked.count("close") == 3, "the feed is read again once, not at every run"
    assert sync_status(laptop.store, laptop.clock.now(), None).state is SyncState.DIFFERS
    laptop.help_new(1)
    assert sync_status(laptop.store, laptop.clock.now(), None).state is SyncState.WAITING


def test_what_a_laptop_lost_of_the_feed_is_read_again(new_laptop: NewLaptop) -> None:
    first, second = new_laptop().adopt(), new_laptop().adopt()
    central = FakeCentral()
    first.help_new(1)
    first.sync(central)
    with second.store.write() as writing:
        writing.begin_epoch(central.epoch)
        writing.apply_page((), Mark(central.epoch, central.seq))
    report = second.sync(central)
    assert (report.end, report.agrees) == (SyncEnd.DONE, True)
    assert report.received == 1, "its own operator; what was read twice is not told twice"
    first.sync(central)
    assert second.store.read().standing_digest() == first.store.read().standing_digest()

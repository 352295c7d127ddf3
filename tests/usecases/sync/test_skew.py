"""Programs of different ages: a newer one is told of, and what an older central set aside goes again by itself."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import pytest

from app.contract.messages import Welcome
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd, sync_status
from app.usecases.sync.skew import SKEWED, is_older
from tests.support.fake_central import FakeCentral
from tests.support.laptop import Laptop, unsent


@dataclass(slots=True)
class Aged(FakeCentral):
    """Says which program it wants and which shapes it reads."""

    min_app: str = ""
    reads: int = 1

    def _welcome(self) -> Welcome:
        said = FakeCentral._welcome(self)
        return msgspec.structs.replace(said, min_app=self.min_app, schemas=(1, self.reads))


@pytest.mark.parametrize(
    ("app", "wanted", "older"),
    [
        ("0.1.0", "0.2.0", True),
        ("0.9.0", "0.10.0", True),
        ("0.1", "0.1.1", True),
        ("0.2.0", "0.2.0", False),
        ("1.0.0", "0.9.9", False),
        ("0.1.0", "", False),
        ("test", "0.2.0", False),
        ("0.1.0", "soon", False),
        ("0.2.rc1", "0.2.1", True),
    ],
)
def test_which_version_comes_first(app: str, wanted: str, older: bool) -> None:
    assert is_older(app, wanted) is older


def test_a_newer_program_is_told_of_and_nothing_waits_for_it(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    central = Aged(min_app="0.2.0")
    report = laptop.sync(central, app="0.1.0")
    assert (report.end, unsent(laptop)) == (SyncEnd.DONE, [])
    assert sync_status(laptop.store, laptop.clock.now(), report).newer_app == "0.2.0"
    laptop.sync(central, app="0.2.0")
    assert sync_status(laptop.store, laptop.clock.now(), report).newer_app == ""


@pytest.mark.parametrize("code", SKEWED)
def test_what_an_older_central_set_aside_goes_again_once_it_reads_more(laptop: Laptop, code: str) -> None:
    laptop.adopt().help_new(1)
    first = unsent(laptop)[1]
    central = Aged(rejects={first: code})
    laptop.sync(central)
    assert [one.change.id for one in laptop.store.read().attention()] == [first]
    central.rejects.clear()
    laptop.sync(central)
    assert laptop.store.read().attention(), "the same central would say the same"
    central.reads = 2
    assert laptop.sync(central).agrees
    assert (laptop.store.read().attention(), unsent(laptop)) == ([], [])
    assert laptop.store.read().setting(Setting.SCHEMA_READ) == "2"


def test_what_was_refused_for_another_reason_stays_with_a_person(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    central = Aged(rejects={unsent(laptop)[1]: "bad_value"})
    laptop.sync(central)
    central.reads = 2
    laptop.sync(central)
    assert [one.code for one in laptop.store.read().attention()] == ["bad_value"]


def test_how_the_laptop_fares_is_said_at_hello(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    central = FakeCentral(rejects={unsent(laptop)[1]: "bad_value"})
    laptop.sync(central)
    laptop.help_new(2)
    laptop.clock.move(seconds=3_600)
    laptop.sync(central, free_mb=512)
    quiet, told = central.hellos
    assert (quiet.quarantined, quiet.disk) == (0, -1)
    assert (told.quarantined, told.disk, told.unsent, told.attention) == (1, 512, 1, 1)
    assert 3_600 <= told.oldest < 7_200
    laptop.sync(central)
    assert central.hellos[-1].oldest == 0


def test_a_clock_set_back_makes_nothing_older_than_now(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    laptop.clock.move(days=-400)
    central = FakeCentral()
    assert laptop.sync(central).end is SyncEnd.DONE
    assert central.hellos[0].oldest == 0

"""Rows a restore has lost are offered once, counted every time, and never in anybody's way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.contract.faults import Refused
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd, leftovers
from tests.support.fake_central import FakeCentral, Trouble, in_order
from tests.support.laptop import Laptop

NewLaptop = Callable[[], Laptop]


def after_a_restore(new_laptop: NewLaptop, central: FakeCentral) -> tuple[Laptop, str]:
    """A laptop that has read what another one wrote after the backup; the other one is lost with it."""
    lost, reader = new_laptop().adopt(), new_laptop().adopt()
    reader.sync(central)
    central.back_up()
    finished = lost.help_new(1)
    lost.sync(central)
    reader.sync(central)
    central.restore()
    return reader, finished.citizen


def test_what_a_restore_lost_is_offered_once_and_stays_shown(new_laptop: NewLaptop) -> None:
    central = FakeCentral()
    reader, citizen = after_a_restore(new_laptop, central)
    report = reader.sync(central)
    assert (report.end, report.agrees, report.epoch_changed) == (SyncEnd.DONE, True, True)
    shown = reader.store.read().record("citizen", citizen) or {}
    assert central.left["citizen", citizen].fields.items() <= shown.items()
    assert report.leftovers == len(central.left) == reader.store.read().leftover_count()
    assert {kind for kind, _ in central.left} >= {"citizen", "session", "consent", "ladder"}
    assert not {"operator"} & {kind for kind, _ in central.left}
    central.asked.clear()
    again = reader.sync(central)
    assert (again.leftovers, "leftovers" in central.asked) == (report.leftovers, False)
    assert reader.store.read().person(citizen) is not None


def test_another_restore_is_another_reason(new_laptop: NewLaptop) -> None:
    central = FakeCentral()
    reader, _ = after_a_restore(new_laptop, central)
    reader.sync(central)
    central.restore()
    central.asked.clear()
    reader.sync(central)
    assert central.asked.count("leftovers") == 1


def test_a_lost_answer_is_asked_for_again_and_a_broken_line_leaves_it_for_the_next_run(
    new_laptop: NewLaptop,
) -> None:
    central = FakeCentral()
    reader, _ = after_a_restore(new_laptop, central)

    def broken(verb: str) -> Trouble:
        return Trouble(lost="no_network", after_effect=True) if verb == "leftovers" else Trouble()

    central.trouble = broken
    assert reader.sync(central).end is SyncEnd.NO_NETWORK
    assert reader.store.read().setting(Setting.LEFTOVERS_OFFERED) == ""
    central.trouble = in_order()
    assert reader.sync(central).end is SyncEnd.DONE
    assert reader.store.read().setting(Setting.LEFTOVERS_OFFERED) == "2"


def test_too_much_for_one_request_is_halved_and_one_too_large_is_left_out(
    new_laptop: NewLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    central = FakeCentral()
    reader, _ = after_a_restore(new_laptop, central)
    central.largest_packed = 250
    monkeypatch.setattr(leftovers, "PORTION", 4)
    report = reader.sync(central)
    assert (report.end, report.leftovers) == (SyncEnd.DONE, reader.store.read().leftover_count())
    assert 0 < len(central.left) < report.leftovers, "a ladder of five tasks is too large for 250 bytes"
    assert central.asked.count("leftovers") > 2


def test_without_a_restore_nothing_is_left_over(new_laptop: NewLaptop) -> None:
    central = FakeCentral()
    reader = new_laptop().adopt()
    assert reader.sync(central).leftovers == 0
    assert "leftovers" not in central.asked


def test_an_older_central_that_knows_no_such_request_is_asked_again_next_time(new_laptop: NewLaptop) -> None:
    central = FakeCentral()
    reader, _ = after_a_restore(new_laptop, central)
    unknown = Trouble(refused=Refused("not_found", 404))
    central.trouble = lambda verb: unknown if verb == "leftovers" else Trouble()
    report = reader.sync(central)
    assert (report.end, report.agrees) == (SyncEnd.DONE, True)
    central.trouble = in_order()
    reader.sync(central)
    assert len(central.left) == report.leftovers

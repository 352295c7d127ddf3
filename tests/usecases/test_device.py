"""First run and the people at the laptop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.points import Role
from app.domain.problems import Problem, ProblemCode
from app.usecases.device import (
    FirstRun,
    OperatorRow,
    Place,
    add_operator,
    device_identity,
    first_run,
    operators,
    set_language,
    set_market_weekday,
)
from tests.support.hands import CountedIds
from tests.support.laptop import Laptop, unsent
from tests.support.stores import temp_store

ANSWERS = FirstRun(
    place=Place.VISIT, commune="03646", commune_name="Phường Tô Hiệu", market_weekday=6, machine=" Máy 2 "
)


def test_before_the_first_run_there_is_no_identity(tmp_path: Path) -> None:
    store = temp_store(tmp_path / "s")
    assert device_identity(store) is None
    store.close()


def test_the_answers_are_kept_and_the_device_has_a_name(tmp_path: Path) -> None:
    store = temp_store(tmp_path / "s")
    made = first_run(store, CountedIds(), ANSWERS, "instance")
    assert device_identity(store) == made
    assert (made.place, made.commune, made.market_weekday, made.machine) == (Place.VISIT, "03646", 6, "Máy 2")
    assert (made.instance, made.is_paired, len(made.device)) == ("instance", False, 22)
    store.close()


def test_a_second_first_run_keeps_the_name(tmp_path: Path) -> None:
    store, ids = temp_store(tmp_path / "s"), CountedIds()
    device = first_run(store, ids, ANSWERS, "instance").device
    again = first_run(store, ids, FirstRun(place=Place.COUNTER, commune="03664"), "instance")
    assert (again.device, again.commune, again.place, again.market_weekday) == (
        device,
        "03664",
        Place.COUNTER,
        None,
    )
    store.close()


def test_preferences_can_be_changed(laptop: Laptop) -> None:
    set_language(laptop.store, "en")
    set_market_weekday(laptop.store, 0)
    identity = device_identity(laptop.store)
    assert identity is not None
    assert (identity.language, identity.market_weekday) == ("en", 0)


def test_an_operator_is_a_record_of_their_own(laptop: Laptop) -> None:
    row = add_operator(laptop.store, laptop.clock, laptop.ids, name="  Giàng  A Mẫu ", role=Role.VOLUNTEER)
    assert isinstance(row, OperatorRow)
    assert (row.name, row.role) == ("Giàng A Mẫu", "volunteer")
    change = laptop.store.read().unsent(10**6, 10)[-1].change
    assert (change.kind, change.record, change.author) == ("operator", row.id, row.id)
    assert [one.name for one in operators(laptop.store)] == ["Cầm Thị Mẫu", "Giàng A Mẫu"]


@pytest.mark.parametrize("name", ["", "   ", "\u200b"])
def test_an_operator_has_a_name(laptop: Laptop, name: str) -> None:
    before = unsent(laptop)
    answer = add_operator(laptop.store, laptop.clock, laptop.ids, name=name)
    assert answer == Problem(ProblemCode.NAME_MISSING, "name")
    answer = add_operator(laptop.store, laptop.clock, laptop.ids, name=f"246810{name}")
    assert answer == Problem(ProblemCode.NOTE_HAS_SECRET, "name")
    assert unsent(laptop) == before


def test_two_laptops_have_two_names(new_laptop: Callable[[], Laptop]) -> None:
    first, second = device_identity(new_laptop().store), device_identity(new_laptop().store)
    assert first is not None
    assert second is not None
    assert first.device != second.device

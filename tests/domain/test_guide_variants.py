"""The way through a task follows the choices, and a change of mind loses no place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.guide import Choice, GuidePack, Variant
from app.domain.guide_variants import (
    asked,
    by_age,
    choice_of,
    leading_to,
    narrowed,
    path,
    stands_on,
)
from app.domain.ladder import TaskCode
from tests.support.guides import phone_pack, small_pack, small_step

ANDROID, IPHONE = {"phone": "android"}, {"phone": "iphone"}


def full_pack() -> GuidePack:
    """Two phones, and a card more for a full one before the last."""
    pack = phone_pack()
    task = pack.tasks[0]
    room = replace(small_step("install.room"), when={"state": ("full",)})
    choices = (Choice(code="fits", title="Còn chỗ"), Choice(code="full", title="Đầy"))
    return replace(
        pack,
        tasks=(replace(task, steps=(*task.steps[:-1], room, task.steps[-1])), *pack.tasks[1:]),
        variants=(*pack.variants, Variant(code="state", title="Máy", choices=choices)),
    )


def way(pack: GuidePack, **chosen: str) -> list[str]:
    return [step.code.removeprefix("install.") for step in path(pack, pack.tasks[0], chosen)]


def test_the_first_choice_is_the_usual_one() -> None:
    pack = full_pack()
    assert way(pack) == ["android", "only"]
    assert way(pack, phone="iphone") == ["iphone", "only"]
    assert way(pack, phone="iphone", state="full") == ["iphone", "room", "only"]


@pytest.mark.parametrize("chosen", [{}, {"phone": "brick"}, {"moon": "full"}])
def test_what_is_not_understood_stands_at_the_usual_choice(chosen: dict[str, str]) -> None:
    pack = phone_pack()
    assert choice_of(pack.variants[0], chosen).code == "android"
    assert way(pack, **chosen) == way(pack)


def test_the_narrowed_pack_has_the_same_tasks_with_fewer_cards() -> None:
    pack = narrowed(phone_pack(), IPHONE)
    assert [task.code for task in pack.tasks] == list(TaskCode)
    assert (pack.step("install.android"), pack.task_of("install.iphone")) == (None, pack.tasks[0])
    assert narrowed(small_pack(), IPHONE) == small_pack()


def test_only_what_changes_the_way_is_asked() -> None:
    pack = full_pack()
    install, identity = pack.tasks[:2]
    assert [variant.code for variant in asked(pack, install, {})] == ["phone", "state"]
    assert asked(pack, identity, {}) == ()
    rooms = replace(small_step("install.room"), when={"state": ("full",), "phone": ("iphone",)})
    narrow = replace(pack, tasks=(replace(install, steps=(*install.steps[:-2], rooms, install.steps[-1])),))
    assert [variant.code for variant in asked(narrow, narrow.tasks[0], ANDROID)] == ["phone"]


@pytest.mark.parametrize(
    ("at", "before", "after", "lands"),
    [
        ("android", {}, IPHONE, "iphone"),  # another card in its place
        ("iphone", IPHONE, ANDROID, "android"),  # and back
        ("only", {}, {"state": "full"}, "room"),  # a card that is needed first
        ("room", {"state": "full"}, {}, "only"),  # the card is no longer needed
    ],
)
def test_a_change_of_mind_keeps_the_place(
    at: str, before: dict[str, str], after: dict[str, str], lands: str
) -> None:
    pack = full_pack()
    found = stands_on(pack, pack.tasks[0], f"install.{at}", before, after)
    assert found == f"install.{lands}"


@pytest.mark.parametrize(("age", "chosen"), [(None, {}), (13, {"person": "child"}), (14, {}), (80, {})])
def test_who_is_young_begins_with_the_cards_of_the_young(age: int | None, chosen: dict[str, str]) -> None:
    choices = (Choice(code="adult", title="Từ 14"), Choice(code="child", title="Dưới 14", under=14))
    person = Variant(code="person", title="Làm cho ai", choices=choices)
    assert by_age(replace(phone_pack(), variants=(*phone_pack().variants, person)), age) == chosen


def test_a_card_says_what_to_choose_for_it() -> None:
    pack = full_pack()
    chosen = [leading_to(pack, step) for step in pack.tasks[0].steps]
    assert chosen == [{}, {"phone": "iphone"}, {"state": "full"}, {}]
    assert all(step in path(pack, pack.tasks[0], leading_to(pack, step)) for step in pack.tasks[0].steps)

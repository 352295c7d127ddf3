"""Every choice must lead somewhere, and no code may come back with another meaning."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.guide import Choice, GuidePack, Retired, Step, Variant
from app.domain.guide_check import problems
from app.domain.guide_check_paths import MOST_CHOICES, succession_problems
from app.domain.guide_faults import GuideFault
from tests.support.guides import phone_pack, small_pack, small_step

PHONE = phone_pack().variants[0]


def cards(*steps: Step, **changes: object) -> GuidePack:
    """The pack of two phones with other cards for its first task."""
    pack = phone_pack()
    tasks = (replace(pack.tasks[0], steps=steps), *pack.tasks[1:])
    return replace(pack, tasks=tasks, **changes)  # type: ignore[arg-type]


def card(code: str, *choices: str, leads_to: str = "") -> Step:
    return replace(
        small_step(f"install.{code}"), when={"phone": choices} if choices else {}, leads_to=leads_to
    )


def with_variant(variant: Variant) -> GuidePack:
    return replace(phone_pack(), variants=(variant, *phone_pack().variants[1:]))


MANY = Variant(
    code="phone",
    title="Máy",
    choices=tuple(Choice(code=f"c{number}", title="Máy") for number in range(MOST_CHOICES + 1)),
)
WAYS: list[tuple[GuideFault, str, GuidePack]] = [
    (GuideFault.VARIANT_SHAPE, "variants.phone", with_variant(replace(PHONE, choices=PHONE.choices[:1]))),
    (GuideFault.VARIANT_SHAPE, "variants.phone", with_variant(replace(PHONE, choices=PHONE.choices[:1] * 2))),
    (GuideFault.VARIANT_UNKNOWN, "install.one.when", cards(card("one", "android", "iphone", "brick"))),
    (
        GuideFault.VARIANT_UNKNOWN,
        "install.one.when",
        cards(card("two"), replace(card("one"), when={"moon": ("full",)})),
    ),
    (GuideFault.VARIANT_UNUSED, "variants.phone", cards(card("one"))),
    (
        GuideFault.CHOICE_UNUSED,
        "variants.phone",
        cards(card("one", "android", "iphone"), card("two", "android", "iphone")),
    ),
    (
        GuideFault.CHOICES_MANY,
        "install",
        cards(*(card(f"n{number}", f"c{number}") for number in range(MOST_CHOICES + 1)), variants=(MANY,)),
    ),
    (GuideFault.PATH_EMPTY, "install", cards(card("one", "android"))),
    (GuideFault.PATH_EMPTY, "install", cards(card("one", "iphone"))),
    (
        GuideFault.CARD_UNREACHABLE,
        "install.two",
        cards(card("one"), replace(card("two"), when={"phone": ()})),
    ),
    (GuideFault.LEADS_UNKNOWN, "install.two.leads_to", cards(card("one"), card("two", leads_to="reason_i"))),
    (
        GuideFault.LEADS_EARLY,
        "install.one.leads_to",
        cards(card("one", leads_to="reason_a"), card("two", "iphone")),
    ),
    (
        GuideFault.CODE_RETIRED,
        "retired.reason_a",
        replace(small_pack(), retired=(Retired(code="reason_a", version=1, meant="a"),)),
    ),
    (
        GuideFault.CODE_RETIRED,
        "retired.old",
        replace(small_pack(), retired=(Retired(code="old", version=1, meant="a"),) * 2),
    ),
]


def test_two_ways_through_a_task_are_in_order() -> None:
    assert problems(phone_pack()) == []


@pytest.mark.parametrize(("fault", "where", "spoiled"), WAYS)
def test_a_way_that_leads_nowhere_is_found(fault: GuideFault, where: str, spoiled: GuidePack) -> None:
    assert (fault, where) in {(problem.code, problem.where) for problem in problems(spoiled)}


def test_a_card_may_end_its_own_way_with_a_reason() -> None:
    ends = cards(card("one", "android"), card("two", "iphone", leads_to="reason_a"))
    assert problems(ends) == []


def test_a_task_without_a_way_says_for_which_choices() -> None:
    found = [problem for problem in problems(cards(card("one", "android"))) if problem.where == "install"]
    assert [(problem.code, problem.detail) for problem in found] == [(GuideFault.PATH_EMPTY, "phone=iphone")]


def test_a_successor_keeps_or_retires_every_code() -> None:
    before, after = phone_pack(), replace(small_pack(), version=2)
    lost = {problem.detail for problem in succession_problems(after, before)}
    assert lost == {"install.android", "install.iphone", "phone"}
    retired = tuple(Retired(code=code, version=2, meant="was a phone") for code in sorted(lost))
    assert succession_problems(replace(after, retired=retired), before) == []


def test_a_retired_code_stays_retired() -> None:
    before = replace(small_pack(), retired=(Retired(code="old", version=1, meant="something else"),))
    after = replace(small_pack(), version=2)
    assert [problem.code for problem in succession_problems(after, before)] == [GuideFault.CODE_REVIVED]


def test_a_successor_has_a_higher_version() -> None:
    assert [one.code for one in succession_problems(small_pack(), small_pack())] == [GuideFault.VERSION_LOW]

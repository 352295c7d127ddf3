"""The register of what travels: every kind whole, every reference known, every start a value that fits."""

from __future__ import annotations

from dataclasses import fields

import pytest

from app.domain.changes import clean
from app.domain.fields import MergeClass
from app.domain.merge.checks import fits
from app.domain.records import KINDS, FieldRule, Kind, Maker

ALL = list(KINDS.values())


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_a_kind_rules_every_field_of_its_dataclass(kind: Kind) -> None:
    assert list(kind.rules) == [field.name for field in fields(kind.shape)]
    assert all(name == rule.name for name, rule in kind.rules.items())
    assert kind.shape.__doc__


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_a_record_made_of_nothing_has_the_start_values(kind: Kind) -> None:
    made = kind.shape()
    for name, rule in kind.rules.items():
        assert getattr(made, name) == kind.start(name) == rule.start
        assert fits(rule, rule.start)
        assert clean(rule.start) == rule.start


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_every_reference_points_to_a_kind_we_know(kind: Kind) -> None:
    pointing = {rule.refers for rule in kind.rules.values()} - {""}
    assert pointing <= set(KINDS)
    assert all(rule.start == "" for rule in kind.rules.values() if rule.refers)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_what_is_written_once_is_so_in_every_field(kind: Kind) -> None:
    assert kind.once == all(rule.merge is MergeClass.ONCE for rule in kind.rules.values())


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_only_what_central_makes_is_settled_by_arrival(kind: Kind) -> None:
    """Besides, central may have lists that only grow."""
    by_arrival = {
        rule.merge is MergeClass.LATEST for rule in kind.rules.values() if not is_growing(kind, rule)
    }
    assert by_arrival == {kind.maker is Maker.CENTRAL}


def is_growing(kind: Kind, rule: FieldRule) -> bool:
    return kind.maker is Maker.CENTRAL and rule.merge is MergeClass.UNION


def test_the_kinds_are_those_of_the_design() -> None:
    made = {maker: {kind.name for kind in ALL if kind.maker is maker} for maker in Maker}
    assert made[Maker.CENTRAL] == {
        *("support_point", "operator", "machine", "policy", "guide_pack", "return", "verdict"),
    }
    assert made[Maker.DEVICE] == {
        *("village", "household", "citizen", "representative", "ladder", "consent"),
        *("session", "visit", "day_close", "void", "card_changed", "appointment", "apart"),
    }


def test_a_field_of_a_newer_peer_starts_as_nothing() -> None:
    assert KINDS["citizen"].start("a_field_of_next_year") is None


def test_the_register_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        KINDS["mine"] = KINDS["citizen"]  # type: ignore[index]
    with pytest.raises(TypeError):
        KINDS["citizen"].rules["mine"] = KINDS["citizen"].rules["name"]  # type: ignore[index]

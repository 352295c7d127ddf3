"""The one register of what travels: each kind of record, the merge class of its fields, who may make it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from types import MappingProxyType

from app.domain import activity, appointments, consent, people, points
from app.domain.changes import Value
from app.domain.fields import MergeClass, merge_class, refers_to, start_value


class Maker(StrEnum):
    """Who makes records of a kind."""

    DEVICE = "device"
    CENTRAL = "central"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """How one field meets another value of itself; `refers` names the kind it points to, or is empty."""

    name: str
    merge: MergeClass
    start: Value
    refers: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record; `once` = created and never edited."""

    name: str
    shape: type
    rules: Mapping[str, FieldRule]
    maker: Maker = Maker.DEVICE
    once: bool = False

    def start(self, name: str) -> Value:
        """The value an absent field stands for; unknown fields of newer peers start as None."""
        rule = self.rules.get(name)
        return rule.start if rule else None


def _kind(name: str, shape: type, *, maker: Maker = Maker.DEVICE, once: bool = False) -> Kind:
    assert is_dataclass(shape)
    rules = {f.name: FieldRule(f.name, merge_class(f), start_value(f), refers_to(f)) for f in fields(shape)}
    return Kind(name, shape, MappingProxyType(rules), maker, once)


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            _kind("village", people.Village),
            _kind("household", people.Household),
            _kind("citizen", people.Citizen),
            _kind("representative", people.Representative),
            _kind("ladder", people.Ladder),
            _kind("apart", people.Apart, once=True),
            _kind("consent", consent.Consent),
            _kind("session", activity.Session, once=True),
            _kind("visit", activity.Visit, once=True),
            _kind("day_close", activity.DayClose, once=True),
            _kind("void", activity.Void, once=True),
            _kind("card_changed", activity.CardChanged, once=True),
            _kind("appointment", appointments.Appointment),
            _kind("support_point", points.SupportPoint, maker=Maker.CENTRAL),
            _kind("operator", points.Operator, maker=Maker.CENTRAL),
            _kind("machine", points.Machine, maker=Maker.CENTRAL),
            _kind("policy", points.Policy, maker=Maker.CENTRAL),
            _kind("guide_pack", points.GuidePackNotice, maker=Maker.CENTRAL),
            _kind("return", points.ReturnedWork, maker=Maker.CENTRAL),
            _kind("verdict", points.Verdict, maker=Maker.CENTRAL),
        )
    }
)
"""Every kind, parents before what refers to them."""

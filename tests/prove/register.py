"""Every campaign of `make prove`: what it promises, where it lies, how much of it is run and for how long at most."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

from tests.support.proof import Campaign


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One campaign. `where` is `module:function`; `size` cases are wanted within `minutes` on one core.

    Where the cases are those of a list, `of` is its `module:NAME` and `size` how often each of them is tried: how
    many there are is written nowhere else. The first case is numbered `first`, so that two campaigns can share one
    long list.

    `quick` cases are run by every `make test`, in seconds; 0 where tests of its own do that already. A share of the
    mutants proves nothing: with `scales` off, all cases are tried however small the share.
    """

    name: str
    promise: str
    where: str
    size: int
    minutes: float
    of: str = ""
    first: int = 0
    quick: int = 0
    scales: bool = True

    @property
    def cases(self) -> int:
        """How many cases the whole of it has."""
        return self.size * len(_found(self.of)) if self.of else self.size


def load(where: str) -> Campaign:
    """The function at `module:function`; nothing of a campaign is imported before."""
    campaign: Campaign = _found(where)
    return campaign


def _found(where: str) -> Any:  # noqa: ANN401 - a campaign, or a list whose members are its cases
    module, _, name = where.partition(":")
    return getattr(importlib.import_module(module), name)


CAMPAIGNS = (
    Planned(
        name="world",
        promise="Laptops and a centre, the whole program, in every weather: all rules of sync hold.",
        where="tests.support.world.proving:world",
        size=5_000,
        minutes=45,
        quick=4,
    ),
    Planned(
        name="world-on",
        promise="The second half of ten thousand schedules, on the other core.",
        where="tests.support.world.proving:world",
        size=5_000,
        first=5_000,
        minutes=45,
    ),
    Planned(
        name="world-mutants",
        promise="Broken protocols are found out by the same rules.",
        where="tests.support.world.proving:mutants",
        of="tests.support.world.mutants:MUTANTS",
        size=1,
        minutes=12,
        scales=False,
    ),
    Planned(
        name="world-real-stores",
        promise="The same schedules on real files.",
        where="tests.support.world.proving:real_stores",
        size=200,
        minutes=12,
        quick=1,
    ),
    Planned(
        name="rule",
        promise="The merge rule alone: laptops agree and no value is replaced unseen.",
        where="tests.support.simulation.proving:rule",
        size=10_000,
        minutes=10,
        quick=20,
    ),
    Planned(
        name="rule-mutants",
        promise="Broken merge rules are found out.",
        where="tests.support.simulation.proving:mutants",
        of="tests.support.simulation.mutants:MUTANTS",
        size=1,
        minutes=2,
        scales=False,
    ),
    Planned(
        name="faulty-line",
        promise="Whatever a line does: nothing is believed in vain, lost or doubled, and it ends well.",
        where="tests.support.faulty_proxy.proving:faulty_line",
        of="tests.support.faulty_proxy.scenarios:SCENARIOS",
        size=5,
        minutes=16,
    ),
    Planned(
        name="usb",
        promise="Sticks go astray, come twice, late, altered or to others: no work is lost or doubled.",
        where="tests.support.courier.proving:usb",
        size=500,
        minutes=14,
        quick=3,
    ),
    Planned(
        name="kills",
        promise="Killed at any instant: nothing acknowledged is lost, nothing is doubled.",
        where="tests.support.killing.proving:kills",
        size=1_000,
        minutes=10,
    ),
    Planned(
        name="kills-central",
        promise="Backup, drill and restore killed at any instant: whole or refused, before or after, never between.",
        where="tests.support.killing_central.proving:kills_at_central",
        size=240,
        minutes=10,
        quick=4,
    ),
    Planned(
        name="full-disk",
        promise="At whatever write the room ends: the trouble is named and nothing saved is lost.",
        where="tests.support.full_disk.proving:full_disk",
        of="tests.support.killing.work:ACTIVITIES",
        size=150,
        minutes=10,
    ),
    Planned(
        name="gap",
        promise="Sixteen writers and rollbacks: no reader of the feed ever steps over a row.",
        where="tests.support.gap:gap",
        size=100_000,
        minutes=6,
        quick=1_000,
    ),
    Planned(
        name="bit-flips",
        promise="A damaged file is never read as what was written.",
        where="tests.support.bit_flips.proving:bit_flips",
        size=2_000,
        minutes=2,
    ),
)

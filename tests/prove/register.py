"""Every campaign of `make prove`: what it promises, where it lies, how much of it is run and for how long at most."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from tests.support.proof import Campaign


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One campaign. `where` is `module:function`; `size` cases are wanted within `minutes` on one core.

    The first case is numbered `first`, so that two campaigns can share one long list.

    `quick` cases are run by every `make test`, in seconds; 0 where tests of its own do that already. A share of the
    mutants proves nothing: with `scales` off, all cases are tried however small the share.
    """

    name: str
    promise: str
    where: str
    size: int
    minutes: float
    first: int = 0
    quick: int = 0
    scales: bool = True


def load(where: str) -> Campaign:
    """The function at `module:function`; nothing of a campaign is imported before."""
    module, _, function = where.partition(":")
    campaign: Campaign = getattr(importlib.import_module(module), function)
    return campaign


CAMPAIGNS = (
    Planned(
        name="world",
        promise="Laptops and a centre, the whole program, in every weather: all rules of sync hold.",
        where="tests.support.world.proving:world",
        size=5_000,
        minutes=40,
        quick=4,
    ),
    Planned(
        name="world-on",
        promise="The second half of ten thousand schedules, on the other core.",
        where="tests.support.world.proving:world",
        size=5_000,
        first=5_000,
        minutes=40,
    ),
    Planned(
        name="world-mutants",
        promise="Broken protocols are found out by the same rules.",
        where="tests.support.world.proving:mutants",
        size=46,
        minutes=12,
        scales=False,
    ),
    Planned(
        name="world-real-stores",
        promise="The same schedules on real files.",
        where="tests.support.world.proving:real_stores",
        size=200,
        minutes=10,
        quick=1,
    ),
    Planned(
        name="rule",
        promise="The merge rule alone: laptops agree and no value is replaced unseen.",
        where="tests.support.simulation.proving:rule",
        size=10_000,
        minutes=15,
        quick=20,
    ),
    Planned(
        name="rule-mutants",
        promise="Broken merge rules are found out.",
        where="tests.support.simulation.proving:mutants",
        size=40,
        minutes=5,
        scales=False,
    ),
    Planned(
        name="faulty-line",
        promise="Whatever a line does: nothing is believed in vain, lost or doubled, and it ends well.",
        where="tests.support.faulty_proxy.proving:faulty_line",
        size=1_000,
        minutes=16,
    ),
    Planned(
        name="usb",
        promise="Sticks go astray, come twice, late, altered or to others: no work is lost or doubled.",
        where="tests.support.courier.proving:usb",
        size=500,
        minutes=10,
        quick=3,
    ),
    Planned(
        name="kills",
        promise="Killed at any instant: nothing acknowledged is lost, nothing is doubled.",
        where="tests.support.killing.proving:kills",
        size=1_000,
        minutes=8,
    ),
    Planned(
        name="full-disk",
        promise="At whatever write the room ends: the trouble is named and nothing saved is lost.",
        where="tests.support.full_disk.proving:full_disk",
        size=1_600,
        minutes=10,
    ),
    Planned(
        name="gap",
        promise="Sixteen writers and rollbacks: no reader of the feed ever steps over a row.",
        where="tests.support.gap:gap",
        size=100_000,
        minutes=8,
        quick=1_000,
    ),
    Planned(
        name="bit-flips",
        promise="A damaged file is never read as what was written.",
        where="tests.support.bit_flips.proving:bit_flips",
        size=2_000,
        minutes=4,
    ),
)

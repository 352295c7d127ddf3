"""Frozen states of the USB part: nothing yet, busy, done, trouble, and everything under way at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.contract.bundle import Label
from app.domain.views import Handed
from app.presentation.courier import CourierState
from app.usecases.courier import Carried, CarriedState, HandedOver, TakenIn
from tests.support.states import NOW

QUIET = CourierState(
    is_paired=True,
    is_busy=False,
    handed=(),
    carried=(),
    unrescued=0,
    done=None,
    trouble="",
    now=NOW,
)


def handed(sessions: int = 12, hours: int = 3) -> Handed:
    """A bundle the centre has not answered."""
    at = NOW - timedelta(hours=hours)
    return Handed(bundle=f"bundle-{hours}", at=at, changes=60, sessions=sessions, waiting=60)


def carried(place: int, state: CarriedState = CarriedState.WAITING) -> Carried:
    """Another machine's file."""
    made = int((NOW - timedelta(days=place + 1)).timestamp() * 1000)
    label = Label(
        purpose="dtb",
        id=f"{place:022d}",
        server_id="central-1",
        commune="03646",
        device="D" * 22,
        machine=f"Máy đi bản {place + 1}",
        made_at=made,
        count=40,
        sessions=7,
    )
    return Carried(label, state)


BUSY = replace(QUIET, is_busy=True)
COPIED = replace(QUIET, handed=(handed(),), done=HandedOver(bundles=1, changes=60, sessions=12, receipts=1))
TAKEN = replace(
    QUIET,
    carried=(carried(0), carried(1)),
    done=TakenIn(carried=2, parcels=1, answers=60, faults={"diemtua-x.dtb": "bundle_cut"}),
)
PULLED_OUT = replace(QUIET, handed=(handed(),), trouble="stick_gone")
ALL_AT_ONCE = replace(
    QUIET,
    handed=(handed(), handed(340, 30)),
    carried=(carried(0), carried(1, CarriedState.ANSWERED), carried(2), carried(3)),
    unrescued=3,
    done=HandedOver(bundles=2, changes=900, sessions=352),
)
UNPAIRED = replace(QUIET, is_paired=False)

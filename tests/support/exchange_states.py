"""Frozen states of send and receive: all its states with numbers that add up, and what waits for a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.domain.sync_state import SyncState
from app.domain.views import Counters
from app.presentation.exchange import ExchangeState
from app.presentation.looking import Entry, Sort
from app.usecases.sync import SyncStatus
from tests.support.states import HAC, NOW, PAO


def sync_state(state: SyncState, **changes: object) -> SyncStatus:
    """One of the states with numbers that add up."""
    shown = {**_SYNC.get(state, {}), **changes}
    status = SyncStatus(
        state=state,
        counters=Counters(received=114, waiting=12, attention=0, oldest_waiting=NOW - timedelta(hours=2)),
        pending=True,
        sent=0,
        total=0,
        code="",
        needs_pairing=False,
        clock_offset=0,
        days_waiting=0,
        last_success=NOW - timedelta(hours=17),
        since=NOW - timedelta(minutes=1),
    )
    return replace(status, **shown)  # type: ignore[arg-type]


_SYNC: dict[SyncState, dict[str, object]] = {
    SyncState.ALL_SENT: {"counters": Counters(received=126), "pending": False},
    SyncState.DIFFERS: {"counters": Counters(received=126), "pending": False},
    SyncState.SENDING: {"sent": 5, "total": 12},
    SyncState.NO_NETWORK: {"code": "no_network"},
    SyncState.PARTLY: {
        "counters": Counters(
            received=114, waiting=12, attention=2, oldest_waiting=NOW - timedelta(hours=2), at_central=1
        )
    },
    SyncState.REFUSED: {"code": "needs_pairing", "needs_pairing": True},
    SyncState.REVOKED: {"code": "device_revoked"},
    SyncState.CLOCK_WRONG: {"code": "clock", "clock_offset": 3 * 86_400},
    SyncState.LONG_UNSENT: {
        "counters": Counters(received=114, waiting=340, oldest_waiting=NOW - timedelta(days=8)),
        "days_waiting": 8,
    },
    SyncState.IN_DANGER: {"code": "disk_full"},
}


def exchange(state: SyncState, *, is_paired: bool = True) -> ExchangeState:
    """Send and receive in one of its states."""
    status = sync_state(state) if is_paired else sync_state(state, last_success=None, since=None)
    return ExchangeState(
        status=status,
        to_look=_to_look() if state is SyncState.PARTLY else (),
        at_centre=2 if state is SyncState.REVOKED else 0,
        is_paired=is_paired,
        point="Điểm hỗ trợ xã Mường Bú" if is_paired else "",
        address="https://trungtam.example" if is_paired else "",
        now=NOW,
    )


def _to_look() -> tuple[Entry, ...]:
    return (
        Entry(key="a", sort=Sort.DIFFERENT, who=PAO, name=PAO.name, amount=2),
        Entry(key="b", sort=Sort.SAME, who=HAC, name=HAC.name, other="Lò Thị Hạc"),
        Entry(key="c", sort=Sort.BACK, who=None, name="", amount=1, code="bad_value", state="quarantined"),
    )

"""Frozen states of send and receive: all its states with numbers that add up, and what waits for a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.domain.changes import Change, Op
from app.domain.sync_state import SyncState
from app.domain.views import Attention, Counters
from app.presentation.exchange import ExchangeState
from app.usecases.sync import SyncStatus
from tests.support.states import NOW


def sync_state(state: SyncState, **changes: object) -> SyncStatus:
    """One of the nine states with numbers that add up."""
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
    SyncState.SENDING: {"sent": 5, "total": 12},
    SyncState.NO_NETWORK: {"code": "no_network"},
    SyncState.PARTLY: {
        "counters": Counters(received=114, waiting=12, attention=2, oldest_waiting=NOW - timedelta(hours=2))
    },
    SyncState.REFUSED: {"code": "needs_pairing", "needs_pairing": True},
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
        attention=_attention() if status.counters.attention else (),
        is_paired=is_paired,
        point="Điểm hỗ trợ xã Mường Bú" if is_paired else "",
        address="https://trungtam.example" if is_paired else "",
        now=NOW,
    )


def _attention() -> tuple[Attention, ...]:
    rows = (
        ("quarantined", "bad_value", "Vàng A Páo", "s1"),
        ("quarantined", "held_too_long", "Vàng A Páo", "s1"),
        ("review", "", "", "s2"),
    )
    return tuple(
        Attention(change=_change(place), state=state, code=code, field="", session=session, citizen_name=name)
        for place, (state, code, name, session) in enumerate(rows)
    )


def _change(place: int) -> Change:
    return Change(
        id=f"change-{place}", kind="citizen", record="c", op=Op.EDIT, author="o", device="d", made_at=0
    )

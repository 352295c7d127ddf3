"""What the pill and the send-and-receive screen may claim: from the tables and the last run, never memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.faults import StoreTrouble
from app.domain.sync_state import SyncState
from app.domain.views import Counters
from app.usecases.ports import Reading, Store
from app.usecases.settings import NO, YES, Setting
from app.usecases.sync.report import SyncEnd, SyncProgress, SyncReport

LONG_DAYS = 7
"""Days after which unsent work should be carried on a USB stick (ux.md §3.16)."""

CLOCK_SECONDS = 600
"""How wrong a clock may be before a person is told."""

DEVICE_REVOKED = "device_revoked"
"""The code told of a closed access: a run that sent everything brings none of its own."""

_DANGERS = (StoreTrouble.DISK_FULL, StoreTrouble.DAMAGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStatus:
    """One state, and the numbers for its words.

    `counters` add up; `pending` tells that something small waits although no session does; `sent` of `total`
    sessions while sending; `code` is the last trouble; `clock_offset` seconds this laptop is ahead;
    `days_waiting` whole days of the oldest; `since` when the last run ended; `newer_app` is the version to
    install when ours is older than central asks for; `leftovers` are records here that central has lost.
    """

    state: SyncState
    counters: Counters
    pending: bool
    sent: int
    total: int
    code: str
    needs_pairing: bool
    clock_offset: int
    days_waiting: int
    last_success: datetime | None
    since: datetime | None
    newer_app: str = ""
    leftovers: int = 0


def sync_status(
    store: Store, now: datetime, report: SyncReport | None, progress: SyncProgress | None = None
) -> SyncStatus:
    """The truth as of now. `report` is the last run since the program started, None before the first."""
    reading = store.read()
    counters = reading.counters()
    is_looked_at = bool(reading.attention())
    pending = is_looked_at or bool(reading.unsent(1, 1))
    success = reading.setting(Setting.LAST_SUCCESS)
    days = _days_since(counters.oldest_waiting, now)
    differs = reading.setting(Setting.AGREES) == NO or (report is not None and report.end is SyncEnd.DIFFERS)
    settled = SyncState.DIFFERS if differs else SyncState.ALL_SENT
    waits = _waiting(counters, pending, is_looked_at, days, report)
    state = _sending(progress) or _trouble(reading, report) or waits
    return SyncStatus(
        state=state or settled,
        counters=counters,
        pending=pending,
        sent=progress.sent if progress else 0,
        total=progress.total if progress else 0,
        code=DEVICE_REVOKED if state is SyncState.REVOKED else _code(reading, report),
        needs_pairing=reading.setting(Setting.NEEDS_PAIRING) == YES,
        clock_offset=int(reading.setting(Setting.CLOCK_OFFSET) or 0),
        days_waiting=days,
        last_success=datetime.fromisoformat(success) if success else None,
        since=report.ended if report else None,
        newer_app=reading.setting(Setting.NEWER_APP),
        leftovers=int(reading.setting(Setting.LEFT_OVER) or 0),
    )


def _code(reading: Reading, report: SyncReport | None) -> str:
    """The last trouble; after a restart, the one that was left marked."""
    if report is not None:
        return report.code
    marks = ((Setting.NEEDS_PAIRING, SyncEnd.NEEDS_PAIRING), (Setting.REGRESSED, SyncEnd.REGRESSED))
    return next((end.value for mark, end in marks if reading.setting(mark) == YES), "")


def _days_since(oldest: datetime | None, now: datetime) -> int:
    return max(0, (now - oldest) // timedelta(days=1)) if oldest else 0


def _sending(progress: SyncProgress | None) -> SyncState | None:
    return SyncState.SENDING if progress else None


def _trouble(reading: Reading, report: SyncReport | None) -> SyncState | None:
    """What a person should know before any count, the gravest first."""
    end = report.end if report else None
    if report and end is SyncEnd.STORE and report.code in _DANGERS:
        return SyncState.IN_DANGER
    offset = int(reading.setting(Setting.CLOCK_OFFSET) or 0)
    if end is SyncEnd.CLOCK or abs(offset) > CLOCK_SECONDS:
        return SyncState.CLOCK_WRONG
    is_marked = YES in (reading.setting(Setting.NEEDS_PAIRING), reading.setting(Setting.REGRESSED))
    if is_marked or end in (SyncEnd.REFUSED, SyncEnd.REGRESSED, SyncEnd.NEEDS_PAIRING):
        return SyncState.REFUSED
    return SyncState.REVOKED if reading.setting(Setting.REVOKED) == YES else None


def _waiting(
    counters: Counters, pending: bool, is_looked_at: bool, days: int, report: SyncReport | None
) -> SyncState | None:
    if is_looked_at:
        return SyncState.PARTLY
    if days > LONG_DAYS:
        return SyncState.LONG_UNSENT
    if report and report.end.is_link:
        return SyncState.NO_NETWORK
    return SyncState.WAITING if counters.waiting or pending else None

"""Whether the send-and-receive screen tells the truth, held against what the line and the store really met."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.sync_state import SyncState
from app.presentation.exchange import ExchangeState
from app.usecases.sync import SyncEnd
from tests.support.world import peek
from tests.support.world.machine import CAST_OFF, CLOSED, WENT_BACK, WRONG_CLOCK, Machine

SECONDS_A_DAY, LONG_DAYS = 86_400, 7
_QUIET = (SyncState.ALL_SENT, SyncState.DIFFERS)
_ANSWERED = (SyncEnd.DONE, SyncEnd.DIFFERS)
_GRAVE = (SyncEnd.REFUSED, SyncEnd.REGRESSED, SyncEnd.NEEDS_PAIRING, SyncEnd.CLOCK)


def violations(machine: Machine, own: list[peek.Line]) -> Iterator[tuple[SyncState, str]]:
    """The state shown now, with everything about it that is not true (or once with nothing)."""
    shown = machine.screen.state()
    state = shown.status.state
    yield state, ""
    for text in (*_always(machine, shown, own), *_claimed(machine, shown, own)):
        yield state, f"HONEST {machine.name} says {state.value}: {text}"


def _always(machine: Machine, shown: ExchangeState, own: list[peek.Line]) -> Iterator[str]:
    """What no state may say."""
    status = shown.status
    pending = [line.change.id for line in own if line.is_waiting or line.needs_person]
    if status.state in _QUIET and pending:
        yield f"pending {pending[:3]}"
    if pending and not status.pending:
        yield f"nothing pending, and there is {pending[:3]}"
    if status.pending and not pending and not peek.returned(machine.disk.store):
        yield "something pending, and there is nothing"
    if machine.is_running != (status.state is SyncState.SENDING):
        yield f"and a run is under way: {machine.is_running}"
    if status.state is SyncState.SENDING and not 0 <= status.sent <= status.total:
        yield f"{status.sent} of {status.total} sent"
    yield from _casting_off(machine, needs_pairing=status.needs_pairing)


def _casting_off(machine: Machine, *, needs_pairing: bool) -> Iterator[str]:
    """Whether it says that it must be paired again when it must, and only then."""
    if needs_pairing and CAST_OFF not in machine.marks:
        yield "it must be paired again, and nobody said so"
    is_told = machine.report is not None and machine.report.end is SyncEnd.NEEDS_PAIRING
    is_between = machine.is_pairing or machine.is_running
    if is_told and machine.is_cast_off and not is_between and not needs_pairing:
        yield "nothing of having to be paired again"


def _claimed(machine: Machine, shown: ExchangeState, own: list[peek.Line]) -> Iterator[str]:
    """What this state says happened, did it?"""
    status, heard, report = shown.status, machine.way.heard, machine.report
    ended = report.end if report else None
    is_shut_out = heard.is_closed and not machine.is_pairing
    false = {
        SyncState.ALL_SENT: ended in _ANSWERED and (heard.agreed is False or is_shut_out),
        SyncState.DIFFERS: ended is SyncEnd.DONE and heard.agreed is True,
        SyncState.WAITING: not any(line.is_waiting or line.needs_person for line in own),
        SyncState.PARTLY: not any(line.needs_person for line in own)
        and not peek.returned(machine.disk.store),
        SyncState.REVOKED: CLOSED not in machine.marks,
        SyncState.LONG_UNSENT: _oldest_days(machine, own) < LONG_DAYS,
        SyncState.NO_NETWORK: not heard.troubles,
        SyncState.REFUSED: not heard.refusals and not machine.marks & {CAST_OFF, WENT_BACK},
        SyncState.IN_DANGER: ended is not SyncEnd.STORE,
        SyncState.CLOCK_WRONG: WRONG_CLOCK not in machine.marks and "clock" not in heard.troubles,
    }
    if false.get(status.state, False):
        yield f"that is not so: {heard}, {machine.marks}, {ended}"
    if status.state in _QUIET and ended is not None and (ended in _GRAVE or ended.is_link):
        yield f"after a run that ended {ended.value}"


def _oldest_days(machine: Machine, own: list[peek.Line]) -> float:
    made = [line.change.made_at for line in own if line.is_waiting and line.session]
    now = machine.clock.now().timestamp() * 1000
    return (now - min(made)) / 1000 / SECONDS_A_DAY if made else -1

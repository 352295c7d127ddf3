"""One run from hello to close, and how it ended. Its steps are beside this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.contract.faults import Refused, Unreachable
from app.domain.faults import StoreFault
from app.usecases.ports import Central, Clock, Ids, Store
from app.usecases.settings import YES, Setting
from app.usecases.sync.greeting import greet
from app.usecases.sync.leftovers import offer_leftovers
from app.usecases.sync.line import Line
from app.usecases.sync.policy import Policy
from app.usecases.sync.pulling import close, note_success, pull_all
from app.usecases.sync.pushing import push_all
from app.usecases.sync.report import (
    OTHER_STORE,
    Differs,
    EpochMoved,
    NotPaired,
    Regressed,
    Stopped,
    SyncEnd,
    SyncProgress,
    SyncReport,
    end_of,
)

EPOCHS = 3
"""How often central may be restored during one run before it is left to the next."""


@dataclass(frozen=True, slots=True)
class _Ending:
    end: SyncEnd
    code: str = ""
    after: int = 0


def run(
    store: Store,
    central: Central,
    clock: Clock,
    ids: Ids,
    policy: Policy,
    progress: Callable[[SyncProgress], None],
    app: str = "",
    free_mb: int = -1,
) -> SyncReport:
    """Send what waits, receive what is new, compare. Whatever is expected ends in the report, not raised.

    `app` is this program's version and `free_mb` what the disk has left (-1: not known), for central to see.
    No transaction is open while the network is. A run may be broken off at any instant and started again.
    """
    started = clock.now()
    try:
        line = Line(
            store=store,
            central=central,
            clock=clock,
            ids=ids,
            policy=policy,
            progress=progress,
            app=app,
            free_mb=free_mb,
            waiting=store.read().counters().waiting,
        )
    except StoreFault as fault:
        return SyncReport(end=SyncEnd.STORE, code=fault.trouble.value, started=started, ended=clock.now())
    return _report(line, _ending(line), started)


def _ending(line: Line) -> _Ending:
    try:
        return _talk(line)
    except StoreFault as fault:
        return _Ending(SyncEnd.STORE, fault.trouble.value)


def _talk(line: Line) -> _Ending:
    try:
        _converse(line)
    except Stopped:
        return _Ending(SyncEnd.STOPPED)
    except NotPaired:
        return _Ending(SyncEnd.NOT_PAIRED)
    except Regressed:
        return _Ending(SyncEnd.REGRESSED, "regressed")
    except Unreachable as trouble:
        return _Ending(end_of(trouble), trouble.code, trouble.after)
    except Differs:
        return _Ending(SyncEnd.DIFFERS, "differs")
    except Refused as refused:
        return _note_refusal(line, refused)
    return _Ending(SyncEnd.DONE)


def _converse(line: Line) -> None:
    """Hello, push, pull, close; from the start when central turns out to have been restored meanwhile."""
    for _ in range(EPOCHS):
        try:
            welcome = greet(line)
            push_all(line, welcome)
            if welcome.may_pull:
                pull_all(line)
                offer_leftovers(line)
                close(line)
            note_success(line)
            if line.tally.agrees is False:
                raise Differs
        except EpochMoved:
            continue
        except Refused as refused:
            if refused.code != "wrong_epoch":
                raise
        else:
            return
    raise Refused("wrong_epoch", 409)


def _note_refusal(line: Line, refused: Refused) -> _Ending:
    """A lost token or a central that went backwards is remembered, so that every screen can say so.

    So is the name this laptop takes when it is paired again, if another store speaks under the one it has.
    """
    end = end_of(refused)
    marks = {SyncEnd.NEEDS_PAIRING: Setting.NEEDS_PAIRING, SyncEnd.REGRESSED: Setting.REGRESSED}
    if end in marks:
        with line.store.write() as writing:
            writing.set_setting(marks[end], YES)
            if refused.code in OTHER_STORE and not writing.setting(Setting.NEXT_DEVICE):
                writing.set_setting(Setting.NEXT_DEVICE, line.ids.new())
    return _Ending(end, refused.code, refused.after)


def _report(line: Line, ending: _Ending, started: datetime) -> SyncReport:
    tally = line.tally
    return SyncReport(
        end=ending.end,
        code=ending.code,
        after=ending.after,
        started=started,
        ended=line.clock.now(),
        sent=tally.sent,
        attention=tally.attention,
        received=tally.received,
        clock_offset=tally.clock_offset,
        clock_suspect=abs(tally.clock_offset) > line.policy.clock_tolerance or ending.end is SyncEnd.CLOCK,
        agrees=tally.agrees,
        may_pull=tally.may_pull,
        epoch_changed=tally.epoch_changed,
        leftovers=tally.leftovers,
    )

"""Hello: who we are, how far each side is, and whether central's history is still the one we know."""

from __future__ import annotations

from dataclasses import dataclass

from app.contract.faults import Refused
from app.contract.messages import Hello, Welcome
from app.domain.changes import SCHEMA, Mark
from app.domain.delivery import Delivery
from app.usecases.ports import Reading
from app.usecases.settings import NO, YES, Setting
from app.usecases.sync.line import Line
from app.usecases.sync.report import STORE_WENT_BACK, NotPaired, Regressed, SyncPhase
from app.usecases.sync.skew import newer_app, understood_now


def greet(line: Line) -> Welcome:
    """Open the run and take over what central says of itself. Raises NotPaired, Regressed and Refused.

    A newer epoch means central was restored: what it had answered for is offered again. An older one, or a
    feed that ends before our cursor, means it went backwards: nothing is sent or dropped until a person acts.
    Nor is anything sent under a name that another store uses, too.
    """
    line.show(SyncPhase.HELLO)
    reading = line.store.read()
    if not reading.setting(Setting.TOKEN):
        raise NotPaired
    if reading.setting(Setting.NEXT_DEVICE):
        raise Refused(STORE_WENT_BACK, 409)
    asked = _now_ms(line)
    welcome = line.ask(lambda: line.central.hello(_hello(line, reading)))
    line.check_central(welcome.server_id)
    line.tally.clock_offset = round(((asked + _now_ms(line)) / 2 - welcome.at) / 1000)
    line.tally.may_pull = welcome.may_pull
    _compare(line, reading.cursor(), welcome)
    return welcome


def _hello(line: Line, reading: Reading) -> Hello:
    cursor, fares = reading.cursor(), how_it_fares(line, reading)
    return Hello(
        device=reading.setting(Setting.DEVICE),
        instance=reading.setting(Setting.INSTANCE),
        epoch=cursor.epoch,
        cursor=cursor.seq,
        last_n=reading.last_n(),
        app=line.app,
        at=_now_ms(line),
        schema=SCHEMA,
        unsent=fares.unsent,
        attention=fares.attention,
        quarantined=fares.quarantined,
        oldest=fares.oldest,
        disk=line.free_mb,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fares:
    """What central shows of this laptop: sessions that wait or need a person, changes in quarantine, and the
    seconds the change that waits longest has waited, by the laptop's own clock.
    """

    unsent: int
    attention: int
    quarantined: int
    oldest: int


def how_it_fares(line: Line, reading: Reading) -> Fares:
    """As of now."""
    counters = reading.counters()
    return Fares(
        unsent=counters.waiting,
        attention=counters.attention,
        quarantined=sum(one.state == Delivery.QUARANTINED for one in reading.attention()),
        oldest=_oldest(line, reading),
    )


def _oldest(line: Line, reading: Reading) -> int:
    written = [one.change.made_at for one in reading.unsent(1, 1)]
    since = reading.counters().oldest_waiting
    written += [int(since.timestamp() * 1000)] if since else []
    return max(0, _now_ms(line) - min(written)) // 1000 if written else 0


def _compare(line: Line, cursor: Mark, welcome: Welcome) -> None:
    went_back = Mark(welcome.epoch, welcome.seq) < cursor
    is_new = welcome.epoch > cursor.epoch
    kept = {
        Setting.CLOCK_OFFSET: str(line.tally.clock_offset),
        Setting.REGRESSED: YES if went_back else NO,
        Setting.NEEDS_PAIRING: NO,
        Setting.REVOKED: NO if welcome.may_pull else YES,
        Setting.NEWER_APP: newer_app(line.app, welcome),
        Setting.SCHEMA_READ: str(welcome.schemas[1]),
    }
    if not went_back:
        kept[Setting.DURABLE_SEQ] = str(welcome.durable_seq)
    reading = line.store.read()
    news = {key: value for key, value in kept.items() if reading.setting(key) != value}
    again = understood_now(reading, welcome)
    if news or is_new or again:
        with line.store.write() as writing:
            for key, value in news.items():
                writing.set_setting(key, value)
            for change in again:
                writing.requeue(change)
            if is_new:
                writing.begin_epoch(welcome.epoch)
    line.tally.epoch_changed |= is_new and cursor.epoch > 0
    if went_back:
        raise Regressed


def _now_ms(line: Line) -> int:
    return int(line.clock.now().timestamp() * 1000)

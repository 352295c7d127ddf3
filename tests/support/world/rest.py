"""What must hold when a schedule has come to rest. Each check yields the violations it finds, as text."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from app.central.roster import OPERATOR
from app.central.store.tables import change_log, record
from app.domain.delivery import Delivery
from app.domain.sync_state import SyncState
from app.usecases.settings import YES, Setting
from app.usecases.sync import SyncEnd
from tests.support.world import peek
from tests.support.world.asking import silences
from tests.support.world.holding import remains
from tests.support.world.machine import Machine
from tests.support.world.reference import agreement
from tests.support.world.schedule import World


def violations(world: World) -> list[str]:
    """Everything wrong at rest, with what was wrong on the way; empty when all went by the rules."""
    checks = (central, accounts, outboxes, agreement, silences, remains, screens)
    return [*world.found, *(text for check in checks for text in check(world))]


def central(world: World) -> Iterator[str]:
    """Central never stumbled, and remembers what its door answered."""
    yield from (f"BROKEN central: {text}" for text in world.centre.door.broken)
    yield from world.centre.ledger.odd
    columns = (change_log.c.id, change_log.c.outcome, change_log.c.body)
    with world.centre.ground.read() as connection:
        logged = {row.id: row for row in connection.execute(sa.select(*columns))}
    yield from _numbered(world)
    for change, first in world.centre.ledger.first.items():
        row = logged.get(change)
        if first.kind == "erased" and (row is None or change in world.centre.ledger.judged):
            continue  # nothing was there to decide about, or to remember
        if row is None or row.outcome.get("kind", "accepted") != first.kind:
            yield f"LOG {change} was answered {first.kind}, central remembers {row and row.outcome}"
        elif change in world.made and row.body and row.body["author"] != world.made[change].author:
            yield f"AUTHOR {change} is {row.body['author']}'s at central, not {world.made[change].author}'s"


def _numbered(world: World) -> Iterator[str]:
    """No number of a device stands for two changes at central: it tells what its author had seen."""
    log = change_log.c
    counted = sa.select(log.device, log.n).where(log.n > 0).group_by(log.device, log.n)
    with world.centre.ground.read() as connection:
        for row in connection.execute(counted.having(sa.func.count() > 1)):
            yield f"NUMBER {row.n} of {row.device} stands for two changes at central"


def accounts(world: World) -> Iterator[str]:
    """Every change made was decided once, waits for a person, was replaced, or went by a rule."""
    remembered = world.centre.ledger.first
    held: dict[str, list[tuple[Machine, peek.Line]]] = {}
    for machine in world.machines:
        own = peek.lines(machine.disk.store)
        behind = peek.behind_refused(own)
        for line in own:
            held.setdefault(line.change.id, []).append((machine, line))
            yield from _account(world, machine, line, is_behind=line.change.id in behind)
    for change in world.made:
        if change not in remembered and change not in held and change not in world.lost:
            yield f"VANISHED {change}: neither central nor a laptop has it"


def _account(world: World, machine: Machine, line: peek.Line, *, is_behind: bool) -> Iterator[str]:
    change, remembered = line.change, world.centre.ledger.first
    is_known = change.id in remembered
    match line.delivery:
        case Delivery.RECEIVED | Delivery.REVIEW | Delivery.LEFT if not is_known and not _is_adopted(
            world, line
        ):
            yield f"LOST {change.id} is {line.delivery} at {machine.name}, central has not got it"
        case Delivery.REPLACED if not is_known and not _is_replaced(world, change.id):
            yield f"LOST {change.id} is replaced at {machine.name}, by nothing"
        case Delivery.ERASED if not is_known and not _is_erased(world, line):
            yield f"LOST {change.id} is erased at {machine.name}, by no rule"
    is_deaf = is_known and change.id not in world.centre.ledger.judged
    if is_deaf and not is_behind and line.delivery in (Delivery.WAITING, Delivery.QUARANTINED):
        yield f"DEAF {machine.name}: {change.id} is {line.delivery}, central took it"
    first = world.made[change.id]
    if (change.author, change.made_at, change.record) != (first.author, first.made_at, first.record):
        yield f"ALTERED {change.id} at {machine.name}"


def _is_replaced(world: World, change: str) -> bool:
    return any(change in one.replaces for one in world.made.values())


def _is_adopted(world: World, line: peek.Line) -> bool:
    """Whether central had this operator from a pairing: it may forget that the laptop told it once more."""
    here = sa.and_(record.c.kind == OPERATOR, record.c.id == line.change.record)
    is_theirs = line.delivery is not Delivery.REVIEW and line.change.kind == OPERATOR
    with world.centre.ground.read() as connection:
        return is_theirs and connection.execute(sa.select(record.c.id).where(here)).first() is not None


def _is_erased(world: World, line: peek.Line) -> bool:
    gone = {name for _, name in world.centre.gone}
    told = world.made[line.change.id]
    targets = {edit.to for edit in told.fields.values() if isinstance(edit.to, str)}
    return bool(gone & {told.record, told.other, *targets})


def outboxes(world: World) -> Iterator[str]:
    """What may be sent was sent: only what stands behind refused work still waits."""
    for machine in world.machines:
        own = peek.lines(machine.disk.store)
        refused = any(line.delivery is Delivery.QUARANTINED for line in own)
        waiting = [line.change.id for line in own if line.is_waiting]
        if machine.gate.read().unsent(10**6, 10**6) or (waiting and not refused):
            yield f"STUCK {machine.name} still holds {waiting[:3]}"


def screens(world: World) -> Iterator[str]:
    """At rest every last run came to its end, and the screen says what is so."""
    for machine in world.machines:
        report = machine.report
        if world.is_revoked(machine) and machine.is_cast_off:
            continue  # it is known no more, and said so when it was last looked at
        if report is None or report.end is not SyncEnd.DONE:
            yield f"END {machine.name} ended {(report.end.value, report.code) if report else 'nowhere'}"
        elif world.is_revoked(machine):
            yield from _closed(machine, may_pull=report.may_pull)
        else:
            yield from _open(machine)


def _closed(machine: Machine, *, may_pull: bool) -> Iterator[str]:
    state = machine.screen.state().status.state
    if may_pull:
        yield f"REVOKED {machine.name} may read again"
    if state is not SyncState.REVOKED:
        yield f"HONEST {machine.name} rests as {state.value}, and its access is closed"


def _open(machine: Machine) -> Iterator[str]:
    """All was sent exactly where it was."""
    store, state = machine.disk.store, machine.screen.state().status.state
    waits = any(line.is_waiting or line.needs_person for line in peek.lines(store))
    pending = waits or bool(peek.returned(store))
    if (state is SyncState.ALL_SENT) == pending:
        yield f"HONEST {machine.name} rests as {state.value}, pending: {pending}"
    if machine.setting(Setting.AGREES) != YES:
        yield f"AGREE {machine.name} was not told that both hold the same"

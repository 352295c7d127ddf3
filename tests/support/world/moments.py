"""What must hold on a laptop at every instant: numbers that add up, and nothing called received that is not."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.changes import Mark
from app.domain.delivery import Delivery
from app.domain.views import Counters
from app.usecases.settings import YES, Setting
from app.usecases.sync import SyncEnd
from tests.support.world import peek
from tests.support.world.centre import Centre
from tests.support.world.machine import Machine

_ANSWERS = {
    Delivery.RECEIVED: ("accepted", "merged", "erased"),
    Delivery.REVIEW: ("needs_review", "conflict"),
}


def violations(machine: Machine, centre: Centre, own: list[peek.Line]) -> Iterator[str]:
    """Everything wrong on this laptop right now."""
    yield from _counted(machine, own)
    yield from _numbered(machine, own)
    yield from _received(machine, centre, own)
    yield from offered(machine, own)


def recounted(machine: Machine, own: list[peek.Line]) -> Counters:
    """The counters from the changes themselves: a session by the worst of its changes."""
    finished = {line.change.record for line in own if line.change.kind == "session"}
    back = {line.session for line in peek.returned(machine.disk.store)}
    bad = {line.session for line in own if line.needs_person} | back
    late = {line.session for line in own if line.is_waiting} - bad
    attention, waiting = len(finished & bad), len(finished & late)
    return Counters(received=len(finished) - attention - waiting, waiting=waiting, attention=attention)


def _counted(machine: Machine, own: list[peek.Line]) -> Iterator[str]:
    said, true = machine.gate.read().counters(), recounted(machine, own)
    numbers = (said.received, said.waiting, said.attention)
    if numbers != (true.received, true.waiting, true.attention):
        yield f"COUNT {machine.name} says {numbers}, it is {true}"
    if said.saved != said.received + said.waiting + said.attention:
        yield f"COUNT {machine.name} {said} does not add up"
    finished = {line.change.record for line in own if line.change.kind == "session"}
    if lost := machine.sessions - finished:
        yield f"SAVED {machine.name} was told {sorted(lost)} are saved, and they are not there"
    if said.saved != len(finished):
        yield f"COUNT {machine.name} saved {len(finished)}, says {said.saved}"


def _numbered(machine: Machine, own: list[peek.Line]) -> Iterator[str]:
    numbers = [line.change.n for line in own]
    if len(set(numbers)) < len(numbers) or any(number < 1 for number in numbers):
        yield f"NUMBER {machine.name} gave one twice: {numbers}"


def offered(machine: Machine, own: list[peek.Line]) -> Iterator[str]:
    """What central answered before a restore is offered again with that answer: it tells when it first stood."""
    told = {line.change.id: line.ack for line in own if line.ack is not None}
    for one in machine.gate.read().unsent(10**6, 10**6):
        first = told.get(one.change.id)
        if first is not None and (one.stamp is None or one.stamp.at != first):
            yield f"STAMP {machine.name} offers {one.change.id} as {one.stamp}, it was answered at {first}"


def remembered(machine: Machine) -> Iterator[str]:
    """What the next start of the program will say of the last comparison is what central said."""
    said, noted = machine.way.heard.agreed, machine.setting(Setting.AGREES)
    ended = machine.report.end if machine.report else None
    if ended in (SyncEnd.DONE, SyncEnd.DIFFERS) and said is not None and (noted == YES) != said:
        yield f"HONEST {machine.name} notes {noted}, and both agree: {said}"


def _received(machine: Machine, centre: Centre, own: list[peek.Line]) -> Iterator[str]:
    """Received is what central remembers; one that was restored meanwhile has told this laptop nothing yet."""
    epoch = machine.gate.read().cursor().epoch
    if epoch > centre.epoch and not centre.is_halted:
        yield f"EPOCH {machine.name} believes in {epoch}, central is in {centre.epoch}"
    if epoch != centre.epoch or centre.is_halted:
        return
    for line in own:
        first = centre.ledger.first.get(line.change.id)
        if line.change.id in centre.ledger.judged:
            continue
        if line.delivery in _ANSWERS and (first is None or first.kind not in _ANSWERS[line.delivery]):
            told = first.kind if first else "nothing"
            yield f"RECEIVED {machine.name} calls {line.change.id} {line.delivery}, central said {told}"


def holes(machine: Machine, centre: Centre) -> Iterator[str]:
    """Every row up to where this laptop says it read is here, as central has it."""
    cursor, ours = machine.gate.read().cursor(), peek.standing(machine.disk.store)
    if cursor.epoch != centre.epoch or centre.is_halted:
        return
    for key, seq in centre.places(machine.commune):
        if seq <= cursor.seq and key not in machine.forgotten:
            row = ours.get(key)
            if row is None or row.mark != Mark(centre.epoch, seq):
                yield f"HOLE {machine.name} read up to {cursor.seq} and has not got {key} of {seq}"

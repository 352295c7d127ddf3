"""What must be true when a schedule has come to rest. Each check gives the violations it finds, as text."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.changes import Change, Op
from app.domain.delivery import Delivery
from app.domain.merge import from_json, to_json
from app.domain.projection import project
from tests.support.simulation.causes import Causes
from tests.support.simulation.fairness import Fairness
from tests.support.simulation.kinds import KINDS
from tests.support.simulation.world import World


def violations(world: World) -> list[str]:
    """Everything that is wrong at rest; empty when the rule held."""
    checks = (agreement, deliveries, erasures, remains, storage, merges)
    return [text for check in checks for text in check(world)] + list(Fairness(Causes(world)).violations())


def doubts(world: World) -> list[str]:
    """Questions too many and old answers that nobody could have told from right ones; counted, not forbidden."""
    return list(Fairness(Causes(world)).doubts())


def agreement(world: World) -> Iterator[str]:
    """All devices show what stands at central."""
    for device in world.devices:
        for key in sorted(set(device.known()) ^ set(world.central.records)):
            yield f"AGREE {device.name} and central differ in having {key}"
        rows, _cursor = world.central.pull(0, 10_000)
        for row in rows:
            key = (row.standing.kind, row.standing.record)
            ours, theirs = device.shown(key), project(KINDS[key[0]], key[1], row.standing, ())
            if ours != theirs:
                yield f"AGREE {device.name} shows {key} as {ours}, central as {theirs}"


def deliveries(world: World) -> Iterator[str]:
    """Every change arrived, was replaced or was erased; nothing waits for ever and the numbers add up."""
    for device in world.devices:
        counts = dict.fromkeys(Delivery, 0)
        for mine in device.own:
            counts[mine.delivery] += 1
            if mine.delivery in (Delivery.WAITING, Delivery.HELD, Delivery.QUARANTINED, Delivery.REVIEW):
                yield f"WAITS {mine.change.id} is {mine.delivery}"
            if mine.delivery is Delivery.RECEIVED and mine.change.id not in world.central.ledger:
                yield f"LOST {mine.change.id}"
        if sum(counts.values()) != device.n:
            yield f"COUNT {device.name} made {device.n}, keeps {counts}"


def erasures(world: World) -> Iterator[str]:
    """What was erased stays erased."""
    ledger, records = world.central.ledger, world.central.records
    for change in (made.change for made in world.made.values()):
        if change.op is Op.ERASE and change.id in ledger:
            for record in (change.record, *change.covers):
                if not records[change.kind, record].erased:
                    yield f"ERASED {record} lives after {change.id}"
    for key in sorted(world.central.erasures):
        if key not in records or not records[key].erased:
            yield f"ERASED {key} came back"


def remains(world: World) -> Iterator[str]:
    """What was erased holds no values, at central and on every device."""
    for key in sorted(world.central.erasures):
        if world.central.records[key].fields:
            yield f"REMAINS {key} has values at central"
        if any(_holds(line.change, *key) for line in world.central.ledger.values() if line.change):
            yield f"REMAINS the ledger keeps values of {key}"
        for device in world.devices:
            if any(_holds(mine.change, *key) for mine in device.own):
                yield f"REMAINS {device.name} keeps values of {key}"


def storage(world: World) -> Iterator[str]:
    """What is stored is read back as it was."""
    for key, record in sorted(world.central.records.items()):
        if from_json(*to_json(record)) != record:
            yield f"STORED {key} is read back differently"


def merges(world: World) -> Iterator[str]:
    """Merged records form trees: both ends of a merge know it, and every path ends."""
    records = world.central.records
    for (kind, name), record in sorted(records.items()):
        if record.merged_into and name not in records[kind, record.merged_into].absorbed:
            yield f"MERGED {name} is unknown to {record.merged_into}"
        for child in record.absorbed:
            if records[kind, child].merged_into != name:
                yield f"MERGED {child} does not know {name}"
        steps, at = 0, record
        while at.merged_into and steps <= len(records):
            steps, at = steps + 1, records[kind, at.merged_into]
        if steps > len(records):
            yield f"MERGED {name} goes in circles"


def _holds(change: Change, kind: str, record: str) -> bool:
    names = change.kind == kind and record in (change.record, change.other)
    return names and change.op is not Op.ERASE and bool(change.fields)

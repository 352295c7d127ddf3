"""All laptops of a commune hold and show what central does: each is held against a new one that only read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import msgspec
import sqlalchemy as sa

from app.central.store.rows import PUBLIC
from app.central.store.tables import record
from app.contract.messages import WireRecord
from app.domain.changes import Change, Mark
from app.domain.delivery import Delivery
from app.domain.merge import Life
from app.domain.projection import StandingRow
from app.domain.records import KINDS, Maker
from tests.support.fake_store import FakeStore
from tests.support.world import peek
from tests.support.world.machine import Machine
from tests.support.world.schedule import World

_OPEN = (Delivery.QUARANTINED, Delivery.REVIEW, Delivery.WAITING, Delivery.HELD)


def rows(world: World, commune: str = "") -> list[WireRecord]:
    """The whole feed of a commune, or of all."""
    public = sa.select(*(record.c[name] for name in PUBLIC)).order_by(record.c.seq)
    mine = public.where(record.c.commune == commune) if commune else public
    with world.centre.ground.read() as connection:
        found = connection.execute(mine)
        return [msgspec.convert(row, WireRecord, from_attributes=True) for row in found]


def agreement(world: World) -> Iterator[str]:
    """Rows are the same everywhere, and so is what is shown, but for work that waits for a person."""
    for commune in sorted({machine.commune for machine in world.machines}):
        reference, feed = FakeStore(), rows(world, commune)
        reference.apply_page(feed, Mark(world.centre.epoch, feed[-1].seq if feed else 0))
        for machine in world.machines:
            if machine.commune == commune and not world.is_revoked(machine):
                yield from _same(machine, reference)


def _same(machine: Machine, reference: FakeStore) -> Iterator[str]:
    theirs, now = peek.standing(reference), reference.read().cursor().epoch
    rows = peek.standing(machine.disk.store).items()
    ours = {key: row for key, row in rows if row.mark.epoch == now or _is_kept(row)}
    for key in sorted(set(ours) ^ set(theirs)):
        yield f"AGREE {machine.name} and central differ in having {key}"
    for key in sorted(set(ours) & set(theirs)):
        one, two = ours[key], theirs[key]
        if replace(one, commune=two.commune) != two:
            yield f"AGREE {machine.name} holds {key} as {one}, central as {two}"
    own = peek.lines(machine.disk.store)
    unsettled = unsettled_of([line.change for line in own if line.delivery in _OPEN], theirs.values())
    touched = {(line.change.kind, line.change.record) for line in own} & set(theirs)
    for kind, name in sorted(touched):
        if name not in unsettled and _shown(machine, kind, name) != reference.state.record(kind, name):
            yield f"AGREE {machine.name} shows {kind} {name} otherwise than central"


def unsettled_of(open_work: Iterable[Change], rows: Iterable[StandingRow]) -> set[str]:
    """The records open work tells of, and all that are one person with them at central or by that work: what is
    shown of one is shown of all.
    """
    told = list(open_work)
    one_person = [{change.record, change.other} for change in told if change.other]
    one_person += [{row.record, row.merged_into} for row in rows if row.merged_into]
    found, fresh = set[str](), {change.record for change in told}
    while fresh:
        found |= fresh
        fresh = {name for pair in one_person if pair & found for name in pair} - found
    return found


def _is_kept(row: StandingRow) -> bool:
    """Whether a row of a lost epoch has to come back: what central made itself and lost, it makes anew or not."""
    is_theirs = row.kind not in KINDS or KINDS[row.kind].maker is Maker.DEVICE
    return is_theirs and row.life is not Life.ERASED


def _shown(machine: Machine, kind: str, name: str) -> object:
    return machine.gate.read().record(kind, name)

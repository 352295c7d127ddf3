"""What was erased is held by nobody: not in any table of central, not on any laptop, not in a running session."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sqlalchemy as sa

from app.central.store.tables import metadata
from app.domain.changes import Change
from app.domain.delivery import Delivery
from tests.support.world import peek
from tests.support.world.machine import Machine
from tests.support.world.schedule import World

_WORD = re.compile(r"\d{4}q\b|09\d{8}")


def remains(world: World) -> Iterator[str]:
    """Every word about erased people that is still written down somewhere."""
    ever, now = world.centre.gone, set(world.centre.erased_now())
    yield from (f"ERASED {gone} came back" for gone in sorted(ever - now))
    for machine in world.machines:
        yield from _left(machine)
    words = _words_of(world, {name for _, name in ever})
    if not words:
        return
    yield from _written("central", _tables(world), words)
    for machine in world.machines:
        if not world.is_revoked(machine):
            yield from _written(machine.name, peek.everything(machine.disk.store), words)


def _left(machine: Machine) -> Iterator[str]:
    """Of work that stays behind in another commune nothing is kept: what is erased there is told here no more."""
    lines = peek.lines(machine.disk.store)
    last = max((line.change.n for line in lines if line.delivery is Delivery.LEFT), default=0)
    for line in lines:
        is_left = line.delivery is Delivery.LEFT
        if (is_left or (line.delivery is Delivery.REPLACED and line.change.n < last)) and line.change.fields:
            yield f"REMAINS {machine.name} still holds {line.change.id} of the commune it left"


def _written(where: str, text: str, words: set[str]) -> Iterator[str]:
    for word in sorted(words & set(_WORD.findall(text))):
        yield f"REMAINS {where} still holds {word}"


def _words_of(world: World, gone: set[str]) -> set[str]:
    """The words only ever said about erased records."""
    about: dict[str, set[str]] = {}
    for change in world.made.values():
        for word in _words(change):
            about.setdefault(word, set()).update({change.record, change.other} - {""})
    for comment, records in world.said.items():
        for word in _WORD.findall(comment):
            about[word] = records
    return {word for word, records in about.items() if records <= gone}


def _words(change: Change) -> set[str]:
    return set(_WORD.findall(repr(dict(change.fields)) + change.reason))


def _tables(world: World) -> str:
    with world.centre.ground.read() as connection:
        return repr([connection.execute(sa.select(table)).all() for table in metadata.sorted_tables])

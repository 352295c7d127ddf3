"""After each kill: what a backup, a database and the guard may be then, and that the command can be given again."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import sqlalchemy as sa

from app.central.app import office_at
from app.central.keeping import making
from app.central.keeping.drill import drill
from app.central.keeping.faults import KeepingFault
from app.central.keeping.folder import read_manifest
from app.central.keeping.restoring import restore
from app.central.office import Office
from app.central.sentry import EPOCH_BEHIND
from app.central.store.tables import feed_counter, server_meta
from app.domain.changes import Mark
from tests.support.killing.nursery import Life
from tests.support.killing_central.census import census, different, wait_for_the_dead
from tests.support.killing_central.grounds import Known
from tests.support.killing_central.place import Place
from tests.support.killing_central.work import NEXT, NOW_MS, backups

SCRATCH = "drill"
"""How whatever a drill makes beside the database is called: a folder, or a schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where a child lived, what may be found there, and what it said."""

    place: Place
    known: Known
    life: Life
    engine: sa.Engine

    @property
    def is_told_done(self) -> bool:
        """Whether somebody read that the command was done."""
        return bool(self.life.after("done"))

    def office(self) -> AbstractContextManager[Office]:
        """Central as its next command or its service finds it."""
        return office_at(self.place.address, self.place.key, str(self.place.guard))


def judge(place: Place, known: Known, activity: str, life: Life) -> list[str]:
    """What is wrong, a line each; the place is fit for nothing afterwards."""
    engine = place.engine()
    scene = Scene(place=place, known=known, life=life, engine=engine)
    found = [f"a mistake: {said}" for word in ("failed", "refused") for said in life.after(word)]
    try:
        with _silence():
            wait_for_the_dead(engine)
            found += [*_guarded(scene), *_JUDGES[activity.split()[0]](scene)]
    except Exception as mistake:  # what cannot even be looked at is the worst finding, not the end of all
        found.append(f"cannot be judged: {mistake!r}")
    finally:
        engine.dispose()
    return found


@contextmanager
def _silence() -> Iterator[None]:
    """Central logs that it is not well; in here it may be."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _guarded(scene: Scene) -> Iterator[str]:
    """The guard has forgotten nothing, and claims nothing that never was."""
    for file in scene.place.guard.iterdir():
        try:
            list(map(msgspec.json.decode, filter(None, file.read_bytes().split(b"\n"))))
        except msgspec.DecodeError:
            yield f"a line by halves in {file.name}"
    outside, made = scene.place.outside(), scene.known.made
    seen, (epoch, seqs) = outside.seen(), _counters(scene.engine)
    if seen.server_id != made.server_id or seen.epoch < epoch:
        yield f"the guard knows {seen.server_id} in epoch {seen.epoch}, the database is in {epoch}"
    if seen.epoch == epoch and any(seq > seqs.get(code, 0) for code, seq in seen.seqs.items()):
        yield f"the guard claims {seen.seqs}, the database gave out {seqs}"
    if not set(seen.durable.items()) <= {(code, Mark(made.epoch, seq)) for code, seq in made.seqs.items()}:
        yield f"the guard claims {seen.durable}, the backup holds {made.seqs}"
    if forgotten := scene.known.gone - outside.gone():
        yield f"the guard forgot {sorted(one.id for one in forgotten)}"


def _backed_up(scene: Scene) -> Iterator[str]:
    out = backups(scene.place.folder) / NEXT
    unfinished = out.with_name(out.name + ".part")
    yield from _untouched(scene)
    if out.exists():
        yield from _proven(scene, out)
    elif scene.is_told_done:
        yield "told of a backup that is not there"
    if unfinished.exists() and (code := _read(scene, unfinished)) not in ("", "backup_missing"):
        yield f"an unfinished backup is called {code}"
    shutil.rmtree(out, ignore_errors=True)
    with scene.office() as office:
        making.back_up(office.ground, office.who, out, scene.place.sealing)
    yield from _proven(scene, out)
    if unfinished.exists():
        yield "an unfinished backup is left for good"


def _drilled(scene: Scene) -> Iterator[str]:
    yield from _untouched(scene, but=feed_counter.name)
    seqs, before = scene.known.made.seqs, _durable(scene.engine)
    if before not in ({}, seqs) or (scene.is_told_done and before != seqs):
        yield f"laptops are told {before} of {seqs}"
    if before and not scene.place.outside().seen().durable:
        yield "promised, and the guard knows of nothing"
    yield from _proven(scene, scene.place.whole)
    if _durable(scene.engine) != seqs:
        yield f"after all, laptops are told {_durable(scene.engine)} of {seqs}"
    if left := _left_of_trials(scene):
        yield f"left of a killed trial: {left}"


def _brought_back(scene: Scene) -> Iterator[str]:
    there, known, seen = census(scene.engine), scene.known, scene.place.outside().seen()
    is_back = not different(there, known.restored[2])
    if there and not is_back and (tables := different(there, known.present)):
        yield f"a mixture: {tables} are as they were, or came back, and the others not"
    if scene.is_told_done and not is_back:
        yield "told that it is back, and it is not"
    if is_back and not seen.durable:
        yield "back, and the guard knows of nothing"
    if there:
        yield from _opens(scene, halted=EPOCH_BEHIND if not is_back and seen.epoch == 2 else "")
    again = restore(
        scene.engine,
        scene.place.outside(),
        scene.place.whole,
        scene.place.sealing,
        now_ms=NOW_MS,
        over_present=bool(there),
    )
    if tables := different(census(scene.engine), known.restored[again.epoch]):
        yield f"restored again, {tables} are not what they should be"
    yield from _opens(scene)


def _opens(scene: Scene, *, halted: str = "") -> Iterator[str]:
    """Only where the guard knows of a restore that the database does not, central stands still until the next."""
    with scene.office() as office:
        if office.sentry.why != halted:
            yield f"central says {office.sentry.why or 'that all is well'}"


def _untouched(scene: Scene, *, but: str = "") -> Iterator[str]:
    if tables := different(census(scene.engine), scene.known.present, but=but):
        yield f"the database is another one: {tables}"


def _proven(scene: Scene, folder: Path) -> Iterator[str]:
    """A backup under its name comes back whole."""
    try:
        with scene.office() as office:
            drill(office, scene.place.address, folder, scene.place.sealing)
    except KeepingFault as fault:
        yield f"{folder.name} is refused: {fault.code} {fault.subject}"


def _read(scene: Scene, folder: Path) -> str:
    try:
        read_manifest(folder, scene.place.sealing)
    except KeepingFault as fault:
        return fault.code
    return ""


def _counters(engine: sa.Engine) -> tuple[int, Mapping[str, int]]:
    """The database's epoch and last numbers; an empty one has none."""
    with engine.begin() as connection:
        if not sa.inspect(connection).has_table(server_meta.name):
            return 0, {}
        rows = connection.execute(sa.select(feed_counter.c.commune, feed_counter.c.seq)).all()
        epoch = connection.execute(sa.select(server_meta.c.epoch)).scalar_one()
        return int(epoch), {row.commune: row.seq for row in rows}


def _durable(engine: sa.Engine) -> Mapping[str, int]:
    """What laptops are told that is safe."""
    counter = feed_counter.c
    with engine.begin() as connection:
        rows = connection.execute(sa.select(counter.commune, counter.durable_seq)).all()
    return {row.commune: row.durable_seq for row in rows if row.durable_seq}


def _left_of_trials(scene: Scene) -> list[str]:
    """Whatever a drill made and nobody will read."""
    if scene.engine.dialect.name == "postgresql":
        return [name for name in sa.inspect(scene.engine).get_schema_names() if SCRATCH in name]
    return [file.name for file in scene.place.folder.glob(f"{SCRATCH}*/*.db*")]


_JUDGES: Mapping[str, Callable[[Scene], Iterator[str]]] = {
    "backup": _backed_up,
    "drill": _drilled,
    "restore": _brought_back,
    "refill": _brought_back,
}

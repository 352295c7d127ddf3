"""Copies of one central that was at work, in either kind of database, and what may be found in them afterwards."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from app.central.keeping.folder import Manifest
from app.central.keeping.restoring import restore
from app.central.outside import Gone
from tests.support.killing_central.census import Census, census
from tests.support.killing_central.place import Place, at_work
from tests.support.killing_central.work import NOW_MS
from tests.support.postgres import new_database, running_postgres

EMBEDDED, SERVED = "sqlite", "postgresql"
KINDS = (EMBEDDED, SERVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What may be found: before anything, and after a whole restore that began each of the next epochs."""

    made: Manifest
    gone: frozenset[Gone]
    present: Census
    restored: Mapping[int, Census]


@dataclass(slots=True)
class Grounds:
    """Used as a context manager. The embedded centrals are encrypted, those of a server are not."""

    root: Path
    _stack: ExitStack = field(default_factory=ExitStack)
    _server: sa.URL | None = None
    _templates: dict[str, tuple[Place, Known]] = field(default_factory=dict)
    _places: int = 0

    def __enter__(self) -> Grounds:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def known(self, kind: str) -> Known:
        """What the places of a kind hold."""
        return self._template(kind)[1]

    def place(self, kind: str) -> Place:
        """A copy to work on."""
        return self._copy(self._template(kind)[0])

    def lose_database(self, place: Place) -> Place:
        """The same central on an empty database; guard and backups are left."""
        if not place.address.startswith(SERVED):
            for file in place.folder.glob("central.db*"):
                file.unlink()
            return place
        self._drop(place)
        again = Place(place.folder, self._new_database(""), place.key)
        again.tell()
        return again

    def leave(self, place: Place) -> None:
        """It is not needed any more."""
        if place.address.startswith(SERVED):
            self._drop(place)
        shutil.rmtree(place.folder)

    def _template(self, kind: str) -> tuple[Place, Known]:
        if kind not in self._templates:
            place = self._new(kind)
            made, gone = at_work(place), place.outside().gone()
            engine = place.engine()
            present = census(engine)
            engine.dispose()
            restored = self._foretold(place)
            known = Known(made=made, gone=gone, present=present, restored=restored)
            self._templates[kind] = (place, known)
        return self._templates[kind]

    def _foretold(self, template: Place) -> Mapping[int, Census]:
        """A restore that nobody disturbs, and another one after it."""
        place, foretold = self._copy(template), dict[int, Census]()
        engine = place.engine()
        for _ in range(2):
            outside, key = place.outside(), place.sealing
            done = restore(engine, outside, place.whole, key, now_ms=NOW_MS, over_present=True)
            foretold[done.epoch] = census(engine)
        engine.dispose()
        self.leave(place)
        return foretold

    def _new(self, kind: str) -> Place:
        folder = self._new_folder()
        if kind == SERVED:
            return Place(folder, self._new_database(""), "")
        return Place(folder, str(folder / "central.db"), os.urandom(32).hex())

    def _copy(self, template: Place) -> Place:
        folder, address = self._new_folder(), template.address
        shutil.copytree(template.folder, folder, dirs_exist_ok=True)
        served = address.startswith(SERVED)
        address = self._new_database(_name(template)) if served else str(folder / "central.db")
        copy = Place(folder, address, template.key)
        copy.tell()
        return copy

    def _new_folder(self) -> Path:
        self._places += 1
        folder = self.root / f"central-{self._places}"
        folder.mkdir(parents=True)
        return folder

    def _new_database(self, template: str) -> str:
        """On a server started when it is first needed."""
        self._places += 1
        self._server = self._server or self._stack.enter_context(running_postgres())
        url = new_database(self._server, f"killing_{self._places}", template)
        return url.set(drivername=SERVED).render_as_string(hide_password=False)

    def _drop(self, place: Place) -> None:
        assert self._server is not None
        engine = sa.create_engine(self._server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text(f'DROP DATABASE "{_name(place)}" WITH (FORCE)'))
        engine.dispose()


def _name(place: Place) -> str:
    return str(sa.make_url(place.address).database)

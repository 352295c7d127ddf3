"""Where children work and are killed: for each activity a folder, made as it needs it and kept for some kills."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from app.storage.store import SqliteStore
from tests.house.tree import ROOT
from tests.support.faulty_proxy.centre import Centre
from tests.support.hands import CountedIds
from tests.support.killing.work import CARRIER, Order, one_run
from tests.support.laptop import Laptop
from tests.support.stores import temp_store

FIRST_RELEASE = ROOT / "tests" / "golden" / "stores" / "m0001"
"""A store as the first tables were; twelve sessions, forty villages."""

KEPT_FOR = 30
"""Kills in one folder before a fresh one is taken: a long audit chain takes long to check."""

FEED = 60
"""People another laptop sent before, for the one that reads."""


@dataclass(slots=True)
class Scene:
    """One activity; `acknowledged` are the sessions its children were told are saved in the present folder."""

    activity: str
    root: Path
    centre: Centre
    acknowledged: set[str] = field(default_factory=set)
    folders: int = 0
    uses: int = -1
    template: Path | None = None

    @property
    def kind(self) -> str:
        """The activity it is, or pretends to be."""
        return self.activity.split()[0]

    @property
    def folder(self) -> Path:
        """The present one."""
        return self._named(str(self.folders))

    @property
    def store(self) -> Path:
        """Where the store lies in it."""
        return self.folder / "store"

    @property
    def is_worn(self) -> bool:
        """Whether the next order begins with a fresh folder."""
        return self.uses < 0 or self.uses >= KEPT_FOR

    def order(self, seed: int, room: int = -1) -> Order:
        """The next child's, in a folder that is there."""
        self.prepare()
        self.uses += 1
        return Order(self.activity, str(self.folder), seed, room)

    def prepare(self) -> None:
        """Take a fresh folder if the present one was worked in often enough."""
        if self.is_worn:
            self._begin_anew()

    def give_up(self) -> None:
        """The next child begins with a fresh folder."""
        self.uses = KEPT_FOR

    def _named(self, part: str) -> Path:
        return self.root / "-".join([*self.activity.split(), part])

    def _begin_anew(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folders, self.uses, self.acknowledged = self.folders + 1, 0, set()
        self.folder.mkdir(parents=True)
        match self.kind:
            case "save" | "export" | "passphrase":
                _close(Laptop.begin(temp_store(self.store), CountedIds()))
            case "send" | "carry":
                _close(self.centre.laptop(self.store, self.centre.open_commune(), "Điểm mẫu"))
            case "courier":
                commune = self.centre.open_commune()
                _close(self.centre.laptop(self.store, commune, "Điểm mẫu"))
                _close(self.centre.laptop(self.folder / CARRIER / "store", commune, "Đội mẫu"))
            case "receive":
                shutil.copytree(self._reader(), self.store)
            case "migrate":
                shutil.copytree(FIRST_RELEASE, self.store)

    def _reader(self) -> Path:
        """A paired laptop that has read nothing yet, in a commune where others were at work."""
        if self.template is None:
            self.template, commune = self._named("reader"), self.centre.open_commune()
            _close(self.centre.laptop(self.template, commune, "Điểm mẫu"))
            other = self.centre.laptop(self._named("other"), commune, "Đội mẫu")
            for number in range(FEED):
                other.help_new(number)
            one_run(other)
            _close(other)
        return self.template


def _close(laptop: Laptop) -> None:
    assert isinstance(laptop.store, SqliteStore)
    laptop.store.close()

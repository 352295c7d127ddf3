"""Where laptops keep their stores: in memory or as encrypted files. A disk can be copied and put back."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app.storage.opening import create_store, open_store
from app.storage.store import SqliteStore
from app.usecases.ports import Store
from tests.support.fake_state import State
from tests.support.stores import CHEAP, PASSPHRASE, Keyring
from tests.support.world.remembering import RememberingStore


class Disk(Protocol):
    """One laptop's disk."""

    @property
    def store(self) -> Store: ...

    def copy(self) -> Copy:
        """An image of it as it is now."""
        ...

    def put_back(self, copy: Copy) -> None:
        """Everything as it was in an image."""
        ...

    def restart(self) -> None:
        """The program is opened anew on what is on the disk."""
        ...

    def close(self) -> None:
        """Leave nothing open."""
        ...


Copy = State | Path


class Disks(Protocol):
    """Where disks come from."""

    def new(self, instance: str) -> Disk:
        """An empty one."""
        ...

    def clone(self, copy: Copy) -> Disk:
        """One more with everything that is in an image."""
        ...


@dataclass(slots=True)
class MemoryDisk:
    """A store in memory."""

    store: RememberingStore = field(default_factory=RememberingStore)

    def copy(self) -> State:
        return self.store.state.copy()

    def put_back(self, copy: Copy) -> None:
        assert isinstance(copy, State)
        self.store.state = copy.copy()

    def restart(self) -> None:
        """What is kept is all there is."""

    def close(self) -> None:
        """Nothing is open."""


class MemoryDisks:
    """Disks that cost nothing."""

    def new(self, instance: str) -> MemoryDisk:
        return MemoryDisk()

    def clone(self, copy: Copy) -> MemoryDisk:
        disk = MemoryDisk()
        disk.put_back(copy)
        return disk


class FileDisk:
    """A store as everybody has it, its key cheap to derive."""

    def __init__(self, folder: Path, images: Path, instance: str = "") -> None:
        self._folder, self._images = folder, images
        if instance:
            create_store(folder, PASSPHRASE, Keyring(available=False), instance, cost=CHEAP)[0].close()
        self.store = self._opened()

    def copy(self) -> Path:
        self.store._database.connection().rows("PRAGMA wal_checkpoint(TRUNCATE)")
        image = self._images / f"image-{len(list(self._images.iterdir()))}"
        shutil.copytree(self._folder, image)
        return image

    def put_back(self, copy: Copy) -> None:
        assert isinstance(copy, Path)
        self.store.close()
        shutil.rmtree(self._folder)
        shutil.copytree(copy, self._folder)
        self.store = self._opened()

    def restart(self) -> None:
        self.store.close()
        self.store = self._opened()

    def close(self) -> None:
        self.store.close()

    def _opened(self) -> SqliteStore:
        return open_store(self._folder, PASSPHRASE, Keyring(available=False))


@dataclass(slots=True)
class FileDisks:
    """Real files under one folder."""

    folder: Path
    count: int = 0

    def new(self, instance: str) -> FileDisk:
        return FileDisk(self._next(), self._images(), instance)

    def clone(self, copy: Copy) -> FileDisk:
        assert isinstance(copy, Path)
        folder = self._next()
        shutil.copytree(copy, folder)
        return FileDisk(folder, self._images())

    def _next(self) -> Path:
        self.count += 1
        return self.folder / f"laptop-{self.count}"

    def _images(self) -> Path:
        images = self.folder / "images"
        images.mkdir(parents=True, exist_ok=True)
        return images

"""A folder of sealed files on a disk or a stick: names, pieces, and writing that is whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import filterfalse, islice
from pathlib import Path

from app.contract.bundle import named
from app.contract.faults import StickFault
from app.contract.limits import LARGEST_HEAD

ON_STICK = "DiemTua"
"""The folder made on a stick, so that ours is not strewn among somebody's pictures."""

MOST_ENTRIES = 10_000
"""Entries of a folder looked at; a stick with more is not read to its end."""

MOST_ASIDE, ASIDE_DAYS = 20, 30
"""Of the files central refused for good the newest are kept, and no longer than so many days."""

_PART, _ASIDE = ".part", ".refused"
_CODES = {errno.ENOSPC: "stick_full", errno.EDQUOT: "stick_full", errno.EFBIG: "stick_full"}
_CODES |= dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), "stick_read_only")


class SealedFolder:
    """Fits `usecases.courier.ports.Files`."""

    def __init__(self, folder: Path) -> None:
        """Nothing is touched yet; the folder is made by the first `put`."""
        self._folder = folder

    def names(self) -> Sequence[str]:
        """The names of the sealed files there, sorted; links and anything but plain files are passed over."""
        with _told(), suppress(FileNotFoundError), os.scandir(self._folder) as entries:
            few = islice(entries, MOST_ENTRIES)
            return sorted(one.name for one in few if named(one.name) and one.is_file(follow_symlinks=False))
        return []

    def piece(self, name: str, offset: int, size: int) -> bytes:
        """At most `size` bytes from `offset` on."""
        with _told(), open(self._path(name), "rb", opener=_plain) as file:
            file.seek(offset)
            return file.read(size)

    def put(self, name: str, content: bytes) -> None:
        """Write beside, flush, open again and compare, then rename: what is there under its name is whole."""
        path = self._path(name)
        beside = path.with_name(name + _PART)
        with _told():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                _write(beside, content)
                if beside.read_bytes() != content:
                    raise StickFault("stick_differs")
                os.replace(beside, path)
            except BaseException:
                with suppress(OSError):
                    beside.unlink(missing_ok=True)
                raise
            _flush(self._folder)

    def set_aside(self, name: str, code: str) -> None:
        """Keep a file under a name that `names` does not see: the newest MOST_ASIDE, for ASIDE_DAYS."""
        path = self._path(name)
        with _told():
            os.utime(path)
            os.replace(path, path.with_name(f"{name}.{code}{_ASIDE}"))
            newest = sorted(self._aside(), key=_written, reverse=True)
            for old in {*newest[MOST_ASIDE:], *filterfalse(_is_recent, newest)}:
                old.unlink(missing_ok=True)

    def aside(self) -> Sequence[tuple[bytes, str]]:
        """The beginning of each file set aside, the newest first, and why."""
        found = []
        with _told():
            for path in sorted(filter(_is_recent, self._aside()), key=_written, reverse=True):
                with open(path, "rb", opener=_plain) as file:
                    found.append((file.read(LARGEST_HEAD), _code_of(path)))
        return found

    def _aside(self) -> list[Path]:
        every = self._folder.glob(f"diemtua-*{_ASIDE}")
        return [path for path in islice(every, MOST_ENTRIES) if _code_of(path) and not path.is_symlink()]

    def remove(self, name: str) -> None:
        """Delete a file, if it is there."""
        with _told(), suppress(FileNotFoundError):
            self._path(name).unlink()
            _flush(self._folder)

    def _path(self, name: str) -> Path:
        if named(name) is None:
            raise ValueError("not the name of a sealed file")
        return self._folder / name


class Stick(SealedFolder):
    """What a person chose: a stick or a folder on it. Written to its own folder there, read from both."""

    def __init__(self, chosen: Path) -> None:
        ours = chosen if chosen.name == ON_STICK else chosen / ON_STICK
        super().__init__(ours)
        self._chosen = chosen
        self._outer = SealedFolder(chosen)

    def names(self) -> Sequence[str]:
        """Files of both folders; raises StickFault(stick_gone) when what was chosen is not there any more."""
        if not self._chosen.is_dir():
            raise StickFault("stick_gone")
        return sorted({*super().names(), *self._outer.names()})

    def piece(self, name: str, offset: int, size: int) -> bytes:
        """From our folder, or from beside it."""
        if name in super().names():
            return super().piece(name, offset, size)
        return self._outer.piece(name, offset, size)

    def put(self, name: str, content: bytes) -> None:
        """Into our folder; a mount point nothing is mounted at any more is not filled."""
        if not self._chosen.is_dir():
            raise StickFault("stick_gone")
        super().put(name, content)


def _code_of(path: Path) -> str:
    """Why a file was set aside; empty when it is none of ours."""
    name, _, code = path.name.removesuffix(_ASIDE).rpartition(".")
    return code if named(name) else ""


def _written(path: Path) -> tuple[int, str]:
    return path.stat().st_mtime_ns, path.name


def _is_recent(path: Path) -> bool:
    return time.time() - path.stat().st_mtime < ASIDE_DAYS * 24 * 3600


def _write(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    with open(path, "xb", opener=_plain) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _plain(path: str, flags: int) -> int:
    """Open a plain file for our own eyes; never through a link, never a device or a pipe."""
    opened = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o600)
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise StickFault("stick_gone")
    return opened


def _flush(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if sys.platform != "win32":
        opened = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):  # some sticks' file systems cannot flush a folder
                os.fsync(opened)
        finally:
            os.close(opened)


@contextmanager
def _told() -> Iterator[None]:
    """What the system says comes out as a StickFault."""
    try:
        yield
    except OSError as error:
        raise StickFault(_CODES.get(error.errno or 0, "stick_gone")) from error

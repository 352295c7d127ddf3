"""What central keeps outside its database: how far it was, and what must never come back. Files, no SQL.

Two append-only files of JSON lines in the guard folder; each line is on the disk before its writer goes on.
A line cut by a power failure is passed over and logged, and the next one begins on a line of its own. Several
processes may append at once: what is added together is one write.
"""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from app.domain.changes import Mark

ERASED, REVOKED = "erased", "revoked"
"""What may be gone: a record that was erased, a device that may no longer read."""

TIDY_BYTES = 1024 * 1024
"""Above this size the marks are written anew, shorter, when central starts."""

log = logging.getLogger(__name__)


class Gone(msgspec.Struct, frozen=True, kw_only=True):
    """Something no restore may bring back; ids only. `kind` is a record's kind, or `device`."""

    what: str
    commune: str
    kind: str
    id: str


class _Marks(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    server_id: str
    epoch: int
    seqs: dict[str, int] = {}
    durable: dict[str, tuple[int, int]] = {}
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How far central ever was. `seqs` are of `epoch`, by commune; `durable` are marks inside proven backups."""

    server_id: str = ""
    epoch: int = 0
    seqs: Mapping[str, int] = field(default_factory=dict)
    durable: Mapping[str, Mark] = field(default_factory=dict)

    def seqs_in(self, epoch: int) -> Mapping[str, int]:
        """What is known of the numbers of an epoch: nothing, unless it is the newest one."""
        return self.seqs if epoch == self.epoch else {}


class Outside:
    """The guard folder; without one it remembers in memory, for as long as it lives."""

    def __init__(self, folder: Path | None) -> None:
        self._marks = _Lines(folder / "marks.jsonl" if folder else None, _Marks)
        self._gone = _Lines(folder / "gone.jsonl" if folder else None, Gone)

    def seen(self) -> Seen:
        """How far central was, whoever noted it."""
        seen = Seen()
        for line in self._marks.read():
            seen = _further(seen, line)
        return seen

    def note(
        self,
        server_id: str,
        epoch: int,
        seqs: Mapping[str, int] | None = None,
        durable: Mapping[str, Mark] | None = None,
        why: str = "",
    ) -> None:
        """Remember how far it is now; `why` is for people. Raises OSError when that cannot be kept."""
        proven = {commune: (mark.epoch, mark.seq) for commune, mark in (durable or {}).items()}
        line = _Marks(server_id=server_id, epoch=epoch, seqs=dict(seqs or {}), durable=proven, why=why)
        self._marks.add([line])

    def gone(self) -> frozenset[Gone]:
        """All that must stay away."""
        return frozenset(self._gone.read())

    def add(self, gone: Iterable[Gone]) -> None:
        """Remember what must stay away. Raises OSError when that cannot be kept."""
        self._gone.add(list(gone))

    def tidy(self) -> None:
        """Write the marks anew when they have grown long; for one process alone, before it serves."""
        if self._marks.size() > TIDY_BYTES:
            seen = self.seen()
            durable = {commune: (mark.epoch, mark.seq) for commune, mark in seen.durable.items()}
            one = _Marks(server_id=seen.server_id, epoch=seen.epoch, seqs=dict(seen.seqs), durable=durable)
            self._marks.replace([one])


def _further(seen: Seen, line: _Marks) -> Seen:
    """What is known once a line was read, in whatever order lines were written."""
    marks = {commune: Mark(*pair) for commune, pair in line.durable.items()}
    durable = dict(seen.durable)
    for commune, mark in marks.items():
        durable[commune] = max(mark, durable.get(commune, mark))
    if line.epoch < seen.epoch:
        return Seen(server_id=seen.server_id, epoch=seen.epoch, seqs=seen.seqs, durable=durable)
    seqs = dict(seen.seqs) if line.epoch == seen.epoch else {}
    for commune, seq in line.seqs.items():
        seqs[commune] = max(seq, seqs.get(commune, 0))
    return Seen(server_id=line.server_id, epoch=line.epoch, seqs=seqs, durable=durable)


Line = TypeVar("Line", bound=msgspec.Struct)


class _Lines(Generic[Line]):
    """One file of JSON lines of one shape, or a list when there is no file."""

    def __init__(self, file: Path | None, shape: type[Line]) -> None:
        self._file = file
        self._shape = shape
        self._held: list[bytes] = []

    def read(self) -> Iterator[Line]:
        for line in filter(None, self._whole()):
            try:
                yield msgspec.json.decode(line, type=self._shape)
            except msgspec.DecodeError:
                log.warning("outside_line_unreadable")

    def _whole(self) -> Sequence[bytes]:
        if self._file is None:
            return tuple(self._held)
        try:
            return self._file.read_bytes().split(b"\n")
        except FileNotFoundError:
            return ()

    def add(self, told: Sequence[Line]) -> None:
        lines = [msgspec.json.encode(one) for one in told]
        if self._file is None:
            self._held += lines
        elif lines:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _append(self._file, b"\n" + b"\n".join(lines) + b"\n")

    def size(self) -> int:
        return self._file.stat().st_size if self._file and self._file.exists() else 0

    def replace(self, told: Sequence[Line]) -> None:
        assert self._file is not None, "only a file grows long"
        fresh = self._file.with_suffix(".part")
        fresh.unlink(missing_ok=True)
        _append(fresh, b"\n".join(map(msgspec.json.encode, told)) + b"\n")
        fresh.replace(self._file)
        keep_folder(self._file.parent)


def _append(file: Path, content: bytes) -> None:
    """Add the bytes in one write and wait until the disk has them."""
    is_new = not file.exists()
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if os.write(descriptor, content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        keep_folder(file.parent)


def keep_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder; only POSIX systems can be asked to."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

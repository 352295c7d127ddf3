"""Disks that are full: a small one of its own where this may be mounted, else a limit on what a file may have."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DISK_BYTES = 24 * 1024 * 1024
FILLER = "filler"


@contextmanager
def small_disk(place: Path) -> Iterator[Path | None]:
    """A file system of 24 MB at `place`, gone at the end; None where nobody may mount one."""
    place.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(place)]
    may = sys.platform == "linux" and os.geteuid() == 0
    if not may or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@contextmanager
def filled(disk: Path, room: int) -> Iterator[None]:
    """The disk has this many bytes of room, to the next block."""
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with (disk / FILLER).open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free - room))
    try:
        yield
    finally:
        (disk / FILLER).unlink()


def largest(folder: Path) -> int:
    """The size of the largest file below."""
    return max((path.stat().st_size for path in folder.rglob("*") if path.is_file()), default=0)

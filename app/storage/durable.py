"""Small files that survive a power cut: written beside, flushed, renamed into place. Not SQLite's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` so that after any crash either the old file or the new one is there, whole."""
    beside = path.with_name(path.name + ".new")
    with open(beside, "wb", opener=_private) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows does this with the rename and cannot open folders."""
    if sys.platform != "win32":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)

"""Runs schedules one after another on one shelf. What is asked and printed is the command's business."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.world.disks import Disks, FileDisks, MemoryDisks
from tests.support.world.events import STEPS, Events
from tests.support.world.rest import violations
from tests.support.world.schedule import World
from tests.support.world.shelf import FileShelf, MemoryShelf, Shelf


def in_memory() -> tuple[Shelf, Callable[[], Disks]]:
    """Where everything is in memory."""
    return MemoryShelf(), MemoryDisks


def on_disk(folder: Path) -> tuple[Shelf, Callable[[int], Disks]]:
    """Where everything is in files; the laptops of each schedule have a folder of their own."""
    return FileShelf(folder), lambda seed: FileDisks(folder / f"laptops-{seed}")


def run_one(seed: int, shelf: Shelf, disks: Disks, steps: int = STEPS) -> tuple[World, list[str]]:
    """One schedule, and everything that was wrong with it."""
    with _silence():
        world = World(seed, shelf, disks)
        try:
            Events(world).live(steps)
            return world, violations(world)
        finally:
            world.close()


@contextmanager
def _silence() -> Iterator[None]:
    """Central writes about every trouble into its log; in here trouble is wanted."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)

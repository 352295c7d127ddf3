"""A desk in a process of its own: for what ends a process, and for a machine with two screens."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

from pytestqt.qtbot import QtBot

from tests.support.desks import Bench, Counter, until
from tests.support.stores import Keyring

SCREENS = ("here", "there")


class Patient:
    """Waits as pytest's robot does, where there is no pytest."""

    def waitUntil(self, condition: Callable[[], bool]) -> None:  # noqa: N802
        """Until it is so; half a minute is too long."""
        assert until(condition, 30), "never came"


def counter_alone(folder: Path) -> Counter:
    """A desk over a folder whose file opens with the passphrase alone."""
    return Counter(cast(QtBot, Patient()), bench_of(folder))


def bench_of(folder: Path) -> Bench:
    """The folder of such a desk."""
    return Bench(folder, keyring=Keyring(available=False))


def two_screens(file: Path) -> str:
    """The platform of a machine with two screens side by side, for QT_QPA_PLATFORM."""
    sizes = ((0, 1366, 768), (1366, 1920, 1080))
    screens = [
        {"name": name, "x": x, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
        for name, (x, width, height) in zip(SCREENS, sizes, strict=True)
    ]
    file.write_text(json.dumps({"screens": screens, "logicalBaseDpi": 96}), encoding="utf-8")
    return f"offscreen:configfile={file}"

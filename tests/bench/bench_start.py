"""From process start to the first painted window: the passphrase page against a bare QMainWindow."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.rows import Row
from tests.support.stores import temp_store

TAIL = """
from PySide6.QtCore import QTimer
w.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
w = QMainWindow()
w.resize(1366, 696)
"""
OURS = """
from app.desktop.main import make_application, make_desk
from app.desktop.bootstrap import home
app = make_application(["diemtua"])
desk = make_desk(app, home())
w = desk.window
desk.start()
"""


def run(quick: bool) -> list[Row]:
    """Medians of alternating starts."""
    repeats = 3 if quick else 9
    with tempfile.TemporaryDirectory() as folder:
        temp_store(Path(folder) / "laptop").close()
        times: dict[str, list[float]] = {BARE: [], OURS: [], "": []}
        for _round in range(repeats):
            for program, taken in times.items():
                taken.append(_start(program, Path(folder)))
    bare, ours, floor = (statistics.median(times[program]) * 1000 for program in (BARE, OURS, ""))
    return [
        Row(
            name="first window",
            ours=ours,
            theirs=bare,
            floor=floor,
            unit="ms",
            goal_ratio=2.0,
            higher_is_better=False,
        )
    ]


def _start(program: str, folder: Path) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DIEMTUA_HOME": str(folder / "laptop")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its byte code
    began = time.perf_counter()
    command = [sys.executable, "-c", program + (TAIL if program else "")]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - began

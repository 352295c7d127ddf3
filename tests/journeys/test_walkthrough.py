"""`make run` on a machine without a display: the whole main job through the real windows, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_main_job_through_the_real_windows(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.walkthrough"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    left = tmp_path / "build" / "walkthrough"
    assert (left / "slip.pdf").read_bytes().startswith(b"%PDF")
    assert "Lò Thị Ín" in (left / "central_view.txt").read_text(encoding="utf-8")
    assert len(list((left / "may-1").glob("*.png"))) >= 25
    assert len(list((left / "may-2").glob("*.png"))) >= 10

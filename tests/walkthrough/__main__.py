"""`make run`: with a display the program and a practice centre, without one the main job left to look at."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tests.support.central_process import central_process

WALK = Path("build/walkthrough")
PRACTICE = Path("build/practice")


def main() -> int:
    """Choose by what this machine has."""
    return _practise() if has_display() else _walk()


def has_display() -> bool:
    """Whether a window can be shown to somebody."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _walk() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from tests.walkthrough.story import Story, tell

    _say("no display here: carrying one citizen through the real windows, about a minute")
    folder = _fresh(WALK)
    with central_process(folder / "data" / "central") as central:
        tell(Story(folder=folder, central=central, say=_say))
    shutil.rmtree(folder / "data")
    _say(f"done: pictures of both laptops, slip.pdf, slip.png and central_view.txt are in {folder}")
    return 0


def _practise() -> int:
    from tests.walkthrough.practice import practise

    _say(
        "starting a practice centre on this machine and the program paired with it; everything is new each time"
    )
    folder = _fresh(PRACTICE)
    with central_process(folder / "central") as central:
        return practise(folder, central, _say)


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _say(words: str) -> None:
    print(f"run: {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

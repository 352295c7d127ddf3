"""Draws every screen and state at both sizes into build/screenshots: python -m tests.screenshots [name …]"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QDialog

from app.desktop.main import make_application
from app.desktop.theme import palette
from app.desktop.theme.tokens import CONTRAST, PAPER
from app.i18n import use_language
from tests.support.audit import SIZES, faults
from tests.support.scenes import MAIN, SCENES

FOLDER = Path(__file__).parents[2] / "build" / "screenshots"
DELETED = 52
"""QEvent.DeferredDelete, which an application without a running loop does not deliver by itself."""


def draw(app: QApplication, name: str, size: tuple[int, int], suffix: str) -> int:
    """Write one picture; the number of faults the audit finds on it, each of them told."""
    widget = SCENES[name]()
    if not isinstance(widget, QDialog):
        widget.resize(*size)
    widget.show()
    widget.activateWindow()
    for _ in range(3):
        app.processEvents()
        app.sendPostedEvents(None, DELETED)
    path = FOLDER / f"{name}_{size[0]}x{size[1]}{suffix}.png"
    widget.grab().save(str(path))
    found = faults(widget)
    if found:
        print(path.name, *found, sep="\n    ")
    widget.close()
    widget.deleteLater()
    app.sendPostedEvents(None, DELETED)
    return len(found)


def main(names: list[str]) -> int:
    """Draw the named screens or all; 1 when the audit found anything."""
    app = make_application(["diemtua"])
    if not names:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = 0
    for language in ("vi", "en"):
        use_language(language)
        for name in names or SCENES:
            for size in SIZES:
                found += draw(app, name, size, "" if language == "vi" else f"_{language}")
    use_language("vi")
    for suffix, scale, colours in (("_130", 130, PAPER), ("_contrast", 100, CONTRAST)):
        palette.apply(app, scale, colours)
        for name in names or (MAIN if scale != 100 else SCENES):
            for size in SIZES:
                found += draw(app, name, size, suffix)
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER.name}, {found} faults")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

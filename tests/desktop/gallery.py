"""Draws every specimen at both sizes, large and grey: python -m tests.desktop.gallery [name …]"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.theme import palette
from tests.desktop.part_specimens import forms, lock, parts, phones, wizard
from tests.desktop.specimens import home, offline, reason, step
from tests.support.audit import SIZES, faults

FOLDER = Path(__file__).parents[2] / "build" / "gallery"
SPECIMENS: dict[str, Callable[[], QWidget]] = {
    "home": home,
    "offline": offline,
    "step": step,
    "reason": reason,
    "parts": parts,
    "forms": forms,
    "phones": phones,
    "wizard": wizard,
    "lock": lock,
}


def draw(app: QApplication, name: str, size: tuple[int, int], suffix: str = "") -> None:
    """Write one picture and say what the audit finds on it."""
    widget = SPECIMENS[name]()
    widget.resize(*size)
    widget.show()
    widget.activateWindow()
    app.processEvents()
    app.processEvents()
    image = widget.grab().toImage()
    if suffix == "_grey":
        image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    path = FOLDER / f"{name}_{size[0]}x{size[1]}{suffix}.png"
    image.save(str(path))
    print(path.name, *faults(widget), sep="\n    ")
    widget.close()
    widget.deleteLater()


def main(names: list[str]) -> None:
    """Draw the named specimens, or all of them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or SPECIMENS:
        palette.apply(app)
        for size in SIZES:
            draw(app, name, size)
        draw(app, name, SIZES[0], "_grey")
        palette.apply(app, 130)
        draw(app, name, SIZES[0], "_130")


if __name__ == "__main__":
    main(sys.argv[1:])

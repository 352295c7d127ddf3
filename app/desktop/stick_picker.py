"""Asks for the folder of a stick, removable drives first."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path, PurePath

from PySide6.QtCore import QStorageInfo, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

from app.i18n import _

_MOUNTED = ("/media", "/run/media", "/mnt", "/Volumes")
"""Where desktops put what was plugged in; on Windows the system is asked what a drive is."""

_REMOVABLE = 2
"""DRIVE_REMOVABLE of Windows' GetDriveType."""


def removable(volumes: Sequence[QStorageInfo] | None = None) -> list[str]:
    """The roots of the drives that can be pulled out and are ready, in the system's order."""
    found = QStorageInfo.mountedVolumes() if volumes is None else volumes
    return [
        one.rootPath() for one in found if one.isValid() and one.isReady() and is_removable(one.rootPath())
    ]


def is_removable(root: str) -> bool:
    """Whether a volume is one people plug in and pull out."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOVABLE)
    return any(PurePath(root).is_relative_to(place) and root != place for place in _MOUNTED)


def ask_folder(window: QWidget) -> Path | None:
    """The folder a person chose, or None. Usable by keyboard alone."""
    drives = removable()
    dialog = QFileDialog(window, _("Choose the USB stick"), drives[0] if drives else "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setSidebarUrls([QUrl.fromLocalFile(drive) for drive in drives] or dialog.sidebarUrls())
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None

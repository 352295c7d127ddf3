"""Every way a code gets into the program: scanner, picture file, clipboard, camera. What it means is not known here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.desktop.scanning.wedge import Wedge
from app.desktop.tasks import Tasks
from app.i18n import _

PICTURES = "*.png *.jpg *.jpeg *.bmp *.webp"


class ScanWays(QObject):
    """`scanned` carries the text of a code, whichever way it came; `receive` asks for the search page."""

    scanned = Signal(str)
    receive = Signal()

    def __init__(self, app: QApplication, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._window = tasks, window
        self._app, self._watches = app, False
        self._wedge = Wedge(parent=self)
        self._wedge.scanned.connect(self.scanned)

    def watch(self) -> None:
        """Look at every key from now on; the page that asks for the passphrase has nothing to scan."""
        if not self._watches:
            self._watches = True
            self._wedge.watch(self._app)

    def close(self) -> None:
        """Stop watching keys."""
        self._watches = False
        self._app.removeEventFilter(self._wedge)

    def from_picture(self) -> None:
        """A picture file, chosen by the person."""
        name, _kind = QFileDialog.getOpenFileName(
            self._window,
            _("Picture of a card or sheet"),
            "",
            _("Pictures ({patterns})").format(patterns=PICTURES),
        )
        if name:
            self.read_file(Path(name))

    def read_file(self, path: Path) -> None:
        """Read the code in a picture, in a worker."""
        from app.desktop.scanning.picture import read_file  # brings the decoder, which a start does not need

        self._tasks.run(lambda _work: read_file(path), self.scanned.emit, self._refused, owner=self)

    def from_text_file(self) -> None:
        """A pairing sheet as a file, chosen by the person."""
        name, _kind = QFileDialog.getOpenFileName(self._window, _("Pairing sheet"), "", "*.txt *.*")
        if name:
            self._tasks.run(
                lambda _work: _first_bytes(Path(name)), self.scanned.emit, self._refused, owner=self
            )

    def from_clipboard(self) -> None:
        """A picture or a code copied elsewhere."""
        from app.desktop.scanning.picture import PictureRefused, read_clipboard

        try:
            text = read_clipboard(QGuiApplication.clipboard())
        except PictureRefused as refused:
            self._refused(refused)
        else:
            self.scanned.emit(text)

    def from_camera(self) -> None:
        """The webcam, in a dialog; no camera is a normal state."""
        from app.desktop.camera_dialog import CameraDialog
        from app.desktop.scanning.camera import has_camera

        if not has_camera():
            self._say(_("No camera was found. Use the scanner, or a picture of the card."))
            return
        dialog = CameraDialog(self._tasks, self._window)
        dialog.scanned.connect(self.scanned)
        dialog.open()

    def _refused(self, failure: Exception) -> None:
        from app.desktop.scanning.picture import PictureRefused
        from app.desktop.wording.pictures import picture_fault

        fault = failure.fault if isinstance(failure, PictureRefused) else None
        self._say(picture_fault(fault))

    def _say(self, words: str) -> None:
        from app.desktop.widgets.question import Question

        Question(self._window, _("Scan"), words, yes=_("Close"), icon="scan-qr-code").open()


def _first_bytes(path: Path) -> str:
    """The beginning of a text file: a pairing sheet is one short line, anything longer is not one."""
    with path.open("rb") as file:
        return file.read(2048).decode("utf-8", errors="replace").strip()

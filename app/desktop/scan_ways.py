"""Every way a code gets into the program: scanner, picture file, clipboard, camera. What it means is not known here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMessageBox, QWidget

from app.desktop.scanning import picture
from app.desktop.scanning.camera import Camera, CameraState, has_camera
from app.desktop.scanning.picture import PictureRefused
from app.desktop.scanning.wedge import Wedge
from app.desktop.tasks import Tasks
from app.desktop.widgets.arrange import column
from app.desktop.widgets.buttons import Button
from app.desktop.widgets.typography import label
from app.desktop.wording.pictures import picture_fault
from app.i18n import _

PICTURES = "*.png *.jpg *.jpeg *.bmp *.webp"


class ScanWays(QObject):
    """`scanned` carries the text of a code, whichever way it came; `receive` asks for the search page."""

    scanned = Signal(str)
    receive = Signal()

    def __init__(self, app: QApplication, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._window = tasks, window
        self._wedge = Wedge(parent=self)
        self._wedge.scanned.connect(self.scanned)
        self._wedge.watch(app)

    def close(self) -> None:
        """Stop watching keys."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self._wedge)

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
        self._tasks.run(lambda _work: picture.read_file(path), self.scanned.emit, self._refused, owner=self)

    def from_text_file(self) -> None:
        """A pairing sheet as a file, chosen by the person."""
        name, _kind = QFileDialog.getOpenFileName(self._window, _("Pairing sheet"), "", "*.txt *.*")
        if name:
            self._tasks.run(
                lambda _work: _first_bytes(Path(name)), self.scanned.emit, self._refused, owner=self
            )

    def from_clipboard(self) -> None:
        """A picture or a code copied elsewhere."""
        try:
            text = picture.read_clipboard(QGuiApplication.clipboard())
        except PictureRefused as refused:
            self._refused(refused)
        else:
            self.scanned.emit(text)

    def from_camera(self) -> None:
        """The webcam, in a dialog; no camera is a normal state."""
        if not has_camera():
            self._say(_("No camera was found. Use the scanner, or a picture of the card."))
            return
        dialog = CameraDialog(self._tasks, self._window)
        dialog.scanned.connect(self.scanned)
        dialog.open()

    def _refused(self, failure: Exception) -> None:
        fault = failure.fault if isinstance(failure, PictureRefused) else None
        self._say(picture_fault(fault))

    def _say(self, words: str) -> None:
        QMessageBox(QMessageBox.Icon.Information, _("Scan"), words, parent=self._window).open()


class CameraDialog(QDialog):
    """What the camera sees, until it reads a code."""

    scanned = Signal(str)

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Camera"))
        self._picture = QLabel()
        self._picture.setFixedSize(640, 400)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setAccessibleName(_("What the camera sees"))
        self._words = label(_("Hold the card's QR in front of the camera."), wrap=True)
        close = Button(_("Close"), self.reject)
        self.setLayout(column(self._picture, self._words, close, gap=10, margins=(16, 16, 16, 16)))
        self._camera = Camera(tasks, parent=self)
        self._camera.preview.connect(self._show)
        self._camera.scanned.connect(self._read)
        self._camera.state_changed.connect(self._changed)
        self.finished.connect(lambda _result: self._camera.stop())
        self._camera.start()

    def _show(self, image: QImage) -> None:
        fitting = image.scaled(self._picture.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._picture.setPixmap(QPixmap.fromImage(fitting))

    def _read(self, text: str) -> None:
        self.accept()
        self.scanned.emit(text)

    def _changed(self, state: CameraState) -> None:
        if state not in (CameraState.WATCHING, CameraState.OFF):
            self._words.setText(_("The camera is not ready. Use the scanner, or a picture of the card."))


def _first_bytes(path: Path) -> str:
    """The beginning of a text file: a pairing sheet is one short line, anything longer is not one."""
    with path.open("rb") as file:
        return file.read(2048).decode("utf-8", errors="replace").strip()

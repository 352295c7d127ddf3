"""What the camera sees, until it reads a code. Imported only when somebody asks for the camera."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.desktop.scanning.camera import Camera, CameraState
from app.desktop.tasks import Tasks
from app.desktop.widgets.arrange import column
from app.desktop.widgets.buttons import Button
from app.desktop.widgets.typography import label
from app.i18n import _


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

"""Reads a QR code with the webcam; a machine without one is normal, and nothing of a frame is kept.

Policy: one frame is read at a time and frames in between are skipped; a frame without a code is no fault;
a camera that fails is reported once and closed, and may be started again.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.desktop.scanning import picture
from app.desktop.tasks import Tasks, Work

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame


class CameraState(StrEnum):
    """OFF, WATCHING, or why not: NONE on this machine, or FAILED (taken by another program, unplugged)."""

    OFF = "off"
    WATCHING = "watching"
    NONE = "none"
    FAILED = "failed"


Feed = Callable[["QMediaCaptureSession", Callable[[], None]], bool]
"""Gives a session its frames and is told whom to call when they fail; False when there is no source."""


class Camera(QObject):
    """Watches until a code is read, then stops by itself. `preview` carries frames for the screen."""

    scanned = Signal(str)
    preview = Signal(QImage)
    state_changed = Signal(CameraState)

    def __init__(self, tasks: Tasks, feed: Feed | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._feed = tasks, feed or default_camera
        self._session: QMediaCaptureSession | None = None
        self._reading: Work | None = None
        self.state = CameraState.OFF

    def start(self) -> CameraState:
        """Begin to watch; the multimedia library is loaded only now."""
        from PySide6.QtMultimedia import QMediaCaptureSession, QVideoSink

        self.stop()
        session, sink = QMediaCaptureSession(self), QVideoSink(self)
        session.setVideoSink(sink)
        sink.videoFrameChanged.connect(self._frame)
        self._session = session
        if self._feed(session, self._fail):
            self._enter(CameraState.WATCHING)
        else:
            self._close(CameraState.NONE)
        return self.state

    def stop(self) -> None:
        """Let the camera go; a frame still being read is forgotten."""
        if self._session is not None:
            self._close(CameraState.OFF)

    def _frame(self, frame: QVideoFrame) -> None:
        image = frame.toImage()
        if self.state is not CameraState.WATCHING or image.isNull():
            return
        self.preview.emit(image)
        if self._reading is None:
            self._reading = self._tasks.run(
                lambda _work: picture.codes_in(image), self._read, self._unreadable, owner=self
            )

    def _read(self, texts: list[str]) -> None:
        self._reading = None
        if texts and self.state is CameraState.WATCHING:
            self.stop()
            self.scanned.emit(texts[0])

    def _unreadable(self, _failure: Exception) -> None:
        self._reading = None

    def _fail(self) -> None:
        self._close(CameraState.FAILED)

    def _close(self, state: CameraState) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        if self._session is not None:
            session, self._session = self._session, None
            camera = session.camera()
            if camera is not None:
                camera.stop()
            session.deleteLater()
        self._enter(state)

    def _enter(self, state: CameraState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)


def default_camera(session: QMediaCaptureSession, failed: Callable[[], None]) -> bool:
    """The system's default camera as the source; False when there is none."""
    from PySide6.QtMultimedia import QCamera, QMediaDevices

    device = QMediaDevices.defaultVideoInput()
    if device.isNull():
        return False
    camera = QCamera(device, session)
    camera.errorOccurred.connect(lambda *_: failed())
    session.setCamera(camera)
    camera.start()
    return True


def has_camera() -> bool:
    """Whether this machine has a webcam now."""
    from PySide6.QtMultimedia import QMediaDevices

    return bool(QMediaDevices.videoInputs())

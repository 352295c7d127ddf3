from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import segno
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame, QVideoFrameInput
from pytestqt.qtbot import QtBot

from app.desktop.scanning.camera import Camera, CameraState
from app.desktop.tasks import Tasks

# Qt says so where there is no graphics processor; frames are then converted by the CPU.
pytestmark = pytest.mark.qt_log_ignore("No RHI backend", extend=True)

CARD = "014090000000||Giàng A Páo|05091990|Nam|Bản Bẹ, Tà Xùa, Bắc Yên, Sơn La|20122021"


class FakeLens:
    """A webcam made of pictures, through Qt's own capture session."""

    def __init__(self, pictures: list[QImage]) -> None:
        self.frames = QVideoFrameInput()
        self.pictures, self.sent = pictures, 0
        self.fail: Callable[[], None] = lambda: None
        self.timer = QTimer()
        self.timer.timeout.connect(self.send)

    def feed(self, session: QMediaCaptureSession, failed: Callable[[], None]) -> bool:
        self.fail = failed
        session.setVideoFrameInput(self.frames)
        self.timer.start(20)
        return True

    def send(self) -> None:
        picture = self.pictures[min(self.sent, len(self.pictures) - 1)]
        if self.frames.sendVideoFrame(QVideoFrame(picture)):
            self.sent += 1


def scene(tmp_path: Path, text: str = "") -> QImage:
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor("#b9b2a4"))
    if text:
        path = tmp_path / "code.png"
        segno.make(text, error="m").save(str(path), scale=4)
        painter = QPainter(image)
        painter.drawImage(180, 120, QImage(str(path)))
        painter.end()
    return image


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


def test_a_code_held_before_the_lens_is_read_and_the_camera_let_go(
    qtbot: QtBot, tmp_path: Path, tasks: Tasks
) -> None:
    lens = FakeLens([scene(tmp_path), scene(tmp_path), scene(tmp_path, CARD)])
    camera = Camera(tasks, lens.feed)
    seen: list[QImage] = []
    camera.preview.connect(seen.append)
    with qtbot.waitSignal(camera.scanned, timeout=10_000) as caught:
        assert camera.start() is CameraState.WATCHING
    assert caught.args == [CARD]
    assert camera.state is CameraState.OFF
    assert seen
    assert seen[0].size() == scene(tmp_path).size()


def test_a_stopped_camera_reads_nothing_more(qtbot: QtBot, tmp_path: Path, tasks: Tasks) -> None:
    lens = FakeLens([scene(tmp_path, CARD)])
    camera = Camera(tasks, lens.feed)
    scans: list[str] = []
    camera.scanned.connect(scans.append)
    camera.start()
    camera.stop()
    ticks: list[None] = []
    lens.timer.timeout.connect(lambda: ticks.append(None))
    qtbot.waitUntil(lambda: len(ticks) >= 5)
    assert camera.state is CameraState.OFF
    assert scans == []


def test_no_camera_is_a_normal_state(qtbot: QtBot, tasks: Tasks) -> None:
    camera = Camera(tasks, lambda _session, _failed: False)
    with qtbot.waitSignal(camera.state_changed) as caught:
        assert camera.start() is CameraState.NONE
    assert caught.args == [CameraState.NONE]


def test_this_machine_is_asked_for_a_webcam_without_complaint(tasks: Tasks) -> None:
    camera = Camera(tasks)
    assert camera.start() in (CameraState.NONE, CameraState.WATCHING, CameraState.FAILED)
    camera.stop()
    assert camera.state in (CameraState.OFF, CameraState.NONE)


def test_a_camera_that_fails_is_told_once_and_may_start_again(
    qtbot: QtBot, tmp_path: Path, tasks: Tasks
) -> None:
    lens = FakeLens([scene(tmp_path)])
    camera = Camera(tasks, lens.feed)
    states: list[CameraState] = []
    camera.state_changed.connect(states.append)
    camera.start()
    lens.fail()
    lens.fail()
    camera.start()
    camera.stop()
    assert states == [CameraState.WATCHING, CameraState.FAILED, CameraState.WATCHING, CameraState.OFF]

"""The desktop program's start: one application, one window, one log of what nobody expected."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from app import resources
from app.desktop.bootstrap import build_ground, build_machine, home
from app.desktop.change_bus import ChangeBus
from app.desktop.desk import Desk
from app.desktop.theme import palette
from app.domain.faults import StoreFault

if TYPE_CHECKING:
    from app.desktop.practice_desk import PracticeDesk

FIRST_SIZE = (1366, 696)


def make_application(argv: list[str]) -> QApplication:
    """The application with our look and Qt's own words in Vietnamese."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(argv)
    QCoreApplication.setApplicationName("DiemTua")
    palette.apply(app)
    words = QTranslator(app)
    if words.load(str(resources.translations() / "qtbase_vi.qm")):
        app.installTranslator(words)
    return app


def make_desk(app: QApplication, folder: Path) -> Desk:
    """The desk over one folder, its window sized for a 1366x768 laptop."""
    bus = ChangeBus()
    machine = build_machine(folder, bus.announce)
    desk = Desk(app, machine, bus)
    desk.window.resize(*FIRST_SIZE)
    return desk


class Front(QObject):
    """One desk at a time: the one where people are helped, or the one to practise at. The other is closed, its
    store with it. `troubled` carries a StoreFault to whichever is there.
    """

    troubled = Signal(object)

    def __init__(self, app: QApplication, folder: Path) -> None:
        super().__init__()
        self._app, self._folder = app, folder
        self.desk: Desk | PracticeDesk | None = None
        self.troubled.connect(self._tell)

    def work(self) -> None:
        """The entrance, and the working day behind it."""
        desk = make_desk(self._app, self._folder)
        desk.practice_wanted.connect(self.practise, Qt.ConnectionType.QueuedConnection)
        self._put(desk)

    def practise(self) -> None:
        """The practice village."""
        from app.desktop.practice_desk import PracticeDesk

        bus = ChangeBus()
        desk = PracticeDesk(self._app, build_ground(self._folder, bus.announce), bus)
        desk.window.resize(*FIRST_SIZE)
        desk.left.connect(self.work, Qt.ConnectionType.QueuedConnection)
        self._put(desk)

    def _put(self, desk: Desk | PracticeDesk) -> None:
        """In place of what was there, where it was; what was there ends before the other begins."""
        old, self.desk = self.desk, desk
        if old is not None:
            desk.window.setGeometry(old.window.geometry())
            desk.window.setWindowState(old.window.windowState())
            desk.window.show()  # first, because the program ends with its last window
            old.window.close()
            old.window.deleteLater()
        desk.start()
        desk.window.show()

    def _tell(self, fault: StoreFault) -> None:
        if self.desk is not None:
            self.desk.tell(fault)


def run(argv: list[str]) -> int:
    """Open the program and stay until it is closed. Whatever it writes is for this account's eyes alone."""
    os.umask(0o077)
    app = make_application(argv)
    folder = home()
    with suppress(OSError):  # a folder that cannot be made is told where it is needed: on day one
        folder.mkdir(parents=True, exist_ok=True)
    front = Front(app, folder)
    sys.excepthook = partial(note_failure, front, folder / "log.txt")
    front.work()
    return app.exec()


def note_failure(
    desk: Desk | Front,
    log: Path,
    kind: type[BaseException],
    failure: BaseException,
    trace: TracebackType | None,
) -> None:
    """A store that cannot save now is told on screen. Anything else is a bug: it is written down with its place,
    never with anybody's data. The program goes on either way.
    """
    if isinstance(failure, StoreFault):
        desk.troubled.emit(failure)
        return
    frames = []
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    line = (
        f"{datetime.now().isoformat(timespec='seconds')} {kind.__name__} at {' < '.join(reversed(frames))}\n"
    )
    with suppress(OSError), log.open("a", encoding="utf-8") as file:
        file.write(line)

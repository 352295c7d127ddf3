"""Slips: made in a worker, shown, printed, kept as a file; gone from the disk when their page goes."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.desktop.machine import Workplace
from app.desktop.printing import print_pdf
from app.desktop.screens.slip import SlipScreen
from app.desktop.shell.main_window import MainWindow
from app.desktop.tasks import Tasks, Work
from app.desktop.theme.tokens import Tone
from app.desktop.widgets.question import Question
from app.desktop.wording import slip as slip_words
from app.domain.slip import Paper, Slip
from app.domain.views import Finished
from app.i18n import _, reading
from app.usecases import family
from app.usecases.device import device_identity
from app.usecases.ports import Store

PAPER_LANGUAGE = "vi"
"""A slip is read at home, in Vietnamese, whatever language the operator's screen speaks."""


class Papers(QObject):
    """The slips of one store; `kin_wanted` names whose household the next person is of."""

    kin_wanted = Signal(str)

    def __init__(self, machine: Workplace, tasks: Tasks, window: MainWindow, store: Store) -> None:
        super().__init__(window)
        self._machine, self._tasks, self._window, self._store = machine, tasks, window, store

    def show(self, finished: Finished, *, print_now: bool = False) -> None:
        """Make the slip of a finished session and lay its page over the room."""
        slip = self._slip_of(finished)
        target = self._machine.slips / f"{finished.values.get('code') or finished.session}.pdf"

        def written(path: Path) -> None:
            screen = SlipScreen(slip, path, with_kin=bool(finished.citizen))
            screen.destroyed.connect(partial(_remove, path))
            screen.print_wanted.connect(partial(self._print, path, screen))
            screen.save_wanted.connect(partial(self._keep, path, screen))
            screen.done.connect(self._window.go_up)
            screen.kin_wanted.connect(partial(self._next_of_kin, finished.citizen))
            self._window.push_page(screen)
            if print_now:
                self._print(path, screen)

        identity = device_identity(self._store)
        paper = identity.paper if identity else Paper.A5

        def write(_work: Work) -> Path:
            self._machine.write_slip(slip, target, paper)
            return target

        self._tasks.run(write, written, self._not_written, owner=self)

    def _next_of_kin(self, citizen: str) -> None:
        self._window.go_up()
        self.kin_wanted.emit(citizen)

    def _slip_of(self, finished: Finished) -> Slip:
        identity = device_identity(self._store)
        with reading(PAPER_LANGUAGE):
            desk = slip_words.desk_of(identity, self._store.read().records("support_point"))
            pack = self._machine.pack(PAPER_LANGUAGE, str(finished.values.get("guide", "")))
            known = family.representative_of(self._store.read(), finished.citizen) or {}
            today, name = self._machine.clock.now().date(), str(known.get("name") or "")
            return slip_words.slip_of(finished, pack, desk, today, name)

    def _print(self, pdf: Path, screen: SlipScreen) -> None:
        words, is_trouble = print_pdf(pdf)
        screen.show_notice(words, is_trouble=is_trouble)

    def _keep(self, pdf: Path, screen: SlipScreen) -> None:
        name, _kind = QFileDialog.getSaveFileName(self._window, _("Keep the slip"), pdf.name, "*.pdf")
        if not name:
            return
        try:
            Path(name).write_bytes(pdf.read_bytes())
        except OSError:
            words = _("The file could not be written there. The session is saved. Choose another place.")
            screen.show_notice(words, is_trouble=True)

    def _not_written(self, failure: Exception) -> None:
        if not isinstance(failure, OSError):
            raise failure
        title = _("The slip could not be made")
        words = _("The session is saved. Free some disk space, then print again.")
        Question(self._window, title, words, yes=_("Close"), icon="printer", tone=Tone.WARN).open()


def _remove(paper: Path) -> None:
    """A slip holds a name: its file goes with its page, and comes back when it is printed again."""
    with suppress(OSError):
        paper.unlink()

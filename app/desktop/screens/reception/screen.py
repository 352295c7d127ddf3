"""Receiving a person: one presenter, four pages, the one that belongs to the state on top."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.desktop.screens.reception.confirm import ChoosePage, ConfirmPage
from app.desktop.screens.reception.search import SearchPage
from app.desktop.screens.reception.write import WritePage
from app.desktop.shell.room import fit
from app.desktop.widgets.arrange import column
from app.desktop.wording import queue as words
from app.domain.guide import GuidePack
from app.i18n import _
from app.presentation.reception import Desk, ReceptionPresenter, ReceptionState


class ReceptionScreen(QWidget):
    """`picture_wanted`, `clipboard_wanted`, `camera_wanted`: other ways to read a card, done by the desk."""

    picture_wanted = Signal()
    clipboard_wanted = Signal()
    camera_wanted = Signal()

    def __init__(self, presenter: ReceptionPresenter, pack: GuidePack) -> None:
        super().__init__()
        self._presenter, self._pack, self._pages = presenter, pack, QStackedWidget()
        self._search = SearchPage()
        self._over: QWidget | None = None
        self._compact = False
        self._pages.addWidget(self._search)
        self.setLayout(column((self._pages, 1), gap=0))
        self._search.typed.connect(presenter.typed)
        self._search.chosen.connect(presenter.chosen)
        self._search.other_guest.connect(partial(presenter.expect, None))
        self._search.new_person.connect(presenter.nobody_fits)
        self._search.picture_wanted.connect(self.picture_wanted)
        self._search.clipboard_wanted.connect(self.clipboard_wanted)
        self._search.camera_wanted.connect(self.camera_wanted)
        self.setFocusProxy(self._search)
        presenter.attach(self.show_state)

    def set_compact(self, compact: bool) -> None:
        """Tell the page on top; the next ones are told when they are made."""
        self._compact = compact
        self._search.set_compact(compact)
        fit(self._over, compact)

    def show_state(self, state: ReceptionState) -> None:
        """Show the page of the state."""
        if state.desk is Desk.WRITE and isinstance(self._over, WritePage) and state.problems:
            self._over.show_problems(state.problems)
            return
        self._show_over(self._page(state))
        if state.desk is Desk.SEARCH:
            self._search.show_state(state)
            self._search.show_guest(self._company(state))

    def begin_with(self, text: str) -> None:
        """Start a search from the top bar."""
        self._presenter.cleared()
        self._search.begin_with(text)

    def _page(self, state: ReceptionState) -> QWidget | None:
        match state.desk:
            case Desk.SEARCH:
                return None
            case Desk.CONFIRM:
                confirm = ConfirmPage(state, self._company(state))
                confirm.yes.connect(self._presenter.confirmed)
                confirm.no.connect(self._presenter.cleared)
                return confirm
            case Desk.CHOOSE:
                choose = ChoosePage(state)
                choose.chosen.connect(self._presenter.chosen)
                choose.none_fits.connect(self._presenter.nobody_fits)
                choose.back.connect(self._presenter.cleared)
                return choose
            case Desk.WRITE:
                write = WritePage(state)
                write.written.connect(self._presenter.written)
                write.back.connect(self._presenter.cleared)
                return write

    def _company(self, state: ReceptionState) -> str:
        """Whose number was asked in, or whose household the next one is of; empty for neither."""
        if state.kin:
            return _("Of the household of {name}").format(name=state.kin)
        return words.guest(state.guest, self._pack) if state.guest else ""

    def _show_over(self, page: QWidget | None) -> None:
        old, self._over = self._over, page
        fit(page, self._compact)
        self.setFocusProxy(page or self._search)
        if page is not None:
            self._pages.addWidget(page)
            self._pages.setCurrentWidget(page)
            page.setFocus()
        else:
            self._pages.setCurrentWidget(self._search)
            self._search.setFocus()
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()

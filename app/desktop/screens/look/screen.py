"""The screen: the list of what a person has to look at, and the panel for the one that is open."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.desktop.screens.look.compare import ComparePanel
from app.desktop.screens.look.kept import KeptPanel
from app.desktop.screens.look.work import WorkPanel
from app.desktop.shell.keyboard import Key, bind
from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.page_head import PageHead
from app.desktop.widgets.person_list import PersonList
from app.desktop.widgets.person_row import PersonLine
from app.desktop.widgets.plain_keys import PlainKeys
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import looking as words
from app.i18n import _, format_number
from app.presentation.looking import LookPresenter, LookState

LIST_WIDTH, LIST_WIDTH_COMPACT = 270, 236


class LookScreen(QWidget):
    """Ctrl+Enter keeps what is chosen, N goes on to the next one, arrows choose."""

    def __init__(self, presenter: LookPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._head = PageHead(_("To look at"), " ")
        self._compact, self._texts = False, (_("To look at"), " ")
        self._count, self._list = Tag("", Tone.WARN), PersonList(_("To look at"))
        self._kept = Button("", presenter.show_kept, kind=Kind.QUIET, size=Size.SMALL, icon="history")
        self._lines: list[tuple[str, PersonLine]] | None = None
        self._panels = QStackedWidget()
        self._compare, self._work = ComparePanel(presenter), WorkPanel(presenter)
        self._given_up = KeptPanel(presenter)
        for panel in (self._compare, self._work, self._given_up):
            self._panels.addWidget(panel)
        self._side = Card(
            column(
                box(row(label(_("To look at"), Role.H3), self._count, None, gap=10, margins=(16, 12, 12, 8))),
                rule(),
                self._list,
                None,
                box(row(self._kept, None, margins=(6, 0, 6, 6))),
                gap=0,
            )
        )
        self._page = column(self._head, (row(self._side, (self._panels, 1), gap=16), 1), gap=12)
        self.setLayout(self._page)
        self._keys()
        self.set_compact(False)
        presenter.attach(self.show_state)

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window, which is for the choice and not for the sentence above it."""
        self._compact = compact
        self._head.set_texts(self._texts[0], "" if compact else self._texts[1])
        self._page.setContentsMargins(*((20, 8, 20, 10) if compact else (28, 18, 28, 18)))
        self._page.setSpacing(8 if compact else 12)
        self._side.setFixedWidth(scaled(LIST_WIDTH_COMPACT if compact else LIST_WIDTH))
        for panel in (self._compare, self._work, self._given_up):
            panel.set_compact(compact)

    def show_state(self, state: LookState) -> None:
        """Draw one state."""
        self._texts = words.title(state), words.lead(state)
        self._head.set_texts(self._texts[0], "" if self._compact else self._texts[1])
        self._count.setText(format_number(len(state.entries)))
        self._count.setVisible(bool(state.entries))
        self._show_list(state)
        kept = len(state.kept) + len(state.parted)
        self._kept.set_text(_("Kept back: {count}").format(count=format_number(kept)))
        self._kept.setVisible(bool(kept))
        self._show_panel(state)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at the first question, so that nothing has to be reached first."""
        super().focusInEvent(event)
        panel = self._panels.currentWidget()
        if isinstance(panel, ComparePanel | WorkPanel | KeptPanel):
            panel.first().setFocus()

    def _show_list(self, state: LookState) -> None:
        lines = [
            (entry.key, PersonLine(name=words.name_of(entry), detail=words.entry_detail(entry)))
            for entry in state.entries
        ]
        with QSignalBlocker(self._list):
            if lines != self._lines:  # rows are never rebuilt under the key that chose one of them
                self._lines = lines
                self._list.show_people(lines)
            self._list.setCurrentRow(state.place - 1)

    def _show_panel(self, state: LookState) -> None:
        had_focus = self._has_focus()
        panel: QWidget = self._given_up
        if state.comparison is not None:
            self._compare.show_state(state, state.comparison)
            panel = self._compare
        elif state.work is not None:
            self._work.show_state(state, state.work)
            panel = self._work
        else:
            self._given_up.show_state(state)
        self._panels.setCurrentWidget(panel)
        if had_focus and not self._has_focus():
            self.setFocus()

    def _has_focus(self) -> bool:
        """Whether the keyboard is in the open panel."""
        holder: QWidget | None = QApplication.focusWidget()
        return holder is not None and self._panels.isAncestorOf(holder)

    def _keys(self) -> None:
        bind(self, Key.KEEP_CHOICE, self._presenter.keep)
        bind(self, "Ctrl+Enter", self._presenter.keep)
        PlainKeys(self).on("N", self._presenter.next)
        self._list.picked.connect(self._presenter.select)
        self._list.currentRowChanged.connect(self._opened)

    def _opened(self, place: int) -> None:
        key = self._list.key_at(place)
        if key:
            self._presenter.select(key)

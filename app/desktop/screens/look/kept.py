"""What was not chosen in 90 days and what was made one in 30: each can be put back."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import box, clear, column
from app.desktop.widgets.buttons import Button, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.empty_state import EmptyState
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.person_row import PersonLine, PersonRow
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import looking as words
from app.i18n import _
from app.presentation.looking import Kept, LookPresenter, LookState, Parted


class KeptPanel(Card):
    """Two lists under each other, the newest first."""

    def __init__(self, presenter: LookPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._drawn: tuple[tuple[Kept, ...], tuple[Parted, ...], bool] | None = None
        self._list = column(gap=0, margins=(22, 14, 22, 14))
        self.setLayout(column(fit_area(box(self._list)), gap=0))

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window."""
        self._list.setContentsMargins(*((16, 8, 16, 8) if compact else (22, 14, 22, 14)))

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return next(iter(self.findChildren(Button)), self)

    def show_state(self, state: LookState) -> None:
        """Draw both lists; what is drawn already stays, and with it the keyboard."""
        if self._drawn == (state.kept, state.parted, state.is_lead):
            return
        self._drawn = (state.kept, state.parted, state.is_lead)
        clear(self._list)
        if not state.kept and not state.parted:
            self._list.addWidget(EmptyState(_("Nothing to look at"), "", "circle-check", size=56))
            return
        if state.kept:
            self._list.addWidget(label(_("Not chosen, kept for 90 days"), Role.H3))
        for kept in state.kept:
            line = words.kept_line(kept, state.now)
            self._add(line, _("Put it back"), partial(self._presenter.put_back, kept.lost), is_allowed=True)
        if state.parted:
            self._list.addSpacing(12)
            self._list.addWidget(label(_("Made one person in the last 30 days"), Role.H3))
        for parted in state.parted:
            line = words.parted_line(parted, state.now)
            undo = partial(self._presenter.part_again, parted.loser)
            self._add(line, _("Part them again"), undo, is_allowed=state.is_lead)
        self._list.addStretch(1)

    def _add(self, line: tuple[str, str], words_: str, act: partial[None], *, is_allowed: bool) -> None:
        name, detail = line
        button = Button(words_, act, size=Size.SMALL, icon="undo-2")
        button.setAccessibleName(f"{words_}: {name}")
        button.setEnabled(is_allowed)
        self._list.addWidget(rule())
        self._list.addWidget(PersonRow(PersonLine(name=name, detail=detail), [button]))

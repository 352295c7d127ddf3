"""What differs with this person (phone, card, child): one button that says so, and the choices it opens."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.choice_grid import Choice, ChoiceGrid
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.plain_keys import PlainKeys
from app.desktop.widgets.typography import label
from app.i18n import _
from app.presentation.guided.state import Option, Question

CASE = "K"
COLUMNS = 3


class CaseButton(Button):
    """Its words are the first choice that is not the usual one, and how many more there are.

    K opens all of them, a digit takes one at once.
    """

    chosen = Signal(str, str)

    def __init__(self, questions: Sequence[Question], keys: PlainKeys) -> None:
        self._questions = questions
        unusual = [option.title for asked in questions for option in asked.options[1:] if option.is_chosen]
        more = f" +{len(unusual) - 1}" if len(unusual) > 1 else ""
        words = unusual[0] + more if unusual else _("Another case…")
        super().__init__(words, self.open_choices, kind=Kind.QUIET, size=Size.SMALL, icon="route")
        self.setAccessibleName(" · ".join(unusual) or words)
        self.setToolTip(_("Another phone, another card, a child: other cards come."))
        keys.on(CASE, self.open_choices)
        for option in (option for asked in questions for option in asked.options):
            keys.on(str(option.number), partial(self._take, option))

    def open_choices(self) -> None:
        """Show every choice, the present ones marked."""
        dialog = CaseDialog(self._questions, self)
        dialog.taken.connect(self._take)
        dialog.open()

    def _take(self, option: Option) -> None:
        if not option.is_chosen:
            self.chosen.emit(option.variant, option.code)


class CaseDialog(QDialog):
    """Every choice with its digit; one pick closes it, Esc or Enter leaves all as it is."""

    taken = Signal(object)

    def __init__(self, questions: Sequence[Question], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = _("What is different here?")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lines = sum(-(-len(asked.options) // COLUMNS) for asked in questions)
        self.resize(min(scaled(860), 1060), min(scaled(146 + 38 * len(questions) + 52 * lines), 530))
        parts = column(gap=8)
        for asked in questions:
            parts.addWidget(label(asked.title, Role.STRONG))
            parts.addWidget(self._grid(asked))
        parts.addStretch(1)
        leave = Button(_("Back"), self.reject, kind=Kind.QUIET, icon="arrow-left")
        leave.setDefault(True)
        body = (fit_area(box(parts)), 1)
        self.setLayout(
            column(label(title, Role.H2), body, row(leave, None), gap=10, margins=(20, 16, 20, 14))
        )

    def _grid(self, asked: Question) -> ChoiceGrid:
        by_code = {option.code: option for option in asked.options}
        choices = [Choice(option.code, option.title, "chevron-right") for option in asked.options]
        grid = ChoiceGrid(choices, asked.title, columns=COLUMNS, compact=True, first=asked.options[0].number)
        grid.choose(next(option.code for option in asked.options if option.is_chosen))
        grid.chosen.connect(lambda code: self._take(by_code[code]))
        return grid

    def _take(self, option: Option) -> None:
        self.accept()
        self.taken.emit(option)

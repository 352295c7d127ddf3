"""What has to be mended on a page, in one place above it; every line leads to its field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from app.desktop.theme.qss import set_look
from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.arrange import clear, column, row
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.typography import label


@dataclass(frozen=True, slots=True)
class Fault:
    """One sentence and the field it is about."""

    words: str
    field: QWidget


class ErrorSummary(QFrame):
    """Hidden while all is well; takes the focus when it appears, and Shift+Tab gives it back to where it was."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._before: QWidget | None = None
        self._lines = column(gap=0)
        head = row(IconMark("circle-alert", PAPER.bad), label(title, Role.STRONG, Tone.BAD), None, gap=10)
        self.setLayout(column(head, self._lines, gap=2, margins=(14, 10, 14, 8)))
        set_look(self, "banner", Tone.BAD.value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """List the faults and take the focus; none hides the list."""
        self._before = self._left(faults)
        clear(self._lines)
        last: QWidget = self
        for fault in faults:
            link = Button(
                fault.words, fault.field.setFocus, kind=Kind.QUIET, size=Size.SMALL, icon="arrow-right"
            )
            self._lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            QWidget.setTabOrder(last, link)
            last = link
        self.setAccessibleName(". ".join([self._title, *(fault.words for fault in faults)]))
        self.setVisible(bool(faults))
        if faults:
            self.setFocus()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Back is into the form: above the summary there is nothing of this page."""
        if not forwards and self.hasFocus() and self._before is not None:
            self._before.setFocus(Qt.FocusReason.BacktabFocusReason)
            return True
        return super().focusNextPrevChild(forwards)

    def _left(self, faults: Sequence[Fault]) -> QWidget | None:
        """The field of this page somebody was in; else the first one to mend."""
        held, page = QApplication.focusWidget(), self.parentWidget()
        mine = [self, *self.findChildren(QWidget)]
        if held is not None and page is not None and page.isAncestorOf(held) and held not in mine:
            return held
        return faults[0].field if faults else None

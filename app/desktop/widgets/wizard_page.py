"""One page of a sequence: one decision, a way back, a way on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.arrange import box, column, paint_ground, row
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.icon_mark import IconTile
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.step_bar import StepBar
from app.desktop.widgets.typography import label

PAGE_WIDTH = 720
LEAST_HEIGHT = 400
"""Pages of one question are as high as this, so that a sequence does not jump."""


class WizardPage(QWidget):
    """`content` under a title; Enter goes on while it is `ready`. Without `step_text` it stands alone."""

    back = Signal()
    forward = Signal()

    def __init__(
        self,
        title: str,
        lead: str,
        content: QWidget,
        *,
        step: int,
        total: int,
        step_text: str,
        next_text: str,
        back_text: str = "",
        icon: str = "",
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._next = Button(
            next_text, self.forward.emit, kind=Kind.PRIMARY, size=Size.BIG, icon="arrow-right"
        )
        left = [Button(back_text, self.back.emit, kind=Kind.QUIET, size=Size.BIG, icon="arrow-left")]
        bar = ActionBar(left if back_text else (), [with_key(self._next, "Enter")])
        words = column(None, label(title, Role.H1, wrap=True), gap=2)
        if lead:
            words.addWidget(label(lead, Role.LEAD, wrap=True))
        words.addStretch(1)
        head = row(*([IconTile(icon, Tone.PRIMARY, 64)] if icon else []), (words, 1), gap=18)
        body = column(head, 8, content, None, gap=6)
        self._body, self._bar = body, bar
        if step_text:
            progress = column(label(step_text, Role.CAP_STRONG), StepBar(total, step, step_text), gap=6)
            body.insertLayout(0, progress)
            body.insertSpacing(1, 14)
        card = Card(body)
        card.setMaximumWidth(scaled(PAGE_WIDTH))
        card.setMinimumHeight(LEAST_HEIGHT)
        middle = row(None, (card, 100), None)
        self._around = column((row(), 2), middle, (row(), 3), gap=0)
        self.setLayout(column((fit_area(box(self._around)), 1), bar, gap=0))
        self.set_compact(False)
        paint_ground(self, "canvas")
        PlainKeys(self).on(ENTER, self._enter)

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window."""
        self._bar.set_compact(compact)
        self._body.setContentsMargins(*((32, 10, 32, 10) if compact else (36, 26, 36, 28)))
        self._around.setContentsMargins(*((24, 8, 24, 8) if compact else (24, 16, 24, 16)))

    def set_ready(self, ready: bool) -> None:
        """Whether this page may be left forwards."""
        self._next.setEnabled(ready)

    def _enter(self) -> None:
        if self._next.isEnabled():
            self.forward.emit()

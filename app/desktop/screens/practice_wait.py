"""Between two practice cases: the village is being made, or why it cannot be."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.desktop.widgets.arrange import column, paint_ground
from app.desktop.widgets.empty_state import EmptyState
from app.desktop.wording.trouble import store_trouble
from app.domain.faults import StoreTrouble
from app.i18n import _


class PracticeWait(QWidget):
    """One sentence; the way out is in the band above."""

    def __init__(self, trouble: StoreTrouble | None = None) -> None:
        super().__init__()
        words = store_trouble(trouble).whole() if trouble else _("A moment, the practice village is coming.")
        icon = "circle-alert" if trouble else "graduation-cap"
        self.setLayout(column(None, EmptyState(words, "", icon), None))
        self.setAccessibleName(words)
        paint_ground(self, "canvas")

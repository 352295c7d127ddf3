"""The telephone numbers to ask at, opened from the help; what nobody has called yet wears its mark."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import column, fit_height, row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.card import Card
from app.desktop.widgets.typography import label
from app.desktop.widgets.unverified import unverified
from app.domain.guide import GuidePack, Hotline
from app.i18n import _

WIDTH = 560


class HotlinesDialog(QDialog):
    """The numbers of one guide; closed with Enter or Esc."""

    def __init__(self, pack: GuidePack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = _("Numbers to call")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(scaled(WIDTH))
        lines = [_line(one) for one in pack.hotlines]
        safety = label(pack.words.safety, Role.STRONG, wrap=True)
        close = Button(_("Close"), self.accept, kind=Kind.PRIMARY)
        close.setDefault(True)
        self.setLayout(
            column(label(title, Role.H3), *lines, safety, row(None, close), gap=8, margins=(22, 16, 22, 16))
        )
        fit_height(self)
        close.setFocus()


def _line(one: Hotline) -> Card:
    parts = column(
        row((label(one.name, wrap=True), 1), label(one.number, Role.H3), gap=14),
        margins=(16, 6, 16, 6),
        gap=2,
    )
    if not one.verified:
        parts.addWidget(unverified(one.source, one.checked_on))
    return Card(parts)

"""The way out of one reason: what to do now, who has to act, what to bring and where."""

from __future__ import annotations

import html
from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.card import Card, CardLook
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.typography import label
from app.desktop.widgets.unverified import unverified
from app.desktop.wording.tasks import who_acts
from app.domain.guide import Reason
from app.domain.guide_words import fill
from app.i18n import _


class WayOut(Card):
    """Short enough to be read while somebody waits; what nobody has confirmed wears its mark."""

    def __init__(self, reason: Reason, you: str) -> None:
        super().__init__(look=CardLook.SAY)
        title, remedy = _("Way out"), fill(reason.remedy, you)
        self.setAccessibleName(f"{title}: {remedy}")
        what = column(label(title, Role.STRONG, Tone.PRIMARY), label(remedy, wrap=True), None, gap=2)
        facts = column(*_facts(reason, you), None, gap=2)
        parts = column(row((what, 6), (facts, 5), gap=20), gap=4, margins=(18, 5, 14, 5))
        if not reason.verified:
            parts.addWidget(unverified(reason.source, reason.checked_on))
        self.setLayout(parts)


def _facts(reason: Reason, you: str) -> Iterator[QWidget]:
    yield _fact("user", _("Who acts"), who_acts(reason.who_acts, you))
    if reason.bring:
        yield _fact("clipboard-list", _("Bring"), fill(", ".join(reason.bring), you))
    if reason.where:
        yield _fact("map-pin", _("Where"), fill(reason.where, you))


def _fact(icon: str, name: str, text: str) -> QWidget:
    words = label(f"<b>{html.escape(name)}:</b> {html.escape(text)}", wrap=True, rich=True)
    return box(row(column(2, IconMark(icon, PAPER.ink2, 18), None), (words, 1), gap=8))

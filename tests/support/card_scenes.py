"""The dialogs over a card: what is different with this person, a screen not as drawn, a reason, a day, whom to call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.desktop.bootstrap import load_pack
from app.desktop.screens.guided.case_button import CaseDialog
from app.desktop.screens.guided.changed_card import ChangedCardDialog
from app.desktop.screens.guided.reason_dialogs import AllReasons
from app.desktop.screens.hotlines import HotlinesDialog
from app.desktop.widgets.day_picker import DayPicker
from app.domain.draft import Draft, Stage
from app.domain.problems import Problem, ProblemCode
from app.i18n import language
from tests.support import guided_states as guided
from tests.support.states import TODAY


def cases() -> QWidget:
    """Everything a person may differ in on the card where most can be chosen."""
    shown: list[Any] = []
    guided.guided(guided.on_card("insurance.add")).attach(shown.append)
    return CaseDialog(shown[-1].card.questions)


def changed(problem: Problem | None = None) -> QWidget:
    """A screen that has changed, and perhaps a code in what was written about it."""
    dialog = ChangedCardDialog("Chạm “Tích hợp thông tin”", lambda _version, _note: problem)
    if problem is not None:
        dialog.show()
        dialog._submit()
    return dialog


def reason_page() -> Draft:
    """Asked why, on the card where the insurance number is written."""
    return guided.on_card("insurance.number", stage=Stage.REASON)


def all_reasons() -> QWidget:
    """The reasons behind the eighth tile."""
    shown: list[Any] = []
    guided.guided(reason_page()).attach(shown.append)
    return AllReasons(shown[-1].reason)


CARD: dict[str, Callable[[], QWidget]] = {
    "cases": cases,
    "all_reasons": all_reasons,
    "day_picker": lambda: DayPicker(None, TODAY),
    "hotlines": lambda: HotlinesDialog(load_pack(language())),
    "changed_card": changed,
    "changed_card_secret": lambda: changed(Problem(ProblemCode.NOTE_HAS_SECRET, "note")),
}

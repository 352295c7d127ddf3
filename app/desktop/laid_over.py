"""What lies over the window and tells of somebody: asked before a half-way session goes, taken away in time."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from app.desktop.screens.past import PastDialog
from app.desktop.widgets.question import Question
from app.desktop.wording import people
from app.domain.portrait import portrait_of
from app.i18n import _
from app.usecases import guidance
from app.usecases.ports import Clock, Store


def clear_away(window: QWidget) -> None:
    """The next scan is about somebody else: close what is asked or told of the one before."""
    for dialog in window.findChildren(QDialog):
        if isinstance(dialog, Question | PastDialog) and dialog.isVisible():
            dialog.reject()


def ask_to_forget(window: QWidget, store: Store, clock: Clock, draft_id: str) -> None:
    """Somebody half-way will not be gone on with: asked once, then the running session is wiped."""
    draft = next((one for one in store.read().drafts() if one.id == draft_id), None)
    if draft is None:
        return
    who = portrait_of(draft.person, clock.now().date())
    question = Question(
        window,
        _("Forget the session with {name}?").format(name=people.title(who)),
        _("What was done today is not counted. What was kept before stays."),
        yes=_("Forget this session"),
        no=_("Keep it"),
        icon="circle-alert",
        careful=True,
    )
    question.accepted.connect(partial(guidance.give_up, store, draft))
    question.open()

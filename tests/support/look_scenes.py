"""The scenes of what somebody has to look at, by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.desktop.screens.look.correction import CorrectionDialog
from app.desktop.screens.look.right import RightDialog
from app.desktop.screens.look.screen import LookScreen
from app.desktop.theme.tokens import Tone
from app.desktop.wording.exchange import badge
from app.domain.problems import Problem, ProblemCode
from app.domain.sync_state import SyncState
from tests.support import look_states
from tests.support.stage import Still, in_room


def look(state: Any) -> QWidget:  # noqa: ANN401
    """What somebody has to look at."""
    sync = SyncState.PARTLY if state.entries else SyncState.ALL_SENT
    window = in_room(lambda: LookScreen(Still(state)), "look", sync)  # type: ignore[arg-type]
    window.set_badge("look", badge(len(state.entries)), Tone.WARN)
    return window


def look_correction() -> QWidget:
    """A person's record, written anew, with something wrong."""
    work = look_states.refused().work
    assert work is not None
    dialog = CorrectionDialog(work, lambda _typed: (Problem(ProblemCode.NAME_MISSING, "name"),))
    dialog.show()
    dialog._save()
    return dialog


def look_right() -> QWidget:
    """A visit is right as it is: a few words, and a code among them."""
    work = look_states.sent_back_visit().work
    assert work is not None
    dialog = RightDialog(work, lambda _words: Problem(ProblemCode.NOTE_HAS_SECRET, "reason"))
    dialog._words.setText("Hôm đó điểm mở cửa đến trưa")
    dialog.show()
    dialog._send()
    return dialog


LOOK: dict[str, Callable[[], QWidget]] = {
    "look_different": partial(look, look_states.different()),
    "look_suspect": partial(look, look_states.suspect()),
    "look_three_places": partial(look, look_states.three_places()),
    "look_same": partial(look, look_states.same()),
    "look_same_others": partial(look, look_states.same(may_decide=False)),
    "look_returned": partial(look, look_states.returned()),
    "look_refused": partial(look, look_states.refused()),
    "look_visit": partial(look, look_states.sent_back_visit()),
    "look_kept": partial(look, look_states.given_up()),
    "look_nothing": partial(look, look_states.nothing()),
    "look_correction": look_correction,
    "look_merge": partial(look, look_states.refused_merge()),
    "look_right": look_right,
}

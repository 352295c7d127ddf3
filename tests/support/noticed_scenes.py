"""Pages under a sentence that stays: they must still fit their window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from app.desktop.shell.main_window import MainWindow
from app.desktop.theme.tokens import Tone
from app.desktop.widgets.banner import Notice
from app.desktop.wording.trouble import store_trouble
from app.domain.faults import StoreTrouble

Scene = Callable[[], QWidget]
NAMES = (
    *("today_empty", "people_search", "queue_empty", "exchange_waiting", "slip"),
    *("card", "card_first", "reason", "reason_chosen", "review", "review_left_over"),
)


def noticed(scenes: Mapping[str, Scene]) -> dict[str, Scene]:
    """Some of these scenes once more, after a save that did not go through."""
    return {f"{name}_noticed": partial(_under_notice, scenes[name]) for name in NAMES}


def _under_notice(scene: Scene) -> QWidget:
    window = scene()
    assert isinstance(window, MainWindow)
    words = store_trouble(StoreTrouble.DISK_FULL).whole()
    window.show_notice(Notice(words=words, tone=Tone.WARN, icon="circle-alert"))
    return window

"""A drawn key does what it stands beside: none of a letter while somebody types, and each of them is in F1's list."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.widgets.key_cap import KeyCap
from app.desktop.widgets.plain_keys import TEXT_FIELDS, PlainKeys
from app.desktop.wording import keys
from tests.desktop.screens.conftest import Put
from tests.support.scenes import SCENES

ARROWS = {"←": "Left", "↑": "Up", "↓": "Down"}
BEHIND_THE_ENTRANCE = [name for name in SCENES if not name.startswith(("first_run", "lock", "opening"))]


def letters(window: QWidget) -> list[str]:
    """The keys drawn on it that are one letter or digit."""
    caps = [cap for cap in window.findChildren(KeyCap) if cap.isVisible()]
    return [cap.text() for cap in caps if len(cap.text()) == 1]


@pytest.mark.parametrize("scene", list(SCENES))
def test_no_letter_is_drawn_while_somebody_types(put: Put, scene: str) -> None:
    window = put(SCENES[scene]())
    for field in [one for one in window.findChildren(QWidget) if isinstance(one, TEXT_FIELDS)]:
        if field.isVisible() and field.isEnabled():
            field.setFocus()
            QApplication.processEvents()
            assert QApplication.focusWidget() is field or isinstance(field.parent(), TEXT_FIELDS)
            assert letters(window) == []


@pytest.mark.parametrize("scene", BEHIND_THE_ENTRANCE)
def test_every_key_of_a_page_is_in_the_list(put: Put, scene: str) -> None:
    window = put(SCENES[scene]())
    bound = {key for plain in window.findChildren(PlainKeys) for key in plain._actions}
    bound |= {one.key().toString() for one in window.findChildren(QShortcut)}
    assert {key.replace("Return", "Enter") for key in bound} - told() == set()


def told() -> set[str]:
    """Every key of the list, ranges written out."""
    found: set[str] = set()
    for table in (keys.everywhere(), keys.in_session(), keys.on_lists()):
        for line in table:
            ranged = re.fullmatch(r"(.*?)(\d) … (\d)", line)
            if ranged:
                start, first, last = ranged.groups()
                found |= {f"{start}{number}" for number in range(int(first), int(last) + 1)}
            else:
                found |= {line, *line.split(" ")}
    for arrow, name in ARROWS.items():
        found = {key.replace(arrow, name) for key in found}
    return found

"""What a screen reader walks through: on every screen whatever takes the keyboard or an answer has a name."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from app.desktop.widgets.arrange import box, column
from tests.support.scenes import SCENES

ANSWERING = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.ListItem,
}


def reached(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything that can be seen, from the window down."""
    yield node
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from reached(child)


def nameless(window: QWidget) -> list[str]:
    """What takes the focus or answers and says nothing; the window itself is called by its title."""
    inside = list(reached(QAccessible.queryAccessibleInterface(window)))[1:]
    asked = [one for one in inside if one.state().focusable or one.role() in ANSWERING]
    return [
        f"{one.role().name} {type(one.object()).__name__}"
        for one in asked
        if not one.text(QAccessible.Text.Name).strip()
    ]


@pytest.mark.parametrize("name", SCENES)
def test_whatever_takes_the_keyboard_has_a_name(put: Callable[..., QWidget], name: str) -> None:
    window = put(SCENES[name]())
    QApplication.processEvents()
    assert nameless(window) == []


def test_the_walk_notices_what_has_none(put: Callable[..., QWidget]) -> None:
    window = put(box(column(QPushButton(), QLineEdit(), QPushButton("Lưu"))))
    assert nameless(window) == ["Button QPushButton", "EditableText QLineEdit"]

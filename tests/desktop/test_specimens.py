"""Every specimen at both sizes and text sizes, through the audit: nothing cut, small or nameless."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.theme import palette
from app.desktop.theme.tokens import SCALES
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.typography import label
from tests.desktop.gallery import SPECIMENS
from tests.support.audit import SIZES, faults

Show = Callable[..., QWidget]


@pytest.fixture
def text_size(request: pytest.FixtureRequest, dressed: QApplication) -> object:
    palette.apply(dressed, request.param)
    yield request.param
    palette.apply(dressed)


@pytest.mark.parametrize("name", SPECIMENS)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("text_size", [SCALES[0], SCALES[-1]], indirect=True)
def test_everything_can_be_read_hit_and_heard(
    show: Show, name: str, size: tuple[int, int], text_size: int
) -> None:
    widget = show(SPECIMENS[name](), *size)
    assert (widget.width(), widget.height()) == size
    assert faults(widget) == []


def walk(node: QAccessibleInterface) -> list[tuple[QAccessible.Role, str]]:
    """Role and name of everything a screen reader can reach."""
    found = [(node.role(), node.text(QAccessible.Text.Name))]
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None and not child.state().invisible:
            found += walk(child)
    return found


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_screen_reader_finds_a_name_on_everything_that_answers(show: Show, name: str) -> None:
    widget = show(SPECIMENS[name](), *SIZES[0])
    roles = QAccessible.Role
    answering = {roles.Button, roles.CheckBox, roles.RadioButton, roles.EditableText, roles.ComboBox}
    tree = walk(QAccessible.queryAccessibleInterface(widget))
    assert len(tree) > 5
    assert [role for role, text in tree if role in answering and not text] == []


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", ["step", "reason"])
def test_a_session_fits_without_scrolling(show: Show, name: str, size: tuple[int, int]) -> None:
    from PySide6.QtWidgets import QScrollArea

    widget = show(SPECIMENS[name](), *size)
    areas = [area for area in widget.findChildren(QScrollArea) if area.isVisible()]
    hidden = {area.widget().height() - area.viewport().height() for area in areas}
    assert areas
    if name == "step" or size == SIZES[0]:
        assert max(hidden) <= 0


def spoiled(narrow: bool) -> QWidget:
    long = label("Phải ra công an xã để cấp tài khoản mức 2")
    nameless = QPushButton()
    if narrow:
        long.setFixedWidth(80)
        nameless.setFixedSize(20, 20)
    return box(column(row(long, None), nameless))


def test_the_audit_notices_what_is_cut_small_and_nameless(show: Show, qtbot: QtBot) -> None:
    found = " ".join(faults(show(spoiled(narrow=True))))
    for word in ("label cut", "target too small", "no name"):
        assert word in found


def test_the_audit_notices_overlaps_and_what_sticks_out(show: Show) -> None:
    page = QWidget()
    for left in (0, 20, 700):
        part = QLabel("Sổ sức khỏe", page)
        part.setGeometry(left, 0, 200, 30)
    found = " ".join(faults(show(page)))
    assert "on each other" in found
    assert "sticks out" in found

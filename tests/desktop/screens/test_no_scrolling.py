"""At the usual text size a page fits its window: scrolling is the last resort, not the way a page is read."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from app.desktop.widgets.banner import Banner
from app.desktop.widgets.task_list import TaskList
from tests.desktop.screens.conftest import Put
from tests.support.audit import SIZES
from tests.support.scenes import SCENES

LONG = {
    *("people_write_problems", "new_operator_problems", "today_full", "look_three_places"),
    *("queue", "queue_crowded", "appointments", "past"),
    *("village", "village_rows", "village_noted", "practice_results"),
}
"""Five complaints at once, three machines with the longest names, and lists that scroll beside what stays in sight."""


def scrolled(window: QWidget) -> list[str]:
    """The pages that do not fit; under a notice the list of cards at the side is what may scroll."""
    areas = [area for area in window.findChildren(QScrollArea) if area.isVisible()]
    banner = window.findChild(Banner)
    if banner is not None and banner.isVisible():
        areas = [area for area in areas if not isinstance(area.widget(), TaskList)]
    return [type(area.parent()).__name__ for area in areas if area.verticalScrollBar().maximum() > 0]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", [name for name in SCENES if name not in LONG])
def test_a_page_fits_its_window(put: Put, name: str, size: tuple[int, int]) -> None:
    window = put(SCENES[name](), size)
    for _each in range(3):
        QApplication.processEvents()
    assert isinstance(window, QDialog) or (window.width(), window.height()) == size
    assert scrolled(window) == []


def test_a_long_list_scrolls_beside_what_stays_in_sight(put: Put) -> None:
    window = put(SCENES["today_full"](), SIZES[1])
    QApplication.processEvents()
    assert scrolled(window) == ["Card", "Card"]

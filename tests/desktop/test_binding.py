"""The Qt binding gives back what it borrows: PySide6 6.12.0 on Python 3.11 does not, and dies."""

import sys

import pytest
from PySide6.QtCore import QObject, QTimer

CALLS = 1000
SLACK = 100


@pytest.mark.parametrize("lent", [None, True, False])
def test_qt_calls_leave_the_count_of_the_shared_constants_alone(lent: bool | None) -> None:
    thing, timer = QObject(), QTimer()
    before = sys.getrefcount(lent)
    for _ in range(CALLS):
        thing.setObjectName("x")
        timer.isActive()
        timer.setSingleShot(True)
        timer.isSingleShot()
    assert abs(sys.getrefcount(lent) - before) < SLACK

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

from app.desktop.scanning.key_clock import KeyClock


class Arrivals:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def key(stamp: int) -> QKeyEvent:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1")
    event.setTimestamp(stamp)
    return event


def test_keys_that_waited_behind_a_slow_repaint_keep_their_distance() -> None:
    arrivals = Arrivals()
    clock = KeyClock(arrivals)
    arrivals.now = 1000.0
    first = clock(key(500))
    arrivals.now = 1400.0  # four keys come in at once, 400 ms late
    times = [clock(key(stamp)) for stamp in (510, 520, 530, 540)]
    assert [time - first for time in times] == [10, 20, 30, 40]


def test_composed_text_has_no_stamp_and_is_placed_by_its_arrival() -> None:
    arrivals = Arrivals()
    clock = KeyClock(arrivals)
    arrivals.now = 1000.0
    first = clock(key(500))
    arrivals.now = 1012.0
    assert clock(QInputMethodEvent()) - first == 12


def test_stamps_that_start_over_are_placed_anew() -> None:
    arrivals = Arrivals()
    clock = KeyClock(arrivals)
    arrivals.now = 1000.0
    clock(key(4_294_900))
    arrivals.now = 1500.0
    assert clock(key(20)) == 1500.0

"""When a key was pressed, whatever the application was doing at that moment; knows nothing of scanners."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent
from PySide6.QtGui import QInputEvent

LEAP_MS = 1000.0
"""The window system's stamp went back by more than this: it started over."""


class KeyClock:
    """Milliseconds on one line for stamped keys and for composed text, which carries no stamp.

    A key's own stamp is used because keys that waited behind a slow repaint arrive together; the smallest
    delay seen between stamp and arrival places the stamps on the line of arrivals.
    """

    def __init__(self, arrival: Callable[[], float] = lambda: monotonic() * 1000) -> None:
        self._arrival = arrival
        self._skew = float("inf")
        self._stamp = float("-inf")

    def __call__(self, event: QEvent) -> float:
        """The time of one event in ms."""
        now = self._arrival()
        stamp = float(event.timestamp()) if isinstance(event, QInputEvent) else 0.0
        if not stamp:
            return now
        if stamp < self._stamp - LEAP_MS:
            self._skew = float("inf")
        self._stamp, self._skew = stamp, min(self._skew, now - stamp)
        return stamp + self._skew

"""Tells a scanner from a person by the speed of the keys; knows nothing of Qt.

A keyboard-wedge scanner types its code with less than 45 ms between keys and ends with Enter.
"""

from dataclasses import dataclass
from enum import StrEnum

GAP_MS = 45.0
"""Keys nearer than this belong to one burst."""
LEAST = 8
"""A burst shorter than this is a person with quick fingers."""
GUARD_MS = 300.0
"""After a scan any Enter is the scanner's: some send two (CR LF)."""


class Act(StrEnum):
    """What to do with the key at hand: let it through, keep it back, drop it, or take the scan."""

    PASS = "pass"
    HOLD = "hold"
    DROP = "drop"
    SCAN = "scan"


@dataclass(frozen=True, slots=True)
class Move:
    """The act, and whether the keys kept back before must be let through first."""

    act: Act
    flush: bool = False


class Burst:
    """The keys of one burst; every `at` is a time in ms on one clock that never goes back."""

    def __init__(self) -> None:
        self.text = ""
        self._shown = 0
        self._last = float("-inf")
        self._scanned = float("-inf")

    @property
    def shown(self) -> int:
        """How many characters went into the focused field before the burst was one."""
        return self._shown

    def key(self, text: str, at: float, *, visible: bool) -> Move:
        """A printable key; `visible` says that somebody sees it typed, so the first one is let through."""
        if self._joins(at):
            self.text += text
            self._last = at
            return Move(Act.HOLD)
        self.text, self._last, self._shown = text, at, len(text) if visible else 0
        return Move(Act.PASS if visible else Act.HOLD, flush=True)

    def backspace(self, at: float) -> Move:
        """An input method takes back the letter it is about to accent, in the middle of a burst."""
        if not self._joins(at):
            return self.other()
        self._last = at
        if len(self.text) > self._shown:
            self.text = self.text[:-1]
            return Move(Act.HOLD)
        self.text, self._shown = self.text[:-1], max(0, self._shown - 1)
        return Move(Act.PASS)

    def enter(self, at: float) -> Move:
        """Enter ends a scan, or is a person's."""
        if at - self._scanned < GUARD_MS:
            return Move(Act.DROP)
        if self._joins(at) and len(self.text) >= LEAST:
            self._scanned = at
            return Move(Act.SCAN)
        return self.other()

    def other(self) -> Move:
        """A key no scanner types, or a pause: what was kept back was typed by a person."""
        self.reset()
        return Move(Act.PASS, flush=True)

    def touch(self, at: float) -> None:
        """An input method is still composing; the burst goes on."""
        if self._joins(at):
            self._last = at

    def reset(self) -> None:
        """Begin anew; the guard after a scan stays."""
        self.text, self._shown, self._last = "", 0, float("-inf")

    def _joins(self, at: float) -> bool:
        return bool(self.text) and at - self._last < GAP_MS

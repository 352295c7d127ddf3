"""What may happen to one request on its way, drawn from the seed. Doing it is the line's business."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What becomes of one request."""

    FINE = "fine"
    LOST = "lost"
    """It never arrives."""
    ANSWER_LOST = "answer_lost"
    """It is done, and nobody hears of it."""
    TWICE = "twice"
    """It arrives twice; the second answer is heard."""
    LATE = "late"
    """The device gives up; it arrives some other day."""
    CUT = "cut"
    """Half of the answer arrives."""
    PORTAL = "portal"
    """Somebody else answers, with a page for people."""
    STRANGER = "stranger"
    """Another central answers in our own language, and kindly."""
    BUSY = "busy"
    """Central has no room now."""
    BROKEN = "broken"
    """Central stumbles before it did anything."""
    FORGETFUL = "forgetful"
    """Central overlooks some changes of a push, and answers to the others in another order."""
    NEWER = "newer"
    """Central puts some changes off, in a word of a later version."""


_ODDS: dict[Fate, float] = {
    Fate.LOST: 0.05,
    Fate.ANSWER_LOST: 0.05,
    Fate.TWICE: 0.04,
    Fate.LATE: 0.03,
    Fate.CUT: 0.02,
    Fate.PORTAL: 0.015,
    Fate.STRANGER: 0.02,
    Fate.BUSY: 0.01,
    Fate.BROKEN: 0.01,
    Fate.FORGETFUL: 0.05,
    Fate.NEWER: 0.04,
}


@dataclass(frozen=True, slots=True)
class Weather:
    """How likely trouble is: `storm` is 0 on a calm day, 1 on a bad one; more is allowed."""

    storm: float = 0.0

    def fate(self, chance: random.Random) -> Fate:
        """What becomes of the next request."""
        roll = chance.random()
        for fate, odds in _ODDS.items():
            roll -= odds * self.storm
            if roll < 0:
                return fate
        return Fate.FINE


CALM, USUAL, BAD = Weather(), Weather(1.0), Weather(2.0)

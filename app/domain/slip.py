"""What stands on a slip: sentences already in the citizen's language. Nothing here draws or translates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CODE_PREFIX = "DT1:"
"""What a slip's QR starts with; ten Crockford characters follow and say nothing about anybody."""


class Paper(StrEnum):
    """What the printer of this desk takes."""

    A5 = "a5"
    ROLL = "roll"
    """A receipt roll, 80 mm wide."""


class SlipShape(StrEnum):
    """The shape before a line; it must read in black and white."""

    DONE = "done"
    WAITING = "waiting"
    STUCK = "stuck"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One task on the slip: its shape, its name, how it ended."""

    shape: SlipShape
    title: str
    ending: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A whole slip, as sentences.

    `back_day` is the biggest thing on the paper (empty = nobody has to come back); `back_others` are further days,
    each with what it is for; `code` the ten characters, empty
    when nothing was kept that they could find; `warning` stands under `safety`; `hotlines` are numbers to ask at
    besides `contact`; `mark` is printed across practice slips and empty on real ones. When one sheet has no room for
    it all, `overleaf` says so on the first one and `second_title` heads the second.
    """

    title: str
    point: str
    day: str
    greeting: str
    number: str
    lines: tuple[SlipLine, ...]
    back_label: str = ""
    back_day: str = ""
    back_detail: str = ""
    back_others: tuple[str, ...] = ()
    bring_label: str = ""
    bring: str = ""
    advice: tuple[str, ...] = ()
    safety: str
    warning: str = ""
    code: str
    code_words: tuple[str, ...] = ()
    contact: str = ""
    hotlines: tuple[str, ...] = ()
    mark: str = ""
    overleaf: str = ""
    second_title: str = ""

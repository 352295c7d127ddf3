"""What waits for a person at a laptop: one entry for each thing to look at. What is decided about it is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.portrait import Portrait


class Sort(StrEnum):
    """Why something is on the list."""

    DIFFERENT = "different"
    SAME = "same"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the list; `amount` counts questions or pieces, `other` is the second record's name."""

    key: str
    sort: Sort
    who: Portrait | None
    name: str
    amount: int = 0
    other: str = ""
    code: str = ""
    state: str = ""

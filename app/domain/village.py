"""Going from house to house: what a visit came to, how a house stands, which one is next. No screen, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.ladder import TaskState, TaskStatus
from app.domain.names import fold, sort_key


class VisitOutcome(StrEnum):
    """What a knock on a door came to; TAKEN_BACK says that nobody was there that day after all."""

    MET = "met"
    AWAY = "away"
    NOT_WANTED = "not_wanted"
    MOVED = "moved"
    TAKEN_BACK = "taken_back"


class HouseState(StrEnum):
    """How a house stands, in the order a legend names them."""

    DONE = "done"
    COMING_BACK = "coming_back"
    OPEN = "open"
    AWAY = "away"
    NOT_WANTED = "not_wanted"
    MOVED = "moved"
    NEVER = "never"


SETTLED = (HouseState.DONE, HouseState.MOVED)
"""Houses nobody needs to knock at again."""

_NUMBER = re.compile(r"(?:nha )?(?:so )?(\d{1,4})\b", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Knock:
    """One visit as it was written: `day` an ISO date, `at` Unix seconds; later ones of a day correct earlier ones."""

    day: str
    at: int = 0
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """One person of a house; `tasks` are the five in order, `due` the nearest day they are expected or empty."""

    citizen: str
    name: str
    birth: str
    sex: str
    address_form: str
    village: str
    household: str
    tasks: tuple[TaskState, ...]
    due: str = ""

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do for this person."""
        return all(task.status.is_over for task in self.tasks)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """People living together, or one person of no household: then `household` is empty and `key` their own id.

    `people` are the oldest first, `head` is who speaks for it, if known; `knocks` is every visit, in any order.
    """

    key: str
    household: str
    name: str
    head: str
    people: tuple[Resident, ...]
    knocks: tuple[Knock, ...] = ()

    @property
    def speaker(self) -> Resident | None:
        """Who the house is called by: its head, else its oldest; None of a house with nobody known."""
        known = (one for one in self.people if one.citizen == self.head)
        return next(known, self.people[0] if self.people else None)

    @property
    def last(self) -> Knock | None:
        """The newest visit that counts."""
        return last_knock(self.knocks)


@dataclass(frozen=True, slots=True)
class Tile:
    """One house on the board; `is_today` when it was visited today."""

    number: int
    house: House
    state: HouseState
    is_today: bool


@dataclass(frozen=True, slots=True)
class VillageName:
    """A village as most people write it, and how many people of it are known."""

    name: str
    people: int


def last_knock(knocks: Iterable[Knock]) -> Knock | None:
    """Of each day the last visit counts, unless it takes the day's visits back; of those the newest day's."""
    of_day = {one.day: one for one in sorted(knocks)}
    counting = [one for one in of_day.values() if one.outcome != VisitOutcome.TAKEN_BACK]
    return max(counting, key=lambda one: one.day, default=None)


def state_of(house: House) -> HouseState:
    """How a house stands: who moved away or is done comes first, then the last visit, then what is begun."""
    last = house.last
    outcome = last.outcome if last else ""
    if outcome == VisitOutcome.MOVED:
        return HouseState.MOVED
    if house.people and all(one.is_done for one in house.people):
        return HouseState.DONE
    if outcome in (VisitOutcome.AWAY, VisitOutcome.NOT_WANTED):
        return HouseState(outcome)
    if any(one.due for one in house.people):
        return HouseState.COMING_BACK
    return HouseState.OPEN if last or _is_begun(house) else HouseState.NEVER


def board(houses: Iterable[House], today: date) -> tuple[Tile, ...]:
    """The houses in walking order: by the number their name begins with, then by name; each with one number.

    A written number stays as it is; houses without one are counted on behind the highest.
    """
    walked = sorted(houses, key=_walking)
    number = max((_written(house) or 0 for house in walked), default=0)
    tiles = []
    for house in walked:
        written = _written(house)
        number += 0 if written else 1
        last = house.last
        is_today = last is not None and last.day == today.isoformat()
        tiles.append(Tile(written or number, house, state_of(house), is_today))
    return tuple(tiles)


def next_tile(tiles: Sequence[Tile], key: str) -> Tile | None:
    """The next house to knock at after the one with `key`: not visited today, not settled; once around."""
    place = next((n for n, tile in enumerate(tiles) if tile.house.key == key), -1)
    around = (*tiles[place + 1 :], *tiles[: max(0, place)])
    return next((tile for tile in around if not tile.is_today and tile.state not in SETTLED), None)


def _is_begun(house: House) -> bool:
    return any(task.status is not TaskStatus.NOT_STARTED for one in house.people for task in one.tasks)


def _written(house: House) -> int | None:
    """The number a household's name begins with: `12. Nhà sàn cuối dốc`, `Nhà số 7`."""
    found = _NUMBER.match(fold(house.name))
    return int(found[1]) or None if found else None


def _walking(house: House) -> tuple[bool, int, str, str]:
    speaker = house.speaker
    name = house.name or (speaker.name if speaker else "")
    written = _written(house)
    return written is None, written or 0, sort_key(name), house.key

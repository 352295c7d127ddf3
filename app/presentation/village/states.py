"""What the room *Đi bản* shows: houses as tiles, one of them open with its people. Made from domain values only."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.guide import GuidePack
from app.domain.guide_words import fill
from app.domain.ladder import TaskStatus
from app.domain.portrait import Portrait, portrait_of
from app.domain.village import SETTLED, HouseState, Knock, Resident, Tile, VillageName


class Next(StrEnum):
    """What there is to do with somebody of the house."""

    BEGIN = "begin"
    GO_ON = "go_on"
    LOOK = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseTile:
    """One house on the board: `who` speaks for it, `name` as it is written; `is_today` when visited today."""

    key: str
    number: int
    state: HouseState
    name: str
    who: Portrait | None
    people: int
    open_people: int
    is_today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person of the open house; `open_task` is the first one left, `reason` why it stands, both may be empty."""

    citizen: str
    who: Portrait
    tasks: tuple[TaskStatus, ...]
    open_task: str
    reason: str
    due: date | None
    next: Next


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHouse:
    """The house somebody stands at; `last` is its newest visit."""

    tile: HouseTile
    members: tuple[Member, ...]
    last: Knock | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageState:
    """What the room shows; `following` is the number of the next house, 0 when there is none besides the open one."""

    village: str
    villages: tuple[VillageName, ...]
    tiles: tuple[HouseTile, ...]
    counts: Mapping[HouseState, int]
    titles: tuple[str, ...]
    house: OpenHouse | None
    following: int
    today: date
    as_list: bool = False

    @property
    def is_last(self) -> bool:
        """Whether somebody stands at the only house that was not visited yet."""
        here = self.house.tile if self.house else None
        return not self.following and here is not None and not here.is_today and here.state not in SETTLED

    @property
    def reached(self) -> int:
        """How many houses somebody was at, or where something was done."""
        return len(self.tiles) - self.counts[HouseState.NEVER]

    @property
    def people(self) -> int:
        """How many people live in these houses."""
        return sum(tile.people for tile in self.tiles)


def house_tile(tile: Tile, today: date) -> HouseTile:
    """One house as the board shows it."""
    house, speaker = tile.house, tile.house.speaker
    return HouseTile(
        key=house.key,
        number=tile.number,
        state=tile.state,
        name=house.name,
        who=portrait(speaker, today) if speaker else None,
        people=len(house.people),
        open_people=sum(not one.is_done for one in house.people),
        is_today=tile.is_today,
    )


def open_house(tile: Tile, pack: GuidePack, paused: Collection[str], today: date) -> OpenHouse:
    """The house somebody stands at; `paused` are the people whose sessions wait."""
    return OpenHouse(
        tile=house_tile(tile, today),
        members=tuple(_member(one, pack, one.citizen in paused, today) for one in tile.house.people),
        last=tile.house.last,
    )


def portrait(one: Resident, today: date) -> Portrait:
    """Somebody of a house as a heading names them."""
    values = {part: getattr(one, part) for part in ("name", "birth", "sex", "village", "address_form")}
    return portrait_of(values, today)


def _member(one: Resident, pack: GuidePack, is_paused: bool, today: date) -> Member:
    who = portrait(one, today)
    place = next((n for n, state in enumerate(one.tasks) if not state.status.is_over), None)
    reason = pack.reason(one.tasks[place].reason) if place is not None else None
    return Member(
        citizen=one.citizen,
        who=who,
        tasks=tuple(state.status for state in one.tasks),
        open_task="" if place is None else pack.tasks[place].short_title,
        reason=fill(reason.title, who.form.word) if reason else "",
        due=_day(one.due),
        next=_next(one, is_paused),
    )


def _next(one: Resident, is_paused: bool) -> Next:
    if is_paused:
        return Next.GO_ON
    if one.is_done:
        return Next.LOOK
    return (
        Next.GO_ON if any(state.status is not TaskStatus.NOT_STARTED for state in one.tasks) else Next.BEGIN
    )


def _day(text: str) -> date | None:
    """A day; None of one nobody can read: a peer could have written anything."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

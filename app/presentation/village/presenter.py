"""From house to house: which village, which house, and what came of each knock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from app.domain.draft import Draft
from app.domain.guide import GuidePack
from app.domain.village import HouseState, Tile, VillageName, VisitOutcome, board, next_tile
from app.presentation.village.states import HouseTile, VillageState, house_tile, open_house
from app.presentation.watched import Watched
from app.usecases import village
from app.usecases.ports import Clock, Ids, Reading, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where the board leads: receive somebody, a new person who comes with somebody, look at their past.

    `noted` is told of a knock that was kept, and how to take it back.
    """

    open_person: Callable[[str], None]
    come_with: Callable[[str], None]
    look: Callable[[str], None]
    noted: Callable[[HouseTile, VisitOutcome, Callable[[], object]], None]


class VillagePresenter(Watched[VillageState]):
    """Nothing is chosen at first: the next house is one key away."""

    kinds = frozenset({"village", "visit", "household", "citizen", "ladder", "session", "appointment"})

    def __init__(
        self, store: Store, clock: Clock, ids: Ids, *, pack: GuidePack, operator: str, ways: Ways
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._pack, self._operator, self._ways = pack, operator, ways
        self._village, self._key, self._as_list = "", "", False
        self._at_door = ""
        self._tiles: tuple[Tile, ...] = ()
        self._villages: tuple[VillageName, ...] = ()

    def refresh(self) -> None:
        """Read again and show."""
        if self._render is not None:
            self._read()
        self._show()

    def show_village(self, name: str) -> None:
        """Walk another village; the laptop remembers it."""
        self._village, self._key = name, ""
        village.walk(self._store, name)
        self.refresh()

    def show_as_list(self) -> None:
        """Rows instead of tiles, or tiles again."""
        self._as_list = not self._as_list
        self._show()

    def choose(self, key: str) -> None:
        """Stand at a house."""
        if key != self._key:
            self._key = key
            self._show()

    def go_on(self) -> None:
        """The next house not visited today."""
        found = next_tile(self._read(), self._key)
        if found is not None:
            self._key = found.house.key
            self._show()

    def knocked(self, outcome: VisitOutcome) -> None:
        """Nobody was met at the chosen house."""
        tile = _at(self._read(), self._key)
        if tile is None:
            return
        before = self._knock(tile, outcome.value)
        self.refresh()
        if before is not None:
            shown = house_tile(tile, self._today())
            self._ways.noted(shown, outcome, partial(self._put_back, shown.key, before))

    def open_person(self, citizen: str) -> None:
        """Somebody of the house is there: the right person is asked for, then a session begins."""
        self._at_door = citizen
        self._ways.open_person(citizen)

    def new_person(self) -> None:
        """Somebody of the chosen house nobody knows yet; nothing known of the house is asked again."""
        tile = _at(self._read(), self._key)
        speaker = tile.house.speaker if tile else None
        if speaker is not None:
            self._at_door = speaker.citizen
            self._ways.come_with(speaker.citizen)
            self._follow(speaker.citizen)

    def look(self, citizen: str) -> None:
        """What happened with somebody who has nothing left to do."""
        self._ways.look(citizen)

    def began(self, draft: Draft) -> None:
        """A session began: with whom was asked for at a door, or came with them, that house was met."""
        asked, self._at_door = self._at_door, ""
        tile = self._follow(asked) if asked and asked in (draft.citizen, draft.beside) else None
        if tile is not None:
            self._knock(tile, VisitOutcome.MET.value)
            self.refresh()

    def state(self) -> VillageState:
        """The state as read last; going from house to house reads nothing again."""
        tiles, today = self._tiles, self._today()
        chosen = _at(tiles, self._key)
        following = next_tile(tiles, self._key)
        return VillageState(
            village=self._village,
            villages=self._villages,
            tiles=tuple(house_tile(tile, today) for tile in tiles),
            counts={state: sum(tile.state is state for tile in tiles) for state in HouseState},
            titles=tuple(task.short_title for task in self._pack.tasks),
            house=open_house(chosen, self._pack, _paused(self._store.read()), today) if chosen else None,
            following=following.number if following else 0,
            today=today,
            as_list=self._as_list,
        )

    def _today(self) -> date:
        return self._clock.now().date()

    def _read(self) -> tuple[Tile, ...]:
        """The houses as they stand now."""
        reading = self._store.read()
        self._village = self._village or village.walked(reading)
        self._villages = tuple(reading.villages())
        self._tiles = board(reading.houses(self._village), self._today())
        return self._tiles

    def _show(self) -> None:
        """What was read last, with what the operator did since."""
        super().refresh()

    def _follow(self, citizen: str) -> Tile | None:
        """Stand at the house somebody lives in now: their first relative makes it a household."""
        found = next((t for t in self._read() if any(one.citizen == citizen for one in t.house.people)), None)
        self._key = found.house.key if found else self._key
        return found

    def _put_back(self, key: str, before: str) -> None:
        """The knock was a slip of the finger: the house as it was before."""
        tile = _at(self._read(), key)
        if tile is not None:
            self._knock(tile, before)
            self.refresh()

    def _knock(self, tile: Tile, outcome: str) -> str | None:
        return village.knock(self._store, self._clock, self._ids, self._operator, tile.house, outcome)


def _at(tiles: Sequence[Tile], key: str) -> Tile | None:
    return next((tile for tile in tiles if tile.house.key == key), None)


def _paused(reading: Reading) -> frozenset[str]:
    return frozenset(draft.citizen for draft in reading.drafts())

"""From house to house without a signal: which village is walked, and what came of knocking at a door."""

from __future__ import annotations

from app.domain.changes import Value
from app.domain.names import fold
from app.domain.village import House, VisitOutcome, last_knock
from app.usecases.facts import told
from app.usecases.ports import Clock, Ids, Reading, Store
from app.usecases.settings import Setting
from app.usecases.writing import pen_of, seconds


def walked(reading: Reading) -> str:
    """The village walked last on this laptop, else the one with most people; empty where nobody lives anywhere."""
    villages = reading.villages()
    wanted = fold(reading.setting(Setting.VILLAGE))
    biggest = max(villages, key=lambda one: one.people, default=None)
    chosen = next((one for one in villages if fold(one.name) == wanted), biggest)
    return chosen.name if chosen else ""


def walk(store: Store, village: str) -> None:
    """From now on this village, also after the laptop was closed."""
    with store.write() as writing:
        writing.set_setting(Setting.VILLAGE, village)


def knock(store: Store, clock: Clock, ids: Ids, operator: str, house: House, outcome: str) -> str | None:
    """Keep what came of knocking at a house today; of one day the last counts.

    Returns the outcome that puts it back as it was; None, and nothing written, when it already stood so.
    """
    pen = pen_of(store.read(), clock, ids, operator)
    today = clock.now().date().isoformat()
    with store.write() as writing:
        known = writing.knocks(house.household, [one.citizen for one in house.people])
        of_today = [one for one in known if one.day == today]
        last = last_knock(of_today)
        before = last.outcome if last else VisitOutcome.TAKEN_BACK.value
        if before == outcome:
            return None
        facts: dict[str, Value] = {
            "household": house.household,
            "citizen": "" if house.household else house.key,
            "day": today,
            "outcome": outcome,
            "operator": operator,
            "at": max([seconds(clock), *(one.at + 1 for one in of_today)]),
        }
        writing.add(pen.create("visit", pen.new_id(), told("visit", facts)))
    return before

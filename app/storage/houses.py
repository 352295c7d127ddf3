"""The houses of one village: their people, how far each has come, who is expected, who knocked and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.domain.changes import Value
from app.domain.ladder import TaskCode, ladder_of
from app.domain.names import fold, sort_key
from app.domain.village import House, Knock, Resident, VillageName
from app.storage.aliases import Aliases, aliases, record
from app.storage.coding import from_json, to_json
from app.storage.database import Connection, Row

# `?` is those who became somebody else: they are counted once.
_SPELLED = """SELECT village, count(*) FROM citizen INDEXED BY citizen_village GROUP BY village
UNION ALL SELECT village, -1 FROM json_each(?) CROSS JOIN citizen ON citizen.id = value
UNION ALL SELECT village, 0 FROM household INDEXED BY household_village GROUP BY village
UNION ALL SELECT name, 0 FROM village WHERE life = 'live' GROUP BY name"""
# `?` is the spellings of one village as JSON, twice.
_WRITTEN_THERE = """SELECT citizen.id FROM json_each(?) CROSS JOIN citizen INDEXED BY citizen_village
    ON citizen.village = value
UNION SELECT citizen.id FROM json_each(?)
    CROSS JOIN household INDEXED BY household_village ON household.village = value
    CROSS JOIN citizen INDEXED BY citizen_household
        ON citizen.household <> '' AND citizen.household = household.id"""
_LIVING_THERE = """SELECT citizen.id FROM json_each(?) CROSS JOIN citizen INDEXED BY citizen_household
    ON citizen.household <> '' AND citizen.household = value"""
_HOUSEHOLDS = """SELECT household.id, name, village, head FROM json_each(?)
    CROSS JOIN household ON household.id = value
UNION SELECT household.id, name, village, head FROM json_each(?)
    CROSS JOIN household INDEXED BY household_village ON household.village = value"""
_PEOPLE = """SELECT citizen.id, name, birth, sex, address_form, village, household,
    ladder.install, ladder.identity, ladder.insurance, ladder.health_book, ladder.alone
FROM json_each(?) CROSS JOIN citizen ON citizen.id = value LEFT JOIN ladder ON ladder.id = value"""
_DUE = """SELECT citizen, min(day) FROM appointment INDEXED BY appointment_due
WHERE state = 'due' AND day <> '' AND citizen IN (SELECT value FROM json_each(?)) GROUP BY citizen"""
_KNOCKS = """SELECT visit.id, household, citizen, day, at, outcome FROM json_each(?) CROSS JOIN visit
    INDEXED BY visit_household ON visit.household <> '' AND visit.household = value
UNION SELECT visit.id, household, citizen, day, at, outcome FROM json_each(?) CROSS JOIN visit
    INDEXED BY visit_citizen ON visit.citizen <> '' AND visit.citizen = value"""
_PARTS = ("name", "birth", "sex", "address_form", "village", "household")
_NOWHERE: tuple[str, str, str] = ("", "", "")
"""Name, village and head of a household this laptop was told nothing of."""


def names(db: Connection) -> Sequence[VillageName]:
    """Every village anybody wrote, once however it is spelled, as most spell it; in the order of names."""
    found: dict[str, dict[str, int]] = {}
    for spelled, people in db.rows(_SPELLED, (to_json(list(aliases(db).into)),)):
        if key := fold(spelled):
            counts = found.setdefault(key, {})
            counts[spelled] = counts.get(spelled, 0) + people
    names = (
        VillageName(min(said, key=lambda one: (-said[one], one)), sum(said.values()))
        for said in found.values()
    )
    return sorted(names, key=lambda one: (sort_key(one.name), one.name))


def of_village(db: Connection, village: str) -> Sequence[House]:
    """The households of a village with their people, and who is of no household; by key."""
    wanted = fold(village)
    known = aliases(db)
    spellings = to_json([name for name, _people in db.rows(_SPELLED, ("[]",)) if fold(name) == wanted])
    people = _everybody(db, known, [row[0] for row in db.rows(_WRITTEN_THERE, (spellings, spellings))])
    asked = to_json(sorted({one.household for one in people} - {""}))
    homes = {
        home: (name, spelled, known.survivor(head))
        for home, name, spelled, head in db.rows(_HOUSEHOLDS, (asked, spellings))
    }
    living: dict[str, list[Resident]] = {home: [] for home in homes}
    for one in sorted(people, key=lambda one: (one.birth, one.citizen)):
        living.setdefault(one.household or one.citizen, []).append(one)
    there = {
        key: tuple(them)
        for key, them in living.items()
        if fold(homes.get(key, _NOWHERE)[1] or (them[0].village if them else "")) == wanted
    }
    knocked = _by_house(db, known, there) if wanted else {}
    return [_house(key, there[key], homes, knocked.get(key, ())) for key in sorted(there)] if wanted else []


def knocks(db: Connection, household: str, citizens: Sequence[str]) -> Sequence[Knock]:
    """Every visit of a household or of one of these people, in the order of days and times."""
    known = aliases(db)
    names = [name for citizen in citizens for name in known.known_as(citizen)]
    return sorted(knock for _home, _citizen, knock in _knocks(db, [household], names))


def _everybody(db: Connection, known: Aliases, fresh: Iterable[str]) -> list[Resident]:
    """These people as whom they became, and all who live with them."""
    found: dict[str, Resident] = {}
    asked: set[str] = set()
    while missing := sorted({known.survivor(name) for name in fresh} - found.keys()):
        people = _residents(db, known, missing)
        found |= {one.citizen: one for one in people}
        homes = {one.household for one in people} - asked - {""}
        asked |= homes
        fresh = [row[0] for row in db.rows(_LIVING_THERE, (to_json(sorted(homes)),))] if people else []
    return list(found.values())


def _residents(db: Connection, known: Aliases, citizens: Sequence[str]) -> list[Resident]:
    names = {name: citizen for citizen in citizens for name in known.known_as(citizen)}
    due: dict[str, str] = {}
    for name, day in db.rows(_DUE, (to_json(list(names)),)):
        due[names[name]] = min(day, due.get(names[name], day))
    rows = db.rows(_PEOPLE, (to_json(list(citizens)),))
    return [_resident(db, known, row, due.get(row[0], "")) for row in rows]


def _resident(db: Connection, known: Aliases, row: Row, due: str) -> Resident:
    """One person; of somebody others were merged into, with the tasks of these."""
    citizen, *cells = row
    rungs: Mapping[str, Value] = {
        task.value: from_json(cell) if cell else None
        for task, cell in zip(TaskCode, cells[len(_PARTS) :], strict=True)
    }
    if len(known.known_as(citizen)) > 1:
        rungs = record(db, "ladder", citizen) or {}
    tasks = tuple(ladder_of(rungs).values())
    return Resident(citizen=citizen, tasks=tasks, due=due, **dict(zip(_PARTS, cells, strict=False)))


def _by_house(
    db: Connection, known: Aliases, there: Mapping[str, Sequence[Resident]]
) -> dict[str, list[Knock]]:
    """The visits of these houses, each under its key."""
    lives = {name: key for key, them in there.items() for one in them for name in known.known_as(one.citizen)}
    found: dict[str, list[Knock]] = {}
    for home, citizen, knock in _knocks(db, list(there), list(lives)):
        for key in {home if home in there else "", lives.get(citizen, "")} - {""}:
            found.setdefault(key, []).append(knock)
    return found


def _knocks(db: Connection, homes: Sequence[str], citizens: Sequence[str]) -> list[tuple[str, str, Knock]]:
    rows = db.rows(_KNOCKS, (to_json([home for home in homes if home]), to_json(list(citizens))))
    return [(row[1], row[2], Knock(day=row[3], at=row[4], outcome=row[5])) for row in rows]


def _house(
    key: str, people: tuple[Resident, ...], homes: Mapping[str, Row], knocked: Sequence[Knock]
) -> House:
    name, _village, head = homes.get(key, _NOWHERE)
    is_home = key in homes or bool(people and people[0].household)
    return House(
        key=key,
        household=key if is_home else "",
        name=name,
        head=head,
        people=people,
        knocks=tuple(sorted(knocked)),
    )

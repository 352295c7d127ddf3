"""Finding a person: by any beginnings of name words, by the end of a number, by phone. One line of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.domain.changes import Value
from app.domain.ladder import TaskCode, TaskState
from app.domain.names import fold, same_name, sort_key
from app.domain.views import PersonRow
from app.storage.aliases import Aliases, aliases, record
from app.storage.coding import from_json
from app.storage.database import Connection, Row
from app.storage.folding import end_range, typed_digits, whole_word_query, word_query
from app.storage.guessing import near_query

MOST_NAMESAKES = 200
"""Namesakes looked at before the village decides; more of one birth year are in no commune."""

_LINE = """SELECT c.id, c.name, c.birth, c.sex, c.village, c.address_form, c.id_number, c.phone,
    (SELECT count(*) FROM session WHERE session.citizen = c.id
        AND NOT EXISTS (SELECT 1 FROM void WHERE void.session = session.id)),
    ladder.install, ladder.identity, ladder.insurance, ladder.health_book, ladder.alone
FROM {source} LEFT JOIN ladder ON ladder.id = c.id WHERE {condition} LIMIT ?"""

_BY_NAME = _LINE.format(
    source="citizen_search JOIN citizen c ON c.row = citizen_search.rowid",
    condition="citizen_search MATCH ?",
)
_BY_NAME_AND_YEAR = _LINE.format(
    source="citizen_search JOIN citizen c ON c.row = citizen_search.rowid",
    condition="citizen_search MATCH ? AND substr(c.birth, 1, 4) = ?",
)
_BY_NUMBER_END = _LINE.format(
    source="citizen c INDEXED BY citizen_number",
    condition="c.number_end <> '' AND c.number_end >= ? AND c.number_end < ?",
)
_BY_PHONE_END = _LINE.format(
    source="citizen c INDEXED BY citizen_phone",
    condition="c.phone_end <> '' AND c.phone_end >= ? AND c.phone_end < ?",
)
_OF_HOUSEHOLD = _LINE.format(
    source="citizen c INDEXED BY citizen_household", condition="c.household <> '' AND c.household = ?"
)
_BY_ID = _LINE.format(source="citizen c", condition="c.id = ?")


def find(db: Connection, typed: str, limit: int) -> Sequence[PersonRow]:
    """People a typed text may mean, in the order of Vietnamese lists; nobody for one that says too little."""
    digits = typed_digits(typed)
    if digits:
        rows = db.rows(_BY_NUMBER_END, (*end_range(digits), limit))
        rows += db.rows(_BY_PHONE_END, (*end_range(digits), limit))
    else:
        query = word_query(typed)
        rows = db.rows(_BY_NAME, (query, limit)) if query else []
    return sorted(_people(db, rows)[:limit], key=lambda person: (sort_key(person.name), person.birth))


def find_near(db: Connection, typed: str, limit: int) -> Sequence[PersonRow]:
    """People whose name is one letter away from a typed one; nobody for a number: a wrong digit is another person."""
    query = "" if typed_digits(typed) else near_query(db, typed)
    rows = db.rows(_BY_NAME, (query, limit)) if query else []
    return sorted(_people(db, rows)[:limit], key=lambda person: (sort_key(person.name), person.birth))


def with_number(db: Connection, id_number: str) -> Sequence[PersonRow]:
    """People with this whole number; more than one when two laptops met the same person."""
    if not id_number:
        return []
    rows = db.rows(_BY_NUMBER_END, (*end_range(id_number), MOST_NAMESAKES))
    return [person for person in _people(db, rows) if person.id_number == id_number]


def alike(db: Connection, name: str, birth: str, village: str) -> Sequence[PersonRow]:
    """People of the same name and birth year, those of the same village first."""
    query = whole_word_query(name)
    if not query:
        return []
    rows = db.rows(_BY_NAME_AND_YEAR, (query, birth[:4], MOST_NAMESAKES))
    people = [person for person in _people(db, rows) if same_name(person.name, name)]
    return sorted(people, key=lambda person: fold(person.village) != fold(village))


def of_household(db: Connection, household: str) -> Sequence[PersonRow]:
    """The people of one household, the oldest first."""
    rows = db.rows(_OF_HOUSEHOLD, (household, MOST_NAMESAKES)) if household else []
    return sorted(_people(db, rows), key=lambda person: (person.birth, person.citizen))


def person(db: Connection, citizen: str) -> PersonRow | None:
    """One person's line; the id of somebody merged away gives the survivor's."""
    found = _people(db, db.rows(_BY_ID, (citizen, 1)))
    return found[0] if found else None


def _people(db: Connection, rows: Sequence[Row]) -> list[PersonRow]:
    """The lines of these rows, each person once, the merged ones as whom they became."""
    known = aliases(db)
    found: dict[str, PersonRow] = {}
    for row in rows:
        citizen = known.survivor(row[0])
        if citizen not in found:
            line = _line(row) if citizen == row[0] else _one(db, citizen)
            if line:
                found[citizen] = _joined(db, known, line) if known.into else line
    return list(found.values())


def _one(db: Connection, citizen: str) -> PersonRow | None:
    row = db.row(_BY_ID, (citizen, 1))
    return _line(row) if row else None


def _line(row: Row) -> PersonRow:
    citizen, name, birth, sex, village, address_form, id_number, phone, sessions, *rungs = row
    return PersonRow(
        citizen=citizen,
        name=name,
        birth=birth,
        sex=sex,
        village=village,
        address_form=address_form,
        id_number=id_number,
        phone=phone,
        sessions=sessions,
        tasks_over=_over(rungs),
    )


def _joined(db: Connection, known: Aliases, line: PersonRow) -> PersonRow:
    """The line with the visits and rungs of those merged into the person."""
    losers = known.known_as(line.citizen)[1:]
    if not losers:
        return line
    lines = [loser for loser in (_one(db, name) for name in losers) if loser]
    ladder = record(db, "ladder", line.citizen) or {}
    return replace(
        line,
        sessions=line.sessions + sum(loser.sessions for loser in lines),
        tasks_over=sum(_is_over(ladder.get(task.value)) for task in TaskCode),
    )


def _over(rungs: Sequence[Any]) -> int:
    return sum(_is_over(from_json(rung)) for rung in rungs if rung)


def _is_over(value: Value) -> bool:
    return TaskState.from_value(value).status.is_over

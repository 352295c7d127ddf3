"""The tables of the file agree with the register, guard what must not change, and answer by index."""

from __future__ import annotations

import dataclasses

import pytest

from app.domain.records import KINDS
from app.storage import activity, carrying, counting, outbox, people, refreshing
from app.storage.driver import DriverError
from app.storage.folding import SEARCH_COLUMNS
from app.storage.shown import LIFE_COLUMNS
from app.storage.store import SqliteStore
from tests.support.fiction import Fiction
from tests.support.visits import save_visit

TYPES = {"str": "TEXT", "int": "INTEGER", "bool": "INTEGER", "Value": "TEXT", "list[str]": "TEXT"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_a_column_for_each_field_and_no_other(store: SqliteStore, kind: str) -> None:
    rows = store._database.connection().rows(f'PRAGMA table_info("{kind}")')
    columns = {name: type_ for _, name, type_, *_ in rows}
    fields = {field.name: TYPES[str(field.type)] for field in dataclasses.fields(KINDS[kind].shape)}
    extra = {"id", *LIFE_COLUMNS} | ({"row", *SEARCH_COLUMNS} if kind == "citizen" else set())
    assert {name: columns[name] for name in fields} == fields
    assert set(columns) - set(fields) == extra


def test_every_table_of_ours_is_strict(store: SqliteStore) -> None:
    rows = store._database.connection().rows(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND NOT strict"
    )
    assert {name for (name,) in rows} == {"sqlite_schema", "_sqlite_migrations"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE changes SET author = 'somebody else'",
        "UPDATE changes SET n = 7",
        'UPDATE changes SET fields = \'{"name":[[],"x"]}\'',
        "UPDATE changes SET reason = 'x'",
        "DELETE FROM changes",
        "UPDATE changes SET state = 'lost'",
        "UPDATE audit SET actor = 'somebody else'",
        "DELETE FROM audit",
        "INSERT INTO feed VALUES (2, 0, 0)",
    ],
)
def test_what_must_not_change_cannot(store: SqliteStore, fiction: Fiction, statement: str) -> None:
    save_visit(store, fiction)
    with pytest.raises(DriverError, match=r"change|number|audit|CHECK"):
        store._database.connection().raw.execute(statement)
    assert store.check()


HOT = {
    "people by name": people._BY_NAME,
    "people by name and year": people._BY_NAME_AND_YEAR,
    "people by number": people._BY_NUMBER_END,
    "people by phone": people._BY_PHONE_END,
    "one person": people._BY_ID,
    "changes of a record": refreshing._OF_RECORD,
    "merges of a record": refreshing._MERGING,
    "records merged into one": refreshing._ABSORBED,
    "is a record known": refreshing._KNOWN,
    "what to send": outbox._WAITING,
    "one rescue copy": carrying._OF_UNIT,
    "an answer": outbox._NOTE,
    "sessions of a day": activity._OF_DAY,
    "who is due": activity._DUE_UNTIL,
}
SMALL = ("changes USING COVERING INDEX changes_open", "changes USING INDEX changes_open", "CONSTANT ROW")
"""Walks over what is open are as short as the queue."""


@pytest.mark.parametrize("question", HOT)
def test_what_is_asked_often_is_answered_by_index(store: SqliteStore, question: str) -> None:
    query = HOT[question]
    cells = ("x",) * (3 if "?3" in query else 2 if "?2" in query else query.count("?"))
    plan = [row[3] for row in store._database.connection().rows(f"EXPLAIN QUERY PLAN {query}", cells)]
    scans = [step for step in plan if step.startswith("SCAN") and not step.endswith(SMALL)]
    assert all("VIRTUAL TABLE" in step for step in scans), plan


def test_counting_walks_only_small_indexes(store: SqliteStore) -> None:
    rows = store._database.connection().rows(f"EXPLAIN QUERY PLAN {counting._WORST}")
    walks = {row[3] for row in rows if row[3].startswith("SCAN changes")}
    assert walks == {
        "SCAN changes USING COVERING INDEX changes_open",
        "SCAN changes USING COVERING INDEX changes_replacing",
        "SCAN changes USING COVERING INDEX changes_sessions",
        "SCAN changes USING INDEX changes_parked",
    }

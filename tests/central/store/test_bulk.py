"""Rows by set: the same in both databases, whatever is in them and however many they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from app.central.office import Office
from app.central.store import bulk
from app.central.store.tables import change_log, commune


@pytest.fixture
def connection(office: Office) -> Iterator[sa.Connection]:
    with office.ground.write() as opened:
        opened.execute(commune.insert(), {"code": "c", "name": "x"})
        yield opened


def _row(name: str, **more: object) -> dict[str, object]:
    row = {"commune": "c", "id": name, "hash": "", "device": "", "n": 2**40, "kind": "", "record": ""}
    return {**row, "body": None, "outcome": {}, "epoch": 1, "seq": 0, "received_at": 2**41, **more}


def _stored(connection: sa.Connection) -> dict[str, object]:
    return {row.id: row.body for row in connection.execute(sa.select(change_log.c.id, change_log.c.body))}


def test_values_come_back_as_they_went(connection: sa.Connection) -> None:
    body = {"tên": ["Lò Văn Mẫu", 'it\'s "so" \\ %s :x', 2**53 - 1, -1, True, None, {"": []}]}
    bulk.put(connection, change_log, [_row("a", body=body), _row("b")])
    assert _stored(connection) == {"a": body, "b": None}
    nothing = sa.select(change_log.c.id).where(change_log.c.body.is_(None))
    assert connection.execute(nothing).scalars().all() == ["b"]
    large = sa.select(change_log.c.n, change_log.c.received_at)
    assert connection.execute(large).first() == (2**40, 2**41)


def test_the_same_key_again_replaces(connection: sa.Connection) -> None:
    bulk.put(connection, change_log, [_row("a", body={"x": 1}), _row("b")])
    bulk.put(connection, change_log, [_row("a", body={"x": 2}), _row("c")])
    assert _stored(connection) == {"a": {"x": 2}, "b": None, "c": None}


def test_no_rows_no_statement(connection: sa.Connection) -> None:
    bulk.put(connection, change_log, [])
    assert _stored(connection) == {}


def test_thousands_are_looked_up_in_one_statement(connection: sa.Connection) -> None:
    bulk.put(connection, change_log, [_row(str(n)) for n in range(3000)])
    wanted = [str(n) for n in range(0, 6000, 2)]
    found = sa.select(sa.func.count()).select_from(change_log)
    assert connection.execute(found.where(bulk.one_of(connection, change_log.c.id, wanted))).scalar() == 1500
    assert connection.execute(found.where(bulk.one_of(connection, change_log.c.id, []))).scalar() == 0

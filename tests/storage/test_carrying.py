"""Own work for sticks and rescue copies is found by index: however old the file, only the last month is walked."""

from __future__ import annotations

from app.storage import carrying, outbox
from app.storage.store import SqliteStore


def test_units_walk_what_is_open_and_the_last_month(store: SqliteStore) -> None:
    rows = store._database.connection().rows(f"EXPLAIN QUERY PLAN {carrying._UNITS}", (0, 0, 0))
    walks = {row[3] for row in rows if "changes" in row[3]}
    assert walks == {
        "SCAN changes USING INDEX changes_open",
        "SEARCH changes USING INDEX changes_answered (made_at>?)",
    }


def test_a_bundle_is_read_in_the_order_of_numbers(store: SqliteStore) -> None:
    rows = store._database.connection().rows(f"EXPLAIN QUERY PLAN {outbox._CARRIED}", (0, 0, 0, 0, 0))
    walk, *looked_up = (row[3] for row in rows)
    assert walk == "SEARCH changes USING INTEGER PRIMARY KEY (rowid>?)"
    assert looked_up == [
        "CORRELATED SCALAR SUBQUERY 1",
        "SEARCH standing USING PRIMARY KEY (id=? AND kind=?)",
    ], "of each change that was reviewed, its verdict"

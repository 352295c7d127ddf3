"""Opening the database: safe settings, a private file, and refusals that touch nothing."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.central.store import engine as opening
from app.central.store.engine import (
    DatabaseLimits,
    UnusableDatabase,
    open_database,
    reading,
    take_your_time,
)
from app.central.store.migrations import upgrade

KEY, OTHER = "ab" * 32, "cd" * 32


def test_the_embedded_file_is_private_and_safe(tmp_path: Path) -> None:
    file = tmp_path / "new" / "central.db"
    engine = open_database(str(file))
    with engine.begin() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys")
        ]
        full = connection.exec_driver_sql("PRAGMA synchronous").scalar()
    engine.dispose()
    assert (found, full) == (["wal", 1], 2)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_key_encrypts_the_file_and_nothing_else_opens_it(tmp_path: Path) -> None:
    file = tmp_path / "central.db"
    engine = open_database(str(file), KEY)
    upgrade(engine)
    engine.dispose()
    before = file.read_bytes()
    assert not before.startswith(b"SQLite format 3")
    for wrong in ("", OTHER):
        other = open_database(str(file), wrong)
        with pytest.raises(UnusableDatabase, match="wrong_key"), other.connect():
            pass
        other.dispose()
    assert file.read_bytes() == before


def test_a_plain_file_is_plain(tmp_path: Path) -> None:
    engine = open_database(str(tmp_path / "central.db"))
    upgrade(engine)
    engine.dispose()
    assert (tmp_path / "central.db").read_bytes().startswith(b"SQLite format 3")


def test_an_old_sqlite_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening.dbapi2, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(UnusableDatabase, match="old_sqlite"):
        open_database(str(tmp_path / "central.db"))
    assert not (tmp_path / "central.db").exists()


def test_an_unknown_address_is_refused() -> None:
    with pytest.raises(UnusableDatabase, match="url_unknown"):
        open_database("mysql://db/central")


def test_a_reader_waits_for_no_writer(engine: sa.Engine) -> None:
    upgrade(engine)
    with engine.begin() as writer, reading(engine).begin() as reader:
        writer.execute(sa.text("INSERT INTO commune VALUES ('00000', 'x')"))
        assert reader.execute(sa.text("SELECT count(*) FROM commune WHERE code = '00000'")).scalar() == 0
        writer.rollback()


def test_a_reader_sees_one_moment(engine: sa.Engine) -> None:
    upgrade(engine)
    count = sa.text("SELECT count(*) FROM commune WHERE code = '00001'")
    with reading(engine).begin() as reader:
        assert reader.execute(count).scalar() == 0
        with engine.begin() as writer:
            writer.execute(sa.text("INSERT INTO commune VALUES ('00001', 'x')"))
        assert reader.execute(count).scalar() == 0
    with engine.begin() as writer:
        writer.execute(sa.text("DELETE FROM commune WHERE code = '00001'"))


def test_a_waiting_writer_gives_up_as_the_settings_say(tmp_path: Path) -> None:
    engine = open_database(str(tmp_path / "central.db"), limits=DatabaseLimits(lock_seconds=1))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 1_000
    engine.dispose()


def test_postgresql_ends_what_takes_too_long(postgres: sa.URL) -> None:
    limits = DatabaseLimits(lock_seconds=3, statement_seconds=4, transaction_seconds=5)
    engine = open_database(postgres.render_as_string(hide_password=False), limits=limits)
    names = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
    with engine.begin() as connection:
        told = [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in names]
        assert told == ["3s", "4s", "5s"]
        take_your_time(connection)
        assert [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in names] == ["3s", "0", "0"]
    with engine.begin() as connection:
        assert [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in names] == told
    engine.dispose()


def test_no_more_connections_are_opened_than_there_is_room_for(tmp_path: Path) -> None:
    limits = DatabaseLimits(pool=1, pool_extra=1, pool_seconds=1)
    engine = open_database(str(tmp_path / "central.db"), limits=limits)
    with engine.connect(), engine.connect(), pytest.raises(sa.exc.TimeoutError):
        engine.connect()
    engine.dispose()

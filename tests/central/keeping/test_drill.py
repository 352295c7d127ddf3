"""Only a backup that came back whole makes anything durable."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.central.keeping import folder, loading, making, scratch
from app.central.keeping.drill import drill
from app.central.keeping.faults import KeepingFault
from app.central.store.tables import metadata, server_meta
from app.domain.changes import Mark
from tests.support.central import CHIENG_AN, TO_HIEU, Central
from tests.support.wire_device import WireDevice


def _address(central: Central) -> str:
    url = central.office.ground.engine.url
    return url.render_as_string(hide_password=False) if "postgres" in url.drivername else str(url.database)


def _back_up(central: Central, out: Path) -> folder.Manifest:
    return making.back_up(central.office.ground, central.office.who, out)


def _drill(central: Central, out: Path) -> folder.Manifest:
    return drill(central.office, _address(central), out)


def test_laptops_are_told_how_much_is_safe_and_no_more(
    central: Central, lead: WireDevice, work: str, out: Path
) -> None:
    made = _back_up(central, out)
    lead.push(lead.create("village", name="Bản Sau"))
    assert lead.hello().durable_seq == 0, "a backup nobody tried out proves nothing"
    _drill(central, out)
    welcome = lead.hello()
    assert welcome.durable_seq == made.seqs[TO_HIEU] < welcome.seq
    seen = central.office.sentry.outside.seen()
    assert seen.durable == {code: Mark(1, made.seqs[code]) for code in (TO_HIEU, CHIENG_AN)}


def test_an_older_backup_tried_out_later_takes_nothing_back(
    central: Central, lead: WireDevice, work: str, out: Path
) -> None:
    old = out.with_name("sunday")
    _back_up(central, old)
    lead.push(lead.create("village", name="Bản Sau"))
    newer = _back_up(central, out)
    _drill(central, out)
    _drill(central, old)
    assert lead.hello().durable_seq == newer.seqs[TO_HIEU]


@pytest.mark.parametrize("harm", ["row lost", "row changed", "row doubled"])
def test_what_does_not_come_back_whole_proves_nothing(
    central: Central, lead: WireDevice, work: str, out: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    """Whatever happens between file and table: the rows are counted in the database."""
    _back_up(central, out)
    put = loading.put_lines

    def spoiled(connection: sa.Connection, table: sa.Table, names: object, written: object) -> None:
        put(connection, table, names, written)  # type: ignore[arg-type]
        if table.name == "record":
            first = sa.select(sa.func.min(table.c.seq)).scalar_subquery()
            match harm:
                case "row lost":
                    connection.execute(table.delete().where(table.c.seq == first))
                case "row changed":
                    connection.execute(table.update().where(table.c.seq == first).values(life="erased"))
                case _:
                    [row] = connection.execute(sa.select(table).limit(1)).mappings()
                    connection.execute(table.insert(), {**row, "id": "another", "seq": 10**6})

    monkeypatch.setattr(loading, "put_lines", spoiled)
    with pytest.raises(KeepingFault) as told:
        _drill(central, out)
    assert (told.value.code, told.value.subject) == ("backup_differs", "record")
    assert lead.hello().durable_seq == 0
    assert central.office.sentry.outside.seen().durable == {}


def test_a_backup_of_another_central_or_time_proves_nothing(central: Central, work: str, out: Path) -> None:
    _back_up(central, out)
    with central.office.ground.engine.begin() as connection:
        connection.execute(server_meta.update().values(server_id="another"))
    other = out.with_name("another")
    who = type(central.office.who)("another", 1, central.office.who.key, central.office.who.sealing)
    making.back_up(central.office.ground, who, other)
    with pytest.raises(KeepingFault, match="another_central"):
        _drill(central, other)
    later = type(who)(central.office.who.server_id, 2, who.key, who.sealing)
    making.back_up(central.office.ground, later, out.with_name("later"))
    with pytest.raises(KeepingFault, match="another_epoch"):
        _drill(central, out.with_name("later"))


def test_nothing_of_the_trial_is_left(central: Central, work: str, out: Path) -> None:
    engine = central.office.ground.engine
    _back_up(central, out)

    def left() -> object:
        if engine.dialect.name == "sqlite":
            files = Path(_address(central)).parent.rglob("*")
            return sorted(file.name for file in files if file.is_file() and file.stat().st_size)
        return sa.inspect(engine).get_schema_names()

    before = left()
    _drill(central, out)
    assert left() == before
    assert set(sa.inspect(engine).get_table_names()) >= set(metadata.tables)


def test_what_a_killed_trial_left_goes_with_the_next(central: Central, work: str, out: Path) -> None:
    engine = central.office.ground.engine
    _back_up(central, out)
    if engine.dialect.name == "sqlite":
        folder = Path(_address(central)).parent / "drill"
        folder.mkdir(exist_ok=True)
        for name in ("drill.db", "drill.db-wal"):
            (folder / name).write_bytes(b"under a key that nobody kept")
        _drill(central, out)
        assert [file.name for file in folder.iterdir()] == ["lock"]
        return
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {scratch.SCHEMA}")
        connection.exec_driver_sql(f"CREATE TABLE {scratch.SCHEMA}.record (id text)")
    _drill(central, out)
    assert scratch.SCHEMA not in sa.inspect(engine).get_schema_names()


def test_two_trials_beside_one_database_do_not_meet(central: Central, work: str, out: Path) -> None:
    _back_up(central, out)
    with scratch.scratch(_address(central)), pytest.raises(KeepingFault, match="drill_under_way"):
        _drill(central, out)
    assert _drill(central, out).seqs


def test_work_goes_on_during_the_trial(
    central: Central, lead: WireDevice, work: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _back_up(central, out)
    put, kinds = loading.put_lines, []

    def meanwhile(*told: object) -> None:
        if not kinds:
            pushing = threading.Thread(
                target=lambda: kinds.extend(
                    one.kind for one in lead.push(lead.create("village", name="Bản Sau"))
                )
            )
            pushing.start()
            pushing.join()
        put(*told)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "put_lines", meanwhile)
    _drill(central, out)
    assert kinds == ["accepted"]

"""Central comes back from a backup: whole, in a new epoch, with nothing back that was erased or revoked."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from litestar.testing import TestClient

from app.central import devices
from app.central.app import build, open_office
from app.central.ground import Ground
from app.central.keeping import folder, making
from app.central.keeping.faults import KeepingFault
from app.central.keeping.restoring import Restored, restore
from app.central.keeping.rows import count
from app.central.outside import Outside
from app.central.store.migrations import upgrade, upgrade_on
from app.central.store.tables import change_log, metadata, pairing_code, record
from app.domain.changes import Mark
from tests.central.keeping.conftest import SECRET, NewDatabase
from tests.support.central import TO_HIEU, Central
from tests.support.wire_device import WireDevice, problem

NOW = 1_900_000_000_000
KEY = b"k" * 32


def _back_up(central: Central, out: Path) -> folder.Manifest:
    return making.back_up(central.office.ground, central.office.who, out, KEY)


def _restore(engine: sa.Engine, central: Central, out: Path, **more: object) -> Restored:
    outside = central.office.sentry.outside
    return restore(engine, outside, out, KEY, now_ms=NOW, **more)  # type: ignore[arg-type]


def _again(device: WireDevice, client: TestClient[object]) -> WireDevice:
    """The same laptop, talking to the central that came back."""
    device.request = client.request
    device.paired = msgspec.structs.replace(device.paired, epoch=2)
    return device


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_all_of_it_comes_back_in_either_database(
    central: Central, lead: WireDevice, work: str, out: Path, new_database_of: NewDatabase, kind: str
) -> None:
    before = {(one.kind, one.id): one.fields for one in lead.pull()}
    made, (engine, _) = _back_up(central, out), new_database_of(kind)
    done = _restore(engine, central, out)
    assert (done.epoch, done.behind) == (2, [])
    with engine.begin() as connection:
        for table in made.tables:
            if table.name in ("commune", "support_point", "change_log"):
                counted = count(connection, metadata.tables[table.name], table.columns)
                assert dict(counted) == table.census, table.name
    office = open_office(Ground(engine), central.office.sentry.outside)
    assert (office.who.server_id, office.who.epoch) == (central.office.who.server_id, 2)
    with TestClient(build(office)) as client:
        after = {(one.kind, one.id): one.fields for one in _again(lead, client).pull()}
    assert after == before
    assert after["citizen", work]["name"] == SECRET


def test_laptops_send_again_and_nothing_is_doubled(
    central: Central, lead: WireDevice, work: str, out: Path, new_database_of: NewDatabase
) -> None:
    kept = lead.create("village", name="Bản Trước")
    lead.push(kept)
    _back_up(central, out)
    lost = lead.create("village", name="Bản Sau")
    lead.push(lost)
    engine, _ = new_database_of("sqlite")
    _restore(engine, central, out)
    with TestClient(build(open_office(Ground(engine), central.office.sentry.outside))) as client:
        again = _again(lead, client)
        assert [one.kind for one in again.push(kept, lost)] == ["duplicate", "accepted"]
        names = [one.fields["name"] for one in again.pull() if one.kind == "village"]
        assert sorted(names) == ["Bản Sau", "Bản Trước"]
        assert again.hello().durable_seq > 0, "what came out of a backup is in a backup"


def test_what_was_erased_after_the_backup_is_erased_before_anybody_is_served(
    central: Central, lead: WireDevice, work: str, out: Path, new_database_of: NewDatabase
) -> None:
    _back_up(central, out)
    newer = lead.create("citizen", name=SECRET + " II")
    lead.push(newer, lead.change("erase", "citizen", work), lead.change("erase", "citizen", newer.record))
    engine, _ = new_database_of("postgresql")
    done = _restore(engine, central, out)
    assert done.erased == 3, "the citizen, the ladder, and one the backup never knew"
    with engine.begin() as connection:
        everything = str(
            connection.execute(sa.select(record)).all() + connection.execute(sa.select(change_log)).all()
        )
    assert SECRET not in everything
    assert "014040000000" not in everything
    with TestClient(build(open_office(Ground(engine), central.office.sentry.outside))) as client:
        again = _again(lead, client)
        assert [one.kind for one in again.push(newer)] == ["erased"]
        assert {one.life for one in again.pull() if one.id == work} == {"erased"}


def test_whoever_was_parted_from_the_erased_after_the_backup_lives_on(
    central: Central, lead: WireDevice, work: str, out: Path, new_database_of: NewDatabase
) -> None:
    one, two = (lead.create("citizen", name=f"Quàng Văn {n}") for n in ("Một", "Hai"))
    lead.push(one, two, lead.change("merge", "citizen", one.record, other=two.record))
    _back_up(central, out)
    lead.push(lead.change("merge", "citizen", two.record), lead.change("erase", "citizen", one.record))
    engine, _ = new_database_of("sqlite")
    _restore(engine, central, out)
    with TestClient(build(open_office(Ground(engine), central.office.sentry.outside))) as client:
        again = _again(lead, client)
        lives = {row.id: row.life for row in again.pull() if row.id in (one.record, two.record)}
        assert lives == {one.record: "erased", two.record: "live"}
        [taken] = again.push(again.edit("citizen", two.record, "phone", "", "0912000000"))
        assert taken.kind == "accepted"


def test_a_revoked_laptop_stays_revoked_and_open_sheets_are_void(
    central: Central, lead: WireDevice, work: str, out: Path, new_database_of: NewDatabase
) -> None:
    code, used = central.code(), central.count(pairing_code, pairing_code.c.used_at.is_not(None))
    _back_up(central, out)
    devices.revoke(central.office.ground, lead.id)
    central.office.sentry.look()
    engine, _ = new_database_of("sqlite")
    _restore(engine, central, out)
    with TestClient(build(open_office(Ground(engine), central.office.sentry.outside))) as client:
        assert _again(lead, client).hello().may_pull is False
        left = sa.select(sa.func.count()).select_from(pairing_code)
        with engine.begin() as connection:
            assert connection.execute(left).scalar() == used
    assert code


def test_each_restore_begins_an_epoch_that_never_was(
    central: Central, work: str, out: Path, new_database_of: NewDatabase
) -> None:
    _back_up(central, out)
    epochs = [_restore(new_database_of("sqlite")[0], central, out).epoch for _ in range(3)]
    assert epochs == [2, 3, 4], "the epoch is kept outside: each database was a new one"


def test_a_database_in_use_is_given_up_only_when_told(
    central: Central, lead: WireDevice, work: str, out: Path
) -> None:
    _back_up(central, out)
    later = lead.create("village", name="Bản Sau")
    lead.push(later)
    engine = central.office.ground.engine
    with pytest.raises(KeepingFault, match="not_empty"):
        _restore(engine, central, out)
    assert lead.standing("village", later.record) is not None
    assert _restore(engine, central, out, over_present=True).epoch == 2
    answer = lead.send("POST", "/v1/push", content=b'{"batch":"b","device":"x","epoch":1,"changes":[]}')
    assert answer.status_code == 409
    batch = lead.push_raw(msgspec.json.encode(later))
    assert problem(batch) == (503, "central_halted"), "the running central knows it was restored"


def test_a_restore_that_breaks_off_changes_nothing(
    central: Central, lead: WireDevice, work: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _back_up(central, out)
    before = lead.pull()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Outside, "note", full)
    with pytest.raises(OSError, match="No space left"):
        _restore(central.office.ground.engine, central, out, over_present=True)
    assert lead.pull() == before


def test_a_backup_older_than_what_was_promised_needs_a_reason(
    central: Central, lead: WireDevice, work: str, out: Path, new_database_of: NewDatabase, tmp_path: Path
) -> None:
    old = _back_up(central, out)
    lead.push(lead.create("village", name="Bản Sau"))
    outside = Outside(tmp_path / "guard")
    outside.note(old.server_id, 1, durable={TO_HIEU: Mark(1, old.seqs[TO_HIEU] + 1)})
    engine, _ = new_database_of("sqlite")
    with pytest.raises(KeepingFault) as told:
        restore(engine, outside, out, KEY, now_ms=NOW)
    assert (told.value.code, told.value.subject) == ("backup_too_old", TO_HIEU)
    done = restore(engine, outside, out, KEY, now_ms=NOW, accepted_loss="đĩa mới hỏng")
    assert done.behind == [TO_HIEU]
    assert "đĩa mới hỏng" in (tmp_path / "guard" / "marks.jsonl").read_text("utf-8")


def test_the_database_itself_remembers_what_was_promised_when_the_guard_is_lost(
    central: Central, lead: WireDevice, work: str, out: Path
) -> None:
    old = _back_up(central, out)
    lead.push(lead.create("village", name="Bản Sau"))
    with central.office.ground.write() as connection:
        connection.execute(metadata.tables["feed_counter"].update().values(durable_seq=old.seqs[TO_HIEU] + 1))
    with pytest.raises(KeepingFault, match="backup_too_old"):
        restore(central.office.ground.engine, Outside(None), out, KEY, now_ms=NOW, over_present=True)


def test_anothers_guard_is_not_overruled(
    central: Central, work: str, out: Path, new_database_of: NewDatabase
) -> None:
    _back_up(central, out)
    outside = Outside(None)
    outside.note("another central", 7)
    with pytest.raises(KeepingFault, match="another_central"):
        restore(new_database_of("sqlite")[0], outside, out, KEY, now_ms=NOW)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_of_the_first_release_is_brought_to_todays_shape(
    central: Central, out: Path, new_database_of: NewDatabase, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made by the program as it was then: with its tables, and columns that are gone today."""
    source, _ = new_database_of("sqlite")
    with source.begin() as connection:
        upgrade_on(connection, "0001")
        connection.exec_driver_sql("INSERT INTO server_meta VALUES (1, 'as-it-was', 1, x'00')")
        connection.exec_driver_sql("INSERT INTO commune VALUES ('03646', 'Phường Tô Hiệu')")
        connection.exec_driver_sql("INSERT INTO feed_counter VALUES ('03646', 9, 0)")
        connection.exec_driver_sql(
            "INSERT INTO pairing_code VALUES ('03646', 'hash', 'point', 1, 2, 'device', 5)"
        )
    then = sa.MetaData()
    then.reflect(source, only=lambda name, _: name != "alembic_version")
    monkeypatch.setattr(making, "metadata", then)
    making.back_up(Ground(source), central.office.who, out)
    monkeypatch.undo()
    engine, _ = new_database_of(kind)
    assert restore(engine, Outside(None), out, now_ms=NOW).epoch == 2
    upgrade(engine)
    with engine.begin() as connection:
        assert connection.execute(sa.select(pairing_code.c.used_by)).scalar() == "device"


def test_a_backup_of_a_newer_program_is_left_alone(
    central: Central, out: Path, new_database_of: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "revision_of", lambda _: "9999")
    _back_up(central, out)
    with pytest.raises(KeepingFault, match="backup_newer"):
        _restore(new_database_of("sqlite")[0], central, out)

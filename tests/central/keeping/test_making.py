"""A backup holds everything of one moment, in files that tell nothing without the key."""

from __future__ import annotations

import stat
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from app.central.keeping import folder, making
from app.central.keeping.faults import KeepingFault
from app.central.keeping.rows import count
from app.central.store.tables import metadata
from tests.central.keeping.conftest import SECRET
from tests.support.central import CHIENG_AN, TO_HIEU, Central
from tests.support.wire_device import WireDevice

KEY = b"k" * 32


def _back_up(central: Central, out: Path, key: bytes = b"") -> folder.Manifest:
    return making.back_up(central.office.ground, central.office.who, out, key)


def test_every_table_is_in_it_and_counted_by_commune(central: Central, work: str, out: Path) -> None:
    made = _back_up(central, out)
    with central.office.ground.read() as connection:
        present = set(sa.inspect(connection).get_table_names()) - {"alembic_version"}
        counted = {
            name: dict(count(connection, metadata.tables[name], t.columns)) for name, t in _by_name(made)
        }
    assert {one.name for one in made.tables} == present, "a table nobody declared would be lost"
    assert {one.name: one.census for one in made.tables} == counted
    assert made.seqs.keys() == {TO_HIEU, CHIENG_AN}
    [records] = [one.census for one in made.tables if one.name == "record"]
    assert records[CHIENG_AN].rows >= 7


def _by_name(made: folder.Manifest) -> list[tuple[str, folder.TableKept]]:
    return [(one.name, one) for one in made.tables]


def test_it_is_for_its_owner_only_and_reads_back(central: Central, work: str, out: Path) -> None:
    made = _back_up(central, out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in out.iterdir()} == {0o600}
    read, secret = folder.read_manifest(out, b"")
    [records] = [one for one in read.tables if one.name == "record"]
    lines = b"\n".join(folder.read_rows(out / records.file, secret.of("record")))
    assert SECRET in lines.decode()
    assert read.tables == made.tables


def test_with_a_key_nothing_can_be_read(central: Central, work: str, out: Path) -> None:
    _back_up(central, out, KEY)
    everything = b"".join(file.read_bytes() for file in out.iterdir())
    assert SECRET.encode() not in everything
    assert b"\x28\xb5\x2f\xfd" not in everything, "not even that it is zstd"
    with pytest.raises(KeepingFault, match="backup_sealed"):
        folder.read_manifest(out, b"")
    with pytest.raises(KeepingFault, match="wrong_backup_key"):
        folder.read_manifest(out, b"x" * 32)
    assert folder.read_manifest(out, KEY)[0].salt


def test_where_a_key_is_due_a_backup_without_one_is_only_read_when_asked_for(
    central: Central, work: str, out: Path
) -> None:
    """Who can write to the backup disk could put a forged one there: without a key it proves nothing."""
    made = _back_up(central, out)
    with pytest.raises(KeepingFault, match="backup_not_sealed"):
        folder.read_manifest(out, KEY)
    read, secret = folder.read_manifest(out, KEY, plain=True)
    assert (read.tables, secret) == (made.tables, folder.Secret())


@pytest.mark.parametrize("named", ["../record.jsonl.zst", "/etc/passwd", "a/b.jsonl.zst", ""])
def test_no_file_outside_its_folder_is_read(central: Central, out: Path, named: str) -> None:
    """The manifest of a backup without a key can be made by anybody."""
    made = _back_up(central, out)
    tables = (msgspec.structs.replace(made.tables[0], file=named), *made.tables[1:])
    (out / folder.MANIFEST).unlink()
    folder.write_manifest(out, msgspec.structs.replace(made, tables=tables), folder.Secret())
    with pytest.raises(KeepingFault, match="backup_damaged") as caught:
        folder.read_manifest(out, b"")
    assert caught.value.subject == folder.MANIFEST


def test_a_salt_that_is_none_is_damage(central: Central, out: Path) -> None:
    made = _back_up(central, out, KEY)
    (out / folder.MANIFEST).unlink()
    folder.write_manifest(out, msgspec.structs.replace(made, salt="salt"), folder.Secret())
    with pytest.raises(KeepingFault, match="backup_damaged"):
        folder.read_manifest(out, KEY)


def test_two_backups_under_one_key_share_no_key(central: Central, out: Path) -> None:
    one, two = _back_up(central, out, KEY), _back_up(central, out.with_name("tuesday"), KEY)
    assert one.salt != two.salt


@pytest.mark.parametrize("key", [b"", KEY], ids=["plain", "sealed"])
@pytest.mark.parametrize("name", ["record.jsonl.zst", folder.MANIFEST])
@pytest.mark.parametrize("harm", ["flipped", "cut", "missing"])
def test_harm_is_noticed(central: Central, work: str, out: Path, key: bytes, name: str, harm: str) -> None:
    _back_up(central, out, key)
    file = out / (f"{name}.sealed" if key and name.endswith("zst") else name)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    match harm:
        case "flipped":
            file.write_bytes(content)
        case "cut":
            file.write_bytes(content[: len(content) // 2])
        case _:
            file.unlink()
    with pytest.raises(KeepingFault, match="backup_damaged|backup_missing|wrong_backup_key"):
        folder.read_manifest(out, key)


def test_a_folder_in_use_is_left_alone(central: Central, out: Path) -> None:
    out.mkdir(parents=True)
    _back_up(central, out)
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    with pytest.raises(KeepingFault, match="folder_not_empty"):
        _back_up(central, out)
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before


def test_a_full_disk_leaves_nothing_behind(
    central: Central, work: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder, "write_manifest", full)
    with pytest.raises(OSError, match="No space left"):
        _back_up(central, out)
    assert list(out.parent.iterdir()) == []
    monkeypatch.undo()
    assert _back_up(central, out).seqs


def test_what_is_written_meanwhile_is_not_in_it(
    central: Central, lead: WireDevice, work: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One snapshot: the change that arrives between two tables is in neither of them."""
    written, later = folder.write_rows, lead.create("village", name="Bản Sau")
    pushed: list[str] = []

    def meanwhile(file: Path, *more: object) -> str:
        if not pushed:
            pushed.extend(one.kind for one in lead.push(later))
        return written(file, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(folder, "write_rows", meanwhile)
    before = lead.pull()[-1].seq
    made = _back_up(central, out)
    assert pushed == ["accepted"]
    assert made.seqs[TO_HIEU] == before
    for name in ("record", "change_log"):
        [table] = [one for one in made.tables if one.name == name]
        assert later.id not in b"".join(folder.read_rows(out / table.file, b"")).decode()

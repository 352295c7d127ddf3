"""Only `init` makes a central; every other command says which one it speaks to, or that there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from app.central.commands import main
from app.central.commands.place import where
from app.central.keeping.guarding import restoring_alone, serving
from app.central.settings import Settings
from tests.central.commands.conftest import Hand
from tests.support.central import TO_HIEU, Central
from tests.support.wire_device import fresh_id

EVERY_OTHER = [
    ["serve", "--port", "0"],
    ["add-commune", TO_HIEU],
    ["add-support-point", "--commune", TO_HIEU, "--name", "Điểm số 1"],
    ["pairing-sheet", "--support-point", "x"],
    ["devices"],
    ["revoke", "x"],
    ["counts"],
    ["view", "--people"],
    ["review", "list"],
    ["review", "accept", "x"],
    ["review", "return", "x", "--comment", "x"],
    ["return", "x", "--comment", "x"],
    ["bundle", "read", "."],
    ["parcel", "x", "--out", "."],
    ["rescue", "."],
    ["backup", "--out", "fresh"],
    ["drill", "fresh"],
    ["retire", "--commune", TO_HIEU],
    ["restore", "."],
]


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder somebody mistyped, and no settings."""
    for name in ("DIEMTUA_DATABASE_URL", "DIEMTUA_CENTRAL_DIR", "DIEMTUA_CENTRAL_GUARD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "typo"


@pytest.mark.parametrize("words", EVERY_OTHER, ids=" ".join)
def test_a_mistyped_folder_is_named_and_nothing_is_made(
    nowhere: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(["--data", str(nowhere), *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert str(nowhere / "central.db") in said.err
    assert ("init" in said.err) == (words[0] != "restore")
    assert not nowhere.exists()


def test_an_empty_file_or_another_database_is_no_central(
    nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere.mkdir()
    (nowhere / "central.db").touch()
    assert main(["--data", str(nowhere), "counts"]) == 2
    (nowhere / "central.db").unlink()
    (nowhere / "central.db").write_text("no database at all " * 100, encoding="utf-8")
    assert main(["--data", str(nowhere), "counts"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_an_empty_postgresql_database_is_no_central(
    hand: Hand, central: Central, engine: sa.Engine, tmp_path: Path
) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM server_meta"))
    said = hand.types("counts", ends=2)
    assert where(Settings(database=_address(engine))) in said
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM server_meta")).scalar() == 0


def test_every_command_says_which_central_it_speaks_to(
    hand: Hand, central: Central, engine: sa.Engine
) -> None:
    mark, place = central.office.who.fingerprint, where(Settings(database=_address(engine)))
    for words in (["init"], ["add-commune", TO_HIEU], ["counts"], ["review", "list"]):
        [line] = [line for line in hand.whole(*words) if place in line]
        assert mark in line.replace(" ", "")


def test_a_password_is_never_shown() -> None:
    for database in ("postgresql://lan:secret@db/central", "postgresql://lan@db/central?password=secret"):
        assert where(Settings(database=database)) == "postgresql://lan@db/central"
    assert "secret" not in where(Settings(database="postgresql://lan:secret@db:port/central"))


def test_beside_the_guard_of_another_no_new_one_is_made(
    hand: Hand, central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.types("init")
    monkeypatch.delenv("DIEMTUA_DATABASE_URL", raising=False)
    said = hand.types("--data", str(tmp_path / "fresh"), "init", ends=2)
    assert str(tmp_path / "guard") in said
    assert not (tmp_path / "fresh").exists()


def test_central_is_brought_back_where_its_guard_is_or_where_somebody_says_so(
    nowhere: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, backup = str(tmp_path / "old"), str(nowhere), str(tmp_path / "monday")
    for words in (["init"], ["add-commune", TO_HIEU], ["backup", "--out", backup]):
        assert main(["--data", old, *words]) == 0
    assert main(["--data", new, "restore", backup]) == 2
    assert not nowhere.exists()
    (tmp_path / "old" / "central.db").unlink()
    assert main(["--data", old, "restore", backup]) == 0
    assert main(["--data", new, "restore", "--new-place", backup]) == 0
    assert main(["--data", new, "counts"]) == 0
    assert TO_HIEU in capsys.readouterr().out


def test_while_central_serves_it_is_not_restored_and_the_other_way_round(
    hand: Hand, central: Central, tmp_path: Path
) -> None:
    device, guard, backup = central.device(), str(tmp_path / "guard"), str(tmp_path / "monday")
    hand.types("backup", "--out", backup)
    late = device.create("citizen", name=f"Lò Văn {fresh_id()}")
    device.push(late)
    with serving(guard), serving(guard):
        assert hand.types("restore", backup, "--over-present", ends=2).endswith(".")
        assert late.record in hand.types("view", "--people")
    with restoring_alone(guard):
        assert hand.types("serve", "--port", "0", ends=2).endswith(".")
    hand.types("restore", backup, "--over-present")
    assert late.record not in hand.types("view", "--people")


def _address(engine: sa.Engine) -> str:
    if engine.dialect.name == "sqlite":
        return str(engine.url.database)
    return engine.url.render_as_string(hide_password=False)

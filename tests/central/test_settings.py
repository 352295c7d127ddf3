"""Where central may listen and where its data lies."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from app.central.settings import (
    Limits,
    Settings,
    WrongSetting,
    check_listening,
    from_environment,
    is_loopback,
)
from app.central.store.engine import DatabaseLimits
from tests.house.tree import ROOT


def test_the_environment_is_read() -> None:
    given = {
        "DIEMTUA_DATABASE_URL": "postgresql://db/central",
        "DIEMTUA_TLS_CERTIFICATE": "c.pem",
        "DIEMTUA_TLS_KEY": "k.pem",
        "DIEMTUA_CENTRAL_ADDRESS": "https://central.example/",
        "DIEMTUA_CENTRAL_FILE_KEY": "ab" * 32,
    }
    settings = from_environment(given)
    assert (settings.database, settings.file_key) == ("postgresql://db/central", "ab" * 32)
    assert (settings.has_tls, settings.url(1)) == (True, "https://central.example")


def test_an_embedded_database_lies_in_the_folder_named(tmp_path: Path) -> None:
    assert from_environment({}, str(tmp_path)).database == str(tmp_path / "central.db")
    assert from_environment({"DIEMTUA_CENTRAL_DIR": str(tmp_path)}).database == str(tmp_path / "central.db")
    assert from_environment({}).database.endswith("central.db")


def test_by_default_only_this_machine_is_listened_to() -> None:
    settings = from_environment({})
    check_listening(settings)
    assert settings.url(8017) == "http://127.0.0.1:8017"
    assert replace(settings, host="::1").url(1) == "http://[::1]:1"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "central.example", ""])
def test_nobody_listens_to_the_world_in_clear_text(host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(WrongSetting, match="needs_tls"):
        check_listening(Settings(database="x", host=host))


def test_with_a_certificate_it_may(tmp_path: Path) -> None:
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    settings = Settings(database="x", host="0.0.0.0", certificate=str(certificate), key=str(key))
    with pytest.raises(WrongSetting, match="file_missing"):
        check_listening(settings)
    certificate.touch()
    key.touch()
    check_listening(settings)
    with pytest.raises(WrongSetting, match="needs_tls"):
        check_listening(replace(settings, key=""))


def test_every_limit_can_be_set() -> None:
    """One variable for each, named like it; the defaults leave a connection for everyone who is let in."""
    for usual in (Limits(), DatabaseLimits()):
        for place, one in enumerate(fields(usual), start=7):
            settings = from_environment({f"DIEMTUA_{one.name.upper()}": f" {place} "})
            found = settings.limits if isinstance(usual, Limits) else settings.database_limits
            assert found == replace(usual, **{one.name: place}), one.name
    least = Limits().slots + Limits().hello_slots + 2
    assert DatabaseLimits().pool + DatabaseLimits().pool_extra >= least
    assert from_environment({}).limits == Limits()


@pytest.mark.parametrize("said", ["0", "-1", "many", "1.5", "1e3", "²", "99999999"])
def test_a_limit_that_is_no_number_is_named(said: str) -> None:
    with pytest.raises(WrongSetting) as told:
        from_environment({"DIEMTUA_SLOTS": said})
    assert (told.value.code, told.value.subject) == ("not_a_number", "DIEMTUA_SLOTS")


@pytest.mark.parametrize("said", ["short", "ab" * 31, "ab" * 33, "xy" * 32, "'", '"'])
def test_a_key_of_another_shape_is_refused(said: str) -> None:
    with pytest.raises(WrongSetting, match="key_shape"):
        from_environment({"DIEMTUA_CENTRAL_FILE_KEY": said})
    assert from_environment({"DIEMTUA_CENTRAL_FILE_KEY": f" {'AB' * 32}\n"}).file_key == "AB" * 32


def test_the_guard_lies_beside_the_database_unless_told() -> None:
    assert from_environment({}, "/srv/x").guard == str(Path("/srv/x/guard"))
    assert from_environment({"DIEMTUA_CENTRAL_GUARD": "/mnt/other"}, "/srv/x").guard == "/mnt/other"


@pytest.mark.parametrize(("workers", "code"), [(0, "not_a_number"), (2, "workers_need_postgresql")])
def test_workers_an_embedded_database_cannot_have(workers: int, code: str) -> None:
    with pytest.raises(WrongSetting, match=code):
        check_listening(Settings(database="central.db", workers=workers))
    check_listening(Settings(database="postgresql://db/central", workers=2))


def test_every_setting_stands_in_the_handbook() -> None:
    named = set(re.findall(r"DIEMTUA_[A-Z_]+", (ROOT / "packaging/central/README.md").read_text("utf-8")))
    source = (ROOT / "app/central/settings.py").read_text("utf-8")
    read = set(re.findall(r"\"(DIEMTUA_[A-Z_]+)\"", source))
    read |= {f"DIEMTUA_{one.name.upper()}" for usual in (Limits(), DatabaseLimits()) for one in fields(usual)}
    assert named == read

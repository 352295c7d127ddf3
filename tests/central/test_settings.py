"""Where central may listen and where its data lies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.central.settings import Settings, WrongSetting, check_listening, from_environment, is_loopback


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

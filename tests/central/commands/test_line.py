"""`diemtua central …` as a person types it: what it does, what it says, what it leaves alone."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
import sqlalchemy as sa
import zxingcpp
from PIL import Image

from app.central import devices
from app.central.commands import main
from app.central.refusals import Refusal
from app.contract.pairing import read_sheet
from app.domain.ids import is_id
from tests.support.central import TO_HIEU, Central


class Hand:
    """Somebody at central's machine."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def types(self, *words: str, ends: int = 0) -> str:
        """What the command prints, on either channel."""
        assert main(words) == ends
        said = self._capsys.readouterr()
        return (said.out + said.err).strip()


@pytest.fixture
def hand(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Hand:
    """Somebody whose commands reach the database of this test."""
    if engine.dialect.name == "postgresql":
        monkeypatch.setenv("DIEMTUA_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    else:
        monkeypatch.setenv("DIEMTUA_CENTRAL_DIR", str(Path(str(engine.url.database)).parent))
    return Hand(capsys)


def test_setting_up_as_on_the_first_day(hand: Hand, central: Central, tmp_path: Path) -> None:
    who = central.office.who
    said = hand.types("init")
    assert who.server_id in said
    assert who.fingerprint in said
    assert "Phường Tô Hiệu (03646)" in hand.types("add-commune", TO_HIEU)
    assert hand.types("add-commune", TO_HIEU) != ""
    point = hand.types(
        "add-support-point", "--commune", TO_HIEU, "--name", "Điểm số 1", "--hours", "7:30-16:30"
    )
    assert is_id(point)
    file = tmp_path / "phieu.txt"
    said = hand.types(
        "pairing-sheet", "--support-point", point, "--address", "https://c.example", "--out", str(file)
    )
    sheet = read_sheet(file.read_text("utf-8"))
    assert sheet is not None
    assert sheet == read_sheet(said.splitlines()[-1])
    assert (sheet.address, sheet.server_id, sheet.fingerprint) == (
        "https://c.example",
        who.server_id,
        who.fingerprint,
    )
    assert f"{sheet.code[:5]} {sheet.code[5:]}" in said


def test_a_sheet_to_print_is_a_qr_that_reads_back(hand: Hand, central: Central, tmp_path: Path) -> None:
    hand.types("add-commune", TO_HIEU)
    point = hand.types("add-support-point", "--commune", TO_HIEU, "--name", "Điểm số 1")
    picture = tmp_path / "phieu.png"
    address = ("--address", "https://c.example")
    said = hand.types("pairing-sheet", "--support-point", point, *address, "--out", str(picture))
    (code,) = zxingcpp.read_barcodes(Image.open(picture))
    assert read_sheet(code.text) == read_sheet(said.splitlines()[-1])


def test_looking_and_revoking(hand: Hand, central: Central) -> None:
    device = central.device()
    device.push(device.create("citizen", name="Lò Văn Mẫu"))
    device.hello(unsent=3)
    [row] = hand.types("devices").splitlines()
    assert all(part in row for part in (device.id, TO_HIEU, "active", "Máy tập", "3"))
    hand.types("revoke", device.id)
    assert "revoked" in hand.types("devices")
    assert device.hello().may_pull is False


def test_figures_name_nobody_and_people_are_shown_only_when_asked_for(hand: Hand, central: Central) -> None:
    device = central.device()
    new = device.create("citizen", name="Lò Văn Mẫu")
    device.push(new)
    for words in (["counts"], ["view"]):
        said = hand.types(*words)
        assert "citizen: 1" in said
        assert "Mẫu" not in said
    records = [json.loads(line) for line in hand.types("view", "--people").splitlines()]
    [citizen] = [one for one in records if one["kind"] == "citizen"]
    assert (citizen["id"], citizen["fields"]["name"], citizen["life"]) == (new.record, "Lò Văn Mẫu", "live")


@pytest.mark.parametrize(
    "words",
    [
        ["add-commune", "99999"],
        ["add-support-point", "--commune", "99999", "--name", "x"],
        ["pairing-sheet", "--support-point", "x"],
        ["revoke", "x"],
        ["serve", "--host", "192.0.2.7"],
        ["serve", "--certificate", "missing.pem", "--key", "missing.pem"],
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(hand: Hand, central: Central, words: list[str]) -> None:
    said = hand.types(*words, ends=2)
    assert said.endswith(".")
    assert "_" not in said


def test_an_unusable_database_is_named(
    hand: Hand, central: Central, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DIEMTUA_DATABASE_URL", "mysql://db/central")
    assert "postgresql://" in hand.types("counts", ends=2)
    monkeypatch.setenv("DIEMTUA_DATABASE_URL", "")
    monkeypatch.setenv("DIEMTUA_CENTRAL_FILE_KEY", "ab" * 32)
    hand.types("--data", str(tmp_path), "init")
    monkeypatch.setenv("DIEMTUA_CENTRAL_FILE_KEY", "cd" * 32)
    assert hand.types("--data", str(tmp_path), "init", ends=2).endswith(".")


def test_a_database_that_is_down_is_said_in_a_sentence(
    hand: Hand, central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setenv("DIEMTUA_DATABASE_URL", f"postgresql://someone:secret-word@127.0.0.1:{port}/central")
    said = hand.types("counts", ends=2)
    assert "OperationalError" in said
    assert "secret-word" not in said
    assert len(said.splitlines()) == 1


def test_a_refusal_without_words_of_its_own_is_still_a_sentence(
    hand: Hand, central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Refusal("bad_request", 400)

    monkeypatch.setattr(devices, "revoke", refuse)
    said = hand.types("revoke", "x", ends=2)
    assert said != "bad_request"
    assert "bad_request" in said

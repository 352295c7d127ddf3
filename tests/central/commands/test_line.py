"""`diemtua central …` as a person types it: what it does, what it says, what it leaves alone."""

from __future__ import annotations

import ast
import logging
import socket
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.central import devices, sentry
from app.central.commands import keeping
from app.central.refusals import Refusal
from app.central.store.tables import record
from app.contract.pairing import read_sheet
from app.domain.ids import is_id
from tests.central.commands.conftest import Hand
from tests.house.tree import ROOT, parsed
from tests.support.central import TO_HIEU, Central


def test_setting_up_as_on_the_first_day(hand: Hand, central: Central, tmp_path: Path) -> None:
    who = central.office.who
    said = hand.types("init")
    assert who.server_id in said
    assert who.fingerprint in said
    assert "Phường Tô Hiệu (03646)" in hand.types("add-commune", TO_HIEU)
    assert hand.types("add-commune", TO_HIEU) != ""
    details = ("--phone", "0212 3 000 000", "--hours", "7:30-16:30")
    point, *told = hand.whole("add-support-point", "--commune", TO_HIEU, "--name", "Điểm số 1", *details)
    assert is_id(point), "alone on the output, for the next command"
    assert any("Điểm số 1" in line for line in told)
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


@pytest.mark.parametrize(
    "words",
    [
        ["add-commune", "99999"],
        ["add-support-point", "--commune", "99999", "--name", "x"],
        ["retire", "--commune", "99999"],
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


def test_a_backup_is_made_tried_out_and_brought_back(hand: Hand, central: Central, tmp_path: Path) -> None:
    device, out = central.device(), str(tmp_path / "monday")
    device.push(device.create("citizen", name="Lò Văn Mẫu"))
    plain = hand.types("backup", "--out", out)
    assert TO_HIEU in plain
    assert f"diemtua central drill {out}" in plain
    assert device.hello().durable_seq == 0
    assert TO_HIEU in hand.types("drill", out)
    assert device.hello().durable_seq == device.pull()[-1].seq
    assert hand.types("restore", out, ends=2).endswith(".")
    said = hand.types("restore", out, "--over-present")
    assert "2" in said.splitlines()[0]
    assert "Lò Văn Mẫu" in hand.types("view", "--people")


@pytest.mark.parametrize("command", ["drill", "restore"])
@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_a_backup_that_cannot_be_used_is_said_in_a_sentence(
    hand: Hand, central: Central, tmp_path: Path, command: str, harm: str
) -> None:
    central.device()
    out = tmp_path / "monday"
    if harm != "missing":
        hand.types("backup", "--out", str(out))
        with (out / "record.jsonl.zst").open("ab") as file:
            file.write(b"x")
    said = hand.types(command, str(out), ends=2)
    assert said.endswith(".")
    assert "_" not in said.splitlines()[-1].replace(str(out), "")
    assert central.count(record) > 0


def test_every_reason_to_refuse_a_backup_has_a_sentence(hand: Hand) -> None:
    named = {
        str(argument.value)
        for path in (ROOT / "app/central/keeping").glob("*.py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "KeepingFault"
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant)
    }
    assert {"backup_damaged", "drill_under_way", "backup_too_old"} <= named
    codes = {sentry.ANOTHERS_GUARD, sentry.EPOCH_BEHIND, sentry.SEQ_BEHIND, sentry.RESTORED}
    assert named | codes | {sentry.GUARD_UNWRITABLE} <= keeping.words().keys()


def test_nothing_is_written_into_a_database_that_went_back(
    hand: Hand, central: Central, logged_warnings: list[logging.LogRecord]
) -> None:
    hand.types("init")
    central.device()
    hand.types("counts")
    with central.office.ground.engine.begin() as connection:
        connection.execute(sa.text("UPDATE feed_counter SET seq = 0"))
    for words in (["add-commune", "03664"], ["pairing-sheet", "--support-point", central.point()]):
        assert hand.types(*words, ends=2).endswith(".")
    assert keeping.words()["seq_behind"] in hand.types("devices"), "looking is allowed, and told"
    assert {one.msg for one in logged_warnings} == {"central_not_well"}
    logged_warnings.clear()

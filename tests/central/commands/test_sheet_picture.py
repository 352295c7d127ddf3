"""A pairing sheet to hold: its picture reads back, what can be typed stands on it, and no file is written over."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
import zxingcpp
from PIL import Image

from app.central.commands import sheet_picture
from app.central.commands.sheet_picture import Told
from app.central.store.tables import pairing_code
from app.contract.pairing import PairingSheet, read_sheet
from tests.central.commands.conftest import Hand
from tests.support.central import TO_HIEU, Central

ADDRESS = ("--address", "https://c.example")
POINT = "Điểm hỗ trợ số 1"


@pytest.fixture
def point(hand: Hand, central: Central) -> str:
    """An open support point."""
    hand.types("add-commune", TO_HIEU)
    return hand.types("add-support-point", "--commune", TO_HIEU, "--name", POINT).splitlines()[0]


def codes(central: Central) -> int:
    with central.office.ground.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(pairing_code)).scalar_one())


def test_a_sheet_to_print_is_a_qr_that_reads_back(hand: Hand, point: str, tmp_path: Path) -> None:
    picture = tmp_path / "phieu.png"
    said = hand.types("pairing-sheet", "--support-point", point, *ADDRESS, "--out", str(picture))
    sheet = next(filter(None, map(read_sheet, said.splitlines())))
    assert sheet is not None
    (code,) = zxingcpp.read_barcodes(Image.open(picture))
    assert read_sheet(code.text) == sheet
    for told in (POINT, "Phường Tô Hiệu", "https://c.example", f"{sheet.code[:5]} {sheet.code[5:]}"):
        assert told in said
    assert picture.stat().st_mode & 0o077 == 0


def test_what_stands_on_it_can_be_seen_to_differ(tmp_path: Path) -> None:
    """Every line is drawn: changing one of them, the QR left as it is, changes the picture."""
    sheet = PairingSheet("https://c.example", "x" * 22, "A" * 16, "B" * 10)
    told = Told(sheet=sheet, point=POINT, commune="Phường Tô Hiệu", until="17:00 29/11/2026")
    lines = list(told.lines())
    assert all(part in "\n".join(lines) for part in (POINT, "https://c.example", "AAAA AAAA", "29/11/2026"))
    for place, one in enumerate((told, Told(sheet=sheet, point=POINT, commune="x", until="1"), told)):
        sheet_picture.keep(one, tmp_path / f"{place}.png")
    first, other, same = (Image.open(tmp_path / f"{place}.png").tobytes() for place in range(3))
    assert first == same
    assert first != other


def test_words_too_long_for_a_line_stay_on_the_page(tmp_path: Path) -> None:
    sheet = PairingSheet(f"https://{'trung-tam-' * 15}.example", "x" * 22, "A" * 16, "B" * 10)
    target = tmp_path / "dai.png"
    sheet_picture.keep(Told(sheet=sheet, point="Điểm " * 40, commune="x", until="1"), target)
    page = Image.open(target)
    right = page.crop((page.width - 40, 0, page.width, page.height))
    assert right.getextrema() == (255, 255)
    (code,) = zxingcpp.read_barcodes(page)
    assert read_sheet(code.text) == sheet


@pytest.mark.parametrize("name", ["nowhere/phieu.png", "phieu.svg", "phieu", "there.png", "there.txt"])
def test_no_code_is_given_out_for_a_file_that_cannot_be(
    hand: Hand, central: Central, point: str, tmp_path: Path, name: str
) -> None:
    for taken in ("there.png", "there.txt"):
        (tmp_path / taken).write_text("kept", encoding="utf-8")
    said = hand.types(
        "pairing-sheet", "--support-point", point, *ADDRESS, "--out", str(tmp_path / name), ends=2
    )
    assert Path(name).parts[0] in said
    assert codes(central) == 0
    assert (tmp_path / "there.txt").read_text("utf-8") == "kept"


def test_no_code_is_given_out_for_an_address_nobody_goes_to(
    hand: Hand, central: Central, point: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIEMTUA_CENTRAL_ADDRESS", "http://central.example:8017")
    said = hand.types("pairing-sheet", "--support-point", point, ends=2)
    assert "http://central.example:8017" in said
    assert codes(central) == 0

"""The slip on a receipt roll: everything is said, inside 80 mm, as long as it needs, and the code is scanned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.contract.guide_format import read_pack
from app.documents.roll import write_roll
from app.domain.identity.scan import CaseCode, read_scan
from app.domain.slip import Slip
from tests.documents.test_slip import on_each_other, stuck, unsaid
from tests.support.guides import shipped_files
from tests.support.paper import codes_on, picture_of, sizes, words_on
from tests.support.slips import EVERYDAY, FULLEST

EDGE = 10.0
"""Points at each side no roll printer reaches."""


def roll(slip: Slip, folder: Path) -> Path:
    target = folder / "roll.pdf"
    write_roll(slip, target)
    return target


@pytest.mark.parametrize("slip", [EVERYDAY, FULLEST, replace(EVERYDAY, mark="TẬP HUẤN")])
def test_everything_is_said_inside_the_roll(slip: Slip, tmp_path: Path) -> None:
    pdf = roll(slip, tmp_path)
    [(width, height)] = sizes(pdf)
    assert width == pytest.approx(80 / 25.4 * 72, abs=0.1)
    words = words_on(pdf)
    assert all(word.left >= EDGE and word.right <= width - EDGE and word.bottom <= height for word in words)
    assert unsaid(slip, pdf) == []
    assert on_each_other(pdf) == []


def test_it_is_cut_where_it_ends(tmp_path: Path) -> None:
    short, long = (sizes(roll(slip, tmp_path))[0][1] for slip in (EVERYDAY, FULLEST))
    assert short < long
    pdf = roll(EVERYDAY, tmp_path)
    lowest = max(word.bottom for word in words_on(pdf))
    assert sizes(pdf)[0][1] - lowest < 60


def test_the_code_is_scanned_from_the_roll(tmp_path: Path) -> None:
    pdf = roll(EVERYDAY, tmp_path)
    for dpi in (100, 203):
        [text] = codes_on(picture_of(pdf, tmp_path, dpi))
        assert read_scan(text, date(2026, 11, 23)) == CaseCode("ABCDE12345")


def test_where_nothing_was_kept_there_is_no_code(tmp_path: Path) -> None:
    unkept = replace(EVERYDAY, code="", code_words=())
    pdf = roll(unkept, tmp_path)
    assert codes_on(picture_of(pdf, tmp_path)) == []
    assert unsaid(unkept, pdf) == []


def test_a_real_slip_fits(tmp_path: Path) -> None:
    slip = stuck(read_pack(shipped_files()), "card_not_here", "no_l2")
    pdf = roll(slip, tmp_path)
    assert unsaid(slip, pdf) == []

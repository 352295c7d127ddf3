import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity.scan_text import ScanText, clean_scan
from tests.support.card_texts import cards

CARD = "014185000000||Lò Thị Ín|01011985|Nữ|Sơn La|15062021"


@pytest.mark.parametrize(
    "raw",
    [
        "\ufeff" + CARD,
        CARD + "\r\n",
        CARD + "\x00" * 400,
        "\x02" + CARD + "\x03\n",
        "\u200b" + CARD,
        "]Q1" + CARD,
        "ï»¿" + CARD,
        unicodedata.normalize("NFD", CARD),
        "".join(char + "\x00" for char in CARD),
        CARD.replace("Lò Thị Ín", "Lò\u00a0 Thị\r\nÍn"),
    ],
)
def test_what_scanners_add_is_taken_off(raw: str) -> None:
    assert clean_scan(raw) == ScanText(CARD)


@given(cards())
def test_text_decoded_as_latin_1_is_had_back(card: str) -> None:
    assert clean_scan(card.encode().decode("latin-1")) == ScanText(card, repaired=True)


def test_text_decoded_as_windows_1252_is_had_back() -> None:
    assert clean_scan("Tráº§n Tháº¿") == ScanText("Trần Thế", repaired=True)


@given(cards())
def test_good_text_is_left_alone(card: str) -> None:
    assert clean_scan(card) == ScanText(card)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_becomes_storable(raw: str) -> None:
    cleaned = clean_scan(raw).text
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned

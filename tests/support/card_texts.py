"""Texts of fictional cards made by rule, and what scanners and keyboard programs do to them."""

import re
import unicodedata
from collections.abc import Callable

from hypothesis import strategies as st

SYLLABLES = """
    Lò Thị Ín Giàng A Páo Quàng Văn Ón Vàng Mỷ Hạng Lầu Sùng Thề Mùa Dếnh Cà Tòng Lường Cầm Bạc Điêu Lù Vì Mè
    Tếnh Thào Hờ Sồng Vừ Cứ Phàng Đinh Bùi Hà Quách Xa Bàn Triệu Đặng Phùng Moong Cút Lèo Mẫn Bẩy Ẩn Ẳng Nghĩa
    Tẻo Sẽ Bẽ Ưng Ường Nhữ Thử Thừa Diễm Huyền Ấm Nếp Đào Êm
"""

syllables = st.sampled_from(SYLLABLES.split())
names = st.lists(syllables, min_size=1, max_size=5).map(" ".join)
written_names = names | names.map(str.upper)
births = st.sampled_from(("01011985", "1940", "051940", "29021960", "31121999"))
addresses = st.sampled_from(
    (
        "Bản Mòng, Hua La, Thành phố Sơn La, Sơn La",
        "Số 5, Bản Bẹ, Tà Xùa, Bắc Yên, Sơn La",
        "Bản Lóng Luông, xã Vân Hồ, tỉnh Sơn La",
        "Tổ 1, Hua La, Sơn La, Sơn La",
        "Sơn La",
    )
)


@st.composite
def cards(draw: st.DrawFn) -> str:
    """An identity card's text with six, seven or eleven fields, with or without an old number."""
    sex = draw(st.sampled_from(("Nam", "Nữ")))
    number = f"014{'0' if sex == 'Nam' else '1'}{draw(st.integers(10, 99))}000000"
    old = draw(st.sampled_from(([""], ["050000000"], ["014000000000"], [])))
    issued = draw(st.sampled_from(([], ["15062021"])))
    family = draw(st.sampled_from(([], ["", "Vàng A Tủa", "Sồng Thị Dua", ""]))) if old and issued else []
    person = [draw(written_names), draw(births), sex, draw(addresses)]
    return "|".join([number, *old, *person, *issued, *family])


@st.composite
def insurance_cards(draw: st.DrawFn) -> str:
    """A paper insurance card's text in the form before or since 2021."""
    name, birth = hexed(draw(written_names)), draw(st.sampled_from(("15/08/1972", "5/9/1990", "1948")))
    sex, place = draw(st.sampled_from("12")), hexed(draw(addresses))
    ends = ["-", "4", " 01/10/2027", "0000000000000000-0000"]
    newer = f"1400000001|{name}|{birth}|{sex}|-|14 - 006|01/07/2023|-|31/07/2023|14061400000001|"
    older = f"HN2141400000000|{name}|{birth}|{sex}|{place}|14 – 001|01/01/2019|-|20/12/2018|14011400000000|"
    return draw(st.sampled_from((newer + "|".join([*ends, "2", place, "$"]), older + "|".join([*ends, "$"]))))


def hexed(text: str) -> str:
    """Hex of the UTF-8, as the card office writes it."""
    return text.encode().hex()


def through_telex(text: str, *, reaches: bool, skips: Callable[[str], bool] = lambda run: False) -> str:
    """What Telex makes of typed keys, one run of letters at a time; digits and signs end a word.

    `reaches`: a mark key also works with letters in between. Runs that `skips` are put back as typed, as
    keyboard programs do with words they do not know.
    """

    def shown(run: re.Match[str]) -> str:
        return run[0] if skips(run[0]) else _typed(run[0], reaches=reaches)

    return re.sub(r"[a-z]+", shown, text)


def _typed(run: str, *, reaches: bool) -> str:
    shown: list[str] = []
    for key in run:
        shown = _after_key(shown, key, reaches=reaches)
    return unicodedata.normalize("NFC", "".join(shown)).replace("d\u0335", "đ")


def _after_key(shown: list[str], key: str, *, reaches: bool) -> list[str]:
    places = [i for i, letter in enumerate(shown) if _takes(letter, key)]
    if not places or not (reaches or places[-1] == len(shown) - 1):
        return [*shown, key]
    place, mark = places[-1], {"f": "\u0300", "d": "\u0335"}.get(key, "\u0302")
    if mark in shown[place]:
        return [*shown[:place], shown[place].replace(mark, ""), *shown[place + 1 :], key]
    marked = shown[place][0] + "".join(sorted(shown[place][1:] + mark, reverse=True))
    return [*shown[:place], marked, *shown[place + 1 :]]


def _takes(letter: str, key: str) -> bool:
    return letter[0] in "ae" if key == "f" else letter[0] == key and key in "aed"

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.names import (
    clean,
    fold,
    fold_loose,
    initials,
    is_name_suspect,
    near_name,
    same_name,
    sort_key,
)
from tests.support.card_texts import names

any_text = st.text(st.characters(exclude_categories=()))
letters = "abcdeêghiklmnoôơpqrstuưvxy"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Lò \t Thị\r\nÍn ", "Lò Thị Ín"),
        ("\ufeffLò\u00a0Thị\u200b Ín\x00", "Lò Thị Ín"),
        (unicodedata.normalize("NFD", "Lường Thị Ẳng"), "Lường Thị Ẳng"),
        ("LÒ thị Ín", "LÒ thị Ín"),
        ("L\ud83d", "L\ufffd"),
        ("", ""),
    ],
)
def test_cleaning_makes_one_line_and_changes_no_letter(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(any_text)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Thị Ưởng", "dang thi uong"),
        ("đÐ".replace("Ð", "Đ"), "dd"),
        ("hòa", "hoa"),
        ("hoà", "hoa"),
        ("Thuý  Thúy", "thuy thuy"),
        ("  Sổ sức KHỎE ", "so suc khoe"),
    ],
)
def test_folding_drops_tones_and_hats(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(any_text)
def test_folding_is_a_law(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold_loose(fold_loose(text)) == fold_loose(text)
    for form in ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, text)) == folded
    assert fold(f" {text}\n") == folded


@given(names)
def test_case_and_accents_do_not_matter_to_folding(name: str) -> None:
    assert fold(name.upper()) == fold(name.lower()) == fold(name)
    assert fold(name).isascii()
    assert len(fold(name)) == len(name)


@pytest.mark.parametrize(
    ("first", "second"),
    [("Mỷ", "Mỉ"), ("Lý", "Lí"), ("kỹ", "kĩ"), ("Quý", "Quí"), ("Y", "I"), ("Vàng Thị Mỷ", "vàng thị mỉ")],
)
def test_i_and_y_are_one_where_both_are_written(first: str, second: str) -> None:
    assert fold(first) != fold(second)
    assert fold_loose(first) == fold_loose(second)


@pytest.mark.parametrize(
    ("first", "second"), [("Thúy", "Thúi"), ("Mây", "Mâi"), ("Huy", "Hui"), ("Hay", "Hai")]
)
def test_i_and_y_are_two_elsewhere(first: str, second: str) -> None:
    assert fold_loose(first) != fold_loose(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("LÒ THỊ ÍN", "Lò Thị Ín"),
        ("Lo Thi In", "Lò Thị Ín"),
        ("Nguyễn Thị Hòa", unicodedata.normalize("NFD", "Nguyễn Thị Hoà")),
        ("Lý A Sử", "Lí A Sử"),
    ],
)
def test_one_name_in_two_hands(first: str, second: str) -> None:
    assert same_name(first, second)
    assert same_name(second, first)


@pytest.mark.parametrize("other", ["Lò Thị Ính", "Lò Văn Ín", "Lò Ín", ""])
def test_another_name_is_another(other: str) -> None:
    assert not same_name("Lò Thị Ín", other)


@pytest.mark.parametrize(
    "other",
    ["Lò Thị In", "Lò Thị Ính", "Lò Thị Í", "Lò Thị Án", "Lò Tịh Ín", "Cò Thị Ín", "Lò ThịÍn", "Lò Thị Nín"],
)
def test_one_wrong_letter_is_near(other: str) -> None:
    assert near_name("Lò Thị Ín", other)
    assert near_name(other, "Lò Thị Ín")


@pytest.mark.parametrize("other", ["Lò Thị", "Lò Thị Anh", "Cò Thị Án", "Ín Thị Lò", "Lò Hịt Ín", ""])
def test_two_wrong_letters_are_not_near(other: str) -> None:
    assert not near_name("Lò Thị Ín", other)
    assert not near_name(other, "Lò Thị Ín")


@given(names.map(fold), st.data())
def test_any_one_slip_is_near(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    before, letter, after = name[:at], name[at], name[at + 1 :]
    other = data.draw(st.sampled_from(letters))
    swapped = after[:1] + letter + after[1:]
    slip = before + data.draw(st.sampled_from((after, other + after, other + letter + after, swapped)))
    assert near_name(name, slip) or "  " in slip or slip != slip.strip()


@pytest.mark.parametrize(
    "name",
    [
        "Lò Thị Ín",
        "Giàng A Páo",
        "LÒ THỊ ÍN",
        "Ín",
        "A",
        "H'Mai Êban",
        "Y Kso",
        "Thào Mỷ",
        "Bàn-Triệu",
        "Ưng",
    ],
)
def test_good_names_are_not_suspect(name: str) -> None:
    assert not is_name_suspect(name)
    assert not is_name_suspect(unicodedata.normalize("NFD", name))


@pytest.mark.parametrize(
    "name", ["", " ", "L Th n", "L? Thị Ín", "Lò Th\ufffd", "Lò Thị 5", "Lò|Thị", "Hng A Páo", "."]
)
def test_damaged_names_are_suspect(name: str) -> None:
    assert is_name_suspect(name)


@pytest.mark.parametrize(
    ("name", "first"), [("Lò Thị Ín", "LTÍ"), ("giàng a páo", "GAP"), ("Đào", "Đ"), (" ", "")]
)
def test_initials_are_first_letters(name: str, first: str) -> None:
    assert initials(name) == first


@pytest.mark.parametrize(
    "ordered",
    [
        list("aăâbcdđeêghiklmnoôơpqrstuưvxy"),
        ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "măm", "mân", "mo"],
        ["An", "Anh", "Ánh", "Ăn", "Ân", "Ấn"],
        ["Dung", "Dũng", "Dương", "Đông", "Đức"],
        ["Lò An", "Lò Thị An", "Vàng Thị An", "Lò Văn An", "Lò Thị Ân"],
        ["Cà Thị Ín", "Đinh Thị Ín", "Lò Thị Ín", "Lò Thị Bích Ín", "Lò Văn Ín"],
        ["Ín", "Lò Ín", "Lò Thị Ín"],
        ["", "A", "Zoan", "Ω"],
    ],
)
def test_names_sort_as_in_vietnamese_lists(ordered: list[str]) -> None:
    shuffled = list(ordered)
    random.Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == ordered


@given(names)
def test_a_sort_key_is_plain_and_blind_to_case_and_form(name: str) -> None:
    key = sort_key(name)
    assert key.isascii()
    assert key.isprintable()
    assert key == sort_key(name.upper()) == sort_key(unicodedata.normalize("NFD", name))


@given(names, names)
def test_only_one_spelling_shares_a_sort_key(first: str, second: str) -> None:
    assert (sort_key(first) == sort_key(second)) == (first.lower() == second.lower())


@given(any_text)
def test_any_text_has_a_key(text: str) -> None:
    assert sort_key(text) == sort_key(clean(text))

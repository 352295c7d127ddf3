import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import resources
from app.domain.places import (
    Commune,
    CommuneKind,
    communes_from_csv,
    find_communes,
    renames_from_csv,
    successors,
)

COMMUNES = communes_from_csv(resources.text("places", "communes_sonla.csv"))
RENAMES = renames_from_csv(resources.text("places", "old_to_new_communes_sonla.csv"))


def found(typed: str) -> list[str]:
    return [commune.name for commune in find_communes(COMMUNES, typed)]


def became(old_name: str, old_district: str = "") -> list[str]:
    return [row.new_name for row in successors(RENAMES, old_name, old_district)]


def test_all_75_communes_are_read() -> None:
    kinds = [commune.kind for commune in COMMUNES]
    assert (kinds.count(CommuneKind.COMMUNE), kinds.count(CommuneKind.WARD)) == (67, 8)
    assert Commune("03646", "Phường Tô Hiệu", CommuneKind.WARD, "Tô Hiệu") in COMMUNES
    assert len({commune.code for commune in COMMUNES}) == 75
    assert all(len(commune.code) == 5 for commune in COMMUNES)


def test_all_200_old_communes_lead_to_one_of_today() -> None:
    assert len(RENAMES) == 200
    assert {(row.new_code, row.new_name) for row in RENAMES} == {(row.code, row.name) for row in COMMUNES}


def test_a_byte_order_mark_and_windows_lines_change_nothing() -> None:
    text = resources.text("places", "communes_sonla.csv")
    assert communes_from_csv("\ufeff" + text.replace("\n", "\r\n")) == COMMUNES


def test_a_file_that_is_another_is_noticed() -> None:
    with pytest.raises(KeyError):
        communes_from_csv("id,title\n1,x\n")
    with pytest.raises(KeyError):
        renames_from_csv("id,title\n1,x\n")
    with pytest.raises(ValueError, match="huyện"):
        communes_from_csv("code,name,kind,short_name\n1,Huyện X,huyện,X\n")


@pytest.mark.parametrize(
    "typed", ["Tô Hiệu", "to hieu", "hieu to", "PHƯỜNG TÔ HIỆU", "p. to h", " tô  hiệu "]
)
def test_words_are_found_in_any_order_without_accents(typed: str) -> None:
    assert found(typed)[0] == "Phường Tô Hiệu"
    assert found(unicodedata.normalize("NFD", typed)) == found(typed)


def test_the_closest_name_comes_first() -> None:
    assert found("mai son")[0] == "Xã Mai Sơn"
    assert len(found("chieng")) > 10
    assert all("Chiềng" in name for name in found("chieng"))


def test_i_and_y_are_one_when_nothing_else_is_found() -> None:
    places = (Commune("1", "Xã Mỹ Lý", CommuneKind.COMMUNE, "Mỹ Lý"),)
    assert find_communes(places, "mi li") == places


@pytest.mark.parametrize("typed", ["", " ", "-"])
def test_nothing_typed_finds_all(typed: str) -> None:
    assert set(found(typed)) == {commune.name for commune in COMMUNES}


def test_a_word_that_is_in_no_name_finds_none() -> None:
    assert found("ha noi") == []


@given(st.sampled_from(COMMUNES), st.data())
def test_any_beginning_of_a_name_finds_it(commune: Commune, data: st.DataObject) -> None:
    typed = commune.name[: data.draw(st.integers(0, len(commune.name)))]
    assert commune in find_communes(COMMUNES, typed)


@given(st.text(max_size=20))
def test_any_text_can_be_looked_for(typed: str) -> None:
    assert set(find_communes(COMMUNES, typed)) <= set(COMMUNES)
    assert set(successors(RENAMES, typed, typed)) <= set(RENAMES)


@pytest.mark.parametrize(
    ("name", "district", "now"),
    [
        ("Hua La", "", ["Phường Chiềng Cơi"]),
        ("xã hua la", "TP. Sơn La", ["Phường Chiềng Cơi"]),
        ("Hua La", "Thành phố Sơn La", ["Phường Chiềng Cơi"]),
        ("HUA LA", "THÀNH PHỐ SƠN LA", ["Phường Chiềng Cơi"]),
        ("Hua La", "Mai Sơn", []),
        ("TT. Hát Lót", "Mai Sơn", ["Xã Mai Sơn"]),
        ("Thị trấn Ít Ong", "", ["Xã Mường La"]),
        ("É Tòng", "Thuận Châu", ["Xã Long Hẹ"]),
        ("Phường Hua La", "", []),
        ("Bạch Mai", "", []),
        ("", "", []),
    ],
)
def test_what_an_old_commune_became(name: str, district: str, now: list[str]) -> None:
    assert became(name, district) == now


def test_one_old_name_in_two_districts() -> None:
    assert became("Chiềng Chung") == ["Xã Đoàn Kết", "Xã Mường Chanh"]
    assert became("Chiềng Chung", "huyện Mộc Châu") == ["Xã Đoàn Kết"]
    assert became("Xã Chiềng Chung", "Mai Sơn") == ["Xã Mường Chanh"]


def test_accents_decide_between_names_that_fold_alike() -> None:
    assert became("Mường Bang") == ["Xã Mường Bang"]
    assert became("Mường Bằng") == ["Xã Chiềng Mung"]
    assert sorted(became("Muong Bàng")) == ["Xã Chiềng Mung", "Xã Mường Bang"]


def test_every_old_commune_is_found_by_its_own_name_and_district() -> None:
    for row in RENAMES:
        assert row in successors(RENAMES, row.old_name, row.old_district)
        assert len(successors(RENAMES, row.old_name, row.old_district)) == 1

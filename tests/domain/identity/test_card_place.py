import pytest

from app.domain.identity.card_place import CardPlace, read_place


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("Bản Mòng, Hua La, Thành phố Sơn La, Sơn La", ("Bản Mòng", "Hua La", "Thành phố Sơn La")),
        ("Bản Bẹ, Tà Xùa, Bắc Yên, Sơn La", ("Bản Bẹ", "Tà Xùa", "Bắc Yên")),
        ("Số 12, Tổ 5, Tô Hiệu, TP. Sơn La, Sơn La", ("Tổ 5", "Tô Hiệu", "TP. Sơn La")),
        ("Số 12 Chu Văn Thịnh, Tô Hiệu, TP Sơn La, Sơn La", ("", "Tô Hiệu", "TP Sơn La")),
        ("Tiểu khu 3, TT. Hát Lót, Mai Sơn, Sơn La", ("Tiểu khu 3", "TT. Hát Lót", "Mai Sơn")),
        ("Bản Lóng Luông, xã Vân Hồ, tỉnh Sơn La", ("Bản Lóng Luông", "xã Vân Hồ", "")),
        ("Số 1, Bản Mòng, Phường Chiềng Cơi, Tỉnh Sơn La", ("Bản Mòng", "Phường Chiềng Cơi", "")),
        ("BẢN MÒNG, HUA LA, THÀNH PHỐ SƠN LA, SƠN LA", ("BẢN MÒNG", "HUA LA", "THÀNH PHỐ SƠN LA")),
        ("Hua La, Thành phố Sơn La, Sơn La", ("", "Hua La", "Thành phố Sơn La")),
    ],
)
def test_village_and_commune_of_a_whole_address(address: str, place: tuple[str, str, str]) -> None:
    assert read_place(address) == CardPlace(*place)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "Sơn La",
        "Bản Mòng, Sơn La",
        "Bản Lóng Luông, Vân Hồ, Sơn La",  # a commune or a district: it cannot be told
        "Số 1, Bản Mòng, Chiềng Cơi, Sơn La",  # three parts of four: the second is no commune
        "Bản Mòng, , Thành phố Sơn La, Sơn La",
        "Bản Mòng, Hua La, Thành phố Sơn",
        "Số 1, Phố Huế, Quận Hai Bà Trưng, Hà Nội",
    ],
)
def test_nothing_is_guessed_from_another_address(address: str) -> None:
    assert read_place(address) is None

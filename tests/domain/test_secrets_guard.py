import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.secrets_guard import looks_like_secret


@pytest.mark.parametrize(
    "text",
    [
        "123456",
        "mã là 123456 nhé",
        "OTP123456.",
        "123 456",
        "12 34 56",
        "1 2 3 4 5 6",
        "123-456",
        "1\u200b23456",
        "１２３４５６",
        "123456 gọi 0987000214",
        "mật khẩu là Sonla2025",
        "Mật khẩu: sonla@1",
        "MAT KHAU sonla123",
        "mk: anhyeuem",
        "mk=thuongnho",
        "pass Sonla2025",
        "passcode 1234",
        "mã pin: 4321",
        "mã xác thực 4321",
        "Sonla@2025",
        "đặt là Abcd#1234 rồi",
    ],
)
def test_codes_and_passwords_are_noticed(text: str) -> None:
    assert looks_like_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bà quên mật khẩu, mai quay lại",
        "mật khẩu: không nhớ",
        "mật khẩu là người nhà đặt",
        "Chưa nhận được OTP sau 5 phút",
        "OTP gửi về máy cũ",
        "mật khẩu 8 ký tự",
        "passcode 6 số, đã đổi",
        "pin yếu còn 15%",
        "gọi 0987000214",
        "gọi 0987 000 214",
        "gọi 0987 000214",
        "số 014185000000",
        "014185 000000",
        "hẹn 15/10/2026 lúc 14:00",
        "hẹn tháng 10 2026",
        "phí 100.000 đồng",
        "phí 1.250.000 đồng",
        "lo.van1@example.com",
        "https://vneid.gov.vn/A1",
        "nhà số 12345",
        "mật khẩu 0987000214",
    ],
)
def test_plain_notes_are_let_through(text: str) -> None:
    assert not looks_like_secret(text)


@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True, alphabet=st.characters(codec="ascii")),
    st.text("abc .,:", max_size=9),
)
def test_six_digits_are_noticed_anywhere(code: str, around: str) -> None:
    assert looks_like_secret(around + code + around)


@given(st.from_regex(r"0[35789][0-9]{8}|0[0-9]{11}", fullmatch=True, alphabet=st.characters(codec="ascii")))
def test_a_phone_or_id_number_alone_is_let_through(number: str) -> None:
    assert not looks_like_secret(f"gọi {number} nhé")


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    assert looks_like_secret(text + " 123456")

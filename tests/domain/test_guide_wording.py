"""How guide texts may be worded, and what is caught."""

import unicodedata

import pytest

from app.domain.guide_faults import GuideFault
from app.domain.guide_wording import FORMS, MOST_WORDS, names_secret, quoted_labels, wording_faults


def faults(text: str, language: str = "vi", allowed: frozenset[str] = FORMS) -> list[GuideFault]:
    return [fault for fault, _ in wording_faults(text, language, allowed)]


@pytest.mark.parametrize(
    "text",
    [
        "{You} nhìn dòng thứ hai, có dấu cộng. {You} chạm nhẹ một cái là được ạ.",
        "Không đọc mật khẩu, mã OTP cho bất kỳ ai, kể cả cán bộ.",
        "{You} tự bấm mã số. {Me} quay đi, {you} đừng đọc mã số cho ai nghe nhé.",
        "Chọn “Xác thực NFC bằng thẻ CCCD gắn chip”.",
        "Báo “Kết nối tới hệ thống thất bại” thì chờ.",
        "Gọi 1900 0368 hỏi giúp. VNeID từ bản 2.1.10.",
        "Máy hỏi mật khẩu thì {you} tự nhập mã trong tin nhắn.",
    ],
)
def test_a_good_sentence_has_no_fault(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{You} đọc mật khẩu cho {me}.",
        "{You} cho {me} mã số nhé.",
        "{You} nói mã OTP để {me} bấm.",
        "{You} gửi passcode qua tin nhắn.",
        "{You} đưa {me} xem mã số.",
        "Chụp màn hình có mã số.",
        "Không sao, {you} đọc mã số cho {me}.",
        "{You} không nhớ thì đọc câu hỏi bảo mật.",
    ],
)
def test_asking_for_a_secret_is_caught(text: str) -> None:
    assert GuideFault.ASKS_SECRET in faults(text)


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("Tell me the code.", True),
        ("Do not worry, read the password to me.", True),
        ("Type the code and tell nobody.", False),
        ("Never read out a password.", False),
    ],
)
def test_a_secret_is_guarded_in_english(text: str, caught: bool) -> None:
    assert (GuideFault.ASKS_SECRET in faults(text, "en")) is caught


@pytest.mark.parametrize(
    "word", ["đồng bộ", "Offline", "xung đột", "lỗi hệ thống", "thất bại", "khoẻ", "server"]
)
def test_a_banned_word_is_caught_outside_a_quoted_label(word: str) -> None:
    assert faults(f"Máy báo {word} rồi.") == [GuideFault.WORD_BANNED]
    assert faults(f"Máy báo “{word}” rồi.") == []


def test_part_of_another_word_is_not_banned() -> None:
    assert faults("Observers synchrony records", "en") == []


def test_a_sentence_may_be_as_long_as_one_breath() -> None:
    assert faults("chữ " * MOST_WORDS) == []
    assert faults("chữ " * (MOST_WORDS + 1)) == [GuideFault.SENTENCE_LONG]


def test_a_quoted_label_counts_as_one_word() -> None:
    assert faults("chữ " * (MOST_WORDS - 1) + "“Tôi xác nhận các thông tin ở trên là đúng”") == []


def test_the_day_counts_as_its_three_words() -> None:
    dated = FORMS | {"date"}
    assert faults("{date} " + "chữ " * (MOST_WORDS - 3), allowed=dated) == []
    assert faults("{date} " + "chữ " * (MOST_WORDS - 2), allowed=dated) == [GuideFault.SENTENCE_LONG]


@pytest.mark.parametrize("text", ["{you}", "{Me}", "{date}"])
def test_only_allowed_placeholders_pass(text: str) -> None:
    assert faults(text, allowed=frozenset()) == [GuideFault.PLACEHOLDER_UNKNOWN]


@pytest.mark.parametrize("text", ['Chạm "Mở"', "Chạm “Mở", "Chạm Mở”", "Chạm “Mở “Nhận””"])
def test_wrong_quotes_are_caught(text: str) -> None:
    assert faults(text) == [GuideFault.QUOTE_WRONG]


def test_a_run_of_six_digits_looks_like_a_code() -> None:
    assert faults("Bấm 123456 đi.") == [GuideFault.SIX_DIGITS]
    assert faults("Gọi 19000368 hoặc 12345.") == []


def test_text_is_stored_composed() -> None:
    assert faults(unicodedata.normalize("NFD", "khỏe")) == [GuideFault.TEXT_NOT_NFC]


def test_an_unknown_language_is_still_checked_for_form() -> None:
    assert faults("thất bại", "tai") == []
    assert faults("“a", "tai") == [GuideFault.QUOTE_WRONG]


def test_labels_are_read_out_of_a_title() -> None:
    assert quoted_labels("Chạm “Kích hoạt”, rồi “Gửi yêu cầu”") == ("Kích hoạt", "Gửi yêu cầu")


@pytest.mark.parametrize("text", ["{You} tự bấm passcode", "Mã OTP", "hai câu hỏi bảo mật"])
def test_secrets_are_recognised(text: str) -> None:
    assert names_secret(text, "vi")
    assert not names_secret("{You} chạm “Mở”", "vi")

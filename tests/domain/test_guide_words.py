"""Address forms, slip sentences and what to bring."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.guide_words import bring_line, fill, sentences, slip_sentence
from tests.support.guides import small_reason

REASON = small_reason("card_not_here")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{You} nhìn dòng thứ hai.", "Bà nhìn dòng thứ hai."),
        ("{you} nhìn dòng thứ hai.", "Bà nhìn dòng thứ hai."),
        ("Chạm rồi {you} chờ. {you} đọc nhé.", "Chạm rồi bà chờ. Bà đọc nhé."),
        ("“{you} chạm đi ạ.”", "“Bà chạm đi ạ.”"),
        ("Xong chưa? {me} quay đi.", "Xong chưa? Cháu quay đi."),
        ("{You} giúp {me} nhé.", "Bà giúp cháu nhé."),
        ("Bản 2.1.10 {you} có chưa?", "Bản 2.1.10 bà có chưa?"),
        ("Thẻ {khác} giữ nguyên", "Thẻ {khác} giữ nguyên"),
    ],
)
def test_address_forms_stand_in_the_sentence(text: str, shown: str) -> None:
    assert fill(text, "bà", "cháu") == shown


def test_a_capital_keeps_the_rest_of_the_form() -> None:
    assert fill("{You} ơi, {you} à", "ông Hai", "em") == "Ông Hai ơi, ông Hai à"


@given(st.text(alphabet=st.characters(exclude_characters="{}")))
def test_a_text_without_forms_is_not_touched(text: str) -> None:
    assert fill(text, "bà", "cháu") == text


@given(st.sampled_from(("bà", "ông", "bác", "em", "đồng chí")), st.sampled_from(("cháu", "em")))
def test_no_placeholder_is_left(you: str, me: str) -> None:
    shown = fill("{You} và {you}. {me} nói, {You} nghe {Me}.", you, me)
    assert "{" not in shown
    assert shown[0].isupper()


def test_the_slip_names_the_day() -> None:
    assert slip_sentence(REASON, "bà", "Thứ Bảy 18/10") == "Thứ Bảy 18/10 bà mang theo thẻ."


def test_the_slip_reads_without_a_day() -> None:
    assert slip_sentence(REASON, "bà") == "Lần sau bà mang theo thẻ."


def test_a_sentence_after_the_day_keeps_its_capital() -> None:
    reason = replace(REASON, slip="{You} ra công an. {date} mời {you} quay lại.")
    assert slip_sentence(reason, "bác", "Thứ Hai 2/3") == "Bác ra công an. Thứ Hai 2/3 mời bác quay lại."


def test_what_to_bring_is_one_line() -> None:
    assert bring_line(REASON, "bà") == "Thẻ bảo hiểm y tế, điện thoại của bà"
    assert bring_line(replace(REASON, bring=()), "bà") == ""


def test_sentences_keep_their_marks_and_version_numbers_whole() -> None:
    assert sentences("Cần bản 2.1.10. Có chưa ạ?  Chờ… Rồi") == (
        "Cần bản 2.1.10.",
        "Có chưa ạ?",
        "Chờ…",
        "Rồi",
    )

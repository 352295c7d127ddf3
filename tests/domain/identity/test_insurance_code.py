import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import resources
from app.domain.identity.insurance_code import (
    OBJECT_CODES,
    InsuranceCode,
    InsuranceCodeKind,
    read_insurance_code,
)
from app.domain.problems import Problem, ProblemCode


def test_the_known_pairs_are_those_of_the_list() -> None:
    rows = csv.DictReader(io.StringIO(resources.text("places", "bhyt_object_codes.csv")))
    assert {row["code"] for row in rows} == OBJECT_CODES


def test_the_parts_of_an_older_code() -> None:
    code = InsuranceCode("HN2141400000000")
    assert code.kind is InsuranceCodeKind.CARD
    assert (code.object_code, code.benefit, code.province) == ("HN", "2", "14")
    assert (code.social_number, code.last_four) == ("1400000000", "0000")
    assert code.doubts() == ()


@pytest.mark.parametrize(
    ("text", "kind", "social"),
    [
        ("1400000001", InsuranceCodeKind.SOCIAL, "1400000001"),
        ("014185000000", InsuranceCodeKind.PERSONAL, ""),
    ],
)
def test_digits_alone_name_no_group(text: str, kind: InsuranceCodeKind, social: str) -> None:
    code = InsuranceCode(text)
    assert (code.kind, code.social_number, code.last_four) == (kind, social, text[-4:])
    assert (code.object_code, code.benefit, code.province, code.doubts()) == ("", "", "", ())


def test_an_unknown_group_is_doubted_only() -> None:
    code = InsuranceCode("AK2141400000000")
    assert code.doubts() == (Problem(ProblemCode.INSURANCE_OBJECT_UNKNOWN, "insurance_code"),)


@pytest.mark.parametrize("typed", ["HN2141400000000", "hn 2 14 1400000000", " HN-2-14-1400000000 "])
def test_typed_groups_are_joined(typed: str) -> None:
    assert read_insurance_code(typed) == InsuranceCode("HN2141400000000")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("HN6141400000000", ProblemCode.INSURANCE_BENEFIT_DIGIT),
        ("HN0141400000000", ProblemCode.INSURANCE_BENEFIT_DIGIT),
        ("HN214140000000", ProblemCode.INSURANCE_CODE_SHAPE),
        ("H22141400000000", ProblemCode.INSURANCE_CODE_SHAPE),
        ("ĐN2141400000000", ProblemCode.INSURANCE_CODE_SHAPE),
        ("14000000011", ProblemCode.INSURANCE_CODE_SHAPE),
        ("", ProblemCode.INSURANCE_CODE_SHAPE),
    ],
)
def test_what_is_no_code_is_named(typed: str, code: ProblemCode) -> None:
    assert read_insurance_code(typed) == Problem(code, "insurance_code")


@given(
    st.from_regex(
        r"[A-Z]{2}[1-5][0-9]{12}|[0-9]{10}|[0-9]{12}", fullmatch=True, alphabet=st.characters(codec="ascii")
    )
)
def test_a_masked_code_shows_its_end_only(text: str) -> None:
    code = InsuranceCode(text)
    assert code.masked() == "•" * (len(text) - 4) + text[-4:]
    assert text not in repr(code)


def test_no_other_text_becomes_a_code() -> None:
    with pytest.raises(ValueError, match="10, 12 or 15"):
        InsuranceCode("hn2141400000000")

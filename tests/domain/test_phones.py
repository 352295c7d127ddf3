import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.phones import Phone, read_phone
from app.domain.problems import Problem, ProblemCode

numbers = st.from_regex(r"0[35789][0-9]{8}", fullmatch=True, alphabet=st.characters(codec="ascii"))


@pytest.mark.parametrize(
    "typed",
    [
        "0987000214",
        "0987 000 214",
        "0987.000.214",
        "(098) 700-0214",
        "+84987000214",
        "+84 987 000 214",
        "+84 (0) 987 000 214",
        "84987000214",
        "0084987000214",
    ],
)
def test_ways_of_writing_one_number(typed: str) -> None:
    assert read_phone(typed) == Phone("0987000214")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "098700021",
        "09870002140",
        "0187000214",
        "02123852852",
        "+85987000214",
        "098700021a",
        "٠٩٨٧٠٠٠٢١٤",
        "+84",
    ],
)
def test_what_is_no_mobile_number(typed: str) -> None:
    assert read_phone(typed) == Problem(ProblemCode.PHONE_UNREADABLE, "phone")


def test_a_number_that_begins_with_the_country_digits_stays_itself() -> None:
    assert read_phone("0849870002") == Phone("0849870002")


def test_showing_and_masking() -> None:
    phone = Phone("0987000214")
    assert (phone.display(), phone.masked()) == ("0987 000 214", "09•• ••• 214")


@given(numbers)
def test_every_way_leads_back(number: str) -> None:
    phone = Phone(number)
    assert read_phone(phone.display()) == phone
    assert read_phone("+84" + number[1:]) == phone
    assert number not in repr(phone)
    assert len(phone.masked().replace(" ", "")) == len(number)


def test_no_other_text_becomes_a_phone() -> None:
    with pytest.raises(ValueError, match="0 and nine digits"):
        Phone("987000214")

"""The code on a slip: what is printed is what a scanner reads, and it says nothing about anybody."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity.scan import CaseCode, read_scan
from app.domain.ids import CROCKFORD, short_code
from app.domain.slip import CODE_PREFIX, Slip

TODAY = date(2026, 11, 23)


@given(st.binary(min_size=8, max_size=8))
def test_every_code_is_read_back_from_its_slip(chance: bytes) -> None:
    code = short_code(chance)
    assert read_scan(CODE_PREFIX + code, TODAY) == CaseCode(code)
    assert read_scan(f"{CODE_PREFIX}{code}\r\n", TODAY) == CaseCode(code)


def test_the_prefix_is_no_beginning_of_a_card() -> None:
    assert not CODE_PREFIX[0].isdigit()
    assert set(CODE_PREFIX) - set(CROCKFORD)


def test_a_slip_without_a_day_has_none_of_its_words() -> None:
    slip = Slip(title="t", point="p", day="d", greeting="g", number="", lines=(), safety="s", code="c")
    assert (slip.back_label, slip.back_day, slip.back_detail, slip.bring, slip.advice) == ("", "", "", "", ())
    assert slip.mark == ""

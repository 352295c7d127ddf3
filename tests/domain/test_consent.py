"""When consent still covers today: twelve months, the same sentences, not taken back."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.consent import TEXT_VERSION, VALID_DAYS, Consent, Method, Purpose, is_child, is_valid
from app.domain.fields import MergeClass, merge_class

TODAY = date(2026, 11, 23)
GIVEN = Consent(
    citizen="c", text_version=TEXT_VERSION, method=Method.SPOKEN.value, given_on=TODAY.isoformat()
)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("days", "valid"), [(0, True), (1, True), (VALID_DAYS - 1, True), (VALID_DAYS, False)]
)
def test_it_holds_for_twelve_months(days: int, valid: bool) -> None:
    assert is_valid(GIVEN, TODAY + timedelta(days=days)) is valid


@given(DAYS)
def test_taken_back_it_never_holds_again(day: date) -> None:
    assert not is_valid(replace(GIVEN, withdrawn="2026-11-24"), day)


@given(DAYS, st.integers(0, 2_000))
def test_once_lapsed_it_stays_lapsed(given_on: date, days: int) -> None:
    consent = replace(GIVEN, given_on=given_on.isoformat())
    later = given_on + timedelta(days=days)
    assert is_valid(consent, later) or not is_valid(consent, later + timedelta(days=1))


@pytest.mark.parametrize("version", ["", "2025-01", TEXT_VERSION + "b"])
def test_another_text_is_asked_again(version: str) -> None:
    assert not is_valid(replace(GIVEN, text_version=version), TODAY)


@pytest.mark.parametrize("given_on", ["", "someday", "31/12/2026", "2026-02-30"])
def test_a_day_nobody_can_read_is_asked_again(given_on: str) -> None:
    assert not is_valid(replace(GIVEN, given_on=given_on), TODAY)


@pytest.mark.parametrize(("age", "child"), [(None, False), (0, True), (15, True), (16, False), (80, False)])
def test_who_is_a_child_does_not_answer_alone(age: int | None, child: bool) -> None:
    assert is_child(age) is child


def test_taking_back_is_a_latch() -> None:
    classes = {field.name: merge_class(field) for field in fields(Consent)}
    assert classes.pop("withdrawn") is MergeClass.FURTHEST
    assert set(classes.values()) == {MergeClass.ASK}


def test_nothing_is_ticked_beforehand() -> None:
    assert (Consent().method, Consent().given_on, Consent().text_version) == ("", "", "")
    assert Consent().purpose == Purpose.SUPPORT

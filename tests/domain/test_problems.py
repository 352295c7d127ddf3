"""Codes are stable: they are their own names, and no two are the same."""

from __future__ import annotations

from enum import StrEnum

import pytest

from app.domain.faults import StoreFault, StoreTrouble
from app.domain.identity.refused import ScanHint
from app.domain.problems import Problem, ProblemCode


@pytest.mark.parametrize("codes", [ProblemCode, StoreTrouble, ScanHint])
def test_a_code_is_its_name_in_small_letters(codes: type[StrEnum]) -> None:
    assert {code.value for code in codes} == {code.name.lower() for code in codes}


def test_a_problem_names_a_field_or_none() -> None:
    assert Problem(ProblemCode.NAME_MISSING).field == ""
    assert Problem(ProblemCode.NAME_MISSING, "name") != Problem(ProblemCode.NAME_MISSING)


@pytest.mark.parametrize("trouble", list(StoreTrouble))
def test_a_fault_carries_its_code_and_no_sentence(trouble: StoreTrouble) -> None:
    fault = StoreFault(trouble)
    assert (fault.trouble, str(fault)) == (trouble, trouble.value)

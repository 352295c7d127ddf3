"""Every code of a problem and every hint has a sentence in both languages."""

from __future__ import annotations

import pytest

from app.desktop.wording.problems import hint, problem, refused_scan
from app.domain.identity.refused import Refused, ScanHint
from app.domain.problems import Problem, ProblemCode
from tests.support.words import sentence_in_both


@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_problem_has_a_sentence(code: ProblemCode) -> None:
    vietnamese, _ = sentence_in_both(lambda: problem(Problem(code, "field")))
    assert len(vietnamese.split()) <= 28


@pytest.mark.parametrize("code", list(ScanHint))
def test_every_hint_says_what_to_do(code: ScanHint) -> None:
    sentence_in_both(lambda: hint(code))


def test_hints_differ_from_each_other() -> None:
    assert len({hint(code) for code in ScanHint}) == len(ScanHint)


def test_a_refused_scan_says_what_happened_and_what_to_do() -> None:
    refused = Refused(ProblemCode.SCAN_SEPARATORS, ScanHint.SCANNER_LAYOUT)
    assert refused_scan(refused) == (
        problem(Problem(ProblemCode.SCAN_SEPARATORS)),
        hint(ScanHint.SCANNER_LAYOUT),
    )


def test_unikey_is_named_with_the_way_to_switch_it_off() -> None:
    """Nobody gets `wrong code` when it is the typing program that rewrote the scan."""
    assert "UniKey" in hint(ScanHint.IME_OFF)
    assert "Ctrl+Shift" in hint(ScanHint.IME_OFF)

"""The simulation is worth something: broken rules, laptops and centres are noticed by it, and by every check."""

from itertools import chain

import pytest

from tests.support.simulation.mutants import MANY, MUTANTS, Mutant, noticed

CHECKS = {
    "AGREE": "all devices agree with central after quiet",
    "WAITS": "the outbox empties",
    "LOST": "what counts as received is at central",
    "COUNT": "a device keeps every change it made",
    "SILENT": "no value somebody is asked about is replaced unless its author had seen it",
    "STALE": "no value comes back that somebody had replaced",
    "ORDER": "what stood last before a restore stands last after it",
    "ABSURD": "nobody is asked in vain",
    "UNION": "items stay added, and removed",
    "FURTHEST": "nobody is set back unseen",
    "ERASED": "what was erased stays erased",
    "REMAINS": "erased ids hold no values",
    "MERGED": "merged records form trees",
    "STORED": "what is stored is read back",
}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_is_noticed(mutant: Mutant) -> None:
    assert noticed(mutant, chain((mutant.seed,), MANY))


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_can_fail(check: str) -> None:
    """Some mutant is noticed by this very check, so that none rots unseen."""
    candidates = [mutant for mutant in MUTANTS if mutant.tells == check]

    assert any(check in noticed(mutant, chain((mutant.seed,), MANY)) for mutant in candidates)

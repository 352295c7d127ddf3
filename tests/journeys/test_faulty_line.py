"""Whatever a line does between a laptop and central: nothing is believed in vain, lost or doubled, and it ends well."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from tests.support.faulty_proxy.proving import QUICK_ROUNDS, Grounds
from tests.support.faulty_proxy.scenarios import SCENARIOS

SEEDS = {name: number for number, name in enumerate(SCENARIOS)}


@pytest.fixture(scope="module")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grounds]:
    with Grounds(tmp_path_factory.mktemp("faulty-line")) as grounds:
        yield grounds


@pytest.fixture(autouse=True)
def _heads_nobody_can_read(logged_warnings: list[logging.LogRecord]) -> Iterator[None]:
    """The library says when a head is none; here they are made so."""
    yield
    logged_warnings[:] = [one for one in logged_warnings if "Failed to parse headers" not in one.getMessage()]


def test_there_are_sixty_and_more() -> None:
    assert len(SCENARIOS) >= 60


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_line_makes_a_wrong_state(name: str, grounds: Grounds) -> None:
    trial = grounds.trial(name, SEEDS[name], QUICK_ROUNDS)
    assert trial.run() == []
    assert trial.struck or SCENARIOS[name].often < 1.0, "the fault was never in the way"

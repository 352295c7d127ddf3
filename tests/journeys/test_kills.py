"""Saved means saved: whatever a laptop was at when it was killed, it goes on from there and nothing is gone."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

import pytest

from tests.support.killing.faulty_work import FAULTY
from tests.support.killing.proving import Killing
from tests.support.killing.work import ACTIVITIES

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no process is forked there")

KILLS = 4
"""At each activity here; `make prove` kills a thousand times."""


@pytest.fixture(scope="module")
def killing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killing]:
    with Killing(tmp_path_factory.mktemp("kills")) as killing:
        yield killing
        assert killing.close() == []


@pytest.mark.parametrize("activity", ACTIVITIES)
def test_killed_at_any_instant_it_goes_on(activity: str, killing: Killing) -> None:
    rng = random.Random(activity)
    found = [line for _ in range(KILLS) for line in killing.kill(activity, rng)]
    assert found == []
    assert killing.killed[activity] >= KILLS - 1


@pytest.mark.parametrize("activity", FAULTY)
def test_work_done_wrongly_comes_to_light(activity: str, killing: Killing) -> None:
    rng = random.Random(activity)
    assert any(killing.kill(activity, rng) for _ in range(10 * KILLS))

"""The kills at central are able to find something: commands done wrongly on purpose come to light."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

import pytest

from tests.support.killing_central.grounds import EMBEDDED
from tests.support.killing_central.proving import Killing
from tests.support.killing_central.work import FAULTY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no process is forked there")

KILLS = 20


@pytest.fixture(scope="module")
def killing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killing]:
    with Killing(tmp_path_factory.mktemp("kills")) as killing:
        yield killing


@pytest.mark.parametrize("activity", FAULTY)
def test_commands_done_wrongly_come_to_light(activity: str, killing: Killing) -> None:
    rng = random.Random(activity)
    assert any(killing.kill(EMBEDDED, activity, rng) for _ in range(KILLS))

"""At whatever write the room ends: the trouble has its name, nothing told as saved is gone, and work goes on later."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.support.full_disk.proving import FullDisk
from tests.support.killing.work import ACTIVITIES

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are not known there")

POINTS = (0.0, 0.17, 0.41, 0.73, 1.0)
"""Of the room an activity needs; `make prove` takes a thousand."""


@pytest.fixture(scope="module")
def disks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FullDisk]:
    with FullDisk(tmp_path_factory.mktemp("full-disk")) as disks:
        yield disks


@pytest.mark.parametrize("activity", ACTIVITIES)
def test_wherever_the_room_ends_work_goes_on_later(activity: str, disks: FullDisk) -> None:
    kinds = (False, True) if disks.has_disk else (False,)
    found = [line for kind in kinds for part in POINTS for line in disks.fill(activity, part, on_disk=kind)]
    assert found == []
    assert disks.met[f"{activity}: full"] > 0, "there was always room"
    assert disks.met[f"{activity}: room enough"] > 0, "there was never room"


def test_work_done_wrongly_comes_to_light(disks: FullDisk) -> None:
    parts = [number / 20 for number in range(20)]
    assert any(disks.fill("save told early", part, on_disk=False) for part in parts)

"""A real central in a process of its own with two communes, and devices that know it only from its protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.conformance.client import Sheet, read_sheet
from tests.conformance.device import Device
from tests.support.central_process import CentralProcess, central_process

HERE, THERE, ELSEWHERE = "03646", "03664", "03670"


@dataclass(frozen=True)
class Town:
    """The running central, and a support point in each commune."""

    central: CentralProcess
    points: dict[str, str]

    def sheet_text(self, commune: str = HERE, address: str = "") -> str:
        """A fresh pairing sheet as it is scanned."""
        words = ("--support-point", self.points[commune], "--address", address or self.central.address)
        return self.central.command("pairing-sheet", *words).splitlines()[-1]

    def sheet(self, commune: str = HERE) -> Sheet:
        return read_sheet(self.sheet_text(commune))


NewDevice = Callable[..., Device]


def open_town(central: CentralProcess, *communes: str) -> Town:
    """Start central and open its communes."""
    central.command("init")
    points = {}
    for commune in communes:
        central.command("add-commune", commune)
        words = ("--commune", commune, "--name", "Điểm hỗ trợ tập")
        points[commune] = central.command("add-support-point", *words)
    central.start()
    return Town(central, points)


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One central for all journeys that leave others alone."""
    with central_process(tmp_path_factory.mktemp("conformance") / "central") as process:
        yield open_town(process, HERE, THERE, ELSEWHERE)


@pytest.fixture
def bare_device() -> Iterator[NewDevice]:
    """Makes devices nobody has paired; their connections end with the test."""
    made: list[Device] = []

    def make(role: str = "staff") -> Device:
        made.append(Device(role=role))
        return made[-1]

    yield make
    for device in made:
        device.leave()


@pytest.fixture
def new_device(town: Town, bare_device: NewDevice) -> NewDevice:
    """Makes devices paired with a commune's support point, past their first hello."""

    def make(commune: str = HERE, role: str = "staff") -> Device:
        device = bare_device(role)
        device.pair(town.sheet(commune))
        device.hello()
        return device

    return make


@pytest.fixture
def device(new_device: NewDevice) -> Device:
    """A device paired in the commune most tests work in."""
    return new_device()

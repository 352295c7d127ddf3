"""A real central in a process of its own with two communes, and devices that know it only from its protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.central.app import office_at
from app.central.office import Office
from app.central.sheets import make_sheet
from tests.conformance.client import Sheet, read_sheet
from tests.conformance.device import Device
from tests.support.central_process import CentralProcess, central_process

HERE, THERE = "03646", "03664"
BESIDE = "another support point of HERE"


@dataclass(frozen=True)
class Town:
    """The running central, and a support point in each commune.

    `office` is a second hand on its database: sheets are made with it as the command makes them, without
    starting a program for each. Without one the command is run.
    """

    central: CentralProcess
    points: dict[str, str]
    office: Office | None = None

    def sheet(self, commune: str = HERE) -> Sheet:
        """A fresh pairing sheet, read from its text."""
        point = self.points[commune]
        if self.office is None:
            return read_sheet(self.printed(commune).splitlines()[-1])
        made = make_sheet(self.office.ground, self.office.who, point, self.central.address)
        return read_sheet(made.to_text())

    def printed(self, commune: str = HERE) -> str:
        """What the command prints; the last line is the sheet's text."""
        words = ("--support-point", self.points[commune], "--address", self.central.address)
        return self.central.command("pairing-sheet", *words)


NewDevice = Callable[..., Device]


def open_town(central: CentralProcess, *communes: str) -> Town:
    """Start central and open its communes."""
    points = {}
    for commune in communes:
        central.command("add-commune", commune)
        points[commune] = central.command("add-support-point", "--commune", commune, "--name", "Điểm tập")
    central.start()
    return Town(central, points)


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One central for all journeys that leave others alone."""
    with central_process(tmp_path_factory.mktemp("conformance") / "central") as process:
        town = open_town(process, HERE, THERE)
        town.points[BESIDE] = process.command("add-support-point", "--commune", HERE, "--name", "Điểm tập 2")
        with office_at(str(process.folder / "central.db")) as office:
            yield replace(town, office=office)


@pytest.fixture
def lone_town(tmp_path: Path) -> Iterator[Town]:
    """A central of its own, for journeys that stop it or make it wary."""
    with central_process(tmp_path / "central") as process:
        yield open_town(process, HERE)


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


@pytest.fixture(scope="session")
def sender(town: Town) -> Iterator[Device]:
    """A paired device shared by tests that send single batches as they are and never run."""
    device = Device()
    device.pair(town.sheet())
    device.hello()
    yield device
    device.leave()


@pytest.fixture
def device(new_device: NewDevice) -> Device:
    """A device paired in the commune most tests work in."""
    return new_device()

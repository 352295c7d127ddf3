"""Laptops in memory, sticks in memory and a real central in this process: everything a courier can do, at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from app.central import sheets
from app.central.store.tables import change_log, parcel, record, set_aside
from app.contract.bundle import Purpose, file_id, file_name
from app.domain.views import Unsent
from app.network.sealing import Sealing
from app.network.trust import Trust
from app.usecases import rescue
from app.usecases.courier import CarryReport, HandedOver, TakenIn, carry, hand_over, take_in
from app.usecases.courier.wrapping import Origin
from app.usecases.pairing import pair_device
from app.usecases.ports import Store
from app.usecases.settings import Setting
from app.usecases.sync import SyncReport
from tests.support.central import Central
from tests.support.direct_line import DirectLine
from tests.support.fake_store import FakeStore
from tests.support.hands import CountedIds
from tests.support.laptop import Laptop
from tests.support.sticks import MemoryFiles, Road

SEALING = Sealing()


def calm(_when: str) -> None:
    """No trouble."""


@dataclass(slots=True)
class Carrier:
    """A paired laptop with its two folders of sealed files."""

    laptop: Laptop
    central: Central
    courier: MemoryFiles = field(default_factory=MemoryFiles)
    rescued: MemoryFiles = field(default_factory=MemoryFiles)

    @property
    def store(self) -> Store:
        return self.laptop.store

    @property
    def device(self) -> str:
        return self.store.read().setting(Setting.DEVICE)

    @property
    def waits(self) -> list[str]:
        """The ids of what waits, oldest first."""
        return [one.change.id for one in self.store.read().unsent(10**9, 10**6)]

    def hand_over(self, stick: MemoryFiles) -> HandedOver:
        laptop = self.laptop
        return hand_over(self.store, stick, self.courier, SEALING, laptop.ids, laptop.clock)

    def stick_with(self, changes: Sequence[Unsent]) -> MemoryFiles:
        """A stick with a bundle of just these changes."""
        name, now = self.laptop.ids.new(), int(self.laptop.clock.now().timestamp() * 1000)
        file = Origin.of(self.store.read()).wrap(SEALING, Purpose.BUNDLE, name, changes, now)
        return MemoryFiles({file_name(Purpose.BUNDLE, file_id(file)): file})

    def take_in(self, stick: MemoryFiles) -> TakenIn:
        laptop = self.laptop
        return take_in(self.store, stick, self.courier, SEALING, laptop.ids, laptop.clock)

    def carry(self, trouble: Callable[[str], None] = calm) -> CarryReport:
        road = Road(self.central.request, self.store.read().setting(Setting.TOKEN), trouble)
        return carry(self.courier, road, lambda: False)

    def rescue(self) -> rescue.RescueReport:
        return rescue.catch_up(self.store, self.rescued, SEALING, self.laptop.clock)

    def sync(self) -> SyncReport:
        return self.laptop.sync(DirectLine(self.central.request, self.store.read().setting(Setting.TOKEN)))


def paired(central: Central, number: int = 0, new_store: Callable[[], Store] = FakeStore) -> Carrier:
    """A laptop of its own, paired with a fresh sheet."""
    laptop = Laptop.begin(new_store(), CountedIds((number + 1) * 1_000_000))
    office = central.office
    sheet = sheets.make_sheet(office.ground, office.who, central.point(), "http://127.0.0.1")
    pair_device(laptop.store, DirectLine(central.request), Trust(), laptop.ids, sheet, "test")
    return Carrier(laptop, central)


def sessions_at(central: Central) -> list[str]:
    """The ids of all sessions central holds."""
    with central.office.ground.read() as connection:
        return list(connection.execute(sa.select(record.c.id).where(record.c.kind == "session")).scalars())


def logged_at(central: Central) -> list[str]:
    """The ids of all changes central remembers."""
    with central.office.ground.read() as connection:
        return list(connection.execute(sa.select(change_log.c.id)).scalars())


def states_at(central: Central) -> dict[str, int]:
    """How much is set aside, by state."""
    with central.office.ground.read() as connection:
        return dict(Counter(connection.execute(sa.select(set_aside.c.state)).scalars()))


def bodies_at(central: Central) -> list[bytes]:
    """The raw changes that are set aside."""
    with central.office.ground.read() as connection:
        return list(connection.execute(sa.select(set_aside.c.body)).scalars())


def answers_at(central: Central) -> dict[str, dict[str, Any]]:
    """Every answer in a receipt, by change."""
    with central.office.ground.read() as connection:
        receipts = connection.execute(sa.select(parcel.c.answers)).scalars()
        return {change: answer for answers in receipts for change, answer in answers.items()}

"""USB sticks: own work sealed and handed over, carried by any laptop, read at central, answered by parcels."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.central import bundles, parcels
from app.central.refusals import Refusal
from app.contract.bundle import Purpose, file_name, named
from app.contract.faults import Refused, StickFault, Unreachable
from app.domain.faults import StoreFault
from app.network.courier import CourierRoad
from app.network.sealing import Sealing
from app.usecases.courier import CannotSeal, carry, hand_over, take_in
from app.usecases.settings import Setting
from tests.support.world.centre import Centre
from tests.support.world.gate import PowerCut
from tests.support.world.line import Line, Way
from tests.support.world.machine import Machine

_COULD_NOT = (CannotSeal, StickFault, StoreFault, Unreachable, Refused)


@dataclass(slots=True)
class Stick:
    """A folder of sealed files, on a stick or on a laptop. `full_in` counts the files until it takes no more."""

    files: dict[str, bytes] = field(default_factory=dict)
    full_in: int = 0

    def names(self) -> Sequence[str]:
        return sorted(name for name in self.files if named(name))

    def piece(self, name: str, offset: int, size: int) -> bytes:
        if name not in self.files:
            raise StickFault("stick_gone")
        return self.files[name][offset : offset + size]

    def put(self, name: str, content: bytes) -> None:
        if self.full_in:
            self.full_in -= 1
            if self.full_in == 0:
                raise StickFault("stick_full")
        self.files[name] = content

    def set_aside(self, name: str, code: str) -> None:
        self.files[f"aside {name} {code}"] = self.files.pop(name)

    def aside(self) -> Sequence[tuple[bytes, str]]:
        return [(self.files[name], name.split(" ")[2]) for name in self.files if name.startswith("aside ")]

    def remove(self, name: str) -> None:
        self.files.pop(name, None)


class WorldRoad(CourierRoad):
    """The real way of a carrier to central, on a line that plays tricks."""

    def __init__(self, way: Way, server_id: str, token: str) -> None:
        self._server_id, self._exchange = server_id, Line(way, server_id, token)


@dataclass(slots=True)
class Sticks:
    """The sticks of a commune, and what people do with them."""

    chance: random.Random
    centre: Centre
    lying: list[Stick] = field(default_factory=list)
    couriers: dict[str, Stick] = field(default_factory=dict)

    def fill(self, machine: Machine) -> str:
        """Somebody hands work over, on a fresh stick or one that lies about."""
        stick = self._some() if self.lying and self.chance.random() < 0.5 else Stick()
        stick.full_in = self.chance.choice((0, 0, 0, 1, 2))
        self.lying += [] if any(stick is one for one in self.lying) else [stick]
        courier = self._courier(machine)
        return self._done(
            machine,
            lambda: hand_over(machine.gate, stick, courier, Sealing(), machine.ids, machine.clock),
        )

    def plug_in(self, machine: Machine) -> str:
        """Somebody plugs a stick in: what is for this laptop is taken, what is for others carried on."""
        if not self.lying:
            return "no stick"
        stick, courier = self._some(), self._courier(machine)
        self._may_spoil(stick)
        return self._done(
            machine, lambda: take_in(machine.gate, stick, courier, Sealing(), machine.ids, machine.clock)
        )

    def carry(self, machine: Machine) -> str:
        """A carrier brings to central what lies on it."""
        server, token = machine.setting(Setting.SERVER_ID), machine.setting(Setting.TOKEN)
        road, courier = WorldRoad(machine.way, server, token), self._courier(machine)
        return self._done(machine, lambda: carry(courier, road, lambda: False))

    def read_at_central(self) -> str:
        """Somebody brings a stick to central; answers are written beside."""
        if not self.lying or self.centre.is_halted:
            return "no stick"
        return f"read {self._read_all(self._some())}"

    def by_hand(self, machine: Machine) -> str:
        """All that a laptop holds is brought to central on a stick of its own, and the answers back."""
        stick, courier = Stick(), self._courier(machine)
        out = self._done(
            machine, lambda: hand_over(machine.gate, stick, courier, Sealing(), machine.ids, machine.clock)
        )
        read = self._read_all(stick)
        back = self._done(
            machine, lambda: take_in(machine.gate, stick, courier, Sealing(), machine.ids, machine.clock)
        )
        return f"{out} {read} {back}"

    def _read_all(self, stick: Stick) -> list[str]:
        bundles_here = [(name, known[1]) for name in stick.names() if (known := named(name))]
        return [self._read(stick, name, id_) for name, id_ in bundles_here if name.endswith(Purpose.BUNDLE)]

    def _read(self, stick: Stick, name: str, bundle: str) -> str:
        office = self.centre.office
        try:
            with self.centre.observed():
                bundles.take(office, stick.piece(name, 0, 1 << 30))
            part = parcels.part_of(office.ground, office.who, bundle, 0)
            stick.put(file_name(Purpose.PARCEL, bundle), part.part)
        except Refusal as refusal:
            return refusal.code
        except StickFault as fault:
            return fault.code
        return "taken"

    def _done(self, machine: Machine, act: Callable[[], object]) -> str:
        try:
            return repr(act())
        except _COULD_NOT as trouble:
            return f"could not: {trouble}"
        except PowerCut:
            machine.restart()
            return "power cut"

    def _some(self) -> Stick:
        return self.chance.choice(self.lying)

    def _courier(self, machine: Machine) -> Stick:
        return self.couriers.setdefault(machine.name, Stick())

    def _may_spoil(self, stick: Stick) -> None:
        """Now and then a byte on a stick is another one."""
        if stick.files and self.chance.random() < 0.1:
            name = self.chance.choice(sorted(stick.files))
            content = bytearray(stick.files[name])
            content[self.chance.randrange(len(content))] ^= 1
            stick.files[name] = bytes(content)

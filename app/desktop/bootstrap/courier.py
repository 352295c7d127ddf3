"""Sticks, carried files and rescue copies of this machine's folder: the courier's use cases on real folders."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.contract.faults import Refused, StickFault, Unreachable
from app.desktop.bootstrap.packs import GUIDE_KNOWN, GUIDES, Packs
from app.network.courier import CourierRoad
from app.network.sealing import Sealing
from app.network.stick import SealedFolder, Stick
from app.usecases import courier, guides, rescue
from app.usecases.courier import Carried, HandedOver, TakenIn
from app.usecases.device import device_identity
from app.usecases.ports import Clock, Ids, Store
from app.usecases.rescue import RescueReport
from app.usecases.settings import Setting

COURIER, RESCUE = "courier", "rescue"
"""Folders beside the store: files of others on their way, and our own work sealed for central."""


class Courier:
    """Over one machine's folder. Every call but `carried` and `unrescued` belongs into a worker."""

    def __init__(self, folder: Path, clock: Clock, ids: Ids, packs: Packs | None = None) -> None:
        """`packs` takes over the guide packs that come along."""
        self._packs = packs or Packs(folder)
        self._carried = SealedFolder(folder / COURIER)
        self._rescued = SealedFolder(folder / RESCUE)
        self._clock, self._ids, self._sealing = clock, ids, Sealing()
        self._rescuing = threading.Lock()

    def hand_over(self, store: Store, chosen: Path) -> HandedOver:
        """Own work and others' receipts onto a stick. Raises CannotSeal, StickFault, StoreFault."""
        return courier.hand_over(store, Stick(chosen), self._carried, self._sealing, self._ids, self._clock)

    def take_in(self, store: Store, chosen: Path) -> TakenIn:
        """What a stick brings, a newer guide too. Raises StickFault, StoreFault."""
        taken = courier.take_in(store, Stick(chosen), self._carried, self._sealing, self._ids, self._clock)
        guides.heed(store.read(), self._packs)
        trouble = self._packs.keep(taken.guide) if taken.guide else GUIDE_KNOWN
        taken.has_guide = not trouble
        if trouble not in ("", GUIDE_KNOWN):
            taken.faults[GUIDES] = trouble
        self.rescue(store)
        return taken

    def carried(self) -> tuple[Carried, ...]:
        """Files of others on this machine; none when their folder cannot be read just now."""
        with suppress(StickFault):
            return courier.carried(self._carried)
        return ()

    def carry(self, store: Store, should_stop: Callable[[], bool]) -> None:
        """Bring others' files to central. What does not go now goes with a later run."""
        identity = device_identity(store)
        if identity is None or not identity.is_paired or not self._carried.names():
            return
        road = CourierRoad(identity.address, identity.server_id, store.read().setting(Setting.TOKEN))
        try:
            courier.carry(self._carried, road, should_stop)
        finally:
            road.disconnect()

    def carry_quietly(self, store: Store, should_stop: Callable[[], bool]) -> None:
        """The same during a run, which is about this machine's own work."""
        with suppress(Unreachable, Refused, StickFault):
            self.carry(store, should_stop)

    def rescue(self, store: Store) -> RescueReport:
        """Bring the rescue copies in line with the store; one at a time. Raises StoreFault."""
        with self._rescuing:
            return rescue.catch_up(store, self._rescued, self._sealing, self._clock)

    def unrescued(self, store: Store) -> int:
        """Sessions without a rescue copy. Raises StoreFault."""
        return rescue.missing(store, self._rescued, self._clock)

"""Storage, network and documents behind what the desk needs. Imported once the first window stands."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import SystemRandom

from app import __version__
from app.contract.faults import Refused, Unreachable
from app.contract.pairing import PairingSheet
from app.desktop.bootstrap.courier import Courier
from app.desktop.bootstrap.here import FreshIds, LaptopClock
from app.desktop.bootstrap.packs import Packs
from app.desktop.bootstrap.paper import draw_slip
from app.domain.faults import StoreFault, StoreTrouble
from app.domain.problems import Problem
from app.domain.slip import Paper, Slip
from app.network.central_client import CentralClient
from app.network.credentials import open_keyring
from app.network.sealing import is_signed
from app.network.trust import Trust
from app.storage import opening
from app.storage.opening import Notice, SqliteStore
from app.usecases import guides, sync
from app.usecases.device import DeviceIdentity, device_identity
from app.usecases.pairing import pair_device
from app.usecases.ports import Central, Store
from app.usecases.settings import Setting
from app.usecases.sync import Policy, SyncProgress, SyncReport


class Adapters:
    """The adapters over one folder; `announce` is told of every commit, on the committing thread."""

    def __init__(self, folder: Path, slips: Path, announce: Callable[[Notice], None]) -> None:
        self._folder, self._slips, self._announce = folder, slips, announce
        self._clock, self._ids = LaptopClock(), FreshIds()
        self._fresh_instance = self._ids.new()
        self.packs = Packs(folder)
        self.courier = Courier(folder, self._clock, self._ids, self.packs)

    def create(self, passphrase: str) -> tuple[Store, str]:
        """A new store and its recovery code."""
        keyring, instance = open_keyring(self._fresh_instance), self._fresh_instance
        made = opening.create_store(self._folder, passphrase, keyring, instance, on_commit=self._announce)
        clear_slips(self._slips)
        return made

    def open(self, passphrase: str) -> Store:
        """Open with the passphrase (and this account's key, if the store was made with one)."""
        keyring = open_keyring(self.instance())
        store = opening.open_store(self._folder, passphrase, keyring, on_commit=self._announce)
        return self._opened(store)

    def recover(self, code: str, passphrase: str) -> Store:
        """Open with the code on paper, and set a new passphrase."""
        keyring = open_keyring(self.instance())
        store = opening.open_with_recovery(self._folder, code, passphrase, keyring, on_commit=self._announce)
        return self._opened(store)

    def _opened(self, store: Store) -> Store:
        """A store that was used before: nothing printed lies about, and what was withdrawn is known again."""
        clear_slips(self._slips)
        with suppress(StoreFault):  # the next run heeds it; whoever has work to do gets in
            guides.heed(store.read(), self.packs)
        return store

    def opens_with(self, passphrase: str) -> bool:
        """Whether a passphrase fits the open store."""
        try:
            opening.check_passphrase(self._folder, passphrase, open_keyring(self.instance()))
        except StoreFault as fault:
            if fault.trouble is not StoreTrouble.WRONG_PASSPHRASE:
                raise
            return False
        return True

    def change_passphrase(self, old: str, new: str) -> None:
        """Let another passphrase open the store."""
        opening.change_passphrase(self._folder, old, new, open_keyring(self.instance()))

    def renew_code(self, passphrase: str) -> tuple[str, Callable[[], None]]:
        """Another recovery code, and the call after which the one before opens nothing any more."""
        return opening.renew_code(self._folder, passphrase, open_keyring(self.instance()))

    def instance(self) -> str:
        """The store's own name, or the one a new store will get."""
        known = opening.store_state(self._folder) is not opening.StoreState.NONE
        return opening.instance_of(self._folder) if known else self._fresh_instance

    def check(self, store: Store) -> bool:
        """Whether the open file is whole."""
        return not isinstance(store, SqliteStore) or store.check()

    def close(self, store: Store) -> None:
        """Close the file, free its lock, and leave no paper behind."""
        clear_slips(self._slips)
        if isinstance(store, SqliteStore):
            with suppress(StoreFault):  # a log left long is only slower to open
                store.tidy()
            store.close()

    def pair(self, store: Store, sheet: PairingSheet) -> DeviceIdentity | Problem:
        """Ask the central on the sheet to adopt this machine."""
        client = CentralClient(sheet.address, sheet.server_id, "")
        try:
            return pair_device(store, client, Trust(), self._ids, sheet, __version__)
        finally:
            client.disconnect()

    def sync(
        self,
        store: Store,
        central: Central,
        rest: Callable[[float], bool],
        progress: Callable[[SyncProgress], None],
    ) -> SyncReport:
        """One run; `rest(seconds)` waits and says whether somebody pressed stop."""
        policy = Policy(rest=rest, chance=SystemRandom().random)
        self._rescue(store)
        try:
            report = sync.run(
                store, central, self._clock, self._ids, policy, progress, __version__, free_mb(self._folder)
            )
            if report.went_through:
                self._fetch_guide(store, central, policy)
        finally:
            if isinstance(central, CentralClient):
                central.disconnect()
        if report.went_through:
            self.courier.carry_quietly(store, lambda: rest(0.0))
        self._rescue(store)
        return report

    def _fetch_guide(self, store: Store, central: Central, policy: Policy) -> None:
        """A guide that does not come with this run comes with a later one."""
        with suppress(Unreachable, Refused, StoreFault):
            guides.fetch_guide(store.read(), central, self.packs, is_signed, policy)

    def _rescue(self, store: Store) -> None:
        """A rescue copy that cannot be written keeps nobody from sending; it is counted where it is shown."""
        with suppress(StoreFault):
            self.courier.rescue(store)

    def write_slip(self, slip: Slip, target: Path, paper: Paper) -> None:
        """Draw a slip for this paper into a PDF file."""
        draw_slip(slip, target, paper)


def free_mb(folder: Path) -> int:
    """Megabytes free where the store lies, -1 when the system does not say."""
    try:
        return shutil.disk_usage(folder).free // 1_000_000
    except OSError:
        return -1


def central_of(store: Store) -> Central | None:
    """The central this machine is paired with."""
    identity = device_identity(store)
    if identity is None or not identity.is_paired:
        return None
    return CentralClient(identity.address, identity.server_id, store.read().setting(Setting.TOKEN))


def clear_slips(folder: Path) -> None:
    """Slips are paper: their files hold names and go when a store is opened or closed. A full disk is no reason
    not to open, and a file that somebody is looking at goes the next time.
    """
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
    for old in folder.glob("*.p*"):
        with suppress(OSError):
            old.unlink()

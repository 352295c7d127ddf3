"""The one place where the floors meet: puts storage, network and documents behind what the desk needs."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from random import SystemRandom

import platformdirs

from app import __version__, resources
from app.contract.guide_format import read_overlay, read_pack
from app.contract.pairing import PairingSheet
from app.desktop.machine import Machine, StoreIs
from app.documents.slip import write_slip
from app.domain.faults import StoreFault
from app.domain.guide import GuidePack
from app.domain.guide_language import with_language
from app.domain.ids import RANDOM_BYTES, new_id, short_code
from app.domain.problems import Problem
from app.network.central_client import CentralClient
from app.network.credentials import open_keyring
from app.network.trust import Trust
from app.storage import opening
from app.storage.opening import Notice, SqliteStore
from app.usecases import sync
from app.usecases.device import DeviceIdentity, device_identity
from app.usecases.pairing import pair_device
from app.usecases.ports import Central, Store
from app.usecases.settings import Setting
from app.usecases.sync import Policy, SyncProgress, SyncReport

HOME = "DIEMTUA_HOME"
"""Environment variable that puts this machine's folder somewhere else."""

PACK = "sonla-2026-11"


class LaptopClock:
    """The laptop's own clock, in its own time zone."""

    def now(self) -> datetime:
        """The present moment."""
        return datetime.now().astimezone()


class FreshIds:
    """Ids and slip codes from the system's randomness."""

    def new(self) -> str:
        """A new id."""
        return new_id(int(datetime.now().timestamp() * 1000), secrets.token_bytes(RANDOM_BYTES))

    def code(self) -> str:
        """Ten characters for a slip."""
        return short_code(secrets.token_bytes(8))


def home() -> Path:
    """This machine's folder."""
    chosen = os.environ.get(HOME)
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("DiemTua", appauthor=False))


class Adapters:
    """The adapters over one folder; `announce` is told of every commit, on the committing thread."""

    def __init__(self, folder: Path, announce: Callable[[Notice], None]) -> None:
        self._folder, self._announce = folder, announce
        self._ids = FreshIds()
        self._fresh_instance = self._ids.new()

    def create(self, passphrase: str) -> tuple[Store, str]:
        """A new store and its recovery code."""
        keyring, instance = open_keyring(self._fresh_instance), self._fresh_instance
        return opening.create_store(self._folder, passphrase, keyring, instance, on_commit=self._announce)

    def open(self, passphrase: str) -> Store:
        """Open with the passphrase (and this account's key, if the store was made with one)."""
        keyring = open_keyring(self.instance())
        return opening.open_store(self._folder, passphrase, keyring, on_commit=self._announce)

    def recover(self, code: str, passphrase: str) -> Store:
        """Open with the code on paper, and set a new passphrase."""
        keyring = open_keyring(self.instance())
        return opening.open_with_recovery(self._folder, code, passphrase, keyring, on_commit=self._announce)

    def opens_with(self, passphrase: str) -> bool:
        """Whether a passphrase fits the open store."""
        try:
            opening.check_passphrase(self._folder, passphrase, open_keyring(self.instance()))
        except StoreFault:
            return False
        return True

    def instance(self) -> str:
        """The store's own name, or the one a new store will get."""
        known = opening.store_state(self._folder) is not opening.StoreState.NONE
        return opening.instance_of(self._folder) if known else self._fresh_instance

    def store_is(self) -> StoreIs:
        """What lies in the folder."""
        return StoreIs(opening.store_state(self._folder).value)

    def pair(self, store: Store, sheet: PairingSheet) -> DeviceIdentity | Problem:
        """Ask the central on the sheet to adopt this machine."""
        client = CentralClient(sheet.address, sheet.server_id, "")
        try:
            return pair_device(store, client, Trust(), self._ids, sheet, __version__)
        finally:
            client.disconnect()


def build_machine(folder: Path, announce: Callable[[Notice], None]) -> Machine:
    """Everything the desk needs of this machine."""
    folder.mkdir(parents=True, exist_ok=True)
    adapters, clock, ids = Adapters(folder, announce), LaptopClock(), FreshIds()
    return Machine(
        clock=clock,
        ids=ids,
        version=__version__,
        slips=_clean_slips(folder / "slips"),
        store_is=adapters.store_is,
        create=adapters.create,
        open=adapters.open,
        recover=adapters.recover,
        opens_with=adapters.opens_with,
        instance=adapters.instance,
        pack=load_pack,
        pair=adapters.pair,
        central=central_of,
        sync=partial(run_sync, clock, ids),
        write_slip=write_slip,
        close=close_store,
    )


@lru_cache(maxsize=4)
def load_pack(language: str) -> GuidePack:
    """The shipped guide pack in a language; Vietnamese where there is no other."""
    root = resources.path("guides", PACK)
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.json"))}
    pack, overlay = read_pack(files), read_overlay(files, language)
    return with_language(pack, overlay) if overlay is not None else pack


def central_of(store: Store) -> Central | None:
    """The central this machine is paired with."""
    identity = device_identity(store)
    if identity is None or not identity.is_paired:
        return None
    return CentralClient(identity.address, identity.server_id, store.read().setting(Setting.TOKEN))


def run_sync(
    clock: LaptopClock,
    ids: FreshIds,
    store: Store,
    central: Central,
    rest: Callable[[float], bool],
    progress: Callable[[SyncProgress], None],
) -> SyncReport:
    """One run; `rest(seconds)` waits and says whether somebody pressed stop."""
    policy = Policy(rest=rest, chance=SystemRandom().random)
    try:
        return sync.run(store, central, clock, ids, policy, progress, __version__)
    finally:
        if isinstance(central, CentralClient):
            central.disconnect()


def close_store(store: Store) -> None:
    """Close the file and free its lock."""
    if isinstance(store, SqliteStore):
        store.close()


def _clean_slips(folder: Path) -> Path:
    """Slips are paper: files of earlier runs hold names and are removed when the program starts."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.p*"):
        old.unlink(missing_ok=True)
    return folder

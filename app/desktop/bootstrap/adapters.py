"""Storage, network and documents behind what the desk needs. Imported once the first window stands."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from random import SystemRandom

from app import __version__, resources
from app.contract.guide_format import read_overlay, read_pack
from app.contract.pairing import PairingSheet
from app.desktop.bootstrap.here import FreshIds, LaptopClock
from app.documents.slip import write_slip
from app.domain.faults import StoreFault, StoreTrouble
from app.domain.guide import GuidePack
from app.domain.guide_language import with_language
from app.domain.problems import Problem
from app.domain.slip import Slip
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

PACK = "sonla-2026-11"


class Adapters:
    """The adapters over one folder; `announce` is told of every commit, on the committing thread."""

    def __init__(self, folder: Path, slips: Path, announce: Callable[[Notice], None]) -> None:
        self._folder, self._slips, self._announce = folder, slips, announce
        self._clock, self._ids = LaptopClock(), FreshIds()
        self._fresh_instance = self._ids.new()

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
        clear_slips(self._slips)
        return store

    def recover(self, code: str, passphrase: str) -> Store:
        """Open with the code on paper, and set a new passphrase."""
        keyring = open_keyring(self.instance())
        store = opening.open_with_recovery(self._folder, code, passphrase, keyring, on_commit=self._announce)
        clear_slips(self._slips)
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
        try:
            return sync.run(store, central, self._clock, self._ids, policy, progress, __version__)
        finally:
            if isinstance(central, CentralClient):
                central.disconnect()

    def write_slip(self, slip: Slip, target: Path) -> None:
        """Draw a slip into a PDF file."""
        write_slip(slip, target)


def _pack_files() -> dict[str, bytes]:
    root = resources.path("guides", PACK)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.json"))}


@lru_cache(maxsize=4)
def load_pack(language: str) -> GuidePack:
    """The shipped guide pack in a language; Vietnamese where there is no other."""
    files = _pack_files()
    pack, overlay = read_pack(files), read_overlay(files, language)
    return with_language(pack, overlay) if overlay is not None else pack


@lru_cache(maxsize=4)
def reviewed_pack(language: str) -> GuidePack | None:
    """The shipped guide pack in Vietnamese, or in a language its reviewer answers for."""
    pack = load_pack(language)
    if language == "vi":
        return pack
    overlay = read_overlay(_pack_files(), language)
    return pack if overlay is not None and overlay.is_reviewed else None


def recording(step: str, language: str) -> Path | None:
    """A card read aloud: `audio/<language>/<code>.ogg` in the pack's folder."""
    file = resources.path("guides", PACK) / "audio" / language / f"{step}.ogg"
    return file if file.is_file() else None


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

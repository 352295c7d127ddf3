"""The small plain file beside the store: whose it is, how to tell a wrong key from damage, and the key slots.

It holds no key and no personal data. Two copies are kept: losing it would lose everything the store holds.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from app.domain.faults import StoreFault, StoreTrouble
from app.storage.durable import write_whole
from app.storage.folder import HEADER, TWIN

FORMAT = 1
"""The newest shape of header this program understands."""


class SlotKind(StrEnum):
    """Ways to the data key."""

    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The data key, sealed for one way in.

    `memory_kib`, `passes`, `lanes` are what Argon2id was asked for; `keyring_mark` recognises the keyring's
    secret without telling it, and is empty when none takes part.
    """

    kind: SlotKind
    salt: bytes
    nonce: bytes
    sealed: bytes
    memory_kib: int = 0
    passes: int = 0
    lanes: int = 0
    keyring_mark: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """`instance` names this database for ever; `check` tells whether a key is the right one."""

    instance: str
    check: bytes
    slots: tuple[Slot, ...]
    format: int = FORMAT

    def of(self, kind: SlotKind) -> tuple[Slot, ...]:
        """The slots of a kind, newest first. Raises StoreFault(HEADER_DAMAGED) when there is none.

        There are two for a passphrase only while the keyring's secret is being replaced.
        """
        found = tuple(slot for slot in self.slots if slot.kind is kind)
        if not found:
            raise StoreFault(StoreTrouble.HEADER_DAMAGED)
        return found


def write(folder: Path, header: Header) -> None:
    """Put both copies in place, the twin first: at any moment one of them is whole."""
    body = msgspec.json.encode(header)
    sealed = msgspec.json.encode({"digest": hashlib.sha256(body).hexdigest(), "header": msgspec.Raw(body)})
    write_whole(folder / TWIN, sealed)
    write_whole(folder / HEADER, sealed)


def read(folder: Path) -> Header:
    """The header, from its twin if need be. Raises StoreFault: HEADER_DAMAGED, or NEWER_SCHEMA."""
    for name in (HEADER, TWIN):
        found = _read_one(folder / name)
        if found:
            return found
    raise StoreFault(StoreTrouble.HEADER_DAMAGED)


class _Sealed(msgspec.Struct):
    digest: str
    header: msgspec.Raw


class _Format(msgspec.Struct):
    format: int


def _read_one(path: Path) -> Header | None:
    try:
        sealed = msgspec.json.decode(path.read_bytes(), type=_Sealed)
        if hashlib.sha256(sealed.header).hexdigest() != sealed.digest:
            return None
        if msgspec.json.decode(sealed.header, type=_Format).format > FORMAT:
            raise StoreFault(StoreTrouble.NEWER_SCHEMA)
        return msgspec.json.decode(sealed.header, type=Header)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def instance_of(folder: Path) -> str:
    """The id of the store here. Raises StoreFault(HEADER_DAMAGED)."""
    return read(folder).instance

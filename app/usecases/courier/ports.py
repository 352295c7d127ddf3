"""What the courier needs from the machine, as shapes: folders of sealed files, keys, and the way to central."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from app.contract.bundle import BundleStatus, ParcelPart


class Files(Protocol):
    """A folder of sealed files: a stick, or a folder of this laptop. Every call may raise `contract.faults.StickFault`.

    Only names `contract.bundle.named` knows are seen; nothing else on a stick is ever opened.
    """

    def names(self) -> Sequence[str]:
        """The names of the sealed files there, sorted; none when there is no such folder yet."""
        ...

    def piece(self, name: str, offset: int, size: int) -> bytes:
        """At most `size` bytes from `offset` on; empty behind the end."""
        ...

    def put(self, name: str, content: bytes) -> None:
        """Write a file so that after any crash it is there whole or not at all; read back before it counts."""
        ...

    def set_aside(self, name: str, code: str) -> None:
        """Keep a file for a while where `names` does not see it any more, with the stable code of why."""
        ...

    def aside(self) -> Sequence[tuple[bytes, str]]:
        """The beginning (LARGEST_HEAD bytes) of each file set aside, and why."""
        ...

    def remove(self, name: str) -> None:
        """Delete a file, if it is there."""
        ...


class Sealing(Protocol):
    """Signing and sealing; no key is kept here."""

    def seal(self, content: bytes, signing_private: str, recipient: str) -> bytes:
        """The content, signed and sealed. Raises ValueError on a key that is none."""
        ...

    def open(self, sealed: bytes, sealing_privates: Iterable[str], sender_key: str) -> tuple[bytes, str]:
        """The content and the recipient it was sealed to, one of ours. Raises `contract.bundle.BadBundle`."""
        ...


class Road(Protocol):
    """Central as a carrier of sealed files sees it. Every call may raise `contract.faults.Unreachable` or
    `contract.faults.Refused`.
    """

    def bundle(self, id_: str) -> BundleStatus:
        """How far central is with the bundle that has this `contract.bundle.file_id`."""
        ...

    def send(self, id_: str, offset: int, part: bytes) -> BundleStatus:
        """Bytes of a bundle from `offset` on; sent again they change nothing."""
        ...

    def parcel(self, id_: str, offset: int) -> ParcelPart:
        """A piece of the parcel that answers for a bundle."""
        ...

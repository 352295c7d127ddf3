"""Parcels as central would make them, right or wrong in one thing, for a laptop that was adopted with these keys."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.central import sealing
from app.contract.bundle import Feed, Label, Parcel, Purpose, content_of, file_name, to_file
from app.contract.messages import WireOutcome
from app.network.sealing import Sealing, new_sealing_keys
from app.network.trust import DeviceKeys, Trust
from app.usecases.courier import TakenIn, take_in
from app.usecases.settings import Setting
from tests.support.laptop import Laptop
from tests.support.sticks import MemoryFiles

SERVER = "central-1"
PARCEL = "P" * 22


@dataclass(slots=True)
class Post:
    """A central's keys and a laptop's, and the sticks between them."""

    laptop: Laptop
    keys: DeviceKeys = field(default_factory=lambda: Trust().new_keys())
    server: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    central: tuple[str, str] = field(default_factory=new_sealing_keys)
    courier: MemoryFiles = field(default_factory=MemoryFiles)

    def adopt(self, epoch: int = 1) -> Post:
        """The laptop knows this central, and has said hello once."""
        key = base64.urlsafe_b64encode(self.server.public_key().public_bytes_raw()).rstrip(b"=").decode()
        kept = {
            Setting.SERVER_ID: SERVER,
            Setting.SERVER_KEY: key,
            Setting.SERVER_SEALING: self.central[1],
            Setting.TOKEN: "token",
            Setting.SIGNING_KEY: self.keys.signing_private,
            Setting.SEALING_KEY: self.keys.sealing_private,
            Setting.SEALING_PUBLIC: self.keys.sealing_public,
        }
        with self.laptop.store.write() as writing:
            for name, value in kept.items():
                writing.set_setting(name, value)
            if epoch:
                writing.begin_epoch(epoch)
        return self

    @property
    def device(self) -> str:
        return self.laptop.store.read().setting(Setting.DEVICE)

    @property
    def waiting(self) -> list[str]:
        return [one.change.id for one in self.laptop.store.read().unsent(10**9, 10**6)]

    def accepted(self, first: int = 1) -> dict[str, WireOutcome]:
        """Everything that waits is accepted, with rising numbers."""
        return {change: WireOutcome(n=n, seq=n) for n, change in enumerate(self.waiting, first)}

    def label(self, **more: object) -> Label:
        plain = Label(
            purpose="dtp", id=PARCEL, server_id=SERVER, commune="03646", device=self.device, made_at=1
        )
        return msgspec.structs.replace(plain, **more)

    def parcel(self, answers: dict[str, WireOutcome] | None = None, **more: object) -> Parcel:
        plain = Parcel(label=self.label(), recipient=self.keys.sealing_public, epoch=1, answers=answers or {})
        return msgspec.structs.replace(plain, **more)

    def sealed(
        self,
        parcel: Parcel,
        *,
        head: Label | None = None,
        key: Ed25519PrivateKey | None = None,
        to: str = "",
    ) -> bytes:
        """The whole file; every part of it may be another than it should be."""
        recipient = to or self.keys.sealing_public
        return to_file(head or parcel.label, sealing.seal(content_of(parcel), key or self.server, recipient))

    def stick(self, *files: bytes) -> MemoryFiles:
        """A stick with these parcels."""
        names = [file_name(Purpose.PARCEL, f"{place:022d}") for place in range(len(files))]
        return MemoryFiles(dict(zip(names, files, strict=True)))

    def take(self, *files: bytes) -> TakenIn:
        """Plug in a stick with these parcels."""
        return self.take_stick(self.stick(*files))

    def take_stick(self, stick: MemoryFiles) -> TakenIn:
        laptop = self.laptop
        return take_in(laptop.store, stick, self.courier, Sealing(), laptop.ids, laptop.clock)


def feed(since: int, cursor: int, *records: object) -> Feed:
    """Pages of a pull."""
    return Feed(since=since, cursor=cursor, records=list(records))  # type: ignore[arg-type]

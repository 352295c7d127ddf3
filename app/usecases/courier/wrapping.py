"""Own changes wrapped up for central, and a parcel of central's opened. Files and queues are elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from app.contract.bundle import (
    BadBundle,
    Bundle,
    Label,
    Parcel,
    Purpose,
    content_of,
    read_content,
    read_file,
    to_file,
)
from app.contract.coding import to_wire
from app.domain.changes import SCHEMA, Mark
from app.domain.views import Unsent
from app.usecases.courier.ports import Sealing
from app.usecases.ports import Reading
from app.usecases.settings import Setting

KEPT_MS = 30 * 24 * 3600 * 1000
"""Acknowledged work older than this is not carried or rescued any more, durable or not."""


class CannotSeal(Exception):
    """Nothing can be sealed for central now; `code` is not_paired (with a key to seal to) or needs_pairing."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who wraps and for whom: this device under the name its keys were made for, and its central."""

    device: str
    commune: str
    machine: str
    server_id: str
    recipient: str
    epoch: int
    signing_private: str

    @classmethod
    def of(cls, reading: Reading) -> Origin:
        """Raises CannotSeal: before pairing, and while another store uses our name."""
        setting = reading.setting
        if not setting(Setting.SERVER_SEALING):
            raise CannotSeal("not_paired")
        if setting(Setting.NEXT_DEVICE) or setting(Setting.KEYS_OF):
            raise CannotSeal("needs_pairing")
        return cls(
            device=setting(Setting.DEVICE),
            commune=setting(Setting.COMMUNE),
            machine=setting(Setting.MACHINE) or setting(Setting.POINT_NAME),
            server_id=setting(Setting.SERVER_ID),
            recipient=setting(Setting.SERVER_SEALING),
            epoch=reading.cursor().epoch,
            signing_private=setting(Setting.SIGNING_KEY),
        )

    def wrap(
        self, sealing: Sealing, purpose: Purpose, id_: str, changes: Sequence[Unsent], now_ms: int
    ) -> bytes:
        """The whole file with these changes, stamps and all. Raises BadBundle(bundle_too_large)."""
        label = Label(
            purpose=purpose.value,
            id=id_,
            server_id=self.server_id,
            commune=self.commune,
            device=self.device,
            machine=self.machine,
            made_at=now_ms,
            count=len(changes),
            sessions=sum(one.change.kind == "session" for one in changes),
        )
        wired = [msgspec.Raw(msgspec.json.encode(to_wire(one.change, one.stamp))) for one in changes]
        said = Bundle(label=label, recipient=self.recipient, epoch=self.epoch, schema=SCHEMA, changes=wired)
        return to_file(label, sealing.seal(content_of(said), self.signing_private, self.recipient))


def durable_of(reading: Reading) -> Mark:
    """Up to here central's feed is inside a backup that was restored as a test."""
    return Mark(reading.cursor().epoch, int(reading.setting(Setting.DURABLE_SEQ) or 0))


def opened(reading: Reading, sealing: Sealing, whole: bytes) -> Parcel:
    """The parcel in a file, if it is for us, whole, and from our central. Raises BadBundle."""
    head, sealed = read_file(whole)
    if head.label.server_id != reading.setting(Setting.SERVER_ID):
        raise BadBundle("bundle_other_central")
    privates = [reading.setting(Setting.SEALING_KEY), *reading.setting(Setting.SEALING_OLD).split("\n")]
    content, recipient = sealing.open(sealed, filter(None, privates), reading.setting(Setting.SERVER_KEY))
    parcel = read_content(content, Parcel)
    if parcel.label != head.label or parcel.recipient != recipient:
        raise BadBundle("bundle_altered")
    if parcel.label.purpose != Purpose.PARCEL:
        raise BadBundle("bundle_unreadable")
    return parcel

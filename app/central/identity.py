"""Who this central is: its id, its epoch and its keys. Devices know it by its signing key's fingerprint."""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.central.ground import Ground
from app.central.sealing import new_private, recipient_of
from app.central.store.engine import prepare_alone
from app.central.store.tables import server_meta
from app.contract.pairing import fingerprint

FIRST_EPOCH = 1


@dataclass(frozen=True, slots=True)
class Who:
    """This central. `epoch` grows with every restore, and a restored central is started anew."""

    server_id: str
    epoch: int
    key: Ed25519PrivateKey
    sealing: str = field(repr=False)
    """The private age key (`AGE-SECRET-KEY-1…`) that opens what devices sealed to us."""

    @property
    def public_key(self) -> bytes:
        """The raw 32 bytes of the public signing key."""
        return self.key.public_key().public_bytes_raw()

    @property
    def recipient(self) -> str:
        """What devices seal to (`age1…`)."""
        return recipient_of(self.sealing)

    @property
    def fingerprint(self) -> str:
        """What stands on pairing sheets."""
        return fingerprint(self.public_key)


def establish(ground: Ground) -> Who:
    """Who this central is; made up at the first call and kept for good."""
    with ground.write() as connection:
        prepare_alone(connection)
        if connection.execute(sa.select(server_meta.c.one)).first() is None:
            key = ground.randomness(32)
            first = {"one": 1, "server_id": ground.new_id(), "epoch": FIRST_EPOCH, "signing_key": key}
            connection.execute(server_meta.insert(), first)
        row = connection.execute(sa.select(server_meta)).one()
        sealing = row.sealing_key or new_private()  # a database of the first release has none
        if not row.sealing_key:
            connection.execute(server_meta.update().values(sealing_key=sealing))
    return Who(row.server_id, row.epoch, Ed25519PrivateKey.from_private_bytes(row.signing_key), sealing)

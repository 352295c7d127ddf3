"""Who this central is: its id, its epoch and its signing key. Devices know it by the key's fingerprint."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.central.ground import Ground
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

    @property
    def public_key(self) -> bytes:
        """The raw 32 bytes of the public signing key."""
        return self.key.public_key().public_bytes_raw()

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
    return Who(row.server_id, row.epoch, Ed25519PrivateKey.from_private_bytes(row.signing_key))

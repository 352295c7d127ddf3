"""The devices whose work others bring: looked up by name, not by token."""

from __future__ import annotations

import sqlalchemy as sa

from app.central.devices import is_suspect
from app.central.pairing import ACTIVE
from app.central.roster import Sender
from app.central.store.tables import device


def sender_at(connection: sa.Connection, commune: str, name: str) -> Sender | None:
    """A device as a sender, revoked or not; None when this commune has none of that name."""
    columns = (device.c.support_point, device.c.state, device.c.drift)
    mine = sa.and_(device.c.commune == commune, device.c.id == name)
    row = connection.execute(sa.select(*columns).where(mine)).first()
    if row is None:
        return None
    return Sender(
        id=name,
        commune=commune,
        support_point=row.support_point,
        is_active=row.state == ACTIVE,
        clock_suspect=is_suspect(row.drift),
    )

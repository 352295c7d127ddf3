"""Pairing sheets and their one-use codes. Adopting a device with one is done in `pairing`."""

from __future__ import annotations

import hashlib
from typing import Any

import sqlalchemy as sa

from app.central.ground import Ground
from app.central.identity import Who
from app.central.refusals import Refusal
from app.central.store.tables import pairing_code, support_point
from app.contract.pairing import CODE_LENGTH, PairingSheet
from app.domain.ids import read_code, short_code

CODE_DAYS = 7
"""How long a sheet can be used."""

DAY_MS = 86_400_000


def secret_hash(secret: str) -> str:
    """What is kept of a token or a code: SHA-256, hex. Both are random, so no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_sheet(ground: Ground, who: Who, point: str, address: str) -> PairingSheet:
    """A sheet that pairs one device with a support point, once. Raises Refusal("unknown_support_point")."""
    code = short_code(ground.randomness(8), CODE_LENGTH)
    with ground.write() as connection:
        home = sa.select(support_point.c.commune).where(support_point.c.id == point)
        commune = connection.execute(home).scalar()
        if commune is None:
            raise Refusal("unknown_support_point", 404)
        expires = ground.now_ms() + CODE_DAYS * DAY_MS
        row = {"commune": commune, "hash": secret_hash(code), "support_point": point, "expires_at": expires}
        connection.execute(pairing_code.insert(), row)
    return PairingSheet(address, who.server_id, who.fingerprint, code)


def find(connection: sa.Connection, typed: str) -> sa.Row[Any] | None:
    """The code somebody typed, locked until this transaction ends; None when there is no such code."""
    wanted = pairing_code.c.hash == secret_hash(read_code(typed))
    return connection.execute(sa.select(pairing_code).where(wanted).with_for_update()).first()


def check(code: sa.Row[Any], device: str, commune: str, now_ms: int) -> None:
    """Refuse a code that cannot be used (again) by this device for this commune."""
    if code.used_at is not None and code.used_by != device:
        raise Refusal("code_used", 403)
    if code.expires_at <= now_ms:
        raise Refusal("code_expired", 403)
    if commune and commune != code.commune:
        raise Refusal("wrong_commune", 409)


def use(connection: sa.Connection, code: sa.Row[Any], device: str, now_ms: int) -> None:
    """The code is spent, and by whom."""
    this = sa.and_(pairing_code.c.commune == code.commune, pairing_code.c.hash == code.hash)
    connection.execute(pairing_code.update().where(this).values(used_at=now_ms, used_by=device))

"""Makes pairing sheets and adopts devices. What an adopted device may do is decided where it knocks."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import sqlalchemy as sa

from app.central.communes import commune_name
from app.central.ground import Ground
from app.central.identity import Who
from app.central.refusals import Refusal
from app.central.roster import OPERATOR, adopt
from app.central.store import bulk
from app.central.store.tables import device, pairing_code, support_point
from app.central.turn import Turn
from app.contract.messages import Pair, Paired, PairedOperator
from app.contract.pairing import CODE_LENGTH, PairingSheet, proof_text
from app.domain.changes import OutcomeKind, Pen
from app.domain.ids import is_id, read_code, short_code

CODE_DAYS = 7
"""How long a sheet can be used."""

MOST_ATTEMPTS = 5
"""Wrong codes tried in a commune before its open sheets are locked and new ones must be printed."""

MOST_OPERATORS = 50
LONGEST_TEXT = 200
_DAY_MS = 86_400_000


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
        expires = ground.now_ms() + CODE_DAYS * _DAY_MS
        row = {"commune": commune, "hash": secret_hash(code), "support_point": point, "expires_at": expires}
        connection.execute(pairing_code.insert(), row)
    return PairingSheet(address, who.server_id, who.fingerprint, code)


def pair(ground: Ground, who: Who, request: Pair) -> Paired:
    """Adopt a device and the operators made on it.

    Asking again with the same code, device and keys is answered afresh: the first answer may have been lost.
    Raises Refusal: code_unknown, code_locked, code_used, code_expired, wrong_commune, device_known,
    device_revoked, operator_known, bad_request.
    """
    _check_shape(request)
    with ground.write() as connection:
        code = _find_code(connection, request)
        if code is not None:
            return _adopted(ground, who, connection, code, request)
        refusal = _count_wrong_try(connection, request.commune)
    raise refusal


def _check_shape(request: Pair) -> None:
    ids = [request.device, *(one.id for one in request.operators)]
    texts = [request.instance, request.name, request.app, request.nonce, request.commune]
    texts += [text for one in request.operators for text in (one.name, one.address_form, one.role)]
    if (
        not all(map(is_short_text, texts))
        or not all(map(is_id, ids))
        or len(request.operators) > MOST_OPERATORS
    ):
        raise Refusal("bad_request", 400)
    if not (_is_key(request.signing_key) and _is_key(request.sealing_key)):
        raise Refusal("bad_request", 400)


def is_short_text(text: str) -> bool:
    """Whether a text that is no change's value is one both databases keep."""
    return len(text) <= LONGEST_TEXT and "\x00" not in text


def _is_key(text: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))) == 32
    except ValueError:
        return False


def _find_code(connection: sa.Connection, request: Pair) -> sa.Row[Any] | None:
    wanted = pairing_code.c.hash == secret_hash(read_code(request.code))
    return connection.execute(sa.select(pairing_code).where(wanted).with_for_update()).first()


def _count_wrong_try(connection: sa.Connection, commune: str) -> Refusal:
    """A wrong code counts against every open sheet of its commune: nobody knows which was meant."""
    tries = sa.and_(pairing_code.c.commune == commune, pairing_code.c.used_at.is_(None))
    connection.execute(pairing_code.update().where(tries).values(attempts=pairing_code.c.attempts + 1))
    return Refusal("code_unknown", 403)


def _adopted(ground: Ground, who: Who, connection: sa.Connection, code: sa.Row[Any], request: Pair) -> Paired:
    _check_code(code, request, ground.now_ms())
    _check_device(connection, code, request)
    turn = Turn(connection, code.commune, who.epoch, ground.now_ms())
    _adopt_operators(ground, turn, code.support_point, request)
    token = _base64(ground.randomness(32))
    _save_device(connection, code, request, secret_hash(token), ground.now_ms())
    this = sa.and_(pairing_code.c.commune == code.commune, pairing_code.c.hash == code.hash)
    used = pairing_code.update().where(this).values(used_at=ground.now_ms(), used_by=request.device)
    connection.execute(used)
    turn.finish()
    return _welcome(who, connection, code, request, token)


def _check_code(code: sa.Row[Any], request: Pair, now_ms: int) -> None:
    if code.attempts >= MOST_ATTEMPTS and code.used_at is None:
        raise Refusal("code_locked", 403)
    if code.used_at is not None and code.used_by != request.device:
        raise Refusal("code_used", 403)
    if code.expires_at <= now_ms:
        raise Refusal("code_expired", 403)
    if request.commune and request.commune != code.commune:
        raise Refusal("wrong_commune", 409)


def _check_device(connection: sa.Connection, code: sa.Row[Any], request: Pair) -> None:
    known = connection.execute(sa.select(device).where(device.c.id == request.device)).first()
    if known is None:
        return
    if known.state == "revoked":
        raise Refusal("device_revoked", 403)
    same = (code.commune, request.instance, request.signing_key)
    if (known.commune, known.instance, known.signing_key) != same:
        raise Refusal("device_known", 409)


def _adopt_operators(ground: Ground, turn: Turn, point: str, request: Pair) -> None:
    turn.load(one.id for one in request.operators)
    for one in request.operators:
        pen = Pen(one.id, request.device, ground.now_ms(), ground.new_id)
        change = pen.create(OPERATOR, one.id, _fields(one))
        outcome = adopt(turn, change, point, trusted=True)
        if outcome.kind is OutcomeKind.REJECTED:
            raise Refusal("operator_known", 409)
        turn.log(change, outcome)


def _fields(one: PairedOperator) -> dict[str, Any]:
    return {"name": one.name, "address_form": one.address_form, "role": one.role}


def _save_device(
    connection: sa.Connection, code: sa.Row[Any], request: Pair, token_hash: str, now_ms: int
) -> None:
    row = {
        "commune": code.commune,
        "id": request.device,
        "support_point": code.support_point,
        "token_hash": token_hash,
        "instance": request.instance,
        "signing_key": request.signing_key,
        "sealing_key": request.sealing_key,
        "name": request.name,
        "app": request.app,
        "state": "active",
        "paired_at": now_ms,
    }
    bulk.put(connection, device, [row])


def _welcome(who: Who, connection: sa.Connection, code: sa.Row[Any], request: Pair, token: str) -> Paired:
    proof = who.key.sign(proof_text(request.nonce, request.device, who.server_id, token))
    name = sa.select(support_point.c.name).where(support_point.c.id == code.support_point)
    return Paired(
        server_id=who.server_id,
        key=_base64(who.public_key),
        proof=_base64(proof),
        token=token,
        epoch=who.epoch,
        commune=code.commune,
        support_point=code.support_point,
        support_point_name=connection.execute(name).scalar_one(),
        commune_name=commune_name(connection, code.commune) or "",
    )


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

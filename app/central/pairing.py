"""Adopts devices and the operators made on them. Codes are in `sheets`, what devices may do elsewhere."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.central import guides, sheets
from app.central.communes import commune_name, publish
from app.central.ground import Ground
from app.central.guesses import Guesses
from app.central.identity import Who
from app.central.outside import REVOKED
from app.central.refusals import Refusal
from app.central.roster import OPERATOR, adopt
from app.central.sealing import is_recipient
from app.central.store import bulk
from app.central.store.tables import device, support_point
from app.central.turn import Turn
from app.contract.messages import Pair, Paired, PairedOperator
from app.contract.pairing import ask_text, proof_text
from app.domain.changes import OutcomeKind, Pen
from app.domain.ids import is_id

MOST_OPERATORS = 50
LONGEST_TEXT = 200

ACTIVE = "active"
"""The state of an adopted device that may read; the other one is `outside.REVOKED`."""


def pair(
    ground: Ground, who: Who, guesses: Guesses, source: str, request: Pair, revoked: Collection[str] = ()
) -> Paired:
    """Adopt a device and the operators made on it; `source` is the address it asks from.

    One of the `revoked` of which a restore has left nothing is adopted to send what it holds, not to read.
    Asking again with the same code, device and keys is answered afresh: the first answer may have been lost.
    Raises Refusal: bad_signature, too_many_tries, code_unknown, code_used, code_expired, wrong_commune,
    device_known, device_revoked, operator_known, bad_request.
    """
    _check_shape(request)
    _check_signature(request)
    guesses.begin(source)
    with ground.write() as connection:
        code = sheets.find(connection, request.code)
        if code is None:
            raise Refusal("code_unknown", 403)
        guesses.was_right(source)
        state = REVOKED if request.device in revoked else ACTIVE
        return _adopted(ground, who, connection, code, request, state)


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
    if not (_is_key(request.signing_key) and is_recipient(request.sealing_key)):
        raise Refusal("bad_request", 400)


def is_short_text(text: str) -> bool:
    """Whether a text that is no change's value is one both databases keep."""
    return len(text) <= LONGEST_TEXT and "\x00" not in text


def _is_key(text: str) -> bool:
    return len(raw_key(text)) == 32


def _check_signature(request: Pair) -> None:
    """Whoever asks holds the private key: the public one, the ids and a read sheet prove nothing."""
    asked = ask_text(request.code, request.nonce, request.device, request.instance)
    try:
        Ed25519PublicKey.from_public_bytes(raw_key(request.signing_key)).verify(
            raw_key(request.signature), asked
        )
    except (InvalidSignature, ValueError) as cause:
        raise Refusal("bad_signature", 403) from cause


def _adopted(
    ground: Ground, who: Who, connection: sa.Connection, code: sa.Row[Any], request: Pair, state: str
) -> Paired:
    sheets.check(code, request.device, request.commune, ground.now_ms())
    _check_device(connection, code, request)
    turn = Turn(connection, code.commune, who.epoch, ground.now_ms())
    _adopt_operators(ground, turn, code.support_point, request)
    named: dict[str, Any] = {"name": request.name, "support_point": code.support_point}
    publish(ground, who, turn, "machine", request.device, named)
    guides.tell(ground, who, turn)
    token = _base64(ground.randomness(32))
    _save_device(connection, code, request, sheets.secret_hash(token), state, ground.now_ms())
    sheets.use(connection, code, request.device, ground.now_ms())
    turn.finish()
    return _welcome(who, connection, code, request, token)


def _check_device(connection: sa.Connection, code: sa.Row[Any], request: Pair) -> None:
    known = connection.execute(sa.select(device).where(device.c.id == request.device)).first()
    if known is None:
        return
    same = (code.commune, request.instance, request.signing_key)
    if (known.commune, known.instance, known.signing_key) != same:
        raise Refusal("device_known", 409)  # a copy of its disk, perhaps: another store, revoked or not
    if known.state == REVOKED:
        raise Refusal("device_revoked", 403)


def _adopt_operators(ground: Ground, turn: Turn, point: str, request: Pair) -> None:
    """Who works on it. One known at another point stays there: the device may not have heard of that, and could
    never hear of it unpaired. When all of them do, the sheet is another point's.
    """
    turn.load(one.id for one in request.operators)
    elsewhere = 0
    for one in request.operators:
        pen = Pen(one.id, request.device, ground.now_ms(), ground.new_id)
        change = pen.create(OPERATOR, one.id, _fields(one))
        outcome = adopt(turn, change, point, trusted=True)
        if outcome.kind is OutcomeKind.REJECTED:
            elsewhere += 1
        else:
            turn.log(change, outcome)
    if elsewhere and elsewhere == len(request.operators):
        raise Refusal("operator_known", 409)


def _fields(one: PairedOperator) -> dict[str, Any]:
    return {"name": one.name, "address_form": one.address_form, "role": one.role}


def _save_device(
    connection: sa.Connection, code: sa.Row[Any], request: Pair, token_hash: str, state: str, now_ms: int
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
        "state": state,
        "paired_at": now_ms,
    }
    bulk.put(connection, device, [row])


def _welcome(who: Who, connection: sa.Connection, code: sa.Row[Any], request: Pair, token: str) -> Paired:
    proof = who.key.sign(proof_text(request.nonce, request.device, who.server_id, token, who.recipient))
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
        sealing_key=who.recipient,
    )


def raw_key(text: str) -> bytes:
    """The bytes behind base64url; empty when it is none."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

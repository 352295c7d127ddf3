"""How requests are opened and answers written: packing, media types, problem details. No endpoint is here."""

from __future__ import annotations

import gzip
import logging
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from litestar import Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from app.central.devices import identify
from app.central.office import Office
from app.central.refusals import BUSY_SECONDS, Refusal
from app.central.roster import Sender
from app.contract.coding import BadBody, decode, pack, unpack
from app.contract.limits import LARGEST_BATCH, MEDIA_TYPE, PROBLEM_TYPE
from app.contract.messages import Message, ProblemDetails

Asked = Request[Any, Any, State]
M = TypeVar("M", bound=Message)

WORTH_PACKING = 200
"""Bytes below which packing an answer saves nothing."""

_STATUS = {"body_unreadable": 400, "body_too_large": 413}
_CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "batch_too_large"}

log = logging.getLogger(__name__)


def opened(request: Asked, body: bytes, shape: type[M]) -> M:
    """The message in a request. Raises BadBody, or Refusal("batch_too_large") when too much was sent."""
    if len(body) > LARGEST_BATCH:
        raise Refusal("batch_too_large", 413)
    return decode(unpack(body, request.headers.get("content-encoding", "")), shape)


def sender_of(office: Office, request: Asked) -> Sender:
    """The device that asks. Raises Refusal("unknown_token")."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Refusal("unknown_token", 401)
    return identify(office.ground, token.strip())


def answer(request: Asked, message: Message) -> Response[bytes]:
    """A message as the device wants it packed."""
    plain, accepted = msgspec.json.encode(message), request.headers.get("accept-encoding", "")
    if len(plain) < WORTH_PACKING:
        return Response(plain, media_type=MEDIA_TYPE)
    if "zstd" in accepted:
        return Response(pack(message), media_type=MEDIA_TYPE, headers={"content-encoding": "zstd"})
    if "gzip" in accepted:
        return Response(gzip.compress(plain), media_type=MEDIA_TYPE, headers={"content-encoding": "gzip"})
    return Response(plain, media_type=MEDIA_TYPE)


def problem(code: str, status: int, after: int = 0) -> Response[bytes]:
    """RFC 9457 problem details with a stable code."""
    said = ProblemDetails(type=code, status=status, title=code.replace("_", " "), after=after)
    headers = {"retry-after": str(after)} if after else {}
    if status == 401:
        headers["www-authenticate"] = "Bearer"
    return Response(msgspec.json.encode(said), status_code=status, media_type=PROBLEM_TYPE, headers=headers)


def _refused(_: Asked, refusal: Refusal) -> Response[bytes]:
    return problem(refusal.code, refusal.status, refusal.after)


def _unreadable(_: Asked, fault: BadBody) -> Response[bytes]:
    return problem(fault.code, _STATUS[fault.code])


def _unanswerable(_: Asked, fault: HTTPException) -> Response[bytes]:
    said = problem(_CODES.get(fault.status_code, "bad_request"), fault.status_code)
    said.headers.update(fault.headers or {})
    return said


def _busy(_: Asked, fault: Exception) -> Response[bytes]:
    log.error("database_busy", exc_info=fault)
    return problem("busy", 503, BUSY_SECONDS)


def _broken(_: Asked, fault: Exception) -> Response[bytes]:
    log.error("request_failed", exc_info=fault)
    return problem("internal", 500)


PROBLEMS: ExceptionHandlersMap = {
    Refusal: _refused,
    BadBody: _unreadable,
    HTTPException: _unanswerable,
    sa.exc.OperationalError: _busy,
    sa.exc.InterfaceError: _busy,
    sa.exc.TimeoutError: _busy,
    Exception: _broken,
}
"""What went wrong → what the device is told. A full, locked or unreachable database is not its fault."""

"""How requests are opened and answers written: packing, media types, problem details. No endpoint is here."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec
import sqlalchemy as sa
from litestar import Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from app.central.devices import identify
from app.central.office import Office
from app.central.refusals import Refusal, busy
from app.central.roster import Sender
from app.contract.coding import BadBody, decode, pack, unpack
from app.contract.limits import LARGEST_BATCH, MEDIA_TYPE, PROBLEM_TYPE
from app.contract.messages import Message, ProblemDetails

Asked = Request[Any, Any, State]
M = TypeVar("M", bound=Message)

WORTH_PACKING = 200
"""Bytes below which packing an answer saves nothing."""

ENCODINGS = ("", "identity", "zstd", "gzip")
"""How a request's body may be packed."""

_STATUS = {"body_unreadable": 400, "body_too_large": 413}
_CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "batch_too_large"}

log = logging.getLogger(__name__)


def opened(request: Asked, body: bytes, shape: type[M]) -> M:
    """The message in a request. Raises BadBody, or Refusal: batch_too_large, encoding_unknown."""
    if len(body) > LARGEST_BATCH:
        raise Refusal("batch_too_large", 413)
    encoding = request.headers.get("content-encoding", "").strip().lower()
    if encoding not in ENCODINGS:
        raise Refusal("encoding_unknown", 415)
    return decode(unpack(body, encoding), shape)


def sender_of(office: Office, request: Asked) -> Sender:
    """The device that asks. Raises Refusal: central_halted, unknown_token."""
    office.sentry.allow()
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


def note_batch(request: Asked, batch: str) -> None:
    """Remember which batch was asked about, so that a refusal can name it."""
    request.state.batch = batch


def problems(office: Office) -> ExceptionHandlersMap:
    """What went wrong → what the device is told, signed with who this central is and the batch it is about.

    A full, locked or unreachable database is not the device's fault.
    """
    return {
        Refusal: _Telling(office, _refused),
        BadBody: _Telling(office, _unreadable),
        HTTPException: _Telling(office, _unanswerable),
        sa.exc.OperationalError: _Telling(office, _busy),
        sa.exc.InterfaceError: _Telling(office, _busy),
        sa.exc.TimeoutError: _Telling(office, _busy),
        Exception: _Telling(office, _broken),
    }


Fault = TypeVar("Fault", bound=Exception)


@dataclass(frozen=True, slots=True)
class _Telling(Generic[Fault]):
    """Answers one kind of fault: RFC 9457 problem details with a stable code, from this central."""

    office: Office
    told: Callable[[Fault], Refusal]

    def __call__(self, request: Asked, fault: Fault) -> Response[bytes]:
        refusal = self.told(fault)
        found: Mapping[str, object] = dict(request.scope)
        if "path_template" not in found:  # no route, so nothing on the way has counted it
            self.office.meters.answered("other", refusal.status, 0.0)
            log.info("request", extra={"path": "other", "status": refusal.status})
        said = ProblemDetails(
            type=refusal.code,
            status=refusal.status,
            title=refusal.code.replace("_", " "),
            after=refusal.after,
            server_id=self.office.who.server_id,
            batch=request.state.get("batch", ""),
        )
        headers = dict(getattr(fault, "headers", None) or {})
        if refusal.after:
            headers["retry-after"] = str(refusal.after)
        if refusal.status == 401:
            headers["www-authenticate"] = "Bearer"
        plain = msgspec.json.encode(said)
        return Response(plain, status_code=refusal.status, media_type=PROBLEM_TYPE, headers=headers)


def _refused(refusal: Refusal) -> Refusal:
    return refusal


def _unreadable(fault: BadBody) -> Refusal:
    return Refusal(fault.code, _STATUS[fault.code])


def _unanswerable(fault: HTTPException) -> Refusal:
    return Refusal(_CODES.get(fault.status_code, "bad_request"), fault.status_code)


def _busy(fault: Exception) -> Refusal:
    log.error("database_busy", exc_info=fault)
    return busy()


def _broken(fault: Exception) -> Refusal:
    log.error("request_failed", exc_info=fault)
    return Refusal("internal", 500)

"""The five endpoints a device speaks to: pair, hello, push, pull, close."""

from __future__ import annotations

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery, RawBody

from app.central import devices, feed, intake, pairing
from app.central.office import Office
from app.central.refusals import Refusal
from app.central.roster import Sender
from app.central.routes.speech import Asked, answer, note_batch, opened, sender_of
from app.contract import endpoints
from app.contract.messages import Close, Hello, Pair, Push
from app.domain.changes import Mark


@post(endpoints.PAIR, status_code=200, sync_to_thread=True)
def pair(request: Asked, body: RawBody, office: NamedDependency[Office]) -> Response[bytes]:
    """Adopt a device with the code of a pairing sheet."""
    asked, source = opened(request, body, Pair), request.client.host if request.client else ""
    return answer(request, pairing.pair(office.ground, office.who, office.guesses, source, asked))


@post(endpoints.HELLO, status_code=200, sync_to_thread=True)
def hello(request: Asked, body: RawBody, office: NamedDependency[Office]) -> Response[bytes]:
    """Open a run."""
    sender = sender_of(office, request)
    return answer(request, devices.greet(office.ground, office.who, sender, opened(request, body, Hello)))


@post(endpoints.PUSH, status_code=200, sync_to_thread=True)
def push(request: Asked, body: RawBody, office: NamedDependency[Office]) -> Response[bytes]:
    """Take in a batch of changes."""
    sender, batch = sender_of(office, request), opened(request, body, Push)
    note_batch(request, batch.batch)
    _must_be(sender, batch.device)
    pushed = intake.accept(office.ground, office.who, sender, batch)
    office.meters.took(pushed.outcomes)
    return answer(request, pushed)


@get(endpoints.PULL, sync_to_thread=True)
def pull(
    request: Asked, office: NamedDependency[Office], epoch: FromQuery[int], cursor: FromQuery[int]
) -> Response[bytes]:
    """Give the next page of the commune's feed."""
    sender = sender_of(office, request)
    page = feed.page(office.ground, office.who, sender, Mark(epoch, cursor))
    office.meters.gave(len(page.records))
    return answer(request, page)


@post(endpoints.CLOSE, status_code=200, sync_to_thread=True)
def close(request: Asked, body: RawBody, office: NamedDependency[Office]) -> Response[bytes]:
    """Compare what both sides hold."""
    sender, said = sender_of(office, request), opened(request, body, Close)
    _must_be(sender, said.device)
    return answer(request, feed.close(office.ground, office.who, sender, said))


def _must_be(sender: Sender, device: str) -> None:
    if device != sender.id:
        raise Refusal("wrong_device", 409)

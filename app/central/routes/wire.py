"""The endpoints a device's run speaks to: pair, hello, push, pull, close, and left-over rows."""

from __future__ import annotations

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery, RawBody

from app.central import devices, feed, intake, leftovers, pairing, resending
from app.central.offers import erases
from app.central.office import Office
from app.central.refusals import Refusal
from app.central.roster import Sender
from app.central.routes.speech import Asked, answer, note_batch, opened, sender_of
from app.contract import endpoints
from app.contract.limits import BUCKETS
from app.contract.messages import Close, Hello, Leftovers, Pair, Push
from app.domain.changes import Mark, OutcomeKind


@post(endpoints.PAIR, status_code=200, sync_to_thread=True)
def pair(request: Asked, body: RawBody, office: NamedDependency[Office]) -> Response[bytes]:
    """Adopt a device with the code of a pairing sheet."""
    office.sentry.allow()
    asked, source = opened(request, body, Pair), request.client.host if request.client else ""
    revoked = office.sentry.revoked
    return answer(request, pairing.pair(office.ground, office.who, office.guesses, source, asked, revoked))


@post(endpoints.HELLO, status_code=200, sync_to_thread=True)
def hello(request: Asked, body: RawBody, office: NamedDependency[Office]) -> Response[bytes]:
    """Open a run."""
    sender, said = sender_of(office, request), opened(request, body, Hello)
    return answer(request, devices.greet(office.ground, office.who, sender, said, office.min_app))


@post(endpoints.PUSH, status_code=200, sync_to_thread=True)
def push(request: Asked, body: RawBody, office: NamedDependency[Office]) -> Response[bytes]:
    """Take in a batch of changes."""
    sender, batch = sender_of(office, request), opened(request, body, Push)
    note_batch(request, batch.batch)
    _must_be(sender, batch.device)
    pushed = intake.accept(office.ground, office.who, sender, batch)
    if any(erases(bytes(raw)) for raw in batch.changes):
        office.sentry.note_erasures(sender.commune)
    office.meters.took(pushed.outcomes)
    if any(OutcomeKind(one.kind) in _MOVES for one in pushed.outcomes):
        resending.retry(office, sender.commune)
    return answer(request, pushed)


@get(endpoints.PULL, sync_to_thread=True)
def pull(
    request: Asked,
    office: NamedDependency[Office],
    epoch: FromQuery[int],
    cursor: FromQuery[int],
    buckets: FromQuery[str] = "",
) -> Response[bytes]:
    """Give the next page of the commune's feed, or of some of its buckets."""
    sender = sender_of(office, request)
    page = feed.page(office.ground, office.who, sender, Mark(epoch, cursor), _buckets(buckets))
    office.meters.gave(len(page.records))
    return answer(request, page)


@post(endpoints.CLOSE, status_code=200, sync_to_thread=True)
def close(request: Asked, body: RawBody, office: NamedDependency[Office]) -> Response[bytes]:
    """Compare what both sides hold."""
    sender, said = sender_of(office, request), opened(request, body, Close)
    _must_be(sender, said.device)
    closed = feed.close(office.ground, office.who, sender, said)
    devices.note_close(office.ground, sender, said)
    return answer(request, closed)


@post(endpoints.LEFTOVERS, status_code=200, sync_to_thread=True)
def left_over(request: Asked, body: RawBody, office: NamedDependency[Office]) -> Response[bytes]:
    """Keep what a device still has of a history that a restore has lost."""
    sender, said = sender_of(office, request), opened(request, body, Leftovers)
    _must_be(sender, said.device)
    return answer(request, leftovers.take(office.ground, office.who, sender, said))


_MOVES = (OutcomeKind.ACCEPTED, OutcomeKind.MERGED)
"""What a record may come of that held work waits for."""


def _buckets(text: str) -> frozenset[int]:
    """The buckets named in a query: numbers below BUCKETS with commas between. Raises Refusal("bad_request")."""
    named = text.split(",") if text else []
    if len(named) > BUCKETS or not all(one.isascii() and one.isdigit() and len(one) <= 3 for one in named):
        raise Refusal("bad_request", 400)
    if any(int(one) >= BUCKETS for one in named):
        raise Refusal("bad_request", 400)
    return frozenset(map(int, named))


def _must_be(sender: Sender, device: str) -> None:
    if device != sender.id:
        raise Refusal("wrong_device", 409)

"""The endpoints for files in pieces: bundles in, parcels out, by any paired laptop; guide packs out."""

from __future__ import annotations

from litestar import Response, get, route
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, RawBody

from app.central import bundles, guides, parcels
from app.central.office import Office
from app.central.refusals import Refusal
from app.central.routes.speech import Asked, answer, sender_of
from app.contract import endpoints
from app.contract.limits import LARGEST_BATCH
from app.domain.ids import is_id


@route(endpoints.BUNDLES + "/{name:str}", http_method=["GET", "PUT"], status_code=200, sync_to_thread=True)
def bundle(
    request: Asked,
    body: RawBody,
    office: NamedDependency[Office],
    name: FromPath[str],
    offset: FromQuery[int] = 0,
) -> Response[bytes]:
    """Take in a part of a bundle (PUT); say how far central is with it (either).

    One handler for both: Litestar wraps two thread-bound ones of one path twice.
    """
    carrier = sender_of(office, request)
    if request.method == "GET":
        return answer(request, bundles.status_of(office.ground, office.who, _id(name)))
    if len(body) > LARGEST_BATCH:
        raise Refusal("batch_too_large", 413)
    return answer(request, bundles.receive(office, carrier, _id(name), offset, body))


@get(endpoints.PARCELS + "/{name:str}", sync_to_thread=True)
def parcel_part(
    request: Asked, office: NamedDependency[Office], name: FromPath[str], offset: FromQuery[int]
) -> Response[bytes]:
    """Give a piece of the parcel that answers for a bundle."""
    sender_of(office, request)
    return answer(request, parcels.part_of(office.ground, office.who, _id(name), offset))


@get(endpoints.GUIDES + "/{digest:str}", sync_to_thread=True)
def guide_part(
    request: Asked, office: NamedDependency[Office], digest: FromPath[str], offset: FromQuery[int]
) -> Response[bytes]:
    """Give a piece of a guide pack that was published, to a laptop that may read."""
    if not sender_of(office, request).is_active:
        raise Refusal("device_revoked", 403)
    return answer(request, guides.part_of(office.ground, office.who, digest, offset))


def _id(name: str) -> str:
    if not is_id(name):
        raise Refusal("not_found", 404)
    return name

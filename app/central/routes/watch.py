"""For those who watch over central: is it well, how much does it do. Numbers only."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa
from litestar import Response, get
from litestar.di import NamedDependency

from app.central import counts
from app.central.office import Office
from app.contract import endpoints
from app.contract.messages import Message


class Health(Message, frozen=True):
    """That the database answers; `database` is its kind."""

    server_id: str
    epoch: int
    database: str
    ok: bool


@get(endpoints.HEALTH, sync_to_thread=True)
def health(office: NamedDependency[Office]) -> Response[bytes]:
    """Answer 200 when the database does; 503 `busy` otherwise."""
    with office.ground.read() as connection:
        connection.execute(sa.select(sa.literal(1)))
    said = Health(
        server_id=office.who.server_id,
        epoch=office.who.epoch,
        database=office.ground.engine.dialect.name,
        ok=True,
    )
    return Response(msgspec.json.encode(said), media_type="application/json")


@get("/metrics", sync_to_thread=True)
def metrics(office: NamedDependency[Office]) -> Response[bytes]:
    """Everything counted, in Prometheus' text format."""
    text = office.meters.text(counts.by_commune(office.ground))
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")

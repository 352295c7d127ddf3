"""For those who watch over central: is it well, how much does it do. Numbers only."""

from __future__ import annotations

import logging

import msgspec
import sqlalchemy as sa
from litestar import Response, get
from litestar.di import NamedDependency

from app.central import counts
from app.central.office import Office
from app.contract import endpoints
from app.contract.messages import Message

log = logging.getLogger(__name__)


class Health(Message, frozen=True):
    """Whether central takes work; if not, `why` says so in a stable code (`database`, or one of `sentry`)."""

    server_id: str
    epoch: int
    database: str
    ok: bool
    why: str = ""


@get(endpoints.HEALTH, sync_to_thread=True)
def health(office: NamedDependency[Office]) -> Response[bytes]:
    """Answer 200 when all is well, 503 with the reason otherwise."""
    why = office.sentry.why or ("" if _answers(office) else "database")
    said = Health(
        server_id=office.who.server_id,
        epoch=office.who.epoch,
        database=office.ground.engine.dialect.name,
        ok=not why,
        why=why,
    )
    status = 503 if why else 200
    return Response(msgspec.json.encode(said), media_type="application/json", status_code=status)


@get("/metrics", sync_to_thread=True)
def metrics(office: NamedDependency[Office]) -> Response[bytes]:
    """Everything counted, in Prometheus' text format."""
    text = office.meters.text(counts.by_commune(office.ground), is_well=not office.sentry.why)
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")


def _answers(office: Office) -> bool:
    """Whether the database does; it may be full, locked or gone."""
    try:
        with office.ground.read() as connection:
            connection.execute(sa.select(sa.literal(1)))
    except sa.exc.SQLAlchemyError:
        log.exception("database_busy")
        return False
    return True

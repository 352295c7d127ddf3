"""Puts central's web application together. What it listens on is the server's business."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from litestar import Litestar
from litestar.di import Provide
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from app.central.ground import Ground
from app.central.guesses import Guesses
from app.central.identity import establish
from app.central.meters import Meters
from app.central.office import Office
from app.central.routes import described, watch, wire
from app.central.routes.speech import problems
from app.central.store.engine import open_database
from app.central.store.migrations import upgrade
from app.central.web import page
from app.contract.limits import LARGEST_BATCH

log = logging.getLogger(__name__)


def open_office(ground: Ground) -> Office:
    """Bring the database up to date and say who this central is. Raises UnusableDatabase."""
    upgrade(ground.engine)
    return Office(ground, establish(ground), Meters(), Guesses(ground.now_ms))


@contextmanager
def office_at(database: str, file_key: str = "") -> Iterator[Office]:
    """Central on a database named by URL or path, closed again at the end. Raises UnusableDatabase."""
    engine = open_database(database, file_key)
    try:
        yield open_office(Ground(engine))
    finally:
        engine.dispose()


def build(office: Office) -> Litestar:
    """The application of one central."""
    handlers = [wire.pair, wire.hello, wire.push, wire.pull, wire.close, watch.health, watch.metrics]
    return Litestar(
        route_handlers=[*handlers, described.document, described.reader, page.counts_page],
        dependencies={"office": Provide(lambda: office, sync_to_thread=False)},
        exception_handlers=problems(office),
        middleware=[Measured(office.meters)],
        openapi_config=None,
        logging_config=None,
        request_max_body_size=LARGEST_BATCH,
    )


class Measured(ASGIMiddleware):
    """Counts, times and logs each request by its path, never by who asked or what was said."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, meters: Meters, clock: Callable[[], float] = time.perf_counter) -> None:
        self.meters = meters
        self.clock = clock

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Pass the request on and note how it was answered."""
        began, statuses = self.clock(), [500]

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
            await send(message)

        await next_app(scope, receive, noting)
        spent, path = self.clock() - began, scope.get("path_template", "other")
        self.meters.answered(path, statuses[-1], spent)
        log.info("request", extra={"path": path, "status": statuses[-1], "ms": round(spent * 1000)})

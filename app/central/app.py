"""Puts central's web application together. What it listens on is the server's business."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from litestar import Litestar
from litestar.di import Provide
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from app.central.admission import Admission
from app.central.ground import Ground
from app.central.guesses import Guesses
from app.central.identity import establish
from app.central.logs import REQUEST
from app.central.meters import Meters
from app.central.office import Office
from app.central.outside import Outside
from app.central.routes import carrying, described, watch, wire
from app.central.routes.speech import problems
from app.central.sentry import Sentry
from app.central.settings import Limits
from app.central.store.engine import DatabaseLimits, open_database
from app.central.store.migrations import upgrade
from app.central.web import page
from app.contract.limits import LARGEST_BATCH

log = logging.getLogger(__name__)


def open_office(ground: Ground, outside: Outside | None = None) -> Office:
    """Bring the database up to date, say who this central is and compare with what is kept `outside`.

    Without anything outside it is remembered in memory. Raises UnusableDatabase.
    """
    upgrade(ground.engine)
    who = establish(ground)
    ground = replace(ground, epoch=who.epoch)
    sentry = Sentry(ground, who, outside or Outside(None))
    sentry.look()
    return Office(ground, who, Meters(), Guesses(ground.now_ms), sentry)


@contextmanager
def office_at(
    database: str, file_key: str = "", guard: str = "", limits: DatabaseLimits | None = None
) -> Iterator[Office]:
    """Central on a database named by URL or path, closed again at the end; `guard` is a folder.

    Raises UnusableDatabase.
    """
    engine = open_database(database, file_key, limits)
    try:
        yield open_office(Ground(engine), Outside(Path(guard) if guard else None))
    finally:
        engine.dispose()


def build(office: Office, limits: Limits | None = None) -> Litestar:
    """The application of one central, which lets in as many at once as `limits` say."""
    limits = limits or Limits()
    handlers = [
        wire.pair,
        wire.hello,
        wire.push,
        wire.pull,
        wire.close,
        wire.left_over,
        watch.health,
        watch.metrics,
    ]
    handlers += [carrying.bundle, carrying.parcel_part, carrying.guide_part]
    return Litestar(
        route_handlers=[*handlers, described.document, described.reader, page.counts_page],
        dependencies={"office": Provide(lambda: office, sync_to_thread=False)},
        exception_handlers=problems(office),
        middleware=[Measured(office.meters), Admission(limits)],
        on_startup=[partial(_make_room, limits)],
        openapi_config=None,
        logging_config=None,
        request_max_body_size=LARGEST_BATCH,
    )


async def _make_room(limits: Limits) -> None:
    """A thread for everyone who is let in, and two for those who watch: who waits, waits for a slot."""
    threads = limits.slots + limits.hello_slots + 2
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(threads, "request"))


class Measured(ASGIMiddleware):
    """Counts, times and logs each request by its path, never by who asked or what was said.

    Each gets an id, told in the answer's `x-request-id` and in every line that is logged on its account.
    """

    scopes = (ScopeType.HTTP,)

    def __init__(self, meters: Meters, clock: Callable[[], float] = time.perf_counter) -> None:
        self.meters = meters
        self.clock = clock

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Pass the request on and note how it was answered."""
        began, statuses, name = self.clock(), [500], secrets.token_hex(6)
        REQUEST.set(name)

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
                message["headers"] = [*message["headers"], (b"x-request-id", name.encode())]
            await send(message)

        await next_app(scope, receive, noting)
        spent, path = self.clock() - began, scope.get("path_template", "other")
        self.meters.answered(path, statuses[-1], spent)
        log.info("request", extra={"path": path, "status": statuses[-1], "ms": round(spent * 1000)})

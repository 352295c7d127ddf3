"""Central's door without a socket: the real routes, asked in this process, answering status, headers and bytes."""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from litestar import Response
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler

from app.central import feed
from app.central.office import Office
from app.central.routes import carrying, wire
from app.central.routes.speech import problems
from app.contract import endpoints

Handler = Callable[..., "Response[bytes]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it travels; `token` is what the device holds."""

    method: str
    path: str
    token: str
    headers: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, Any] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer as it travels, of the shape the device's exchange believes or not."""

    status_code: int
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class _Request:
    """What routes read of a request."""

    headers: Mapping[str, str]
    method: str
    client: None = None
    state: State = field(default_factory=State)
    scope: Mapping[str, str] = field(default_factory=lambda: {"path_template": "known"})


class Door:
    """Finds the route for a request and answers as the application would; a fault of ours is noted as such.

    Pages of the feed are small, some more than others: schedules have few records.
    """

    def __init__(self, chance: random.Random) -> None:
        self.broken: list[str] = []
        self._chance, self._routes = chance, dict(_routes())

    def ask(self, office: Office, asked: Asked) -> Answer:
        """The answer to one request."""
        request = _Request({"authorization": f"Bearer {asked.token}", **asked.headers}, asked.method)
        try:
            path, name = _route_of(asked.path)
            handler, given = self._routes[asked.method, path]
            known = {"request": request, "office": office, "body": asked.body, "name": name, **asked.params}
            told = {name: read(known[name]) for name, read in given.items() if name in known}
            if asked.path == endpoints.PULL:
                with patch.object(feed, "page", _small_page(self._chance.choice((1, 3, 10, 100)))):
                    return _answer(handler(**told))
            return _answer(handler(**told))
        except Exception as fault:
            return self._problem(office, request, fault)

    def _problem(self, office: Office, request: _Request, fault: Exception) -> Answer:
        tellings = problems(office)
        kind = next(one for one in type(fault).__mro__ if one in tellings)
        if kind is Exception:
            self.broken.append(f"{type(fault).__name__}: {fault}")
        telling: Any = tellings[kind]
        return _answer(telling(request, fault))


def _routes() -> Iterator[tuple[tuple[str, str], tuple[Handler, Mapping[str, Callable[[Any], Any]]]]]:
    """Every route of the wire, by method and path, and how its parameters are read."""
    for handler in (*vars(wire).values(), *vars(carrying).values()):
        if isinstance(handler, HTTPRouteHandler):
            signature = inspect.signature(handler.fn).parameters
            given = {name: int if "int" in str(one.annotation) else _as_is for name, one in signature.items()}
            for path in handler.paths:
                for method in handler.http_methods:
                    yield (str(method), path), (handler.fn, given)


def _route_of(path: str) -> tuple[str, str]:
    """The path of the route, and the name at its end if it takes one."""
    front, _, name = path.rpartition("/")
    return (f"{front}/{{name:str}}", name) if front in (endpoints.BUNDLES, endpoints.PARCELS) else (path, "")


def _as_is(value: Any) -> Any:
    return value


_page = feed.page


def _small_page(most: int) -> Callable[..., Any]:
    """The real page, cut after a few records."""
    return lambda *asked, **named: _page(*asked, **{"most": most, **named})


def _answer(response: Response[bytes]) -> Answer:
    headers = {"Content-Type": str(response.media_type), **response.headers}
    return Answer(status_code=response.status_code or 200, headers=headers, body=response.content)

"""A client of a server that follows a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from app.network.central_client import CentralClient
from app.network.timing import Timing
from tests.support.odd_server import CENTRAL, OddServer, Script

SERVER = CENTRAL


QUICK = Timing(connect=5.0, read=0.2, pace=1e9)


Ask = Callable[[Script], CentralClient]


@pytest.fixture
def ask() -> Iterator[Ask]:
    """A client of a server that follows a script; both end with the test."""
    opened: list[tuple[OddServer, CentralClient]] = []

    def begin(script: Script) -> CentralClient:
        server = OddServer(script).__enter__()
        client = CentralClient(server.address, SERVER, "token-of-test", QUICK)
        opened.append((server, client))
        return client

    yield begin
    for server, client in opened:
        client.disconnect()
        server.__exit__()

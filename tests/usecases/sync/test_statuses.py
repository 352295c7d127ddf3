"""Whatever status an answer to a push has, no change is deleted, set aside or believed received because of it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from app.contract import endpoints
from app.contract.limits import MEDIA_TYPE
from app.contract.messages import Page, Pushed, Welcome
from app.network.central_client import CentralClient
from app.network.timing import Timing
from app.usecases.sync import SyncEnd
from tests.support.fake_store import FakeStore
from tests.support.hands import MORNING, CountedIds
from tests.support.laptop import Laptop, hasty, unsent
from tests.support.odd_server import CENTRAL, Heard, OddServer, Said, message, problem, response

HASTE = Timing(connect=5.0, read=0.5)
"""Some statuses have no body, and a client may wait for more: half a second, then it gives up."""


class Odd:
    """Central at hello and pull; at a push somebody who answers with the status under test."""

    def __init__(self) -> None:
        self.said = Said()

    def __call__(self, heard: Heard) -> Said:
        at = int(MORNING.timestamp() * 1000)
        match heard.path.partition("?")[0]:
            case endpoints.HELLO:
                told = Welcome(
                    server_id=CENTRAL,
                    epoch=1,
                    seq=0,
                    durable_seq=0,
                    at=at,
                    commune="03646",
                    support_point="p",
                )
                return message(told)
            case endpoints.PULL:
                return message(Page(server_id=CENTRAL, epoch=1, cursor=0))
            case _:
                return self.said


@pytest.fixture(scope="module")
def odd() -> Iterator[tuple[Odd, str]]:
    """One server for all statuses."""
    script = Odd()
    with OddServer(script) as server:
        yield script, server.address


def told(status: int, body: str) -> Said:
    """An answer with this status: a page, a true-looking answer of ours, or a no of ours with a word of no one."""
    match body:
        case "page":
            return Said(response(status, "text/html", b"<html>OK</html>"), then="leave")
        case "ours":
            good = msgspec.json.encode(Pushed(server_id=CENTRAL, batch="", epoch=1))
            return Said(response(status, MEDIA_TYPE, good), then="leave")
        case _:
            return Said(problem("word_of_a_newer_central", status).data, then="leave")


@pytest.mark.parametrize("hundred", range(1, 6))
@pytest.mark.parametrize("body", ["page", "ours", "problem"])
def test_no_status_moves_a_change(odd: tuple[Odd, str], body: str, hundred: int) -> None:
    script, address = odd
    laptop = Laptop.begin(FakeStore(), CountedIds()).adopt(CENTRAL)
    laptop.help_new(1)
    before = unsent(laptop)
    for status in range(hundred * 100, hundred * 100 + 100):
        script.said = told(status, body)
        client = CentralClient(address, CENTRAL, "token", HASTE)
        report = laptop.sync(client, hasty(attempts=1))
        client.disconnect()
        assert report.end not in (SyncEnd.DONE, SyncEnd.DIFFERS), status
        assert unsent(laptop) == before, status
        assert laptop.store.read().attention() == [], status
        counters = laptop.store.read().counters()
        assert (counters.waiting, counters.received) == (1, 0), status

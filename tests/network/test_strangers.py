"""Who else may answer on the way to central, who asks for patience, and a call nobody wants to wait for."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from app.contract.faults import Refused, Unreachable
from app.contract.messages import Close, Leftovers
from app.domain.changes import Mark
from app.network.central_client import CentralClient
from app.network.timing import Timing
from tests.network.conftest import SERVER, Ask
from tests.network.test_central_client import HELLO, PAIR, WELCOME, always, change
from tests.support.odd_server import Heard, OddServer, Said, message, problem, response

ON_THE_WAY: dict[str, tuple[Said, str, int]] = {
    "portal says 200": (Said(response(200, "text/html", b"<html>Log in</html>")), "portal", 0),
    "portal redirects": (Said(response(302, "text/html", b"", Location="http://127.0.0.1:1/")), "portal", 0),
    "portal wants a log-in": (Said(response(511, "text/html", b"Log in")), "portal", 0),
    "proxy wants a log-in": (Said(response(407, "text/html", b"Log in")), "proxy", 0),
    "gateway says 502": (Said(response(502, "text/html", b"Bad gateway")), "gateway", 0),
    "gateway says 503": (Said(response(503, "text/html", b"", Retry_After="90")), "gateway", 90),
    "gateway says 429": (Said(response(429, "application/json", b"{}", Retry_After="7")), "gateway", 7),
}


@pytest.mark.parametrize(("said", "code", "after"), ON_THE_WAY.values(), ids=ON_THE_WAY.keys())
def test_who_stands_in_the_way_is_named(ask: Ask, said: Said, code: str, after: int) -> None:
    with pytest.raises(Unreachable) as raised:
        ask(always(said)).hello(HELLO)
    assert (raised.value.code, raised.value.after) == (code, after)


def test_no_status_alone_is_believed(ask: Ask) -> None:
    statuses = [status for status in range(200, 600) if status not in (204, 304)]  # those have no body
    answers = (Said(response(status, "text/html", b"<html></html>")) for status in statuses)
    client = ask(lambda heard: next(answers))
    for _ in statuses:
        with pytest.raises(Unreachable, match="^(not_our_server|portal|proxy|gateway)$"):
            client.hello(HELLO)


def test_a_redirect_is_never_followed(ask: Ask) -> None:
    with OddServer(always(message(WELCOME))) as elsewhere:
        moved = Said(response(307, "text/html", b"", Location=f"{elsewhere.address}/v1/hello"))
        with pytest.raises(Unreachable, match="^portal$"):
            ask(always(moved)).hello(HELLO)
        assert elsewhere.heard == []


CALLS: dict[str, Callable[[CentralClient], object]] = {
    "hello": lambda client: client.hello(HELLO),
    "push": lambda client: client.push("b", "d", 1, [change()]),
    "pull": lambda client: client.pull(Mark(1, 0)),
    "repair": lambda client: client.pull(Mark(1, 0), (3, 7)),
    "close": lambda client: client.close(Close(device="d", epoch=1, cursor=0, count=0, digest="")),
    "leftovers": lambda client: client.leftovers(Leftovers(device="d", epoch=1, records=[])),
    "pair": lambda client: client.pair(client._exchange._address, PAIR),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
@pytest.mark.parametrize("status", [429, 503])
def test_every_request_hears_how_long_to_wait(
    ask: Ask, call: Callable[[CentralClient], object], status: int
) -> None:
    with pytest.raises(Refused) as raised:
        call(ask(always(problem("busy", status, after=5, Retry_After="30"))))
    assert (raised.value.status, raised.value.after) == (status, 30)


def test_a_call_can_be_broken_off_while_it_waits() -> None:
    """Closing the program must not wait for a line that has died."""
    asked, raised = threading.Event(), list[Unreachable]()

    def script(heard: Heard) -> Said:
        asked.set()
        return Said(b"", "stall")

    patient = Timing(connect=5.0, read=600.0)
    with OddServer(script) as server:
        client = CentralClient(server.address, SERVER, "t", patient)

        def call() -> None:
            with pytest.raises(Unreachable) as told:
                client.hello(HELLO)
            raised.append(told.value)

        caller = threading.Thread(target=call)
        caller.start()
        assert asked.wait(10)
        client.break_off()
        caller.join(10)
        assert [trouble.code for trouble in raised] == ["cut"]
        client.disconnect()


def test_after_a_break_the_next_call_opens_a_new_connection(ask: Ask) -> None:
    connections: list[int] = []
    client = ask(lambda heard: connections.append(heard.connection) or message(WELCOME))
    client.hello(HELLO)
    client.break_off()
    assert client.hello(HELLO) == WELCOME
    assert connections == [1, 2]

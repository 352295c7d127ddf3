"""Which certificates are believed, and what is said when one is not."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from app.contract.faults import Unreachable
from app.network.central_client import CentralClient
from app.network.timing import Timing
from tests.network.conftest import QUICK, SERVER
from tests.network.test_central_client import HELLO, WELCOME, always
from tests.support.certificates import DAY, make_authority
from tests.support.odd_server import Heard, OddServer, Said, message


def hello(server: OddServer) -> object:
    client = CentralClient(server.address, SERVER, "t", QUICK)
    try:
        return client.hello(HELLO)
    finally:
        client.disconnect()


def test_an_authority_this_computer_trusts_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = make_authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.path))
    with OddServer(
        always(message(WELCOME)), authority.server(tmp_path, valid_from=-DAY, valid_to=DAY)
    ) as server:
        assert hello(server) == WELCOME


def test_an_unknown_authority_is_not(tmp_path: Path) -> None:
    context = make_authority(tmp_path).server(tmp_path, valid_from=-DAY, valid_to=DAY)
    with (
        OddServer(always(message(WELCOME)), context) as server,
        pytest.raises(Unreachable, match="^intercepted$"),
    ):
        hello(server)
    assert server.heard == []


@pytest.mark.parametrize(("first", "last"), [(-3 * DAY, -DAY), (DAY, 3 * DAY)])
def test_outside_its_dates_the_clock_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: timedelta, last: timedelta
) -> None:
    authority = make_authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.path))
    context = authority.server(tmp_path, valid_from=first, valid_to=last)
    with OddServer(always(message(WELCOME)), context) as server, pytest.raises(Unreachable, match="^clock$"):
        hello(server)
    assert server.heard == []


def test_a_call_is_broken_off_inside_tls_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = make_authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.path))
    asked, raised = threading.Event(), list[str]()

    def script(heard: Heard) -> Said:
        asked.set()
        return Said(b"", "stall")

    with OddServer(script, authority.server(tmp_path, valid_from=-DAY, valid_to=DAY)) as server:
        client = CentralClient(server.address, SERVER, "t", Timing(connect=5.0, read=600.0))

        def call() -> None:
            with pytest.raises(Unreachable) as told:
                client.hello(HELLO)
            raised.append(told.value.code)

        caller = threading.Thread(target=call)
        caller.start()
        assert asked.wait(10)
        client.break_off()
        caller.join(10)
        assert raised == ["cut"]
        client.disconnect()

"""Which certificates are believed, and what is said when one is not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.contract.faults import Unreachable
from app.network.central_client import CentralClient
from tests.network.test_central_client import HELLO, QUICK, SERVER, WELCOME, always
from tests.support.certificates import DAY, make_authority
from tests.support.odd_server import OddServer, message


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
    with OddServer(always(message(WELCOME)), context) as server, pytest.raises(Unreachable, match="^tls$"):
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

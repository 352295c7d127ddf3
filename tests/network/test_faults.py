"""The few codes behind the many exceptions of a network."""

from __future__ import annotations

import ssl

import pytest
from requests import exceptions
from urllib3 import exceptions as pool

from app.network.faults import unreachable


def bad_certificate(code: int) -> ssl.SSLCertVerificationError:
    trouble = ssl.SSLCertVerificationError("bad certificate")
    trouble.verify_code = code
    return trouble


NAMED = [
    (exceptions.ConnectTimeout(), "no_network"),
    (exceptions.ConnectionError(pool.NewConnectionError(None, "refused")), "no_network"),  # type: ignore[arg-type]
    (exceptions.ProxyError("no proxy there"), "no_network"),
    (exceptions.ReadTimeout(), "timeout"),
    (exceptions.ConnectionError(pool.ProtocolError("Connection aborted.", TimeoutError())), "timeout"),
    (exceptions.ConnectionError(pool.ProtocolError("Connection aborted.", ConnectionResetError())), "cut"),
    (pool.IncompleteRead(3, 9), "cut"),
    (exceptions.ChunkedEncodingError(), "cut"),
    (exceptions.SSLError(bad_certificate(18)), "tls"),
    (exceptions.SSLError(bad_certificate(9)), "clock"),
    (exceptions.SSLError(bad_certificate(10)), "clock"),
    (exceptions.SSLError("wrong version number"), "tls"),
]


@pytest.mark.parametrize(("trouble", "code"), NAMED)
def test_each_trouble_has_its_name(trouble: Exception, code: str) -> None:
    assert unreachable(trouble).code == code


def test_a_cause_is_found_wherever_it_hides() -> None:
    hidden = pool.MaxRetryError(None, "/", bad_certificate(10))  # type: ignore[arg-type]
    assert unreachable(exceptions.SSLError(hidden)).code == "clock"


def test_exceptions_that_hold_each_other_end() -> None:
    first, second = ValueError(), ValueError()
    first.__cause__, second.__cause__ = second, first
    assert unreachable(first).code == "cut"

"""The few codes behind the many exceptions of a network."""

from __future__ import annotations

import ssl

import pytest
from requests import exceptions
from urllib3 import exceptions as pool

from app.network.faults import stranger, unreachable


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
    (exceptions.ProxyError(OSError("Tunnel connection failed: 407 Proxy Authentication Required")), "proxy"),
    (exceptions.ProxyError(OSError("Tunnel connection failed: 503 Service Unavailable")), "no_network"),
    (exceptions.SSLError(bad_certificate(18)), "intercepted"),
    (exceptions.SSLError(bad_certificate(19)), "intercepted"),
    (exceptions.SSLError(bad_certificate(20)), "intercepted"),
    (exceptions.SSLError(bad_certificate(62)), "tls"),
    (exceptions.SSLError(bad_certificate(23)), "tls"),
    (exceptions.SSLError(bad_certificate(9)), "clock"),
    (exceptions.SSLError(bad_certificate(10)), "clock"),
    (exceptions.SSLError("wrong version number"), "tls"),
]


@pytest.mark.parametrize(("trouble", "code"), NAMED)
def test_each_trouble_has_its_name(trouble: Exception, code: str) -> None:
    assert unreachable(trouble).code == code


STRANGERS = [
    (200, "text/html", "", ("portal", 0)),
    (200, "application/json", "", ("not_our_server", 0)),
    (302, "", "", ("portal", 0)),
    (511, "text/html", "", ("portal", 0)),
    (407, "text/html", "", ("proxy", 0)),
    (403, "text/html", "", ("not_our_server", 0)),
    (404, "text/html", "60", ("not_our_server", 0)),
    (429, "text/plain", "60", ("gateway", 60)),
    (502, "text/html", "", ("gateway", 0)),
    (503, "text/html", " 120 ", ("gateway", 120)),
    (504, "application/problem+json", "Fri, 01 Jan 2027 00:00:00 GMT", ("gateway", 0)),
    (503, "text/html", "9" * 5_000, ("gateway", 0)),
    (503, "text/html", "-5", ("gateway", 0)),
    (503, "text/html", "٣", ("gateway", 0)),
]


@pytest.mark.parametrize(("status", "media", "waiting", "said"), STRANGERS)
def test_who_answered_instead_of_central_is_named(
    status: int, media: str, waiting: str, said: tuple[str, int]
) -> None:
    trouble = stranger(status, media, waiting)
    assert (trouble.code, trouble.after) == said


def test_a_cause_is_found_wherever_it_hides() -> None:
    hidden = pool.MaxRetryError(None, "/", bad_certificate(10))  # type: ignore[arg-type]
    assert unreachable(exceptions.SSLError(hidden)).code == "clock"


def test_exceptions_that_hold_each_other_end() -> None:
    first, second = ValueError(), ValueError()
    first.__cause__, second.__cause__ = second, first
    assert unreachable(first).code == "cut"

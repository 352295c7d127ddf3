"""What the network library raises, told apart as the few codes people can act on. No sockets here."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

from requests import exceptions
from urllib3 import exceptions as pool

from app.contract.faults import Unreachable

_NOT_YET_VALID, _EXPIRED = 9, 10
"""X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED: most often the laptop's date is wrong."""

_UNKNOWN_ISSUER = (2, 18, 19, 20, 21)
"""X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, DEPTH_ZERO_SELF_SIGNED_CERT, SELF_SIGNED_CERT_IN_CHAIN,
UNABLE_TO_GET_ISSUER_CERT_LOCALLY, UNABLE_TO_VERIFY_LEAF_SIGNATURE: somebody on the way opens the line.
"""

_PROXY_LOGIN = "407"
_LONGEST_WAIT = 6
"""Digits of a Retry-After that is taken seriously: 11 days."""

TROUBLES = (exceptions.RequestException, pool.HTTPError, OSError)
"""Everything an exchange may raise that is the network's doing and not ours."""


def unreachable(trouble: BaseException) -> Unreachable:
    """The named fault behind a library's exception.

    clock: the certificate is outside its dates · intercepted: its issuer is unknown here · tls: not a certificate
    we trust otherwise · proxy: the network wants its own login · timeout: connected, then too slow · no_network:
    never connected · cut: connected, then broken off.
    """
    causes = tuple(_causes(trouble))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Unreachable(_certificate(cause.verify_code))
    if any(isinstance(cause, ssl.SSLError | exceptions.SSLError | pool.SSLError) for cause in causes):
        return Unreachable("tls")
    if any(isinstance(cause, OSError) and _is_proxy_login(cause) for cause in causes):
        return Unreachable("proxy")
    if any(isinstance(cause, _NEVER_CONNECTED) for cause in causes):
        return Unreachable("no_network")
    if any(isinstance(cause, TimeoutError | exceptions.Timeout | pool.TimeoutError) for cause in causes):
        return Unreachable("timeout")
    return Unreachable("cut")


def stranger(status: int, media: str, retry_after: str) -> Unreachable:
    """Who answered instead of central, as far as status and media type tell.

    portal: the network's sign-in page · proxy: the network wants its own login · gateway: something before
    central has no room or no way to it · not_our_server: anybody else.
    """
    is_page = status == 200 and media in ("text/html", "application/xhtml+xml")
    if is_page or status == 511 or 300 <= status < 400:
        return Unreachable("portal")
    if status == 407:
        return Unreachable("proxy")
    if status in (429, 502, 503, 504):
        return Unreachable("gateway", seconds(retry_after))
    return Unreachable("not_our_server")


def seconds(retry_after: str) -> int:
    """The seconds of a Retry-After; 0 for a date, which depends on clocks, and for what is no such thing."""
    text = retry_after.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_WAIT else 0


def _certificate(code: int) -> str:
    if code in (_NOT_YET_VALID, _EXPIRED):
        return "clock"
    return "intercepted" if code in _UNKNOWN_ISSUER else "tls"


def _is_proxy_login(cause: OSError) -> bool:
    """Whether a tunnel was refused for want of a login; the library has no name for it."""
    return "Tunnel connection failed" in str(cause) and _PROXY_LOGIN in str(cause)


_NEVER_CONNECTED = (
    exceptions.ConnectTimeout,
    exceptions.ProxyError,
    exceptions.InvalidURL,
    exceptions.InvalidSchema,
    pool.NewConnectionError,
    pool.ConnectTimeoutError,
)


def _causes(trouble: BaseException) -> Iterator[BaseException]:
    """The exception and all it carries: libraries hide the first one in `args`, `reason` or a cause."""
    waiting, seen = [trouble], set[int]()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inner = (*one.args, getattr(one, "reason", None), one.__cause__, one.__context__)
        waiting += [part for part in inner if isinstance(part, BaseException)]

"""What the network library raises, told apart as the few codes people can act on. No sockets here."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

from requests import exceptions
from urllib3 import exceptions as pool

from app.contract.faults import Unreachable

_NOT_YET_VALID, _EXPIRED = 9, 10
"""X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED: most often the laptop's date is wrong."""

TROUBLES = (exceptions.RequestException, pool.HTTPError, OSError)
"""Everything an exchange may raise that is the network's doing and not ours."""


def unreachable(trouble: BaseException) -> Unreachable:
    """The named fault behind a library's exception.

    clock: the certificate is outside its dates · tls: not a certificate we trust · timeout: connected, then
    too slow · no_network: never connected · cut: connected, then broken off.
    """
    causes = tuple(_causes(trouble))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Unreachable("clock" if cause.verify_code in (_NOT_YET_VALID, _EXPIRED) else "tls")
    if any(isinstance(cause, ssl.SSLError | exceptions.SSLError | pool.SSLError) for cause in causes):
        return Unreachable("tls")
    if any(isinstance(cause, _NEVER_CONNECTED) for cause in causes):
        return Unreachable("no_network")
    if any(isinstance(cause, TimeoutError | exceptions.Timeout | pool.TimeoutError) for cause in causes):
        return Unreachable("timeout")
    return Unreachable("cut")


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

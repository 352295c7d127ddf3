"""What can go wrong between a device and central, as two exceptions both floors above share."""

from __future__ import annotations


class Unreachable(Exception):
    """Central was not reached or not believed; `code` is stable: no_network, timeout, not_our_server, cut, tls,
    clock. Nothing has changed on either side as far as anybody can tell.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Refused(Exception):
    """Central itself said no to a whole request; `code` is its problem type, `after` seconds to wait if it said so."""

    def __init__(self, code: str, status: int, after: int = 0) -> None:
        super().__init__(code)
        self.code, self.status, self.after = code, status, after

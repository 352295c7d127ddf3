"""What can go wrong between a device and central, by line or by stick, as exceptions both floors above share."""

from __future__ import annotations


class Unreachable(Exception):
    """Central was not reached or not believed; `code` is stable: no_network, timeout, cut; clock, intercepted, tls;
    portal, proxy, gateway, not_our_server. Nothing has changed on either side as far as anybody can tell.

    `after` are seconds something on the way asked us to wait, 0 if nothing did.
    """

    def __init__(self, code: str, after: int = 0) -> None:
        super().__init__(code)
        self.code, self.after = code, after


class Refused(Exception):
    """Central itself said no to a whole request; `code` is its problem type, `after` seconds to wait if it said so."""

    def __init__(self, code: str, status: int, after: int = 0) -> None:
        super().__init__(code)
        self.code, self.status, self.after = code, status, after


class StickFault(Exception):
    """A folder of sealed files cannot be read or written now; what lay there before is untouched.

    `code` is stable: stick_gone, stick_full, stick_read_only, stick_differs (it does not give back what was written).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

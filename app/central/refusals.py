"""The one way a request is turned down: a stable code and a status. The words live in the device."""

from __future__ import annotations

BUSY_SECONDS = 20
"""How long a device is asked to wait when central has no room for it."""


class Refusal(Exception):
    """A request central will not do: a stable `code`, an HTTP `status`, seconds to wait (`after`) or 0."""

    def __init__(self, code: str, status: int, after: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.after = after

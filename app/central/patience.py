"""uvicorn's HTTP/1.1, but it does not wait for ever for a request that is said letter by letter."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol


class PatientProtocol(H11Protocol):
    """Closes a connection that has not said a whole head within the keep-alive time.

    uvicorn limits the pause after an answer only: whoever never sends a whole first line keeps the connection. How
    slowly a body may come is `admission`'s business.
    """

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._mind()

    def handle_events(self) -> None:
        """Look at the bytes that came; they may be the rest of a head."""
        super().handle_events()
        self._mind()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        self._mind()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is waited for any more."""
        super().connection_lost(exc)
        self._stop_waiting()

    def _mind(self) -> None:
        is_asked = not getattr(self.cycle, "response_complete", True)  # before the first request it is None
        if is_asked:
            self._stop_waiting()
        elif self._waiting is None and not self.transport.is_closing():
            self._waiting = self.loop.call_later(self.timeout_keep_alive, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

"""What every odd server and proxy of these tests is made of: a listener on loopback, with a thread per connection."""

from __future__ import annotations

import socket
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self


@dataclass(slots=True)
class Listener(ABC):
    """Used as a context manager; leaving it ends every thread it began."""

    _listener: socket.socket = field(default_factory=socket.socket, init=False)
    _stop: threading.Event = field(default_factory=threading.Event, init=False)
    _threads: list[threading.Thread] = field(default_factory=list, init=False)

    def __enter__(self) -> Self:
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        with socket.create_connection(("127.0.0.1", self.port)):
            pass  # wakes the thread that waits for a connection
        for thread in self._threads:
            thread.join()
        self._listener.close()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listener.getsockname()[1])

    @abstractmethod
    def _meet(self, connection: socket.socket) -> None:
        """Take a new connection in hand, in the thread that waits for the next; long work goes to `_start`."""

    def _start(self, work: Callable[..., None], *given: object) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._stop.is_set():
                connection.close()
                return
            self._meet(connection)

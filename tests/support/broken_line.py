"""A loopback line between a laptop and central that loses answers on demand; bytes pass as they are."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

CHUNK = 65_536


class BrokenLine:
    """Forwards every connection; while `loses_answers` is set, requests arrive and answers do not."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        assert parts.hostname is not None
        assert parts.port is not None
        self._target = (parts.hostname, parts.port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.loses_answers = threading.Event()
        self.answers_lost = 0

    @property
    def address(self) -> str:
        """Where the laptop has to knock."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def serve(self) -> None:
        """Take connections until closed."""
        while True:
            try:
                laptop, _peer = self._listener.accept()
            except OSError:
                return
            central = socket.create_connection(self._target)
            for source, sink, answers in ((laptop, central, False), (central, laptop, True)):
                threading.Thread(target=self._carry, args=(source, sink, answers), daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _carry(self, source: socket.socket, sink: socket.socket, answers: bool) -> None:
        try:
            while data := source.recv(CHUNK):
                if answers and self.loses_answers.is_set():
                    self.answers_lost += 1
                    break
                sink.sendall(data)
        except OSError:
            pass
        finally:
            for end in (source, sink):
                end.close()


@contextmanager
def broken_line(address: str) -> Iterator[BrokenLine]:
    """A line to `address`, gone at the end."""
    line = BrokenLine(address)
    thread = threading.Thread(target=line.serve, daemon=True)
    thread.start()
    yield line
    line.close()
    thread.join(10)

"""What the machine itself needs for the same bytes and rows: one POST each to nobody, and plain sqlite3 inserts."""

from __future__ import annotations

import http.client
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path


class _Nobody(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@contextmanager
def _nobody() -> Iterator[int]:
    """A server that reads a body and answers `{}`; the port it listens on."""
    with HTTPServer(("127.0.0.1", 0), _Nobody) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def carried_and_kept(path: Path, bodies: Sequence[bytes], rows: Sequence[Sequence[bytes]]) -> float:
    """Seconds for each packed body over loopback, and its rows into a plain table in one durable transaction."""
    with closing(sqlite3.connect(path, isolation_level=None)) as plain, _nobody() as port:
        plain.execute("PRAGMA journal_mode = WAL")
        plain.execute("PRAGMA synchronous = FULL")
        plain.execute("CREATE TABLE row (n INTEGER PRIMARY KEY, body BLOB)")
        line = http.client.HTTPConnection("127.0.0.1", port)
        began = time.perf_counter()
        for body, kept in zip(bodies, rows, strict=True):
            line.request("POST", "/", body)
            line.getresponse().read()
            plain.execute("BEGIN IMMEDIATE")
            plain.executemany("INSERT INTO row (body) VALUES (?)", ((one,) for one in kept))
            plain.execute("COMMIT")
        seconds = time.perf_counter() - began
        line.close()
    return seconds

"""One keep-alive connection to central: a request out, an answer in, and whether it is central's answer."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from requests.models import PreparedRequest, Response

from app import __version__
from app.contract.coding import BadBody, decode, unpack
from app.contract.faults import Refused, Unreachable
from app.contract.limits import LARGEST_BODY, MEDIA_TYPE, PROBLEM_TYPE
from app.contract.messages import ProblemDetails
from app.network.faults import TROUBLES, seconds, stranger, unreachable
from app.network.stopwatch import Stopwatch, pools
from app.network.timing import Timing

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_PIECE = 64 * 1024
_BLOCK = 4096
"""Bytes handed to the socket at once: each block gets the whole time-out, however slow the link is."""


class Exchange:
    """Speaks with one address, from one thread. After `close` the next request opens a new connection."""

    def __init__(self, address: str, server_id: str, token: str, timing: Timing) -> None:
        """`server_id` names who may refuse us; empty while a typed sheet has not told it."""
        self._server_id = server_id
        parts = urlsplit(address)
        self._address = address.rstrip("/")
        self._is_private = parts.scheme == "https" or (parts.hostname or "") in _LOOPBACK
        self._timing = timing
        self._session = requests.Session()
        self._session.trust_env = (parts.hostname or "") not in _LOOPBACK
        self._session.auth = _Bearer(token)
        self._session.headers.update(_HEADERS)
        self._watch = Stopwatch(timing)
        self._session.mount(f"{parts.scheme}://", _Adapter(self._watch, is_tls=parts.scheme == "https"))

    def post(self, path: str, body: bytes, batch: str = "") -> bytes:
        """Send compressed JSON; the plain bytes of an answer that is central's. `batch` is the one pushed."""
        headers = {"Content-Type": MEDIA_TYPE, "Content-Encoding": "zstd"}
        return self._ask("POST", path, body, headers, {}, batch)

    def get(self, path: str, params: Mapping[str, str]) -> bytes:
        """Ask; the plain bytes of an answer that is central's."""
        return self._ask("GET", path, b"", {}, params, "")

    def put(self, path: str, part: bytes, params: Mapping[str, str]) -> bytes:
        """Send bytes as they are; the plain bytes of an answer that is central's."""
        return self._ask("PUT", path, part, {"Content-Type": "application/octet-stream"}, params, "")

    def close(self) -> None:
        """End the connection."""
        self._session.close()

    def break_off(self) -> None:
        """End what is under way, from any thread; whoever waits for it gets `cut`."""
        self._watch.break_off()

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes,
        headers: Mapping[str, str],
        params: Mapping[str, str],
        batch: str,
    ) -> bytes:
        """Redirects are never followed, so neither the token nor anybody's name reaches another host."""
        if not self._is_private:
            raise Unreachable("tls")
        self._watch.start(len(body))
        try:
            with self._session.request(
                method,
                self._address + path,
                params=params,
                data=BytesIO(body) if body else None,
                headers=headers,
                timeout=(self._timing.connect, self._timing.silence(len(body))),
                allow_redirects=False,
                stream=True,
            ) as answer:
                return self._believed(answer, self._read(answer), batch)
        except TROUBLES as trouble:
            raise Unreachable("cut") if self._watch.is_broken_off else unreachable(trouble) from trouble

    def _read(self, answer: Response) -> bytes:
        """The body as it came, piece by piece, never more than we would open."""
        pieces, size = list[bytes](), 0
        while piece := answer.raw.read1(_PIECE, decode_content=False):
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST_BODY:
                raise Unreachable("not_our_server")
        return b"".join(pieces)

    def _believed(self, answer: Response, body: bytes, batch: str) -> bytes:
        """The plain body of a good answer in our media type. Any other answer, any status, proves nothing."""
        media = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if media not in (MEDIA_TYPE, PROBLEM_TYPE):
            raise stranger(answer.status_code, media, answer.headers.get("Retry-After", ""))
        try:
            plain = unpack(body, answer.headers.get("Content-Encoding", "").strip().lower())
            problem = decode(plain, ProblemDetails) if media == PROBLEM_TYPE else None
        except BadBody as trouble:
            raise Unreachable("cut" if trouble.code == "body_unreadable" else "not_our_server") from trouble
        if problem is not None and self._is_ours(problem, batch):
            raise _refused(answer, problem)
        if problem is not None or answer.status_code != requests.codes.ok:
            raise Unreachable("not_our_server")
        return plain

    def _is_ours(self, problem: ProblemDetails, batch: str) -> bool:
        """A no is believed like a yes: from the known central, about what was sent. It may not have been able
        to read which batch that was.
        """
        is_known = bool(problem.server_id) and self._server_id in ("", problem.server_id)
        return is_known and problem.batch in ("", batch)


def _refused(answer: Response, problem: ProblemDetails) -> Refused | Unreachable:
    """Central's own no: a problem with a code, telling the status it was sent with."""
    if not problem.type or problem.status != answer.status_code or answer.status_code < 400:
        return Unreachable("not_our_server")
    waiting = seconds(answer.headers.get("Retry-After", ""))
    return Refused(problem.type, problem.status, max(problem.after, waiting))


_HEADERS = {"User-Agent": f"diemtua/{__version__}", "Accept": MEDIA_TYPE, "Accept-Encoding": "zstd, gzip"}


class _Bearer(AuthBase):
    """The device token on each request; being an auth object, it is never replaced from a .netrc file."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class _Adapter(HTTPAdapter):
    """Small blocks out, and the certificates this computer trusts beside the library's own."""

    def __init__(self, watch: Stopwatch, *, is_tls: bool) -> None:
        self._pools = pools(watch)
        self._trusted = {"ssl_context": ssl.create_default_context()} if is_tls else {}
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the library's own signature
        kwargs.update(self._trusted, blocksize=_BLOCK)
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = dict(self._pools)

"""Central as a device sees it, over HTTP: messages out, messages in, believed only with proof. No queue."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.contract import endpoints, messages
from app.contract.bundle import GuidePart
from app.contract.coding import BadBody, M, decode, pack, to_wire
from app.contract.faults import Unreachable
from app.domain.changes import Mark
from app.domain.views import Unsent
from app.network.exchange import Exchange
from app.network.timing import Timing


class CentralClient:
    """Fits `usecases.ports.Central`; used from one thread.

    Every call may raise `Unreachable` (nothing is known to have happened) or `Refused` (central's own no).
    Nothing is sent twice from here: when to try again is the sync engine's policy.
    """

    def __init__(self, address: str, server_id: str, token: str, timing: Timing | None = None) -> None:
        self._server_id = server_id
        self._timing = timing or Timing()
        self._exchange = Exchange(address, server_id, token, self._timing)

    def pair(self, address: str, request: messages.Pair) -> messages.Paired:
        """Ask the central at `address` to adopt this device; its proof is checked by `trust`."""
        exchange = Exchange(address, self._server_id, "", self._timing)
        try:
            return _message(exchange.post(endpoints.PAIR, pack(request)), messages.Paired)
        finally:
            exchange.close()

    def hello(self, request: messages.Hello) -> messages.Welcome:
        """Open a run."""
        welcome = _message(self._exchange.post(endpoints.HELLO, pack(request)), messages.Welcome)
        self._expect(welcome.server_id)
        return welcome

    def push(self, batch: str, device: str, epoch: int, changes: Sequence[Unsent]) -> messages.Pushed:
        """Send a batch; an answer to another batch is no answer."""
        wired = [msgspec.Raw(msgspec.json.encode(to_wire(one.change, one.stamp))) for one in changes]
        request = messages.Push(batch=batch, device=device, epoch=epoch, changes=wired)
        pushed = _message(self._exchange.post(endpoints.PUSH, pack(request), batch), messages.Pushed)
        self._expect(pushed.server_id)
        if pushed.batch != batch:
            raise Unreachable("not_our_server")
        return pushed

    def pull(self, cursor: Mark, buckets: Sequence[int] = ()) -> messages.Page:
        """The page of the feed after `cursor`; of those buckets only, if any are named."""
        asked = {"epoch": str(cursor.epoch), "cursor": str(cursor.seq)}
        if buckets:
            asked["buckets"] = ",".join(map(str, buckets))
        page = _message(self._exchange.get(endpoints.PULL, asked), messages.Page)
        self._expect(page.server_id)
        return page

    def close(self, request: messages.Close) -> messages.Closed:
        """Compare what both sides hold."""
        closed = _message(self._exchange.post(endpoints.CLOSE, pack(request)), messages.Closed)
        self._expect(closed.server_id)
        return closed

    def leftovers(self, request: messages.Leftovers) -> messages.LeftoversTaken:
        """Offer rows that a restore of central has lost."""
        taken = _message(self._exchange.post(endpoints.LEFTOVERS, pack(request)), messages.LeftoversTaken)
        self._expect(taken.server_id)
        return taken

    def guide_part(self, digest: str, offset: int) -> GuidePart:
        """A piece of a guide pack's file; a piece of another one is no answer."""
        answer = self._exchange.get(f"{endpoints.GUIDES}/{digest}", {"offset": str(offset)})
        part = _message(answer, GuidePart)
        self._expect(part.server_id)
        if (part.digest, part.offset) != (digest, offset):
            raise Unreachable("not_our_server")
        return part

    def break_off(self) -> None:
        """End what is under way, from any thread: the call that waits raises Unreachable("cut")."""
        self._exchange.break_off()

    def disconnect(self) -> None:
        """End the connection; the next call opens a new one."""
        self._exchange.close()

    def _expect(self, server_id: str) -> None:
        if server_id != self._server_id:
            raise Unreachable("not_our_server")


def _message(plain: bytes, shape: type[M]) -> M:
    try:
        return decode(plain, shape)
    except BadBody as trouble:
        raise Unreachable("cut") from trouble

"""Central as a carrier of sealed files sees it, over HTTP. Files and when to try again are elsewhere."""

from __future__ import annotations

from app.contract import endpoints
from app.contract.bundle import BundleStatus, ParcelPart
from app.contract.coding import BadBody, M, decode
from app.contract.faults import Unreachable
from app.network.exchange import Exchange
from app.network.timing import Timing


class CourierRoad:
    """Fits `usecases.courier.ports.Road`; used from one thread. An answer to another question is no answer."""

    def __init__(self, address: str, server_id: str, token: str, timing: Timing | None = None) -> None:
        self._server_id = server_id
        self._exchange = Exchange(address, server_id, token, timing or Timing())

    def bundle(self, id_: str) -> BundleStatus:
        """How far central is with a bundle."""
        return self._status(id_, self._exchange.get(f"{endpoints.BUNDLES}/{id_}", {}))

    def send(self, id_: str, offset: int, part: bytes) -> BundleStatus:
        """Bytes of a bundle from `offset` on."""
        answer = self._exchange.put(f"{endpoints.BUNDLES}/{id_}", part, {"offset": str(offset)})
        return self._status(id_, answer)

    def parcel(self, id_: str, offset: int) -> ParcelPart:
        """A piece of the parcel that answers for a bundle."""
        part = _message(self._exchange.get(f"{endpoints.PARCELS}/{id_}", {"offset": str(offset)}), ParcelPart)
        if (part.server_id, part.id, part.offset) != (self._server_id, id_, offset):
            raise Unreachable("not_our_server")
        return part

    def disconnect(self) -> None:
        """End the connection; the next call opens a new one."""
        self._exchange.close()

    def _status(self, id_: str, plain: bytes) -> BundleStatus:
        status = _message(plain, BundleStatus)
        if (status.server_id, status.id) != (self._server_id, id_):
            raise Unreachable("not_our_server")
        return status


def _message(plain: bytes, shape: type[M]) -> M:
    try:
        return decode(plain, shape)
    except BadBody as trouble:
        raise Unreachable("cut") from trouble

"""One central in a folder, ready for a child: its database, its guard, its backups, and work done in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
import sqlalchemy as sa
from litestar.testing import TestClient

from app.central import devices
from app.central.app import build, open_office
from app.central.ground import Ground
from app.central.keeping import making
from app.central.keeping.folder import Manifest
from app.central.outside import Outside
from app.central.store.engine import open_database
from app.contract.messages import PairedOperator
from tests.support.central import CHIENG_AN, Central, Clock
from tests.support.killing_central.work import ENVIRONMENT, WHOLE, backups
from tests.support.wire_device import WireDevice, fresh_id

VILLAGES = 400
"""Records enough for every command to take long enough to be killed in."""


@dataclass(frozen=True, slots=True)
class Place:
    """`address` is the database's; `key` (hex) encrypts its file and seals its backups, unless it is empty."""

    folder: Path
    address: str
    key: str

    @property
    def guard(self) -> Path:
        """What is kept outside the database; on a disk of its own in life."""
        return self.folder / "guard"

    @property
    def whole(self) -> Path:
        """The backup that is there."""
        return backups(self.folder) / WHOLE

    @property
    def sealing(self) -> bytes:
        """The key as backups take it."""
        return bytes.fromhex(self.key)

    def outside(self) -> Outside:
        """The guard, as whoever reads it now finds it."""
        return Outside(self.guard)

    def engine(self) -> sa.Engine:
        """To be disposed of."""
        return open_database(self.address, self.key)

    def tell(self) -> None:
        """Leave in the folder what the machine tells a command."""
        self.folder.mkdir(parents=True, exist_ok=True)
        told = {
            "DIEMTUA_DATABASE_URL": self.address,
            "DIEMTUA_CENTRAL_FILE_KEY": self.key,
            "DIEMTUA_CENTRAL_GUARD": str(self.guard),
        }
        (self.folder / ENVIRONMENT).write_bytes(msgspec.json.encode(told))


def at_work(place: Place) -> Manifest:
    """Fill a new central, back it up, and go on: some comes after the backup, is erased and revoked after it."""
    engine = place.engine()
    try:
        office = open_office(Ground(engine, Clock()), place.outside())
        with TestClient(build(office)) as client:
            central = Central(office, Clock(), client.request)
            lead = central.device(
                operators=[PairedOperator(id=fresh_id(), name="Quàng Thị Mẫu", role="lead")]
            )
            second, citizen = central.device(), _before(central, lead)
            made = making.back_up(office.ground, office.who, place.whole, place.sealing)
            lead.push(lead.create("village", name="Bản Sau"), lead.change("erase", "citizen", citizen))
        devices.revoke(office.ground, second.id)
        office.sentry.look()
    finally:
        engine.dispose()
    return made


def _before(central: Central, lead: WireDevice) -> str:
    """Two communes' work, with somebody erased; the id of somebody who is not yet."""
    other, gone, citizen = central.device(CHIENG_AN), fresh_id(), fresh_id()
    other.push(*(other.create("village", name=f"Bản Kia {number}") for number in range(7)))
    lead.push(*(lead.create("village", name=f"Bản Mẫu {number}") for number in range(VILLAGES)))
    lead.push(lead.create("citizen", gone, name="Lò Thị Quên"), lead.change("erase", "citizen", gone))
    lead.push(lead.create("citizen", citizen, name="Lò Văn Tìm Mẫu", id_number="014040000000"))
    return citizen

"""A real central on loopback with many communes, a look into its database, and laptops paired with it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import sqlalchemy as sa

from app.central import communes, sheets
from app.central.commands.place import office_of
from app.central.office import Office
from app.central.settings import from_environment
from app.central.store.tables import change_log, record
from app.network.central_client import CentralClient
from app.network.trust import Trust
from app.usecases.device import DeviceIdentity
from app.usecases.pairing import pair_device
from tests.support.central_process import CentralProcess, central_process
from tests.support.certificates import DAY, make_authority
from tests.support.hands import CountedIds
from tests.support.laptop import Laptop
from tests.support.stores import temp_store

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """A change as central remembers it."""

    device: str
    n: int
    hash: str
    kind: str
    record: str
    outcome: str
    seq: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as central gives it to laptops."""

    seq: int
    life: str
    fields: Mapping[str, Any]


@dataclass(slots=True)
class Centre:
    """One central, running; every trial takes a commune nobody used before."""

    process: CentralProcess
    office: Office
    unused: list[str]
    laptops: int = 0

    @property
    def address(self) -> str:
        return self.process.address

    def open_commune(self) -> str:
        """A commune with nobody in it."""
        code = self.unused.pop()
        communes.add_commune(self.office.ground, code)
        return code

    def laptop(self, folder: Path, commune: str, name: str) -> Laptop:
        """A new laptop with a real store, paired with a support point of its own."""
        self.laptops += 1
        laptop = Laptop.begin(temp_store(folder), CountedIds(1_000_000 * self.laptops), commune=commune)
        ground, who = self.office.ground, self.office.who
        point = communes.add_support_point(ground, who, commune, {"name": name})
        sheet = sheets.make_sheet(ground, who, point, self.address)
        client = CentralClient(self.address, who.server_id, "")
        paired = pair_device(laptop.store, client, Trust(), laptop.ids, sheet, "test")
        client.disconnect()
        assert isinstance(paired, DeviceIdentity), paired
        return laptop

    def taken(self, commune: str) -> dict[str, Taken]:
        """Every change central remembers of a commune, by id."""
        log = change_log.c
        columns = (log.id, log.device, log.n, log.hash, log.kind, log.record, log.outcome, log.seq)
        rows = self._rows(sa.select(*columns).where(log.commune == commune))
        return {row.id: _taken(row) for row in rows}

    def kept(self, commune: str) -> dict[Key, Kept]:
        """Every record of a commune."""
        kept = record.c
        columns = (kept.kind, kept.id, kept.seq, kept.life, kept.fields)
        rows = self._rows(sa.select(*columns).where(kept.commune == commune))
        return {(row.kind, row.id): Kept(row.seq, row.life, row.fields) for row in rows}

    def _rows(self, query: sa.Select[Any]) -> list[sa.Row[Any]]:
        with self.office.ground.read() as connection:
            return list(connection.execute(query).all())


def _taken(row: sa.Row[Any]) -> Taken:
    outcome = str(row.outcome.get("kind", "accepted"))
    return Taken(row.device, row.n, row.hash, row.kind, row.record, outcome, row.seq)


@contextmanager
def sealed_centre(folder: Path) -> Iterator[Centre]:
    """One that speaks TLS, with a certificate this process trusts meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    authority = make_authority(folder)
    authority.server(folder, valid_from=-DAY, valid_to=DAY)
    words = ("--certificate", str(folder / "server.pem"), "--key", str(folder / "server.key"))
    with (
        mock.patch.dict(os.environ, SSL_CERT_FILE=str(authority.path)),
        running_centre(folder, *words) as centre,
    ):
        yield centre


@contextmanager
def running_centre(folder: Path, *words: str) -> Iterator[Centre]:
    """A central of its own, stopped at the end."""
    codes = [one.code for one in communes.listed_communes()]
    with central_process(folder) as process:
        settings = from_environment({}, str(folder))
        with office_of(settings) as office:
            process.start(*words)
            yield Centre(process, office, codes)
            process.stop()

"""A central in this process, asked through its application, and the clock it goes by."""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa

from app.central import communes, sheets
from app.central.office import Office
from tests.support import wire_device
from tests.support.wire_device import Request, Value, WireDevice

TO_HIEU, CHIENG_AN = "03646", "03664"


@dataclass(slots=True)
class Clock:
    """Central's clock, moved by hand."""

    now: int = 1_800_000_000_000

    def __call__(self) -> int:
        return self.now


@dataclass(slots=True)
class Central:
    """A central with its application, asked in this process."""

    office: Office
    clock: Clock
    request: Request
    points: dict[str, str] = field(default_factory=dict)

    def point(self, commune: str = TO_HIEU) -> str:
        """The support point of a commune, opened when first asked for."""
        if commune not in self.points:
            communes.add_commune(self.office.ground, commune)
            named = {"name": "Điểm hỗ trợ tập"}
            point = communes.add_support_point(self.office.ground, self.office.who, commune, named)
            self.points[commune] = point
        return self.points[commune]

    def code(self, commune: str = TO_HIEU) -> str:
        """A new one-use code."""
        sheet = sheets.make_sheet(
            self.office.ground, self.office.who, self.point(commune), "http://127.0.0.1"
        )
        return sheet.code

    def device(self, commune: str = TO_HIEU, **more: Value) -> WireDevice:
        """A paired device."""
        return wire_device.pair(self.request, self.code(commune), commune, **more)

    def second_point(self) -> Central:
        """The same central seen from another support point of Tô Hiệu."""
        named = {"name": "Điểm hỗ trợ thứ hai"}
        point = communes.add_support_point(self.office.ground, self.office.who, TO_HIEU, named)
        return Central(self.office, self.clock, self.request, {TO_HIEU: point})

    def count(self, table: sa.Table, *wanted: sa.ColumnElement[bool]) -> int:
        """How many rows a table has."""
        with self.office.ground.read() as connection:
            return connection.execute(
                sa.select(sa.func.count()).select_from(table).where(*wanted)
            ).scalar_one()

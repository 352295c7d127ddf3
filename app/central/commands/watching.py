"""Commands that look at what central holds. Records in full are shown only here and only when asked for."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

import sqlalchemy as sa

from app.central import counts
from app.central import devices as laptops
from app.central.commands.setting_up import office_of
from app.central.settings import Settings
from app.central.store.tables import record
from app.central.web.page import moment
from app.domain.records import KINDS
from app.i18n import _, format_number

LITTLE_DISK = 1_000
"""Free megabytes below which a laptop is worth a call."""

_DAY_SECONDS = 86_400


def devices(settings: Settings, asked: argparse.Namespace) -> None:
    """One line per laptop."""
    with office_of(settings, looking=True) as office:
        lines = laptops.listed(office.ground)
    for one in lines:
        print(f"{one.id}  {one.commune}  {one.state}  {one.name}  {', '.join(_fares(one))}")


def _fares(one: laptops.DeviceLine) -> Iterator[str]:
    """How a laptop was when it was heard of last; what is as it should be is not mentioned."""
    yield _("last heard of {when}, {unsent} unsent").format(when=moment(one.last_seen), unsent=one.unsent)
    if one.app:
        yield _("program {version}").format(version=one.app)
    if one.oldest >= _DAY_SECONDS:
        yield _("the oldest waits {days} days").format(days=one.oldest // _DAY_SECONDS)
    if one.quarantined:
        yield _("{count} refused").format(count=one.quarantined)
    if one.attention:
        yield _("{count} to look at").format(count=one.attention)
    if laptops.is_suspect(one.drift):
        yield _("its clock is {minutes} minutes off").format(minutes=abs(one.drift) // 60)
    if 0 <= one.disk < LITTLE_DISK:
        yield _("only {megabytes} MB free").format(megabytes=one.disk)


def revoke(settings: Settings, asked: argparse.Namespace) -> None:
    """Stop a laptop from reading."""
    with office_of(settings) as office:
        laptops.revoke(office.ground, asked.device)
        office.sentry.look()
    print(_("This laptop may no longer read. What it still holds it can send."))


def counted(settings: Settings, asked: argparse.Namespace) -> None:
    """Figures of every commune."""
    with office_of(settings, looking=True) as office:
        communes = counts.by_commune(office.ground)
    for one in communes:
        print(f"{one.code}  {one.name}")
        _figure(_("Laptops"), one.devices)
        _figure(_("Still on laptops"), one.unsent)
        _figure(_("To be reviewed"), one.needs_review)
        for kind in KINDS:
            if kind in one.records:
                _figure(kind, one.records[kind])


def view(settings: Settings, asked: argparse.Namespace) -> None:
    """Central's view of the data: figures, or with --people every record as one line of JSON."""
    if not asked.people:
        return counted(settings, asked)
    shown = (
        record.c.commune,
        record.c.kind,
        record.c.id,
        record.c.seq,
        record.c.life,
        record.c.fields,
        record.c.conflicts,
    )
    with office_of(settings, looking=True) as office, office.ground.read() as connection:
        for row in connection.execute(sa.select(*shown).order_by(record.c.commune, record.c.seq)).mappings():
            print(json.dumps(dict(row), ensure_ascii=False))
    return None


def _figure(words: str, number: int) -> None:
    print(f"  {words}: {format_number(number)}")

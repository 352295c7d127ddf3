"""Commands that look at what central holds. Records in full are shown only here and only when asked for."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

import sqlalchemy as sa

from app.central import counts
from app.central import devices as laptops
from app.central.commands.place import office_of
from app.central.commands.table import print_table
from app.central.office import Office
from app.central.settings import Settings
from app.central.store.tables import record, support_point
from app.central.web.page import moment
from app.central.wording import kind_word, state_word
from app.domain.records import KINDS
from app.i18n import _, format_number

LITTLE_DISK = 1_000
"""Free megabytes below which a laptop is worth a call."""

_DAY_SECONDS = 86_400


def devices(settings: Settings, asked: argparse.Namespace) -> None:
    """One line per laptop."""
    with office_of(settings, looking=True) as office:
        lines, points = laptops.listed(office.ground), _points(office)
    if not lines:
        print(_("No laptop has been paired yet."))
        return
    headings = (_("Laptop"), _("Name"), _("Support point"), _("Commune"), _("State"), _("How it is"))
    rows = [
        (
            one.id,
            one.name or _("A machine without a name"),
            points.get(one.support_point, one.support_point),
            one.commune,
            state_word(one.state),
            ", ".join(_fares(one)),
        )
        for one in lines
    ]
    print_table(headings, rows)


def _points(office: Office) -> dict[str, str]:
    known = sa.select(support_point.c.id, support_point.c.name)
    with office.ground.read() as connection:
        return {row.id: row.name for row in connection.execute(known)}


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
    if not communes:
        print(_("No commune has been added yet."))
    for one in communes:
        print(f"{one.code}  {one.name}")
        _figure(_("Laptops"), one.devices)
        _figure(_("Still on laptops"), one.unsent)
        _figure(_("To be reviewed"), one.needs_review)
        for kind in KINDS:
            if kind in one.records and kind != "machine":  # the laptops stand above
                _figure(kind_word(kind), one.records[kind])


def view(settings: Settings, asked: argparse.Namespace) -> None:
    """Central's view of the data: every record as one line of JSON."""
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


def _figure(words: str, number: int) -> None:
    print(f"  {words}: {format_number(number)}")

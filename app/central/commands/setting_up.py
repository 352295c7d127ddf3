"""Commands that bring central to life: the database, communes, support points, pairing sheets, serving."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import segno

from app.central import communes, server, sheets
from app.central.app import office_at
from app.central.keeping.faults import KeepingFault
from app.central.office import Office
from app.central.settings import Settings
from app.central.web.halted import halted_words
from app.i18n import _


@contextmanager
def office_of(settings: Settings, *, looking: bool = False) -> Iterator[Office]:
    """Central as these settings say, without listening.

    Raises UnusableDatabase; KeepingFault when the database went back, unless somebody is only `looking`.
    """
    with office_at(settings.database, settings.file_key, settings.guard, settings.database_limits) as office:
        why = office.sentry.why
        if office.sentry.is_halted and not looking:
            raise KeepingFault(why)
        if why:
            print(halted_words()[why], file=sys.stderr)
        yield office


def init(settings: Settings, asked: argparse.Namespace) -> None:
    """Make the database and say who this central is."""
    with office_of(settings) as office:
        print(_("This central: {server_id}").format(server_id=office.who.server_id))
        print(_("Its mark on pairing sheets: {fingerprint}").format(fingerprint=office.who.fingerprint))


def add_commune(settings: Settings, asked: argparse.Namespace) -> None:
    """Open a commune."""
    with office_of(settings) as office:
        name = communes.add_commune(office.ground, asked.code)
    print(_("Commune {name} ({code}) is open.").format(name=name, code=asked.code))


def add_support_point(settings: Settings, asked: argparse.Namespace) -> None:
    """Open a support point; prints its id alone, for the next command."""
    given = {"name": asked.name, "address": asked.location, "phone": asked.phone, "hours": asked.hours}
    told = {name: text for name, text in given.items() if text}
    with office_of(settings) as office:
        print(communes.add_support_point(office.ground, office.who, asked.commune, told))


def pairing_sheet(settings: Settings, asked: argparse.Namespace) -> None:
    """Print a pairing sheet: what can be typed, and the text of its QR or file."""
    address = settings.url(settings.port)
    with office_of(settings) as office:
        sheet = sheets.make_sheet(office.ground, office.who, asked.support_point, address)
    print(_("Address: {address}").format(address=sheet.address))
    print(_("Mark of central: {fingerprint}").format(fingerprint=_grouped(sheet.fingerprint)))
    print(
        _("Code, for one laptop, {days} days: {code}").format(
            days=sheets.CODE_DAYS, code=_grouped(sheet.code)
        )
    )
    print(sheet.to_text())
    if asked.out:
        _keep_sheet(sheet.to_text(), Path(asked.out))


def serve(settings: Settings, asked: argparse.Namespace) -> None:
    """Listen until told to stop."""

    def ready(address: str, why: str) -> None:
        if why in halted_words():
            print(halted_words()[why], file=sys.stderr)
        if asked.ready_file:
            server.write_ready_file(Path(asked.ready_file), address)
        print(_("Central listens at {address}").format(address=address), flush=True)

    server.serve(settings, ready)


def _keep_sheet(text: str, target: Path) -> None:
    """The sheet as a QR to print or to show (.svg, .png), or as a text file for a USB stick."""
    if target.suffix.lower() in (".svg", ".png"):
        segno.make(text, error="m", micro=False).save(str(target), scale=8, border=4)
    else:
        target.write_text(text + "\n", encoding="utf-8")


def _grouped(code: str) -> str:
    """A code in groups that can be read aloud; whoever types it may keep the spaces."""
    size = 4 if len(code) % 4 == 0 else 5
    return " ".join(code[start : start + size] for start in range(0, len(code), size))

"""Commands that bring central to life: the database, communes, support points, pairing sheets, serving."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.central import communes, pairing, server
from app.central.app import open_office
from app.central.ground import Ground
from app.central.office import Office
from app.central.settings import Settings
from app.central.store.engine import open_database
from app.i18n import _


def office_of(settings: Settings) -> Office:
    """Central as these settings say, without listening. Raises UnusableDatabase."""
    return open_office(Ground(open_database(settings.database, settings.file_key)))


def init(settings: Settings, asked: argparse.Namespace) -> None:
    """Make the database and say who this central is."""
    who = office_of(settings).who
    print(_("This central: {server_id}").format(server_id=who.server_id))
    print(_("Its mark on pairing sheets: {fingerprint}").format(fingerprint=who.fingerprint))


def add_commune(settings: Settings, asked: argparse.Namespace) -> None:
    """Open a commune."""
    name = communes.add_commune(office_of(settings).ground, asked.code)
    print(_("Commune {name} ({code}) is open.").format(name=name, code=asked.code))


def add_support_point(settings: Settings, asked: argparse.Namespace) -> None:
    """Open a support point; prints its id alone, for the next command."""
    office = office_of(settings)
    given = {"name": asked.name, "address": asked.location, "phone": asked.phone, "hours": asked.hours}
    told = {name: text for name, text in given.items() if text}
    print(communes.add_support_point(office.ground, office.who, asked.commune, told))


def pairing_sheet(settings: Settings, asked: argparse.Namespace) -> None:
    """Print a pairing sheet: what can be typed, and the text of its QR or file."""
    office = office_of(settings)
    address = settings.url(settings.port)
    sheet = pairing.make_sheet(office.ground, office.who, asked.support_point, address)
    print(_("Address: {address}").format(address=sheet.address))
    print(_("Mark of central: {fingerprint}").format(fingerprint=_grouped(sheet.fingerprint)))
    print(
        _("Code, for one laptop, {days} days: {code}").format(
            days=pairing.CODE_DAYS, code=_grouped(sheet.code)
        )
    )
    print(sheet.to_text())
    if asked.out:
        Path(asked.out).write_text(sheet.to_text() + "\n", encoding="utf-8")


def serve(settings: Settings, asked: argparse.Namespace) -> None:
    """Listen until told to stop."""

    def ready(address: str) -> None:
        if asked.ready_file:
            server.write_ready_file(Path(asked.ready_file), address)
        print(_("Central listens at {address}").format(address=address), flush=True)

    server.serve(settings, ready)


def _grouped(code: str) -> str:
    """A code in groups that can be read aloud; whoever types it may keep the spaces."""
    size = 4 if len(code) % 4 == 0 else 5
    return " ".join(code[start : start + size] for start in range(0, len(code), size))

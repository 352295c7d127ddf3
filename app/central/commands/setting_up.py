"""Commands that bring central to life: the database, communes, support points, pairing sheets, serving."""

from __future__ import annotations

import argparse
import sys

import sqlalchemy as sa

from app.central import communes, server, sheets
from app.central.commands import given, sheet_picture
from app.central.commands.place import new_office, office_of, require
from app.central.keeping.guarding import serving
from app.central.office import Office
from app.central.refusals import Refusal
from app.central.settings import Settings, is_loopback
from app.central.store.tables import commune, support_point
from app.central.web.halted import halted_words
from app.central.web.page import moment
from app.i18n import _


def init(settings: Settings, asked: argparse.Namespace) -> None:
    """Make the database and say who this central is; done already, it only says so."""
    with new_office(settings) as office:
        print(_("This central: {server_id}").format(server_id=office.who.server_id))
        print(_("Its mark on pairing sheets: {fingerprint}").format(fingerprint=office.who.fingerprint))


def add_commune(settings: Settings, asked: argparse.Namespace) -> None:
    """Open a commune."""
    if asked.code not in {one.code for one in communes.listed_communes()}:
        raise given.Unfit("not_in_the_province", asked.code)
    with office_of(settings) as office:
        name = communes.add_commune(office.ground, asked.code)
    print(_("Commune {name} ({code}) is open.").format(name=name, code=asked.code))


def add_support_point(settings: Settings, asked: argparse.Namespace) -> None:
    """Open a support point; its id alone goes to the output, for the next command."""
    details = {"name": asked.name, "address": asked.location, "phone": asked.phone, "hours": asked.hours}
    told = {name: said for name, said in details.items() if said}
    with office_of(settings) as office:
        point = communes.add_support_point(office.ground, office.who, asked.commune, told)
    print(_("{name} is open. Its code, for pairing-sheet:").format(name=asked.name), file=sys.stderr)
    print(point)


def pairing_sheet(settings: Settings, asked: argparse.Namespace) -> None:
    """Print a pairing sheet: what can be typed, and as the last line the text of its QR or file.

    No code is given out before everything it is to stand on was seen to be fit.
    """
    address = settings.url(settings.port)
    if not given.is_address(address):
        raise given.Unfit("address_shape", address)
    if asked.out:
        sheet_picture.check_target(asked.out)
    with office_of(settings) as office:
        told = _told(office, asked.support_point, address)
    if asked.out:
        sheet_picture.keep(told, asked.out)
    for line in told.lines():
        print(line)
    print(told.sheet.to_text())
    if is_loopback(given.host_of(address)):
        print(_("Only this machine reaches this address. For others, add --address."), file=sys.stderr)


def serve(settings: Settings, asked: argparse.Namespace) -> None:
    """Listen until told to stop."""
    require(settings)
    if asked.ready_file:
        given.existing_folder(asked.ready_file.absolute().parent)

    def ready(address: str, why: str) -> None:
        if why in halted_words():
            print(halted_words()[why], file=sys.stderr)
        if asked.ready_file:
            server.write_ready_file(asked.ready_file, address)
        print(_("Central listens at {address}").format(address=address), flush=True)

    with serving(settings.guard):
        server.serve(settings, ready)


def _told(office: Office, point: str, address: str) -> sheet_picture.Told:
    """A fresh sheet with what people read on it. Raises Refusal("unknown_support_point")."""
    home = sa.select(support_point.c.name, commune.c.name.label("commune")).join(commune)
    with office.ground.read() as connection:
        row = connection.execute(home.where(support_point.c.id == point)).first()
    if row is None:
        raise Refusal("unknown_support_point", 404)
    sheet = sheets.make_sheet(office.ground, office.who, point, address)
    until = office.ground.now_ms() + sheets.CODE_DAYS * sheets.DAY_MS
    return sheet_picture.Told(sheet=sheet, point=row.name, commune=row.commune, until=moment(until))

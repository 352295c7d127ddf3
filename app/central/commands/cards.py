"""The command that lists guide cards people at the desks found changed."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from app.central.changed_cards import ChangedCard, changed_cards
from app.central.commands.place import office_of
from app.central.commands.table import print_table
from app.central.settings import Settings
from app.central.web.page import moment
from app.i18n import _, format_number


def add_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Name the command and its switch; `add` is given name, command and words."""
    listing = add("changed-cards", listed, _("guide cards that no longer tell what phones show"))
    listing.add_argument("--notes", action="store_true", help=_("also the words people wrote"))


def listed(settings: Settings, asked: argparse.Namespace) -> None:
    """A line per card, the one told most often first."""
    with office_of(settings, looking=True) as office:
        cards = changed_cards(office.ground)
    if not cards:
        print(_("No card was told to have changed."))
        return
    headings = (_("Card"), _("Guide pack"), _("VNeID"), _("Told"), _("From communes"), _("Last"))
    print_table(headings, [_row(one) for one in cards])
    for one in cards if asked.notes else ():
        for note in one.notes:
            print(f"{one.card}: {note}")


def _row(one: ChangedCard) -> tuple[str, ...]:
    versions = f"{one.expected} → {', '.join(one.seen)}" if one.seen else one.expected
    told, communes = format_number(one.reports), format_number(one.communes)
    return (one.card, one.pack, versions, told, communes, moment(one.last * 1000))

"""The command that lets old finished work leave the laptops."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from app.central import retiring
from app.central.commands.place import office_of
from app.central.settings import Settings
from app.command_line import text, whole
from app.i18n import _, format_number, ngettext

USUAL_DAYS = 90
MOST_DAYS = 36_500


def add_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Name the command and its switches; `add` is given name, command and words."""
    retiring_some = add("retire", retire, _("let old finished work leave the laptops; central keeps it"))
    retiring_some.add_argument(
        "--commune", required=True, type=text(), metavar=_("CODE"), help=_("its five-digit code")
    )
    retiring_some.add_argument(
        "--days",
        type=whole(1, MOST_DAYS),
        default=USUAL_DAYS,
        metavar=_("COUNT"),
        help=_("how old it must be"),
    )


def retire(settings: Settings, asked: argparse.Namespace) -> None:
    """Let the finished work of a commune that is older than some days leave its laptops."""
    with office_of(settings) as office:
        count = retiring.retire(office.ground, office.who, asked.commune, asked.days)
    print(
        ngettext(
            "{count} record leaves the laptops. Central keeps it.",
            "{count} records leave the laptops. Central keeps them.",
            count,
        ).format(count=format_number(count))
    )

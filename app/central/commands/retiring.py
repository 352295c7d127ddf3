"""The command that lets old finished work leave the laptops."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from app.central import retiring
from app.central.commands.setting_up import office_of
from app.central.settings import Settings
from app.i18n import _, format_number, ngettext

USUAL_DAYS = 90


def add_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Name the command and its switches; `add` is given name, command and words."""
    retiring_some = add("retire", retire, _("let old finished work leave the laptops; central keeps it"))
    retiring_some.add_argument("--commune", required=True, help=_("its five-digit code"))
    retiring_some.add_argument("--days", type=int, default=USUAL_DAYS, help=_("how old it must be"))


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

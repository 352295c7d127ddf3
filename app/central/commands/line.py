"""The command line of central: its words and switches. What is said when something is wrong is in `refused`."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from app.central.commands import (
    cards,
    carrying,
    given,
    guides,
    keeping,
    retiring,
    reviewing,
    setting_up,
    watching,
)
from app.central.commands.refused import FAULTS, sentence
from app.central.settings import Settings, from_environment
from app.command_line import Parser, text, whole
from app.i18n import _

Command: TypeAlias = Callable[[Settings, argparse.Namespace], int | None]
Adder: TypeAlias = Callable[..., argparse.ArgumentParser]

HIGHEST_PORT = 65_535
MOST_WORKERS = 64
INTERRUPTED = 130


def main(argv: Sequence[str]) -> int:
    """Run one command: 0 when it was done, 1 when some of it was not, 2 when none of it was; a sentence says why."""
    asked = _parser().parse_args(argv)
    command: Command = asked.command
    logging.basicConfig(handlers=[logging.NullHandler()])  # a command speaks in sentences; `serve` logs
    settings: Settings | None = None
    try:
        settings = _told(from_environment(os.environ, str(asked.data or "")), asked)
        ended = command(settings, asked) or 0
        sys.stdout.flush()
        return ended
    except BrokenPipeError:  # whoever read on has gone; Python would try once more at its end, and complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print(_("Stopped. What was under way was not kept."), file=sys.stderr)
        return INTERRUPTED
    except FAULTS as fault:
        print(sentence(fault, settings), file=sys.stderr)
        return 2


def _told(settings: Settings, asked: argparse.Namespace) -> Settings:
    """The settings with what the command line says over them."""
    given_here = {name: told for name, told in vars(asked).items() if told is not None}
    return replace(
        settings,
        host=given_here.get("host", settings.host),
        port=given_here.get("port", settings.port),
        certificate=given_here.get("certificate", settings.certificate),
        key=given_here.get("key", settings.key),
        address=given_here.get("address", settings.address),
        workers=given_here.get("workers", settings.workers),
    )


def _parser() -> argparse.ArgumentParser:
    parser = Parser("diemtua central", _("The central service."))
    parser.add_argument(
        "--data", type=given.path, metavar=_("FOLDER"), help=_("where the embedded database lies")
    )
    add = parser.add_subparsers(required=True, metavar=_("COMMAND")).add_parser

    def adding(name: str, command: Command, words: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = add(name, help=words, description=words)
        parser.set_defaults(command=command)
        return parser

    _serve(adding)
    adding("init", setting_up.init, _("make the database and say who this central is"))
    opening = adding("add-commune", setting_up.add_commune, _("open a commune"))
    opening.add_argument("code", type=text(), metavar=_("CODE"), help=_("its five-digit code"))
    _support_point(adding)
    _sheet(adding)
    adding("devices", watching.devices, _("list the laptops"))
    revoking = adding("revoke", watching.revoke, _("stop a laptop from reading; it may still send"))
    revoking.add_argument("device", type=text(), metavar=_("LAPTOP"), help=_("its code in `devices`"))
    adding("counts", watching.counted, _("figures of every commune"))
    viewing = adding("view", watching.view, _("what central holds, record by record"))
    viewing.add_argument(
        "--people", action="store_true", required=True, help=_("every record in full: personal data")
    )
    for room in (carrying, keeping, reviewing, retiring, cards, guides):
        room.add_commands(adding)
    return parser


def _serve(add: Adder) -> None:
    parser = add("serve", setting_up.serve, _("listen to the laptops"))
    parser.add_argument(
        "--host",
        type=given.host,
        metavar=_("ADDRESS"),
        help=_("the address to listen on; other machines need a certificate"),
    )
    parser.add_argument(
        "--port", type=whole(0, HIGHEST_PORT), metavar=_("PORT"), help=_("0 takes a free one")
    )
    parser.add_argument(
        "--workers",
        type=whole(1, MOST_WORKERS),
        metavar=_("COUNT"),
        help=_("processes that share the port; PostgreSQL only"),
    )
    parser.add_argument("--certificate", type=text(), metavar="PEM", help=_("the certificate laptops check"))
    parser.add_argument("--key", type=text(), metavar="PEM", help=_("its private key"))
    parser.add_argument(
        "--ready-file", type=given.path, metavar=_("FILE"), help=_("written as JSON once central listens")
    )


def _support_point(add: Adder) -> None:
    parser = add("add-support-point", setting_up.add_support_point, _("open a support point"))
    parser.add_argument(
        "--commune", required=True, type=text(), metavar=_("CODE"), help=_("its five-digit code")
    )
    parser.add_argument(
        "--name", required=True, type=text(), metavar=_("NAME"), help=_("as it stands on slips")
    )
    parser.add_argument("--location", type=text(), metavar=_("PLACE"), help=_("where it is"))
    parser.add_argument("--phone", type=given.phone, metavar=_("NUMBER"), help=_("as it stands on slips"))
    parser.add_argument(
        "--hours", type=given.hours, metavar=_("HOURS"), help=_("as they stand on slips: 7:30-16:30")
    )


def _sheet(add: Adder) -> None:
    parser = add("pairing-sheet", setting_up.pairing_sheet, _("a sheet that pairs one laptop, once"))
    parser.add_argument(
        "--support-point",
        required=True,
        type=text(),
        metavar=_("POINT"),
        help=_("its code, from add-support-point"),
    )
    parser.add_argument("--address", type=given.address, metavar="URL", help=_("where laptops reach central"))
    parser.add_argument(
        "--out",
        type=given.path,
        metavar=_("FILE"),
        help=_("also a new file: .png to print, .txt for a USB stick"),
    )

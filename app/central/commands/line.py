"""The command line of central: its words and switches, and what is said when something is wrong."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from sqlalchemy.exc import SQLAlchemyError

from app.central.commands import carrying, keeping, retiring, reviewing, setting_up, watching
from app.central.keeping.faults import KeepingFault
from app.central.refusals import Refusal
from app.central.retiring import FEWEST_DAYS
from app.central.settings import Settings, WrongSetting, from_environment
from app.central.store.engine import UnusableDatabase
from app.i18n import _

Command: TypeAlias = Callable[[Settings, argparse.Namespace], None]
Adder: TypeAlias = Callable[..., argparse.ArgumentParser]


def main(argv: Sequence[str]) -> int:
    """Run one command; 0 when it was done, 2 when it was not, with a sentence that says why."""
    asked = _parser().parse_args(argv)
    command: Command = asked.command
    logging.basicConfig(handlers=[logging.NullHandler()])  # a command speaks in sentences; `serve` logs
    try:
        command(_told(from_environment(os.environ, asked.data), asked), asked)
    except (Refusal, UnusableDatabase) as fault:
        print(_words().get(fault.code) or _otherwise(fault.code), file=sys.stderr)
    except SQLAlchemyError as fault:
        print(_otherwise(type(fault).__name__, is_database=True), file=sys.stderr)
    except (KeepingFault, WrongSetting) as fault:
        print(_words()[fault.code].format(subject=fault.subject), file=sys.stderr)
    except OSError as fault:
        print(fault.strerror or str(fault), file=sys.stderr)
    else:
        return 0
    return 2


def _otherwise(code: str, *, is_database: bool = False) -> str:
    """A sentence for what has none of its own; what a database says may quote a password or a person."""
    if is_database:
        said = _("The database does not answer or refuses. Check that it runs and its address ({code}).")
    else:
        said = _("This could not be done. Nothing was changed. Code for the technician: {code}.")
    return said.format(code=code)


def _told(settings: Settings, asked: argparse.Namespace) -> Settings:
    """The settings with what the command line says over them."""
    given = {name: told for name, told in vars(asked).items() if told is not None}
    return replace(
        settings,
        host=given.get("host", settings.host),
        port=given.get("port", settings.port),
        certificate=given.get("certificate", settings.certificate),
        key=given.get("key", settings.key),
        address=given.get("address", settings.address),
        workers=given.get("workers", settings.workers),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="diemtua central", description=_("The central service."))
    parser.add_argument("--data", default="", metavar=_("FOLDER"), help=_("where the embedded database lies"))
    add = parser.add_subparsers(required=True, metavar=_("COMMAND")).add_parser
    _serve(add)
    _add(add, "init", setting_up.init, _("make the database and say who this central is"))
    adding = _add(add, "add-commune", setting_up.add_commune, _("open a commune"))
    adding.add_argument("code", help=_("its five-digit code"))
    _support_point(add)
    _sheet(add)
    _add(add, "devices", watching.devices, _("list the laptops"))
    revoking = _add(add, "revoke", watching.revoke, _("stop a laptop from reading; it may still send"))
    revoking.add_argument("device")
    _add(add, "counts", watching.counted, _("figures of every commune"))
    viewing = _add(add, "view", watching.view, _("what central holds, as figures"))
    viewing.add_argument("--people", action="store_true", help=_("every record in full: personal data"))
    carrying.add_commands(lambda name, command, words: _add(add, name, command, words))
    keeping.add_commands(lambda name, command, words: _add(add, name, command, words))
    reviewing.add_commands(lambda name, command, words: _add(add, name, command, words))
    retiring.add_commands(lambda name, command, words: _add(add, name, command, words))
    return parser


def _add(add: Adder, name: str, command: Command, words: str) -> argparse.ArgumentParser:
    parser = add(name, help=words, description=words)
    parser.set_defaults(command=command)
    return parser


def _serve(add: Adder) -> None:
    parser = _add(add, "serve", setting_up.serve, _("listen to the laptops"))
    parser.add_argument("--host", help=_("the address to listen on; other machines need a certificate"))
    parser.add_argument("--port", type=int, help=_("0 takes a free one"))
    parser.add_argument("--workers", type=int, help=_("processes that share the port; PostgreSQL only"))
    parser.add_argument("--certificate", metavar="PEM")
    parser.add_argument("--key", metavar="PEM")
    parser.add_argument("--ready-file", default="", help=_("written as JSON once central listens"))


def _support_point(add: Adder) -> None:
    parser = _add(add, "add-support-point", setting_up.add_support_point, _("open a support point"))
    parser.add_argument("--commune", required=True, help=_("its five-digit code"))
    parser.add_argument("--name", required=True)
    for detail in ("location", "phone", "hours"):
        parser.add_argument(f"--{detail}", default="")


def _sheet(add: Adder) -> None:
    parser = _add(add, "pairing-sheet", setting_up.pairing_sheet, _("a sheet that pairs one laptop, once"))
    parser.add_argument("--support-point", required=True, metavar="ID")
    parser.add_argument("--address", help=_("where laptops reach central"))
    parser.add_argument("--out", default="", help=_("also write it to this file"))


def _words() -> dict[str, str]:
    return {
        "unknown_commune": _("No commune of the province has this code. Nothing was changed."),
        "unknown_support_point": _("There is no such support point. Nothing was changed."),
        "not_found": _("There is no such laptop. Nothing was changed."),
        "unknown_record": _("There is no such record. Nothing was changed."),
        "not_under_review": _("Nothing of that name waits for a person. Nothing was changed."),
        "cannot_be_taken": _("It waits for something else, or breaks a rule. Nothing was changed."),
        "old_sqlite": _("SQLite is too old here and could damage the data. Central does not start."),
        "wrong_key": _("The key does not open this database. Nothing was changed."),
        "newer_schema": _("A newer program has used this database. Please update; nothing was changed."),
        "url_unknown": _("This database address is not understood. Use postgresql:// or a file."),
        "needs_tls": _("Listening on {subject} needs a certificate and a key, so that nobody can listen in."),
        "file_missing": _("The file {subject} is missing."),
        "not_a_number": _("{subject} must be a whole number above 0."),
        "workers_need_postgresql": _("An embedded database has one worker. For {subject}, use PostgreSQL."),
        "too_recent": _("Work of the last {days} days stays on the laptops. Nothing was changed.").format(
            days=FEWEST_DAYS
        ),
        "worker_ended": _("A worker could not begin. What is wrong stands in the log."),
        **keeping.words(),
    }

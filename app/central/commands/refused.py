"""What a command says when it cannot be done: one sentence for whoever typed it."""

from __future__ import annotations

import errno
import socket
import ssl
from typing import TypeAlias

from sqlalchemy.exc import SQLAlchemyError

from app.central.commands import keeping
from app.central.commands.given import Unfit
from app.central.commands.place import where
from app.central.keeping.faults import KeepingFault
from app.central.refusals import Refusal
from app.central.retiring import FEWEST_DAYS
from app.central.settings import Settings, WrongSetting
from app.central.store.engine import UnusableDatabase
from app.i18n import _

Fault: TypeAlias = (
    Refusal | UnusableDatabase | SQLAlchemyError | KeepingFault | WrongSetting | Unfit | OSError
)
FAULTS = (Refusal, UnusableDatabase, SQLAlchemyError, KeepingFault, WrongSetting, Unfit, OSError)


def sentence(fault: Fault, settings: Settings | None) -> str:
    """What is wrong and the way out; `settings` are those the command ran with, if they could be read.

    What a database says is not repeated: it may quote a password or a person.
    """
    place = where(settings) if settings else ""
    match fault:
        case SQLAlchemyError():
            said = _(
                "The database does not answer or refuses: {place}. "
                "Check that it runs and its address ({code})."
            )
            return said.format(place=place, code=type(fault).__name__)
        case UnusableDatabase():
            return _words()[fault.code].format(place=place)
        case KeepingFault() | WrongSetting() | Unfit():
            return _words()[fault.code].format(subject=fault.subject)
        case Refusal():
            unknown = _("This could not be done. Nothing was changed. Code for the technician: {code}.")
            return _words().get(fault.code) or unknown.format(code=fault.code)
        case _:
            return _of_the_system(fault)


def _of_the_system(fault: OSError) -> str:
    """A fault of files, ports and disks; a rarer one in the system's own words."""
    if isinstance(fault, ssl.SSLError):
        return _("The certificate and the key cannot be read, or do not belong together.")
    if isinstance(fault, socket.gaierror):
        return _("This machine knows no such address to listen on.")
    not_ours = _("This account may not open {path}. Use central's own account, or name a folder it may use.")
    words = {
        errno.EACCES: not_ours,
        errno.EPERM: not_ours,
        errno.EROFS: _("Nothing can be written there: {path}."),
        errno.ENOENT: _("This is not there: {path}."),
        errno.ENOTDIR: _("This is no folder: {path}."),
        errno.EISDIR: _("This is a folder: {path}."),
        errno.EEXIST: _("This is there already: {path}. Name another one."),
        errno.ENAMETOOLONG: _("This name is too long: {path}."),
        errno.ENOSPC: _("The disk is full: {path}. Make room, then try again."),
        errno.EADDRINUSE: _("Another program listens on this port already."),
        errno.EADDRNOTAVAIL: _("This machine has no such address to listen on."),
    }
    known = words.get(fault.errno or 0, _("The system refuses: {reason} ({path})."))
    return known.format(path=_shortened(str(fault.filename or "?")), reason=fault.strerror or str(fault))


def _shortened(path: str, most: int = 200) -> str:
    return path if len(path) <= most else f"{path[:most]}…"


def _review_words() -> dict[str, str]:
    return {
        "not_under_review": _("Nothing of that name waits for a person. Nothing was changed."),
        "cannot_be_taken": _("It waits for something else, or breaks a rule. Nothing was changed."),
        "cannot_be_dropped": _(
            "Only what nobody is there to be asked about can be let go. "
            "Let it count, or give it back to its author. Nothing was changed."
        ),
        "author_unreachable": _(
            "No laptop would hear of it: its access is closed, or it moved to another commune. "
            "Work that waits can be accepted or dropped. Nothing was changed."
        ),
        "cannot_be_returned": _(
            "Nobody can be given this back: it came from a restore or a stick. "
            "Let it count, or drop it. Nothing was changed."
        ),
    }


def _guide_words() -> dict[str, str]:
    return {
        "guide_unreadable": _("This guide pack cannot be read: {subject}."),
        "guide_unsound": _("This guide pack has faults: {subject}. See diemtua guide check."),
        "guide_not_next": _(
            "This guide pack cannot follow what laptops have: {subject}. Nothing was changed."
        ),
        "guide_another": _("Laptops use another guide pack than this: {subject}. Nothing was changed."),
        "unknown_guide": _(
            "No such version was published: see diemtua central guide list. Nothing was changed."
        ),
    }


def _words() -> dict[str, str]:
    return {
        "no_central": _(
            "There is no central in {subject}. The folder may be mistyped, or the settings not loaded. "
            "To make a new one: diemtua central init."
        ),
        "unknown_commune": _(
            "No open commune has this code. Open it first: diemtua central add-commune. Nothing was changed."
        ),
        "not_in_the_province": _("No commune of the province has this code. Nothing was changed."),
        "unknown_support_point": _("There is no such support point. Nothing was changed."),
        "not_found": _("There is no such laptop. Nothing was changed."),
        "device_revoked": _("This laptop's access is closed. Nothing was changed."),
        "unknown_record": _("There is no such record. Nothing was changed."),
        **_review_words(),
        "old_sqlite": _("SQLite is too old here and could damage the data. Central does not start."),
        "wrong_key": _("The key does not open this database: {place}. Nothing was changed."),
        "newer_schema": _("A newer program has used this database. Please update; nothing was changed."),
        "url_unknown": _("This database address is not understood: {place}. Use postgresql:// or a file."),
        "key_shape": _("{subject} must be 64 digits from 0 to 9 and a to f. Nothing was changed."),
        "address_shape": _("Laptops never go to {subject}. Write it like https://central.example:8017."),
        "sheet_ending": _("Name a file that ends in .png, to print, or .txt, for a USB stick: {subject}."),
        "folder_missing": _("There is no folder {subject}. Check its name, or plug the USB stick in."),
        **_guide_words(),
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

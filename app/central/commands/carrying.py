"""Commands for what comes and goes by stick: bundles in, parcels out, the rescue folder of a dead laptop."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable

from app.central.commands import given
from app.central.commands.guides import pack_files
from app.central.commands.place import office_of
from app.central.gathering import Gathered, gather
from app.central.parcels import make_parcel
from app.central.settings import Settings
from app.central.wording import file_word
from app.command_line import text
from app.contract.bundle import Purpose, file_name, read_head
from app.contract.limits import LARGEST_HEAD
from app.i18n import _

Adder = Callable[[str, Callable[[Settings, argparse.Namespace], int | None], str], argparse.ArgumentParser]


def add_commands(add: Adder) -> None:
    """`bundle`, `parcel` and `rescue`."""
    reading = add("bundle", read_bundles, _("take in the bundles of laptops from a stick"))
    reading.add_argument("act", choices=("read",), help=_("the word read"))
    reading.add_argument(
        "files", nargs="+", type=given.path, metavar=_("FILE"), help=_("files, or folders with such files")
    )
    sending = add("parcel", parcel, _("write what a laptop without a network should know"))
    sending.add_argument("device", type=text(), metavar=_("LAPTOP"), help=_("its code in `devices`"))
    sending.add_argument(
        "--out", required=True, type=given.path, metavar=_("FOLDER"), help=_("a stick, or another folder")
    )
    sending.add_argument("--all", action="store_true", help=_("also all records of its commune"))
    sending.add_argument("--guide", type=given.path, metavar=_("FOLDER"), help=_("also this guide pack"))
    saving = add("rescue", rescue, _("take in the rescue folder of a laptop that works no more"))
    saving.add_argument(
        "folder",
        type=given.path,
        metavar=_("FOLDER"),
        help=_("the laptop's folder, or the folder named rescue in it"),
    )


def read_bundles(settings: Settings, asked: argparse.Namespace) -> int:
    """Take in bundles; safe to repeat. 1 when a file was not taken."""
    with office_of(settings) as office:
        return _tell(gather(office, asked.files, [Purpose.BUNDLE]))


def rescue(settings: Settings, asked: argparse.Namespace) -> int:
    """Take in everything a dead laptop sealed for us: its own work, and what it carried for others."""
    folder = given.existing_folder(asked.folder)
    with office_of(settings) as office:
        return _tell(gather(office, [folder], [Purpose.RESCUE, Purpose.BUNDLE]))


def parcel(settings: Settings, asked: argparse.Namespace) -> None:
    """Write a parcel for one laptop; prints the file's name. It has a new one each time."""
    folder = given.existing_folder(asked.out)
    guide = pack_files(given.existing_folder(asked.guide)) if asked.guide else {}
    with office_of(settings) as office:
        whole = make_parcel(office.ground, office.who, asked.device, with_feed=asked.all, guide=guide)
    head, _begin = read_head(whole[:LARGEST_HEAD])
    target = folder / file_name(Purpose.PARCEL, head.label.id)
    unfinished = target.with_name(target.name + ".part")
    try:
        unfinished.write_bytes(whole)
        unfinished.replace(target)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    print(target)


def _tell(gathered: Iterable[Gathered]) -> int:
    """One line per file; what could not be taken goes to the error output, and then the answer is 1."""
    files = refused = 0
    for one in gathered:
        if one.code:
            refused += 1
            why = file_word(one.code if os.path.exists(one.file) else "file_missing")
            print(_("{file}: not taken, {why}.").format(file=one.file, why=why), file=sys.stderr)
            continue
        files += 1
        said = _("{machine}: {sessions} sessions; changes: {taken} new, {known} known, {review} to review")
        line = said.format(
            machine=one.machine or _("A machine without a name"),
            sessions=one.sessions,
            taken=one.taken,
            known=one.known,
            review=one.review + one.aside,
        )
        print(f"{one.file.name}  {line}")
    print(_("{count} files were read.").format(count=files))
    return 1 if refused else 0

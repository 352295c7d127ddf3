"""Commands for what comes and goes by stick: bundles in, parcels out, the rescue folder of a dead laptop."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from app.central.commands.setting_up import office_of
from app.central.gathering import Gathered, gather
from app.central.parcels import make_parcel
from app.central.settings import Settings
from app.contract.bundle import Purpose, file_name, read_head
from app.contract.guide_format import GuideUnreadable, read_pack
from app.contract.limits import LARGEST_HEAD
from app.domain.guide_check import problems
from app.i18n import _

_GUIDE_FILE = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)?\.json")

Adder = Callable[[str, Callable[[Settings, argparse.Namespace], None], str], argparse.ArgumentParser]


def add_commands(add: Adder) -> None:
    """`bundle`, `parcel` and `rescue`."""
    reading = add("bundle", read_bundles, _("take in the bundles of laptops from a stick"))
    reading.add_argument("act", choices=("read",))
    reading.add_argument("files", nargs="+", metavar=_("FILE"), help=_("files, or folders with such files"))
    sending = add("parcel", parcel, _("write what a laptop without a network should know"))
    sending.add_argument("device")
    sending.add_argument(
        "--out", required=True, metavar=_("FOLDER"), help=_("a stick, or a file of any name")
    )
    sending.add_argument("--all", action="store_true", help=_("also all records of its commune"))
    sending.add_argument("--guide", default="", metavar=_("FOLDER"), help=_("also this guide pack"))
    saving = add("rescue", rescue, _("take in the rescue folder of a laptop that works no more"))
    saving.add_argument("folder", help=_("the laptop's folder, or the folder named rescue in it"))


def read_bundles(settings: Settings, asked: argparse.Namespace) -> None:
    """Take in bundles; safe to repeat."""
    with office_of(settings) as office:
        _tell(gather(office, map(Path, asked.files), [Purpose.BUNDLE]))


def rescue(settings: Settings, asked: argparse.Namespace) -> None:
    """Take in everything a dead laptop sealed for us: its own work, and what it carried for others."""
    folder = Path(asked.folder)
    if not folder.is_dir():
        raise NotADirectoryError(None, _("There is no such folder: {folder}").format(folder=folder))
    with office_of(settings) as office:
        _tell(gather(office, [folder], [Purpose.RESCUE, Purpose.BUNDLE]))


def parcel(settings: Settings, asked: argparse.Namespace) -> None:
    """Write a parcel for one laptop; prints the file's name."""
    with office_of(settings) as office:
        guide = _guide(Path(asked.guide)) if asked.guide else {}
        whole = make_parcel(office.ground, office.who, asked.device, with_feed=asked.all, guide=guide)
    target = Path(asked.out)
    if target.is_dir():
        head, _begin = read_head(whole[:LARGEST_HEAD])
        target = target / file_name(Purpose.PARCEL, head.label.id)
    unfinished = target.with_name(target.name + ".part")
    unfinished.write_bytes(whole)
    unfinished.replace(target)
    print(target)


def _guide(folder: Path) -> Mapping[str, str]:
    """The files of a sound guide pack by their path in it. Raises OSError."""
    found = {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*.json"))}
    files = {name: file.read_bytes() for name, file in found.items() if _GUIDE_FILE.fullmatch(name)}
    try:
        faults = problems(read_pack(files))
    except GuideUnreadable as fault:
        raise OSError(None, _("This guide pack cannot be read: {path}").format(path=fault.path)) from fault
    if faults:
        raise OSError(None, _("This guide pack has {count} faults.").format(count=len(faults)))
    return {name: content.decode() for name, content in files.items()}


def _tell(gathered: Iterable[Gathered]) -> None:
    """One line per file; what could not be taken goes to the error output with its code."""
    files = 0
    for one in gathered:
        files += 1
        if one.code:
            print(_("{file}: not taken, {code}").format(file=one.file, code=one.code), file=sys.stderr)
            continue
        said = _("{machine}: {sessions} sessions; changes: {taken} new, {known} known, {review} to review")
        line = said.format(
            machine=one.machine,
            sessions=one.sessions,
            taken=one.taken,
            known=one.known,
            review=one.review + one.aside,
        )
        print(f"{one.file.name}  {line}")
    print(_("{count} files were read.").format(count=files))

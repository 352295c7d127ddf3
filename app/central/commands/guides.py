"""Commands that give laptops a newer guide, and take one back; and the reading of a pack's folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from app.central import guides
from app.central.commands import given
from app.central.commands.place import office_of
from app.central.commands.table import print_table
from app.central.guides import Published, UnfitGuide
from app.central.settings import Settings
from app.central.web.page import moment
from app.command_line import text, whole
from app.contract.guide_file import is_path, judged
from app.contract.guide_format import GuideUnreadable
from app.domain.guide_faults import GuideFault, GuideProblem
from app.i18n import _, format_number

Adder: TypeAlias = Callable[..., argparse.ArgumentParser]

HIGHEST_VERSION = 999_999_999
LONGEST_COMMENT = 2_000


def add_commands(add: Adder) -> None:
    """`guide publish|withdraw|list`; `add` is given name, command and words."""
    words = _("the guide that laptops fetch by network")
    inner = add("guide", listed, words).add_subparsers(required=True, metavar=_("COMMAND"))

    def under(name: str, command: Callable[..., None], words: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = inner.add_parser(name, help=words, description=words)
        parser.set_defaults(command=command)
        return parser

    giving = under("publish", publish, _("sign a guide pack and let every laptop fetch it"))
    giving.add_argument("folder", type=given.path, metavar=_("FOLDER"), help=_("the guide pack"))
    taking = under("withdraw", withdraw, _("let no laptop begin a session with a version again"))
    taking.add_argument(
        "version",
        type=whole(1, HIGHEST_VERSION),
        metavar=_("VERSION"),
        help=_("its number in `guide list`"),
    )
    taking.add_argument(
        "--comment",
        type=text(LONGEST_COMMENT),
        metavar=_("WORDS"),
        help=_("why; kept at central"),
    )
    under("list", listed, _("what was published and withdrawn"))


def publish(settings: Settings, asked: argparse.Namespace) -> None:
    """Publish the pack in a folder; what is wrong with it goes to the error output."""
    folder = given.existing_folder(asked.folder)
    files = pack_files(folder)
    with office_of(settings) as office:
        try:
            done = guides.publish(office.ground, office.who, files)
        except GuideUnreadable as fault:
            raise given.Unfit("guide_unreadable", str(folder / fault.path)) from fault
        except UnfitGuide as unfit:
            raise _told(unfit, folder) from unfit
    said = _("Version {version} is published. Laptops fetch it when they send and receive ({size} KB).")
    print(said.format(version=done.version, size=format_number(-(-done.size // 1000))))


def withdraw(settings: Settings, asked: argparse.Namespace) -> None:
    """Withdraw a version."""
    with office_of(settings) as office:
        left = guides.withdraw(office.ground, office.who, asked.version, asked.comment or "")
    print(_("Version {version} is withdrawn.").format(version=asked.version))
    print(
        _("Laptops go back to version {version}, or to their program's own if newer.").format(version=left)
        if left
        else _("Laptops go back to the guide that came with their program.")
    )
    print(_("Each hears of it when it next sends and receives. A session under way is finished as it began."))


def listed(settings: Settings, asked: argparse.Namespace) -> None:
    """A line for each version, the newest first."""
    with office_of(settings, looking=True) as office:
        found = guides.published(office.ground)
    if not found:
        print(_("No guide was published. Laptops use the one that came with their program."))
        return
    headings = (_("Guide pack"), _("Version"), _("KB"), _("Published"), _("Withdrawn"), _("Why"))
    print_table(headings, [_row(one) for one in found])


def pack_files(folder: Path) -> Mapping[str, str]:
    """The files of a sound guide pack by their path in it. Raises Unfit, OSError."""
    found = {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*.json"))}
    files = {name: file.read_bytes() for name, file in found.items() if is_path(name)}
    try:
        faults = judged(files)[1]
    except GuideUnreadable as fault:
        raise given.Unfit("guide_unreadable", str(folder / fault.path)) from fault
    if faults:
        raise given.Unfit("guide_unsound", str(folder))
    return {name: content.decode() for name, content in files.items()}


def _told(unfit: UnfitGuide, folder: Path) -> given.Unfit:
    """What cannot follow what laptops have; each fault is said first."""
    for fault in unfit.faults:
        print(_succession_words(fault, unfit.before), file=sys.stderr)
    return given.Unfit("guide_not_next" if unfit.faults else "guide_another", str(folder))


def _succession_words(fault: GuideProblem, before: int) -> str:
    if fault.code is GuideFault.VERSION_LOW:
        said = _("Its version is {version}, and must be above {before}.")
        return said.format(version=fault.detail, before=before)
    if fault.code is GuideFault.CODE_REVIVED:
        said = _("{code}: retired before version {before}, it must stay in the list of retired codes.")
    else:
        said = _("{code}: version {before} has it. Keep it, or put it into the list of retired codes.")
    return said.format(code=fault.detail, before=before)


def _row(one: Published) -> tuple[str, ...]:
    over = moment(one.withdrawn_at) if one.withdrawn_at else ""
    size = format_number(-(-one.size // 1000))
    return (one.pack, str(one.version), size, moment(one.published_at), over, one.comment)

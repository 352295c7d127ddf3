"""The command line of a pack's author: its words and switches. Reading and judging packs is the domain's."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from app import resources
from app.command_line import LONGEST_PATH, Parser, text
from app.contract.guide_format import GuideUnreadable, languages_of, overlay_text, read_overlay, read_pack
from app.desktop.wording.guide_faults import fault_words, unreadable_words
from app.domain.guide import GuidePack
from app.domain.guide_check import overlay_problems, problems
from app.domain.guide_check_paths import succession_problems
from app.domain.guide_language import with_language
from app.domain.guide_slots import empty_slots
from app.i18n import _, ngettext


class _NoSuchLanguage(Exception):
    """The pack has no words in that language."""


def main(argv: Sequence[str]) -> int:
    """Run one command; 0 when it was done and nothing is wrong, 1 when a pack is not fit, 2 when it cannot be read."""
    asked = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = asked.command
    try:
        return command(asked)
    except GuideUnreadable as fault:
        print(unreadable_words(fault.code, fault.path), file=sys.stderr)
    except _NoSuchLanguage as fault:
        print(_("This pack does not speak {language}.").format(language=fault), file=sys.stderr)
    except OSError as fault:
        print(_os_words(fault), file=sys.stderr)
    return 2


def pack_files(folder: Path) -> dict[str, bytes]:
    """Every JSON file of a pack's folder, by its path in it. Raises OSError."""
    _see_folder(folder)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.json"))}


def shipped_packs() -> list[Path]:
    """The folders of the packs that come with the program."""
    return sorted(path for path in resources.path("guides").iterdir() if path.is_dir())


def check(asked: argparse.Namespace) -> int:
    """Judge packs; one line per fault."""
    before = read_pack(pack_files(asked.after)) if asked.after else None
    return max(_check(folder, before) for folder in asked.folders or shipped_packs())


def preview(asked: argparse.Namespace) -> int:
    """Draw every card and reason of a pack into one PDF, as a reviewer reads them."""
    from app.desktop.guides.preview import write_preview
    from app.desktop.main import make_application

    pack = _in_language(asked.folder or shipped_packs()[-1], asked.language)
    _see_folder(asked.out.absolute().parent)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application(["diemtua"])
    write_preview(pack, asked.out)
    application.processEvents()
    print(_("Written: {path}").format(path=asked.out))
    return 0


def slots(asked: argparse.Namespace) -> int:
    """Write the empty slots of a further language, for a speaker to fill; an existing file is left alone."""
    pack = read_pack(pack_files(asked.folder or shipped_packs()[-1]))
    with asked.out.open("x", encoding="utf-8") as opened:
        opened.write(overlay_text(empty_slots(pack, asked.language)))
    print(_("Written: {path}").format(path=asked.out))
    return 0


def _check(folder: Path, before: GuidePack | None) -> int:
    files = pack_files(folder)
    pack = read_pack(files)
    overlays = (read_overlay(files, language) for language in languages_of(files))
    found = [*problems(pack), *(fault for one in overlays if one for fault in overlay_problems(pack, one))]
    found += succession_problems(pack, before) if before else []
    for problem in found:
        print(f"{folder.name}  {problem.where}  {fault_words(problem)}")
    cards = sum(len(task.steps) for task in pack.tasks)
    counted = ngettext("{count} fault", "{count} faults", len(found)).format(count=len(found))
    print(
        _("{pack}: {cards} cards, {reasons} reasons, {faults}").format(
            pack=folder.name, cards=cards, reasons=len(pack.reasons), faults=counted
        )
    )
    return 1 if found else 0


def _in_language(folder: Path, language: str) -> GuidePack:
    """The pack in one of its languages. Raises _NoSuchLanguage."""
    files = pack_files(folder)
    pack = read_pack(files)
    if language == pack.language:
        return pack
    overlay = read_overlay(files, language) if language in languages_of(files) else None
    if overlay is None:
        raise _NoSuchLanguage(language)
    return with_language(pack, overlay)


def _see_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def _os_words(fault: OSError) -> str:
    if fault.errno == errno.ENOTDIR:
        return _("There is no such folder: {folder}").format(folder=fault.filename)
    reason = fault.strerror or str(fault)
    return _("The system refuses: {reason} ({path}).").format(reason=reason, path=fault.filename)


def _path(typed: str) -> Path:
    return Path(text(LONGEST_PATH)(typed))


def _parser() -> argparse.ArgumentParser:
    parser = Parser("diemtua guide", _("For authors of guide packs."))
    add = parser.add_subparsers(required=True, metavar=_("COMMAND")).add_parser
    fitness, paper = (
        _("look for whatever makes a pack unfit to guide a person"),
        _("every card and reason in one PDF, for a reviewer"),
    )
    checking = add("check", help=fitness, description=fitness)
    checking.add_argument(
        "folders", nargs="*", type=_path, metavar=_("FOLDER"), help=_("packs; without one those we ship")
    )
    checking.add_argument(
        "--after", type=_path, metavar=_("FOLDER"), help=_("the pack it follows: its codes may not be lost")
    )
    checking.set_defaults(command=check)
    showing = add("preview", help=paper, description=paper)
    showing.add_argument(
        "folder", nargs="?", type=_path, metavar=_("FOLDER"), help=_("a pack; without one the newest we ship")
    )
    showing.add_argument(
        "--language", default="vi", type=text(), metavar=_("LANGUAGE"), help=_("vi, or another of its own")
    )
    showing.add_argument(
        "--out", type=_path, default=Path("guide-preview.pdf"), metavar=_("FILE"), help=_("the PDF to write")
    )
    showing.set_defaults(command=preview)
    _slots(add)
    return parser


def _slots(add: Callable[..., argparse.ArgumentParser]) -> None:
    empty = _("the empty slots of a further language, for a speaker to fill")
    slotting = add("slots", help=empty, description=empty)
    slotting.add_argument(
        "folder", nargs="?", type=_path, metavar=_("FOLDER"), help=_("a pack; without one the newest we ship")
    )
    slotting.add_argument(
        "--language", required=True, type=text(), metavar=_("LANGUAGE"), help=_("thai, hmong or another")
    )
    slotting.add_argument(
        "--out", required=True, type=_path, metavar=_("FILE"), help=_("the new JSON file to write")
    )
    slotting.set_defaults(command=slots)

"""The command line of a pack's author: its words and switches. Reading and judging packs is the domain's."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from app import resources
from app.contract.guide_format import GuideUnreadable, languages_of, read_overlay, read_pack
from app.desktop.wording.guide_faults import fault_words, unreadable_words
from app.domain.guide import GuidePack
from app.domain.guide_check import overlay_problems, problems
from app.domain.guide_language import with_language
from app.i18n import _, ngettext


def main(argv: Sequence[str]) -> int:
    """Run one command; 0 when it was done and nothing is wrong, 1 when a pack is not fit, 2 when it cannot be read."""
    asked = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = asked.command
    try:
        return command(asked)
    except GuideUnreadable as fault:
        print(unreadable_words(fault.code, fault.path), file=sys.stderr)
    except OSError as fault:
        print(fault.strerror or str(fault), file=sys.stderr)
    return 2


def pack_files(folder: Path) -> dict[str, bytes]:
    """Every JSON file of a pack's folder, by its path in it. Raises OSError."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.json"))}


def shipped_packs() -> list[Path]:
    """The folders of the packs that come with the program."""
    return sorted(path for path in resources.path("guides").iterdir() if path.is_dir())


def check(asked: argparse.Namespace) -> int:
    """Judge packs; one line per fault."""
    return max(_check(folder) for folder in asked.folders or shipped_packs())


def preview(asked: argparse.Namespace) -> int:
    """Draw every card and reason of a pack into one PDF, as a reviewer reads them."""
    from app.desktop.guides.preview import write_preview
    from app.desktop.main import make_application

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application(["diemtua"])
    folder = asked.folder or shipped_packs()[-1]
    write_preview(_in_language(folder, asked.language), asked.out)
    application.processEvents()
    print(_("Written: {path}").format(path=asked.out))
    return 0


def _check(folder: Path) -> int:
    files = pack_files(folder)
    pack = read_pack(files)
    overlays = (read_overlay(files, language) for language in languages_of(files))
    found = [*problems(pack), *(fault for one in overlays if one for fault in overlay_problems(pack, one))]
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
    files = pack_files(folder)
    pack, overlay = read_pack(files), read_overlay(files, language)
    return with_language(pack, overlay) if overlay else pack


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="diemtua guide", description=_("For authors of guide packs."))
    add = parser.add_subparsers(required=True, metavar=_("COMMAND")).add_parser
    checking = add("check", help=_("look for whatever makes a pack unfit to guide a person"))
    checking.add_argument("folders", nargs="*", type=Path, metavar=_("FOLDER"))
    checking.set_defaults(command=check)
    showing = add("preview", help=_("every card and reason in one PDF, for a reviewer"))
    showing.add_argument("folder", nargs="?", type=Path, metavar=_("FOLDER"))
    showing.add_argument("--language", default="vi")
    showing.add_argument("--out", type=Path, default=Path("guide-preview.pdf"))
    showing.set_defaults(command=preview)
    return parser

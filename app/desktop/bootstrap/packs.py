"""The guide packs of this machine: the one that is shipped, and newer ones that came by stick."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from app import resources
from app.contract.guide_format import GuideUnreadable, read_overlay, read_pack
from app.domain.guide import GuidePack
from app.domain.guide_check import overlay_problems, problems
from app.domain.guide_language import with_language

PACK = "sonla-2026-11"
GUIDES = "guides"
"""The folder beside the store where packs that came by stick lie, each under `<id>@<version>`."""

GUIDE_KNOWN = "guide_known"
"""The code of a pack that is not newer than the one in force."""

MOST_FILES = 100
_FILE = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)?\.json")


class Packs:
    """Over one machine's folder. The newest sound pack is the one in force, from the next time a room is opened."""

    def __init__(self, folder: Path) -> None:
        self._kept = folder / GUIDES

    def load(self, language: str) -> GuidePack:
        """The pack in force in a language; Vietnamese where there is no other."""
        return _load(self._root(), language)

    def reviewed(self, language: str) -> GuidePack | None:
        """The same in Vietnamese, or in a language its reviewer answers for."""
        return _reviewed(self._root(), language)

    def keep(self, files: Mapping[str, str]) -> str:
        """Take over a pack that central signed; empty, or why it was not: guide_unsound, guide_known, stick_full.

        It is judged as the one that is shipped is, and lies on the disk whole or not at all.
        """
        raw = {name: text.encode() for name, text in files.items() if _FILE.fullmatch(name)}
        found = _sound(raw) if len(raw) == len(files) <= MOST_FILES else None
        in_force = self.load("vi")
        if found is None or found.id != in_force.id:
            return "guide_unsound"
        if found.version <= in_force.version:
            return GUIDE_KNOWN
        try:
            self._write(f"{found.id}@{found.version}", raw)
        except OSError:
            return "stick_full"
        return ""

    def _write(self, name: str, raw: Mapping[str, bytes]) -> None:
        unfinished = self._kept / f"{name}.part"
        shutil.rmtree(unfinished, ignore_errors=True)
        for file, content in raw.items():
            path = unfinished / file
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with path.open("xb") as opened:
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
        os.replace(unfinished, self._kept / name)

    def _root(self) -> Path:
        """The folder of the newest sound pack; the shipped one if no other is newer."""
        best = resources.path(GUIDES, PACK)
        shipped = _load(best, "vi")
        newest = shipped.version
        with suppress(OSError):
            for folder in sorted(self._kept.glob(f"{shipped.id}@*")):
                version = folder.name.partition("@")[2]
                if version.isdecimal() and int(version) > newest and _is_sound(folder):
                    best, newest = folder, int(version)
        return best


def shipped(language: str) -> GuidePack:
    """The pack that comes with the program, in a language; Vietnamese where there is no other."""
    return _load(resources.path(GUIDES, PACK), language)


def shipped_reviewed(language: str) -> GuidePack | None:
    """The same in Vietnamese, or in a language its reviewer answers for."""
    return _reviewed(resources.path(GUIDES, PACK), language)


def recording(step: str, language: str) -> Path | None:
    """A card read aloud: `audio/<language>/<code>.ogg` in the shipped pack's folder."""
    file = resources.path(GUIDES, PACK) / "audio" / language / f"{step}.ogg"
    return file if file.is_file() else None


def _sound(files: Mapping[str, bytes]) -> GuidePack | None:
    """The pack in these files, if nothing is wrong with it."""
    try:
        pack, overlay = read_pack(files), read_overlay(files, "en")
    except GuideUnreadable:
        return None
    faults = problems(pack) + (overlay_problems(pack, overlay) if overlay is not None else [])
    return None if faults else pack


@lru_cache(maxsize=8)
def _is_sound(root: Path) -> bool:
    return _sound(_files(root)) is not None


def _files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.json"))}


@lru_cache(maxsize=8)
def _load(root: Path, language: str) -> GuidePack:
    """A folder's pack; a pack never changes once it lies there."""
    files = _files(root)
    pack, overlay = read_pack(files), read_overlay(files, language)
    return with_language(pack, overlay) if overlay is not None else pack


@lru_cache(maxsize=8)
def _reviewed(root: Path, language: str) -> GuidePack | None:
    pack = _load(root, language)
    if language == "vi":
        return pack
    overlay = read_overlay(_files(root), language)
    return pack if overlay is not None and overlay.is_reviewed else None

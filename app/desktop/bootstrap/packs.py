"""The guide packs of this machine: the one that is shipped, and newer ones that came by network or stick."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from app import resources
from app.contract.guide_file import MOST_FILES, is_path, judged
from app.contract.guide_format import GuideUnreadable, read_overlay, read_pack
from app.domain.guide import GuidePack, Step
from app.domain.guide_check_paths import succession_problems
from app.domain.guide_language import with_language
from app.domain.guide_picture import Picture

PACK = "sonla-2026-11"
GUIDES = "guides"
"""The folder beside the store where packs that came lie for good, each under `<id>@<version>`; an empty file
`<id>@<version>.withdrawn` says that no session may begin with that version.
"""

GUIDE_KNOWN = "guide_known"
"""The code of a pack that is not newer than the one in force, or was withdrawn."""

_NAME = re.compile(r"[a-z0-9-]{1,80}@([0-9]{1,9})")
_OVER = ".withdrawn"


class Packs:
    """Over one machine's folder. The newest sound pack that was not withdrawn is the one in force, from the next time
    a room is opened; a session keeps the one it began with.
    """

    def __init__(self, folder: Path) -> None:
        self._kept = folder / GUIDES
        self._over: set[str] = set()
        self._unfit: set[str] = set()

    def load(self, language: str, guide: str = "") -> GuidePack:
        """The pack `guide` (`<id>@<version>`) if it is here, else the one in force; Vietnamese where there is no
        other language.
        """
        return _load(self._root_of(guide) or self._root(), language)

    def reviewed(self, language: str, guide: str = "") -> GuidePack | None:
        """The same in Vietnamese, or in a language its reviewer answers for."""
        return _reviewed(self._root_of(guide) or self._root(), language)

    def keep(self, files: Mapping[str, str]) -> str:
        """Take over a pack that central signed; empty, or why it was not: guide_unsound, guide_known, stick_full.

        It is judged as the one that is shipped is, may lose no code, and lies on the disk whole or not at all.
        """
        raw = {name: text.encode() for name, text in files.items() if is_path(name)}
        found = _sound(raw) if len(raw) == len(files) <= MOST_FILES else None
        in_force = self.load("vi")
        if found is None or found.id != in_force.id:
            return "guide_unsound"
        if not self.wants(found.id, str(found.version)):
            return GUIDE_KNOWN
        if succession_problems(found, in_force):
            return "guide_unsound"
        try:
            self._write(f"{found.id}@{found.version}", raw)
        except OSError:
            return "stick_full"
        return ""

    def wants(self, pack: str, version: str, digest: str = "") -> bool:
        """Whether a version is newer than the one in force and may be used. What was found unfit under this digest
        is not wanted again before the program starts anew.
        """
        name, in_force = f"{pack}@{version}", self.load("vi")
        is_newer = _version(name) > in_force.version and pack == in_force.id
        return is_newer and name not in self._withdrawn() and digest not in self._unfit

    def note_unfit(self, digest: str) -> None:
        """What is fetched under this digest is no pack for this program."""
        self._unfit.add(digest)

    def withdraw(self, pack: str, versions: Iterable[str]) -> None:
        """No session begins with these versions again, whatever central says later. On a full disk that holds as long
        as the program runs.
        """
        for name in filter(_version, (f"{pack}@{version}" for version in versions)):
            self._over.add(name)
            with suppress(OSError):
                self._kept.mkdir(mode=0o700, parents=True, exist_ok=True)
                (self._kept / f"{name}{_OVER}").touch()

    def _withdrawn(self) -> set[str]:
        with suppress(OSError):
            self._over |= {path.name.removesuffix(_OVER) for path in self._kept.glob(f"*{_OVER}")}
        return self._over

    def _write(self, name: str, raw: Mapping[str, bytes]) -> None:
        unfinished = self._kept / f"{name}.part"
        for old in (
            unfinished,
            self._kept / name,
        ):  # a folder of that name was not sound, or it would be in force
            shutil.rmtree(old, ignore_errors=True)
        for file, content in raw.items():
            path = unfinished / file
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with path.open("xb") as opened:
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
        os.replace(unfinished, self._kept / name)
        _is_sound.cache_clear()

    def _root(self) -> Path:
        """The folder of the newest sound pack nobody withdrew; the shipped one if no other is newer."""
        own, over = resources.path(GUIDES, PACK), self._withdrawn()
        least = _load(own, "vi").version
        with suppress(OSError):
            found = sorted(
                self._kept.glob(f"{PACK}@*"), key=lambda folder: _version(folder.name), reverse=True
            )
            newer = (folder for folder in found if _version(folder.name) > least and folder.name not in over)
            return next(filter(_is_sound, newer), own)
        return own

    def _root_of(self, guide: str) -> Path | None:
        """The folder of one version, also of one that was withdrawn, if it is here and sound."""
        own = resources.path(GUIDES, PACK)
        if not _version(guide):
            return None
        if guide == f"{PACK}@{_load(own, 'vi').version}":
            return own
        with suppress(OSError):
            if _is_sound(self._kept / guide):
                return self._kept / guide
        return None


def shipped(language: str) -> GuidePack:
    """The pack that comes with the program, in a language; Vietnamese where there is no other."""
    return _load(resources.path(GUIDES, PACK), language)


def shipped_reviewed(language: str) -> GuidePack | None:
    """The same in Vietnamese, or in a language its reviewer answers for."""
    return _reviewed(resources.path(GUIDES, PACK), language)


def recording(step: Step, language: str) -> Path | None:
    """A card read aloud: `audio/<language>/<code>.ogg` in the shipped pack's folder.

    None when the card now says something else there, or shows what is done elsewhere: a pack that came brings no
    sound, and nobody may hear one thing and see another.
    """
    root = resources.path(GUIDES, PACK)
    file, read = root / "audio" / language / f"{step.code}.ogg", _load(root, language).step(step.code)
    return file if read is not None and _aloud(read) == _aloud(step) and file.is_file() else None


def _aloud(step: Step) -> tuple[str, str, Picture]:
    """What a recording tells: what to do and what is seen then, on the phone that is drawn."""
    return step.title, step.expect, step.picture


def _version(name: str) -> int:
    """The number in `<id>@<version>`; 0 for any other name."""
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else 0


def _sound(files: Mapping[str, bytes]) -> GuidePack | None:
    """The pack in these files, if nothing is wrong with it."""
    try:
        pack, faults = judged(files)
    except GuideUnreadable:
        return None
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

"""Sealed files in the hands of the people at central: a stick's bundles, the folders of a dead laptop."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.central import bundles
from app.central.office import Office
from app.central.refusals import Refusal
from app.contract.bundle import BadBundle, Purpose, named, read_head
from app.contract.limits import LARGEST_BUNDLE, LARGEST_HEAD
from app.domain.changes import OutcomeKind

log = logging.getLogger(__name__)

_DEEP = 3
"""Folders below the given one that are looked into: a laptop's own folder holds them one level down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What became of one file; `code` is why nothing was taken, else empty. Numbers are changes."""

    file: Path
    machine: str = ""
    sessions: int = 0
    taken: int = 0
    known: int = 0
    review: int = 0
    aside: int = 0
    code: str = ""


def gather(office: Office, places: Iterable[Path], purposes: Iterable[Purpose]) -> Iterator[Gathered]:
    """Take in the sealed files given, or found in the folders given, in the order they were made.

    One that is damaged, forged, not ours or too much for us spoils no other; taking one in twice changes nothing.
    """
    wanted = set(purposes)
    for file in sorted(_found(places, wanted), key=_age):
        yield _gathered(office, file)


def _found(places: Iterable[Path], purposes: set[Purpose]) -> Iterator[Path]:
    """A file given by name is tried whatever it is called; in folders only our names count."""
    for place in places:
        if not place.is_dir():
            yield place
            continue
        for file in _below(place, _DEEP):
            known = named(file.name)
            if known and known[0] in purposes and file.is_file() and not file.is_symlink():
                yield file


def _below(folder: Path, deep: int) -> Iterator[Path]:
    """What lies in a folder and in those of it, so many levels down; a folder that cannot be read is passed over."""
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return
    for one in inside:
        if deep > 1 and one.is_dir() and not one.is_symlink():
            yield from _below(one, deep - 1)
        else:
            yield one


def _age(file: Path) -> tuple[int, str]:
    try:
        with file.open("rb") as opened:
            head, _ = read_head(opened.read(LARGEST_HEAD))
    except (OSError, BadBundle):
        return 0, file.name
    return head.label.made_at, file.name


def _gathered(office: Office, file: Path) -> Gathered:
    try:
        if file.stat().st_size > LARGEST_BUNDLE:
            raise BadBundle("bundle_too_large")
        taken = bundles.take(office, file.read_bytes())
    except (Refusal, BadBundle) as fault:
        return Gathered(file=file, code=fault.code)
    except OSError:
        return Gathered(file=file, code="file_unreadable")
    except Exception:  # a fault of ours or the database's over one file, which is whole and can come again
        log.exception("bundle_not_taken")
        return Gathered(file=file, code="internal")
    kinds = [one.outcome.kind for one in taken.told]
    review = sum(kind in (OutcomeKind.NEEDS_REVIEW, OutcomeKind.CONFLICT) for kind in kinds)
    known, aside = kinds.count(OutcomeKind.DUPLICATE), sum(bool(one.state) for one in taken.told)
    return Gathered(
        file=file,
        machine=taken.label.machine,
        sessions=taken.label.sessions,
        taken=len(kinds) - known - review - aside,
        known=known,
        review=review,
        aside=aside,
    )

"""Sealed files in the hands of the people at central: a stick's bundles, the folders of a dead laptop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.central import bundles
from app.central.office import Office
from app.central.refusals import Refusal
from app.contract.bundle import BadBundle, Purpose, named, read_head
from app.contract.limits import LARGEST_BUNDLE, LARGEST_HEAD
from app.domain.changes import OutcomeKind

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

    One that is damaged, forged or not ours spoils no other; taking one in twice changes nothing.
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
        for file in place.rglob("diemtua-*"):
            known = named(file.name)
            is_near = len(file.relative_to(place).parts) <= _DEEP
            if known and known[0] in purposes and is_near and file.is_file() and not file.is_symlink():
                yield file


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

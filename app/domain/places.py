"""Communes of the province and what the old ones became on 1 July 2025; the files are read elsewhere."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.names import clean, fold, fold_loose

_NOT_WORD = re.compile(r"[\W_]+")
# What stands before a place's own name, written out or short, folded. Longest first.
_KINDS = (
    ("thi tran", ("thi tran", "tt")),
    ("thanh pho", ("thanh pho", "tp")),
    ("thi xa", ("thi xa", "tx")),
    ("phuong", ("phuong", "p")),
    ("huyen", ("huyen", "h")),
    ("xa", ("xa", "x")),
)


class CommuneKind(StrEnum):
    """The two kinds left after the districts went; the values are the words of the official list."""

    COMMUNE = "xã"
    WARD = "phường"


@dataclass(frozen=True, slots=True)
class Commune:
    """One of today's communes: five-digit code, whole name (`Phường Tô Hiệu`), kind, own name (`Tô Hiệu`)."""

    code: str
    name: str
    kind: CommuneKind
    short_name: str


@dataclass(frozen=True, slots=True)
class Rename:
    """One of the communes before 1 July 2025 and the one it lies in now (Resolution 1681/NQ-UBTVQH15)."""

    old_code: str
    old_name: str
    old_district: str
    new_code: str
    new_name: str


def communes_from_csv(text: str) -> tuple[Commune, ...]:
    """The rows of `communes_sonla.csv`; KeyError or ValueError when the file is not what it should be."""
    return tuple(
        Commune(row["code"], clean(row["name"]), CommuneKind(row["kind"]), clean(row["short_name"]))
        for row in _rows(text)
    )


def renames_from_csv(text: str) -> tuple[Rename, ...]:
    """The rows of `old_to_new_communes_sonla.csv`; KeyError when a column is missing."""
    columns = ("old_code", "old_name", "old_district", "new_code", "new_name")
    return tuple(Rename(*(clean(row[column]) for column in columns)) for row in _rows(text))


def find_communes(communes: Iterable[Commune], typed: str) -> tuple[Commune, ...]:
    """Communes with a word beginning with each typed word, in any order, without accents; the closest first.

    Nothing typed finds all of them. i and y are taken as one letter only when nothing is found otherwise.
    """
    rows = tuple(communes)
    found = [row for row in rows if _has_words(fold(row.name), fold(typed))]
    found = found or [row for row in rows if _has_words(fold_loose(row.name), fold_loose(typed))]
    words = _plain(typed)
    return tuple(sorted(found, key=lambda row: _distance(_plain(row.short_name), words)))


def successors(renames: Iterable[Rename], old_name: str, old_district: str = "") -> tuple[Rename, ...]:
    """What an old commune became; several rows when the name alone does not say which commune is meant.

    A kind (`Xã`, `TT.`) or district narrows the search when given; the kind of district is not compared, for
    Mộc Châu changed its own within the life of today's cards. Accents are not needed, but when they are there
    they tell Mường Bang from Mường Bằng.
    """
    own, kind, district = _own_name(old_name), _kind(old_name), _own_name(old_district)
    rows = [row for row in renames if _own_name(row.old_name) == own and kind in ("", _kind(row.old_name))]
    if district:
        rows = [row for row in rows if _own_name(row.old_district) == district]
    written = _own_name(old_name, accents=True)
    exact = [row for row in rows if _own_name(row.old_name, accents=True) == written]
    return tuple(exact or rows)


def _rows(text: str) -> Sequence[dict[str, str]]:
    return list(csv.DictReader(text.lstrip("\ufeff").splitlines()))


def _plain(text: str) -> str:
    return " ".join(_NOT_WORD.sub(" ", fold(text)).split())


def _has_words(name: str, typed: str) -> bool:
    words = _NOT_WORD.sub(" ", name).split()
    return all(any(word.startswith(start) for word in words) for start in _NOT_WORD.sub(" ", typed).split())


def _distance(name: str, typed: str) -> tuple[bool, bool, str]:
    return name != typed, not name.startswith(typed), name


def _kind(name: str) -> str:
    words = _plain(name) + " "
    return next((kind for kind, starts in _KINDS if words.startswith(tuple(f"{s} " for s in starts))), "")


def _own_name(name: str, *, accents: bool = False) -> str:
    """The name without its kind, folded; with `accents` only brought to small letters."""
    written = _NOT_WORD.sub(" ", clean(name).lower()).split() if accents else _plain(name).split()
    kind = _kind(name)
    is_short = bool(kind) and not _plain(name).startswith(kind + " ")
    return " ".join(written[1 if is_short else len(kind.split()) :])

"""The village and commune in the address of a card, if they can be told for certain; never the street."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.names import clean, fold

# With accents, or Tô Hiệu would be a tổ.
_VILLAGE = re.compile(r"(bản|tiểu khu|tổ|tdp|thôn|xóm|khu|ấp|làng|buôn)\b", re.IGNORECASE)
_COMMUNE = re.compile(r"(xa|phuong|thi tran|tt|p|x)\b[. ]")
_DISTRICT = re.compile(r"(huyen|thi xa|thanh pho|quan|tp|tx|h)\b[. ]")
_HOME_PROVINCE = re.compile(r"(tinh )?son la\.?")


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Words of the address as printed: a guess to look up in the lists, which may have changed since.

    `district` is empty on addresses written since July 2025, when districts ended.
    """

    village: str
    commune: str
    district: str


def read_place(address: str) -> CardPlace | None:
    """The place in a whole address in Sơn La, whose lists we have; None when it cannot be told."""
    parts = [clean(part) for part in address.split(",")]
    if len(parts) < 3 or not _HOME_PROVINCE.fullmatch(fold(parts[-1])):
        return None
    before = fold(parts[-2])
    if _COMMUNE.match(before):
        return _place(parts[:-1], "")
    if _DISTRICT.match(before) or len(parts) >= 4:
        return _place(parts[:-2], parts[-2])
    return None


def _place(parts: list[str], district: str) -> CardPlace | None:
    """None when the commune's part is empty or names a village: the parts then mean something else."""
    *before, commune = parts
    if not commune or _VILLAGE.match(commune):
        return None
    nearest = before[-1] if before else ""
    return CardPlace(nearest if _VILLAGE.match(nearest) else "", commune, district)

"""Raw text from a scanner made clean: padding, line ends, wrong decoding undone. Not yet understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.domain.names import clean

MOST_CHARACTERS = 2048
"""Real cards stay under about 500; anything much longer is no card."""

# `]Q1` and the like: ISO/IEC 15424 symbology identifiers, which some scanners put before the content.
_SYMBOLOGY = re.compile(r"\A\][A-Za-z][0-9A-Za-z](?=.)")
_MISREAD_BYTE_ORDER_MARK = "ï»¿"


@dataclass(frozen=True, slots=True)
class ScanText:
    """Clean text; `repaired` when its letters had been decoded wrongly and could be had back."""

    text: str = field(repr=False)
    repaired: bool = False


def clean_scan(raw: str) -> ScanText:
    """One NFC line without byte order mark, NUL padding, line ends or other control characters."""
    decoded = _decoded_again(raw)
    text = clean(raw if decoded is None else decoded).removeprefix(_MISREAD_BYTE_ORDER_MARK)
    return ScanText(_SYMBOLOGY.sub("", text), repaired=decoded is not None)


def _decoded_again(raw: str) -> str | None:
    """UTF-8 that was read as Latin-1 or Windows-1252 (`LÃ²` for Lò), read rightly; None when it was not.

    Real Vietnamese text never survives this by chance: its letters make no valid UTF-8 when taken as bytes.
    """
    if raw.isascii():
        return None
    try:
        packed = b"".join(char.encode("latin-1" if ord(char) < 256 else "cp1252") for char in raw)
        return packed.decode("utf-8")
    except UnicodeError:
        return None

"""Text written as the hex of its UTF-8, and what a Telex keyboard program makes of it. No card fields here.

A scanner that types `e1baa1` into Telex leaves `e1bâ1`: the program takes the second a for a hat. Which keys
were typed can be worked back, because only few of the possible keys are UTF-8 of Vietnamese letters.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

_RUNS = re.compile(r"[0-9]+|[^0-9]+")
_HEX = re.compile(r"[0-9a-f]*")
# Signs of names and places, and the marks of text that was not composed.
_SIGNS = frozenset(" .,'’-/()0123456789đĐ\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
# The combining hat and grave: the only marks Telex can make from the letters a to f.
_HAT, _GRAVE = "\u0302", "\u0300"
_GRAVE_KEY = "f"
# Longer runs of hex letters do not occur in Vietnamese text, and more partial readings mean that it is none.
_LONGEST_RUN = 10
_MOST_READINGS = 64
# A third key takes the hat off again: typing aaa shows aa.
_TAKEN_BACK = {"aa": "aaa", "dd": "ddd", "ee": "eee"}


@dataclass(frozen=True, slots=True)
class HexText:
    """The text; `repaired` when keys had to be worked back."""

    text: str = field(repr=False)
    repaired: bool = False


def read_hex(written: str, fits: Callable[[str], bool], *, is_typed_over: bool) -> HexText | None:
    """The text behind hex digits; None when there is none, or when more than one would do.

    Undamaged hex is taken as it is. Keys are worked back only if the text `is_typed_over` (it has letters no
    scanner types) and only to a text that `fits` this field.
    """
    digits = unicodedata.normalize("NFC", written).lower()
    if _HEX.fullmatch(digits):
        plain = _decoded(digits)
        if plain is not None:
            return HexText(plain)
    if not is_typed_over:
        return None
    readings = {text for keys in _typed_keys(digits) if (text := _decoded(keys)) is not None and fits(text)}
    return HexText(readings.pop(), repaired=True) if len(readings) == 1 else None


def _decoded(digits: str) -> str | None:
    try:
        text = bytes.fromhex(digits).decode("utf-8")
    except ValueError:
        return None
    text = unicodedata.normalize("NFC", text)
    return text if text and text.isprintable() else None


def _typed_keys(digits: str) -> list[str]:
    """Every hex string a scanner may have typed for Telex to leave this, read run by run."""
    found = [""]
    for run in _RUNS.findall(digits):
        found = [start + keys for start in found for keys in _run_keys(run) if _can_go_on(start + keys)]
        if len(found) > _MOST_READINGS:
            return []
    return found


def _run_keys(run: str) -> set[str]:
    """What may have been typed for one run; nothing when Telex cannot have made it from hex letters."""
    if run.isdigit():
        return {run}
    parts = [unicodedata.normalize("NFD", letter.replace("đ", "d\u0335")) for letter in run]
    plain = "".join(part[0] for part in parts)
    marks = {mark for part in parts for mark in part[1:]}
    if len(run) > _LONGEST_RUN or not _HEX.fullmatch(plain) or not marks <= {_HAT, _GRAVE, "\u0335"}:
        return set()
    typed = _with_hats({plain}, parts)
    for _ in range(sum(part.count(_GRAVE) for part in parts)):
        typed = {keys for start in typed for keys in _inserted(start, _GRAVE_KEY, 1 + _first_vowel(start))}
    return typed | {plain.replace(shown, keys, 1) for shown, keys in _TAKEN_BACK.items() if not marks}


def _with_hats(typed: set[str], parts: list[str]) -> set[str]:
    """The second a, d or e comes somewhere after the first; from the right, so that earlier places stay."""
    for place in reversed(range(len(parts))):
        if len(parts[place].replace(_GRAVE, "")) > 1:
            typed = {keys for start in typed for keys in _inserted(start, parts[place][0], place + 1)}
    return typed


def _inserted(start: str, key: str, first: int) -> set[str]:
    return {start[:place] + key + start[place:] for place in range(first, len(start) + 1)}


def _first_vowel(keys: str) -> int:
    return min(place for place, key in enumerate(keys) if key in "ae")


def _can_go_on(digits: str) -> bool:
    """Whether the whole bytes so far begin a Vietnamese text: a wrong key shifts the rest and soon fails."""
    whole = digits[: len(digits) // 2 * 2]
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(bytes.fromhex(whole))
    except UnicodeDecodeError:
        return False
    return all(_is_vietnamese(char) for char in text)


def _is_vietnamese(char: str) -> bool:
    base = unicodedata.normalize("NFD", char)[0]
    return char in _SIGNS or (base.isascii() and base.isalpha())

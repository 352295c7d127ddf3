"""Vietnamese names: cleaning, folding, comparing, sorting and doubting them. No stored name is rewritten."""

from __future__ import annotations

import re
import unicodedata

_VOWELS = frozenset("aeiouy")
_NAME_MARKS = frozenset(" '’.-")
# Spelling allows i or y only where it is the whole rhyme: Lý/Lí, Mỷ/Mỉ, kỹ/kĩ, Quý/Quí, but not Thúy or Mây.
_OPEN_Y = re.compile(r"\b(qu|[b-df-hj-np-tv-xz]*)y\b")

_BROKEN = re.compile(r"[\ud800-\udfff]")

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = "0123456789abcdefghijklmnopqrstuvw"
_LETTER_RANK = dict(zip(_LETTERS, _RANKS, strict=True))
_AFTER_LETTERS = "z"
# Level, falling (huyền), dipping (hỏi), creaky (ngã), rising (sắc), heavy (nặng): the order of dictionaries.
_TONE_RANK = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
# Each sorts before the next and all before any rank, so that a shorter word comes first.
_FIELD, _WORD, _TONE = " ", "!", "#"


def clean(text: str) -> str:
    """One line of NFC text: control and invisible characters dropped, runs of spaces made one.

    Halves of broken characters (lone surrogates, which no file can hold) become U+FFFD.

    Text in a legacy charset must be converted first: TCVN3 writes ư as a soft hyphen, which is dropped here.
    """
    spaced = "".join(" " if char.isspace() else char for char in _BROKEN.sub("\ufffd", text))
    seen = "".join(char for char in spaced if unicodedata.category(char) not in ("Cc", "Cf"))
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def fold(text: str) -> str:
    """What is compared and searched: small letters without tones and hats, đ as d, single spaces.

    NFC and NFD fold alike, and so do both ways of placing a tone (hòa, hoà). Folding twice changes nothing.
    """
    bare = _without_marks(_without_marks(text).casefold())
    return " ".join(bare.replace("đ", "d").split())


def fold_loose(text: str) -> str:
    """`fold`, and also i for y where spelling allows both (Lý, Lí): a second try when `fold` finds none."""
    return _OPEN_Y.sub(r"\1i", fold(text))


def same_name(first: str, second: str) -> bool:
    """Whether two people may have written one name: case, tones, hats and i/y are not compared."""
    return fold_loose(first) == fold_loose(second)


def near_name(first: str, second: str) -> bool:
    """Whether one letter was added, dropped, changed or swapped with the next; a same name is near too."""
    return _is_one_slip(fold(first), fold(second)) or _is_one_slip(fold_loose(first), fold_loose(second))


def _is_one_slip(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    is_swap = short[start : start + 2] == long[start : start + 2][::-1]
    return short[start + 1 :] == long[start + 1 :] or (is_swap and short[start + 2 :] == long[start + 2 :])


def is_name_suspect(name: str) -> bool:
    """Whether a scanner or keyboard program may have damaged it.

    Nothing there, a sign that is in no name, or a word without a vowel (`Th` for Thị). One word alone and
    words of one vowel (`A`) are good names.
    """
    words = fold(name).replace("-", " ").split()
    if not words or any(not char.isalpha() and char not in _NAME_MARKS for char in clean(name)):
        return True
    return not all(_VOWELS & set(word) for word in words)


def initials(name: str) -> str:
    """The first letter of each word, in capitals: `LTÍ`."""
    return "".join(word[0] for word in clean(name).split()).upper()


def sort_key(name: str) -> str:
    """A plain string that sorts as Vietnamese lists do: given name (the last word), then middle, then family.

    Letters count before tones, word by word. ASCII for every Vietnamese name, so that SQLite can order by it.
    """
    words = [_word_key(word) for word in clean(name).lower().split()]
    if not words:
        return ""
    family = words[:1] if len(words) > 1 else []
    return _FIELD.join((words[-1], _WORD.join(words[1:-1]), *family))


def _word_key(word: str) -> str:
    letters, tones = [], []
    for char in word:
        parts = unicodedata.normalize("NFD", char)
        tones += [_TONE_RANK[mark] for mark in parts if mark in _TONE_RANK]
        letter = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONE_RANK))
        letters.append(_LETTER_RANK.get(letter, _AFTER_LETTERS + letter))
    return "".join(letters) + _TONE + ("".join(tones) or "0")


def _without_marks(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn")

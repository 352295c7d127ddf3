"""How a person becomes findable: words and digits the search looks at, and what a query asks of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.changes import Value
from app.domain.names import fold, fold_loose
from app.domain.phones import Phone, read_phone
from app.storage.database import Cell

SEARCH_COLUMNS = ("folded", "number_end", "phone_end")
"""Columns of the citizen table made from its fields, in the order of `search_cells`."""

FEWEST_DIGITS = 3
"""Fewer digits than these say nothing about anybody."""

_WORD = re.compile(r"[^\W_]+")
_GROUPING = re.compile(r"[\s.\-()+]+")


def search_cells(values: Mapping[str, Value]) -> tuple[Cell, ...]:
    """The cells of `SEARCH_COLUMNS`: folded words; number and phone backwards: ends become beginnings."""
    return (
        folded_words(str(values.get("name") or "")),
        str(values.get("id_number") or "")[::-1],
        str(values.get("phone") or "")[::-1],
    )


def folded_words(name: str) -> str:
    """The words of a name as searched; one that may be spelled with i (Lý, Lí) stands there both ways."""
    words = _WORD.findall(fold(name))
    loose = [word for word in _WORD.findall(fold_loose(name)) if word not in words]
    return " ".join([*words, *loose])


def typed_words(typed: str) -> list[str]:
    """The words of a typed text as names are searched."""
    return _WORD.findall(fold(typed))


def word_query(typed: str) -> str:
    """An FTS5 query: every typed word begins a word of the name, in any order. Empty when there is none."""
    return " AND ".join(_prefix(word) for word in typed_words(typed))


def whole_word_query(name: str) -> str:
    """An FTS5 query for names with all these words, whole."""
    return " AND ".join(f'"{word}"' for word in _WORD.findall(fold_loose(name)))


def typed_digits(typed: str) -> str:
    """The digits of a query that is nothing but a number or phone, else empty; +84 becomes 0."""
    digits = _GROUPING.sub("", typed)
    if not (digits.isascii() and digits.isdigit() and len(digits) >= FEWEST_DIGITS):
        return ""
    phone = read_phone(typed)
    return phone.text if isinstance(phone, Phone) else digits


def end_range(digits: str) -> tuple[str, str]:
    """The range of backwards numbers that end in `digits`: from the first, up to and without the second."""
    start = digits[::-1]
    return start, start + ":"  # the character after 9


def _prefix(word: str) -> str:
    loose = fold_loose(word)
    return f'"{word}"*' if loose == word else f'("{word}"* OR "{loose}")'

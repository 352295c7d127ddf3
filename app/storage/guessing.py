"""Who may be meant when nobody is called exactly what was typed: one letter wrong, in one of the words."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.names import fold_loose, near_name
from app.storage.database import Connection
from app.storage.folding import typed_words

SHORTEST = 3
"""A word of fewer letters is one slip away from too many others."""

_VOCABULARY = """CREATE VIRTUAL TABLE IF NOT EXISTS temp.name_words
USING fts5vocab (main, citizen_search, row)"""
_WORDS = "SELECT term FROM temp.name_words"


def near_query(db: Connection, typed: str) -> str:
    """An FTS5 query for names one slip away from what was typed; empty when there can be none.

    Every other word still begins a word of the name. The words of all names in a commune are few thousand.
    """
    words = typed_words(typed)
    if not any(len(word) >= SHORTEST for word in words):
        return ""
    db.run(_VOCABULARY)
    known = [term for (term,) in db.rows(_WORDS)]
    return " OR ".join(f"({one})" for one in _with_one_slip(words, known))


def _with_one_slip(words: list[str], known: list[str]) -> Iterator[str]:
    for place, word in enumerate(words):
        if len(word) < SHORTEST:
            continue
        meant = [term for term in known if near_name(term, word) or near_name(term, fold_loose(word))]
        if meant:
            exact = [f'"{other}"*' for other in (*words[:place], *words[place + 1 :])]
            slipped = " OR ".join(f'"{term}"' for term in meant)
            yield " AND ".join([f"({slipped})", *exact])

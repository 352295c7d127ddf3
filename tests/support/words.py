"""The same words in both languages, from the compiled catalogues, and what a good sentence looks like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from app.i18n import use_language

SHOUTS = re.compile(
    r"[!]|thất bại|lỗi hệ thống|đồng bộ|bản ghi|\boffline\b|\bserver\b|timeout|xung đột", re.I
)
"""Words nobody at a counter should have to read (ux.md §6.1)."""

_ENDED = re.compile(r"[.?…)]$")
_NAMES = ("Thái", "H'Mông", "Mường", "Sơn La", "café")


def in_both(words: Callable[[], str]) -> tuple[str, str]:
    """What `words` says in Vietnamese and in English; Vietnamese is in force afterwards."""
    use_language("en")
    english = words()
    use_language("vi")
    return words(), english


def said_in_both(words: Callable[[], str]) -> tuple[str, str]:
    """The same, having checked that both are there, differ, and hold no word they should not."""
    vietnamese, english = in_both(words)
    assert vietnamese.strip(), english
    assert english.strip(), vietnamese
    assert vietnamese != english, "not translated"
    assert unicodedata.is_normalized("NFC", vietnamese)
    assert not SHOUTS.search(vietnamese), vietnamese
    assert not has_marks(english), english
    assert "{" not in vietnamese + english
    return vietnamese, english


def sentence_in_both(words: Callable[[], str]) -> tuple[str, str]:
    """The same for whole sentences: a capital first, a stop last, and marks in the Vietnamese."""
    vietnamese, english = said_in_both(words)
    assert has_marks(vietnamese), vietnamese
    for text in (vietnamese, english):
        first = text.lstrip("“")
        assert first[0].isupper() or not first[0].isalpha(), text
        assert _ENDED.search(text), text
    return vietnamese, english


def has_marks(text: str) -> bool:
    """Whether there is a Vietnamese letter in it, names and loans aside."""
    for name in _NAMES:
        text = text.replace(name, "")
    plain = unicodedata.normalize("NFD", text)
    return any(unicodedata.combining(char) for char in plain) or "đ" in text.lower()

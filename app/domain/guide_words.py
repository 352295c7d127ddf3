"""Guide texts made ready to show: address forms, slip sentences, sentences one by one. No content here."""

from __future__ import annotations

import re

from app.domain.guide import Reason

_FORM = re.compile(r"\{([Yy]ou|[Mm]e)\}")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


def fill(text: str, you: str, me: str = "") -> str:
    """Put the address forms into `text`, with a capital at the start of a sentence: {you} bà, {me} cháu."""
    forms = {"you": you, "me": me}

    def form(match: re.Match[str]) -> str:
        name = match[1]
        word = forms[name.lower()]
        return _capital(word) if name[0].isupper() or _starts_sentence(text[: match.start()]) else word

    return _FORM.sub(form, text)


def slip_sentence(reason: Reason, you: str, date_words: str = "") -> str:
    """The sentence the slip prints; `date_words` is like "Thứ Bảy 18/10", or empty when no day was agreed."""
    if not date_words:
        return fill(reason.slip_undated, you)
    return fill(reason.slip, you).replace("{date}", date_words)


def bring_line(reason: Reason, you: str) -> str:
    """What to bring as one line, such as "Thẻ bảo hiểm y tế, điện thoại"; empty when there is nothing."""
    return _capital(fill(", ".join(reason.bring), you))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, each with its closing mark."""
    return tuple(part for part in _SENTENCE_END.split(text.strip()) if part)


def _starts_sentence(before: str) -> bool:
    spoken = before.rstrip(" “‘")
    return not spoken or spoken[-1] in ".!?…"


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]

"""How a guide text may be worded: length, words to avoid, quotes, secrets. Not where it stands in a pack."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from app.domain.guide_faults import GuideFault
from app.domain.guide_words import sentences

MOST_WORDS = 14
"""The longest sentence a person hears in one breath; a quoted phone label counts as one word."""

_QUOTED = re.compile(r"“[^“”]*”")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SIX_DIGITS = re.compile(r"(?<![\d.])\d{6}(?![\d.])")
FORMS = frozenset({"you", "You", "me", "Me"})
"""The placeholders that stand for the address forms."""

_BANNED = {
    "vi": r"đồng bộ|xung đột|bản ghi|offline|online|lỗi hệ thống|timeout|xác thực|server|login|thất bại"
    r"|khoẻ|khoá|click|submit|upload|download|đối tượng",
    "en": r"server|timeout|sync|synchroni[sz]e|offline|record|fail|failed|failure|click|submit",
}
_SECRET = {
    "vi": r"mật khẩu|passcode|otp|mã số|mã 6 số|mã bí mật|câu hỏi bảo mật",
    "en": r"passwords?|passcodes?|otp|codes?|security questions?",
}
_TELLING = {
    "vi": r"đọc|nói|đưa|gửi|chụp|(?<!tin )nhắn|cho (?:\{me\}|cán bộ)(?! hỏi)",
    "en": r"tell|read|say|show|give|send|photograph",
}
_REFUSING = {"vi": r"không(?: bao giờ)?|đừng|chớ", "en": r"not|never|without"}


def wording_faults(
    text: str, language: str, allowed: frozenset[str] = FORMS
) -> Iterator[tuple[GuideFault, str]]:
    """Everything wrong with one text, and the words it is about; `allowed` are its placeholders."""
    yield from _spelling_faults(text, allowed)
    plain = _QUOTED.sub("“”", text)
    for word in _found(_BANNED, language, plain):
        yield GuideFault.WORD_BANNED, word
    for sentence in sentences(plain):
        yield from _sentence_faults(sentence, language)


def quoted_labels(text: str) -> tuple[str, ...]:
    """The phone's labels a text quotes, without their quotes."""
    return tuple(quoted[1:-1] for quoted in _QUOTED.findall(text))


def names_secret(text: str, language: str) -> bool:
    """Whether a text is about a password, passcode, one-time code or security question."""
    return bool(_found(_SECRET, language, text))


def _spelling_faults(text: str, allowed: frozenset[str]) -> Iterator[tuple[GuideFault, str]]:
    if not unicodedata.is_normalized("NFC", text):
        yield GuideFault.TEXT_NOT_NFC, text
    for name in _PLACEHOLDER.findall(text):
        if name not in allowed:
            yield GuideFault.PLACEHOLDER_UNKNOWN, name
    if '"' in text or "“" in _QUOTED.sub("", text) or "”" in _QUOTED.sub("", text):
        yield GuideFault.QUOTE_WRONG, text
    for digits in _SIX_DIGITS.findall(text):
        yield GuideFault.SIX_DIGITS, digits


def _sentence_faults(sentence: str, language: str) -> Iterator[tuple[GuideFault, str]]:
    spoken = sentence.replace("{date}", "a a a")
    if sum(any(letter.isalnum() or letter == "“" for letter in word) for word in spoken.split()) > MOST_WORDS:
        yield GuideFault.SENTENCE_LONG, sentence
    if names_secret(sentence, language) and _is_told(sentence, language):
        yield GuideFault.ASKS_SECRET, sentence


def _is_told(sentence: str, language: str) -> bool:
    """Whether something is to be said, shown or sent; only a refusal right beside that word takes it back."""
    refusal = re.compile(rf"(?<!\w)(?:{_REFUSING[language]})(?:\s+[\w{{}}]+){{0,1}}\s+$", re.IGNORECASE)
    return any(
        not refusal.search(sentence[: told.start()]) and not sentence.startswith(" nobody", told.end())
        for told in _words(_TELLING[language]).finditer(sentence)
    )


def _found(words: dict[str, str], language: str, text: str) -> list[str]:
    return _words(words[language]).findall(text) if language in words else []


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)

"""Whether free text seems to hold a one-time code, passcode or password; none of them may ever be kept."""

from __future__ import annotations

import re
import unicodedata

from app.domain.names import clean, fold
from app.domain.problems import Problem, ProblemCode

# Digits read as one number although people leave gaps: 0987 654 214, 123 456, 1 2 3 4 5 6. A dot is no such
# gap (100.000 is money); a hyphen only in 123-456.
_RUN = re.compile(r"(?<![0-9])[0-9]+(?: [0-9]+)*(?![0-9])")
_CODE_GROUPS = ([6], [3, 3], [2, 2, 2], [1] * 6)
_HYPHENATED = re.compile(r"(?<![0-9-])[0-9]{3}-[0-9]{3}(?![0-9-])")
_NAMED = re.compile(
    r"\b(?:mat khau|mat ma|mk|pass(?:word|code)?|pwd|otp|pin|ma (?:xac (?:thuc|nhan|minh)|so bi mat))\b"
    r"(?P<sign>\s*(?::|=|\bla\b|-)?\s*)(?P<secret>\S+)"
)
_WORD = re.compile(r"\S+")


def looks_like_secret(text: str) -> bool:
    """True for a run of exactly six digits, a likely word after *mật khẩu*, *OTP* …, or a strong password.

    Phone and identity numbers (9 to 12 digits) and talk about passwords (*quên mật khẩu*) are let through.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    return _has_six_digits(plain) or _has_named_secret(plain) or any(map(_is_strong, _WORD.findall(plain)))


def plain_words(typed: str, field: str, missing: ProblemCode) -> str | Problem:
    """What was typed into a field, cleaned; `missing` for nothing, NOTE_HAS_SECRET for a code or password."""
    said = clean(typed)
    if looks_like_secret(said):
        return Problem(ProblemCode.NOTE_HAS_SECRET, field)
    return said or Problem(missing, field)


def _has_six_digits(text: str) -> bool:
    one_line = " ".join(text.split())
    runs = ([len(group) for group in run.split(" ")] for run in _RUN.findall(one_line))
    return any(map(_is_code, runs)) or _HYPHENATED.search(one_line) is not None


def _is_code(groups: list[int]) -> bool:
    """Groups of six digits, or six together in digits too few or too many for a phone or ID number."""
    return groups in _CODE_GROUPS or (6 in groups and not 9 <= sum(groups) <= 12)


def _has_named_secret(text: str) -> bool:
    return any(
        _could_be_secret(found["secret"], found["sign"].strip()) for found in _NAMED.finditer(fold(text))
    )


def _could_be_secret(word: str, sign: str) -> bool:
    """A word with a digit and at least four signs; after `:` or `=` also letters too long for a syllable."""
    word = word.strip(".,;:!?\"'()")
    if 9 <= len(word) <= 12 and word.isdigit():
        return False
    if len(word) >= 4 and any(char.isdigit() for char in word):
        return True
    return bool(sign) and len(word) >= 8 and word.isalpha()


def _is_strong(word: str) -> bool:
    """VNeID asks for 8 to 20 signs with a capital, a small letter, a digit and another sign."""
    is_address = "://" in word or re.fullmatch(r"[^@]+@[^@]+\.[A-Za-z]{2,}", word) is not None
    has_all = all(re.search(kind, word) for kind in ("[A-Z]", "[a-z]", "[0-9]", r"[^\w\s]"))
    return 8 <= len(word) <= 20 and has_all and not is_address

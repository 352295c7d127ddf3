"""What a translation must keep to before it is shown to anybody; pure rules over catalogues, no files."""

import re
import string
import unicodedata
from collections.abc import Callable, Iterator

from babel.messages.catalog import Catalog, Message

MAX_WORDS = 14  # a sentence read at a counter, while somebody waits
BANNED = {
    "đồng bộ": "gửi và nhận",
    "xung đột": "hai nơi ghi khác nhau",
    "bản ghi": "lượt",
    "thất bại": "chưa làm được",
    "lỗi hệ thống": "nói rõ việc gì",
    "xác thực": "kiểm tra đúng người",
    "offline": "chưa có mạng",
    "server": "trung tâm",
    "timeout": "lâu quá chưa trả lời",
    "login": "đăng nhập",
}
BANNED_ENGLISH = {
    "sync": "send and receive",
    "synchroni[sz]e": "send and receive",
    "fail(?:ed|ure)?": "say what could not be done",
    "offline": "no network",
    "server": "the centre",
    "timeout": "it took too long to answer",
    "login": "the PIN, the passphrase",
}
# The older way, which the health book itself uses: khỏe, hòa, xóa, thúy; "quý" keeps its mark in both ways.
_MODERN_TONE = re.compile(r"(o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:;]\s|\n|\s·\s|\s[—–-]\s")

Key = tuple[str | None, str]
Rule = Callable[[Message], Iterator[str]]


def key(message: Message) -> Key:
    """What tells one message from another: where it stands and its (singular) English."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def keys(catalogue: Catalog) -> set[Key]:
    """Every message of a catalogue, its header left out."""
    return {key(message) for message in catalogue if message.id}


def texts(message: Message) -> list[str]:
    """The translated forms; an empty string for each that is missing."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return [form or "" for form in forms]


def stale(template: Catalog, catalogue: Catalog) -> Iterator[str]:
    """Sentences the program has and the catalogue lacks, and those it keeps in vain."""
    for _context, sentence in sorted(keys(template) - keys(catalogue), key=str):
        yield f"not in the catalogue yet (make strings): {sentence!r}"
    for _context, sentence in sorted(keys(catalogue) - keys(template), key=str):
        yield f"no longer in the program (make strings): {sentence!r}"


def problems(catalogue: Catalog) -> Iterator[str]:
    """Everything wrong with the translations of one language."""
    for message in catalogue:
        for rule in [*EVERY_LANGUAGE, *OF_A_LANGUAGE.get(str(catalogue.locale), ())]:
            if message.id:
                yield from (f"{fault}: {key(message)[1]!r}" for fault in rule(message))


def missing(message: Message) -> Iterator[str]:
    """A sentence nobody translated, or whose translation is only a guess."""
    if not all(texts(message)):
        yield "not translated"
    if message.fuzzy:
        yield "marked fuzzy, so never shown"


def wrong_fields(message: Message) -> Iterator[str]:
    """A {field} that the program fills in must stand in every form, and no other."""
    source = message.id if isinstance(message.id, str) else message.id[1]
    for form in filter(None, texts(message)):
        if fields(form) != fields(source):
            yield f"fields differ, {sorted(fields(source))} became {sorted(fields(form))}"


def fields(sentence: str) -> set[str]:
    """The names between braces; braces that do not close count as a field of their own."""
    try:
        return {name for _text, name, _format, _conversion in string.Formatter().parse(sentence) if name}
    except ValueError:
        return {"unbalanced braces"}


def wrong_words(message: Message) -> Iterator[str]:
    """A word people at a counter do not use, or a spelling the house does not."""
    for form in texts(message):
        for word, better in BANNED.items():
            if re.search(rf"\b{word}\b", form, re.IGNORECASE):
                yield f"says {word!r}, use {better!r}"
        if _MODERN_TONE.search(form):
            yield "tone mark on the second vowel (write khỏe, hòa, thúy)"
        if form != unicodedata.normalize("NFC", form):
            yield "not in NFC"


def wrong_english(message: Message) -> Iterator[str]:
    """The same in the language the sentences are written in."""
    for form in texts(message):
        for word, better in BANNED_ENGLISH.items():
            if found := re.search(rf"\b{word}\b", form, re.IGNORECASE):
                yield f"says {found[0]!r}, use {better!r}"


def long_sentences(message: Message) -> Iterator[str]:
    """A sentence longer than a person takes in at one look."""
    for form in texts(message):
        for sentence in _SENTENCE_END.split(form + " "):
            count = sum(any(map(str.isalnum, word)) for word in sentence.split())
            if count > MAX_WORDS:
                yield f"a sentence of {count} words, at most {MAX_WORDS}"


EVERY_LANGUAGE: tuple[Rule, ...] = (missing, wrong_fields)
OF_A_LANGUAGE: dict[str, tuple[Rule, ...]] = {"vi": (wrong_words, long_sentences), "en": (wrong_english,)}

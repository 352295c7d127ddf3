"""The QR of the identity card: seven fields, six on some cards, eleven on those of 2024. No other codes.

number | old number | name | birth | sex | address | issue date | (2024: people of the family)
Only the first seven are read: the rest is about others. Of the address only village and commune are taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from app.domain.birth import BirthDate, read_birth
from app.domain.identity.card_place import CardPlace, read_place
from app.domain.identity.id_number import IdNumber, doubts
from app.domain.identity.refused import ScanHint
from app.domain.names import clean, fold, is_name_suspect
from app.domain.people import Sex
from app.domain.problems import Problem, ProblemCode

SEPARATOR = "|"

_OLD, _NAME, _BIRTH, _SEX, _ADDRESS, _ISSUED = range(1, 7)
_MOST_FIELDS = 11
_OLD_NUMBER = re.compile(r"([0-9]{9}|[0-9]{12})?")
_DATE = re.compile(r"[0-9]{8}|[0-9]{6}|[0-9]{4}")
_WHOLE_DATE = re.compile(r"[0-9]{8}")
_NO_VOWEL = re.compile(r"(?<![a-z])[b-df-hj-np-tv-xz]{2,}(?![a-z])")
# Short for tổ dân phố, thành phố, thị trấn, thị xã, khu phố, quốc lộ, tỉnh lộ: no vowel, and nothing lost.
_SHORT_WORDS = frozenset(("tdp", "tp", "tt", "tx", "kp", "ql", "tl"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CardScan:
    """What a scan of an identity card says for certain; what it does not say is empty.

    `name_suspect`: letters were lost, a person must check the name. `sex_from_number`: the text did not tell.
    `is_cut`: the end is missing. `doubts` are shown and block nothing; `hint` says how to scan better.
    """

    number: IdNumber
    old_number: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    name_suspect: bool = False
    birth: BirthDate | None = None
    sex: Sex = Sex.UNKNOWN
    sex_from_number: bool = False
    place: CardPlace | None = None
    issued: date | None = None
    is_cut: bool = False
    doubts: tuple[Problem, ...] = ()
    hint: ScanHint | None = None


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields in the order of the seven; the last one may be half a field, because nothing ends it."""

    texts: tuple[str, ...]

    def ended(self, place: int) -> str:
        """A field with a separator after it."""
        return self.texts[place] if place < len(self.texts) - 1 else ""

    def whole(self, place: int, complete: re.Pattern[str]) -> str:
        """The same, or the last field when it has all the characters such a field can have."""
        last = self.texts[place] if place == len(self.texts) - 1 else ""
        return last if complete.fullmatch(last) else self.ended(place)

    def has(self, place: int) -> bool:
        """Whether a separator follows the field."""
        return place < len(self.texts) - 1


def read_card(text: str, number: IdNumber, today: date) -> CardScan:
    """The card in clean text whose first field is `number`. Never raises: what cannot be read stays empty."""
    fields = _in_order(tuple(part.strip() for part in text.split(SEPARATOR)))
    if fields is None:
        found = (Problem(ProblemCode.SCAN_FIELDS_UNCLEAR), *doubts(number, Sex.UNKNOWN, None, today))
        return CardScan(number=number, doubts=found, hint=ScanHint.SCAN_AGAIN)
    return _card(fields, number, today)


def _in_order(texts: tuple[str, ...]) -> _Fields | None:
    """Cards without an old number may leave its field out: the name comes second. None: no known order."""
    second, third = (*texts[1:-1], "", "")[:2]
    has_name = bool(re.search(r"[^\W\d_]", second)) and not re.search(r"[0-9]", second)
    if has_name or (not second and _DATE.fullmatch(third)):
        return _Fields((texts[0], "", *texts[1:]))
    is_number = second.isdigit() and not third.isdigit()
    return _Fields(texts) if _OLD_NUMBER.fullmatch(second) or is_number else None


def _card(fields: _Fields, number: IdNumber, today: date) -> CardScan:
    birth = _birth(fields, today)
    sex = _printed_sex(fields)
    known_birth = birth if isinstance(birth, BirthDate) else None
    name = clean(fields.ended(_NAME))
    is_suspect = fields.has(_NAME) and (_has_lost_marks(fields) or is_name_suspect(name))
    is_cut = len(fields.texts) <= _ADDRESS
    return CardScan(
        number=number,
        old_number=fields.ended(_OLD) if _OLD_NUMBER.fullmatch(fields.ended(_OLD)) else "",
        name=name,
        name_suspect=is_suspect,
        birth=known_birth,
        sex=number.sex if sex is Sex.UNKNOWN else sex,
        sex_from_number=sex is Sex.UNKNOWN,
        place=None if is_suspect else read_place(fields.ended(_ADDRESS)),
        issued=_issue_day(fields),
        is_cut=is_cut,
        doubts=(*_trouble(fields, birth), *doubts(number, sex, known_birth, today)),
        hint=_advice(is_suspect, is_cut),
    )


def _advice(is_suspect: bool, is_cut: bool) -> ScanHint | None:
    if is_suspect:
        return ScanHint.SCANNER_LAYOUT
    return ScanHint.SCAN_AGAIN if is_cut else None


def _birth(fields: _Fields, today: date) -> BirthDate | Problem | None:
    written = fields.whole(_BIRTH, _WHOLE_DATE)
    return read_birth(written, today) if written else None


def _printed_sex(fields: _Fields) -> Sex:
    match fold(fields.whole(_SEX, re.compile(r"nam|nữ", re.IGNORECASE))):
        case "nam":
            return Sex.MALE
        case "nu":
            return Sex.FEMALE
        case _:
            return Sex.UNKNOWN


def _issue_day(fields: _Fields) -> date | None:
    written = fields.whole(_ISSUED, _WHOLE_DATE)
    if not _WHOLE_DATE.fullmatch(written):
        return None
    try:
        return date(int(written[4:]), int(written[2:4]), int(written[:2]))
    except ValueError:
        return None


def _trouble(fields: _Fields, birth: BirthDate | Problem | None) -> tuple[Problem, ...]:
    many = (Problem(ProblemCode.SCAN_FIELDS_UNCLEAR),) if len(fields.texts) > _MOST_FIELDS else ()
    return (*many, birth) if isinstance(birth, Problem) else many


def _has_lost_marks(fields: _Fields) -> bool:
    """Whether a scanner that types keys dropped Vietnamese letters or their marks somewhere on the card.

    Any of: Nữ without its marks, a question mark, a word of the address without a vowel, no accent at all.
    A real card without any accent would be flagged too; checking that name costs one look.
    """
    sex, address = fields.ended(_SEX), fold(" ".join(fields.texts[_ADDRESS : _ADDRESS + 1]))
    letters = "".join(fields.texts[_NAME : _ADDRESS + 1])
    if sex and sex.lower() not in ("nam", "nữ"):
        return True
    if "?" in letters or "\ufffd" in "".join(fields.ended(place) for place in (_NAME, _ADDRESS)):
        return True
    return letters.isascii() or not set(_NO_VOWEL.findall(address)) <= _SHORT_WORDS

"""The one entry for scanned text: which of our codes it is. How each kind is read is beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from app.domain.identity.card_qr import SEPARATOR, CardScan, read_card
from app.domain.identity.id_number import IdNumber
from app.domain.identity.insurance_code import InsuranceCode, read_insurance_code
from app.domain.identity.insurance_qr import InsuranceScan, agrees, has_insurance_layout, read_insurance
from app.domain.identity.refused import Refused, ScanHint
from app.domain.identity.scan_text import MOST_CHARACTERS, clean_scan
from app.domain.ids import CROCKFORD, read_code
from app.domain.problems import ProblemCode
from app.domain.slip import CODE_PREFIX

__all__ = ["CardScan", "CaseCode", "InsuranceScan", "PairingText", "Refused", "Scan", "ScanHint", "read_scan"]

PAIRING_PREFIX = "DIEMTUA1|"
CODE_LENGTH = 10

_CARD_CODE = re.compile(r"[A-Z]{2}[0-9]{13}")
# A whole first field and then something that is not our separator. Ten digits count if hex follows them.
_OTHER_SEPARATOR = re.compile(
    r"([0-9]{12,}|[A-Z]{2}[0-9]{13})[^0-9]|[0-9]{10}([0-9A-F]{12}|(?P<mark>[^0-9A-Z])[0-9A-F]+(?P=mark))"
)
_CUT_NUMBER = re.compile(r"[0-9]{1,11}|[A-Z]{2}[0-9]{1,12}")
_FEWEST_CARD_FIELDS = 5


@dataclass(frozen=True, slots=True)
class CaseCode:
    """The ten Crockford characters on one of our slips; only a store knows whose they are."""

    code: str


@dataclass(frozen=True, slots=True)
class PairingText:
    """The text of a pairing sheet, to be read where pairing is known; it carries a one-use secret."""

    raw: str = field(repr=False)


Scan: TypeAlias = CardScan | InsuranceScan | CaseCode | PairingText | Refused


def read_scan(text: str, today: date) -> Scan:
    """What was scanned. Never raises, whatever the text. `today` tells which births are possible."""
    if len(text.replace("\x00", "")) > MOST_CHARACTERS:
        return Refused(ProblemCode.SCAN_TOO_LONG, ScanHint.OTHER_CODE)
    cleaned = clean_scan(text)
    scan = _dispatch(cleaned.text, today)
    if cleaned.repaired and isinstance(scan, CardScan) and scan.name:
        return replace(scan, name_suspect=True)
    return scan


def _dispatch(text: str, today: date) -> Scan:
    if not text:
        return Refused(ProblemCode.SCAN_EMPTY, ScanHint.SCAN_AGAIN)
    if text.startswith(PAIRING_PREFIX):
        return PairingText(text)
    if text.upper().startswith(CODE_PREFIX):
        return _slip(text[len(CODE_PREFIX) :])
    number = re.sub(r"\s", "", text.partition(SEPARATOR)[0]).upper()
    if _CARD_CODE.fullmatch(number):
        return _insurance(text, number, today)
    if re.fullmatch(r"[0-9]{12}", number):
        return _identified(text, IdNumber(number), today)
    if re.fullmatch(r"[0-9]{10}", number) and has_insurance_layout(text, today):
        return _insurance(text, number, today)
    return _why_not(text)


def _slip(written: str) -> CaseCode | Refused:
    code = read_code(written)
    if len(code) == CODE_LENGTH and set(code) <= set(CROCKFORD):
        return CaseCode(code)
    hint = ScanHint.SCAN_AGAIN if written.isascii() else ScanHint.IME_OFF
    return Refused(ProblemCode.SCAN_SLIP_DAMAGED, hint)


def _identified(text: str, number: IdNumber, today: date) -> CardScan | InsuranceScan | Refused:
    """Twelve digits begin an identity card, or an insurance card that already carries that number."""
    if not has_insurance_layout(text, today):
        return read_card(text, number, today)
    scan = read_insurance(text, InsuranceCode(number.text), today)
    return (
        scan if agrees(scan, number, today) else Refused(ProblemCode.SCAN_NUMBER_DAMAGED, ScanHint.SCAN_AGAIN)
    )


def _insurance(text: str, number: str, today: date) -> InsuranceScan | Refused:
    code = read_insurance_code(number)
    if isinstance(code, InsuranceCode):
        return read_insurance(text, code, today)
    return Refused(code.code, ScanHint.SCAN_AGAIN)


def _why_not(text: str) -> Refused:
    """The most useful thing to say about a text that is none of ours, or a damaged one."""
    if SEPARATOR not in text and _OTHER_SEPARATOR.match(text.upper()):
        return Refused(ProblemCode.SCAN_SEPARATORS, ScanHint.SCANNER_LAYOUT)
    if SEPARATOR not in text and not _CUT_NUMBER.fullmatch(text.upper()):
        return Refused(ProblemCode.SCAN_UNKNOWN, ScanHint.OTHER_CODE)
    fields = text.split(SEPARATOR)
    if re.search(r"[0-9]", fields[0]):
        hint = ScanHint.SCAN_AGAIN if fields[0].isascii() else ScanHint.IME_OFF
        return Refused(ProblemCode.SCAN_NUMBER_DAMAGED, hint)
    if len(fields) >= _FEWEST_CARD_FIELDS:
        return Refused(ProblemCode.SCAN_NUMBER_DAMAGED, ScanHint.SCANNER_LAYOUT)
    return Refused(ProblemCode.SCAN_UNKNOWN, ScanHint.OTHER_CODE)

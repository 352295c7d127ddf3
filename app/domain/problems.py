"""Expected trouble as values with stable codes; the sentences people read live in the translations."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemCode(StrEnum):
    """Stable codes: never renamed, because wording, tests and reports refer to them."""

    # The identity number. The last four are warnings: they are shown and block nothing.
    ID_NUMBER_NOT_DIGITS = "id_number_not_digits"
    ID_NUMBER_LENGTH = "id_number_length"
    ID_NUMBER_OLD_NINE = "id_number_old_nine"
    PROVINCE_UNKNOWN = "province_unknown"
    NUMBER_YEAR_IMPOSSIBLE = "number_year_impossible"
    SEX_MISMATCH = "sex_mismatch"
    BIRTH_YEAR_MISMATCH = "birth_year_mismatch"

    # A birth.
    BIRTH_UNREADABLE = "birth_unreadable"
    BIRTH_AMBIGUOUS = "birth_ambiguous"
    BIRTH_IMPOSSIBLE = "birth_impossible"
    BIRTH_IN_FUTURE = "birth_in_future"
    BIRTH_TOO_LONG_AGO = "birth_too_long_ago"

    # The insurance code. The last one is a warning.
    INSURANCE_CODE_SHAPE = "insurance_code_shape"
    INSURANCE_BENEFIT_DIGIT = "insurance_benefit_digit"
    INSURANCE_OBJECT_UNKNOWN = "insurance_object_unknown"

    PHONE_UNREADABLE = "phone_unreadable"

    # A scan.
    SCAN_EMPTY = "scan_empty"
    SCAN_TOO_LONG = "scan_too_long"
    SCAN_UNKNOWN = "scan_unknown"
    SCAN_SEPARATORS = "scan_separators"
    SCAN_NUMBER_DAMAGED = "scan_number_damaged"
    SCAN_SLIP_DAMAGED = "scan_slip_damaged"
    SCAN_SLIP_UNKNOWN = "scan_slip_unknown"
    SCAN_FIELDS_UNCLEAR = "scan_fields_unclear"

    # A person, an operator or an answer typed in.
    NAME_MISSING = "name_missing"
    BIRTH_MISSING = "birth_missing"
    SEX_MISSING = "sex_missing"
    VILLAGE_MISSING = "village_missing"
    RELATION_MISSING = "relation_missing"
    REPRESENTATIVE_MISSING = "representative_missing"
    PHONE_NOT_AGREED = "phone_not_agreed"
    DAY_IN_PAST = "day_in_past"
    MEET_MISSING = "meet_missing"
    REASON_UNKNOWN = "reason_unknown"
    WHY_MISSING = "why_missing"
    SAME_NUMBER = "same_number"
    PERSON_GONE = "person_gone"
    NOTE_HAS_SECRET = "note_has_secret"
    LEAD_ONLY = "lead_only"
    TOO_LATE = "too_late"

    # Pairing with central.
    PAIRING_OTHER_COMMUNE = "pairing_other_commune"
    PAIRING_NOT_SAFE = "pairing_not_safe"
    PAIRING_NOT_PROVEN = "pairing_not_proven"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it should be; `field` names the answer it is about, or is empty."""

    code: ProblemCode
    field: str = ""

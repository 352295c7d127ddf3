"""What is not as it should be in a scan or an answer, one short sentence each."""

from __future__ import annotations

from app.domain.identity.refused import Refused, ScanHint
from app.domain.problems import Problem, ProblemCode
from app.i18n import _


def problem(found: Problem) -> str:
    """The sentence for a problem; beside a field and in the summary alike."""
    return _sentences()[found.code]


def refused_scan(refused: Refused) -> tuple[str, str]:
    """What happened with a scan, and what to do now."""
    return _sentences()[refused.problem], hint(refused.hint)


def hint(code: ScanHint) -> str:
    """What to try with a bad scan."""
    return {
        ScanHint.SCAN_AGAIN: _("Hold the card still and scan again, or type the name."),
        ScanHint.SCANNER_LAYOUT: _("Use the camera or a picture, or set the scanner to COM mode."),
        ScanHint.IME_OFF: _("Switch UniKey off (Ctrl+Shift), then scan again."),
        ScanHint.OTHER_CODE: _("Scan the code on the identity card or the insurance card."),
    }[code]


def _sentences() -> dict[ProblemCode, str]:
    return {**_number_sentences(), **_scan_sentences(), **_answer_sentences()}


def _number_sentences() -> dict[ProblemCode, str]:
    insurance = _("An insurance code has 10, 12 or 15 characters.")
    return {
        ProblemCode.ID_NUMBER_NOT_DIGITS: _("The ID number has digits only."),
        ProblemCode.ID_NUMBER_LENGTH: _("The ID number has 12 digits."),
        ProblemCode.ID_NUMBER_OLD_NINE: _("This is an old 9-digit number. Look for the 12 digits."),
        ProblemCode.PROVINCE_UNKNOWN: _("The first three digits are not a known province."),
        ProblemCode.NUMBER_YEAR_IMPOSSIBLE: _("The number speaks of an impossible birth year."),
        ProblemCode.SEX_MISMATCH: _("The number and the sex do not agree."),
        ProblemCode.BIRTH_YEAR_MISMATCH: _("The number and the birth year do not agree."),
        ProblemCode.BIRTH_UNREADABLE: _("Write the birth as day/month/year, or the year alone."),
        ProblemCode.BIRTH_AMBIGUOUS: _("Write the year with four digits."),
        ProblemCode.BIRTH_IMPOSSIBLE: _("There is no such day."),
        ProblemCode.BIRTH_IN_FUTURE: _("This birth is in the future."),
        ProblemCode.BIRTH_TOO_LONG_AGO: _("This birth is more than 120 years ago."),
        ProblemCode.INSURANCE_CODE_SHAPE: insurance,
        ProblemCode.INSURANCE_BENEFIT_DIGIT: _("The third character is a digit from 1 to 5."),
        ProblemCode.INSURANCE_OBJECT_UNKNOWN: _("The first two letters are not on the known list."),
        ProblemCode.PHONE_UNREADABLE: _("A mobile number has 10 digits and begins with 0."),
    }


def _scan_sentences() -> dict[ProblemCode, str]:
    return {
        ProblemCode.SCAN_EMPTY: _("The scan was empty."),
        ProblemCode.SCAN_TOO_LONG: _("This code is too long to be a card."),
        ProblemCode.SCAN_UNKNOWN: _("This is not the code of a card we know."),
        ProblemCode.SCAN_SEPARATORS: _("The scanner typed the wrong marks."),
        ProblemCode.SCAN_NUMBER_DAMAGED: _("The card number did not come through whole."),
        ProblemCode.SCAN_SLIP_DAMAGED: _("The slip's code did not come through whole."),
        ProblemCode.SCAN_SLIP_UNKNOWN: _("No visit on this machine has this slip."),
        ProblemCode.SCAN_FIELDS_UNCLEAR: _("Parts of the card did not come through."),
    }


def _answer_sentences() -> dict[ProblemCode, str]:
    return {
        ProblemCode.LEAD_ONLY: _("Only the support point lead may do this. Ask them to open it."),
        ProblemCode.TOO_LATE: _("This is more than 30 days ago. It stays as it is."),
        ProblemCode.NAME_MISSING: _("Write the name."),
        ProblemCode.BIRTH_MISSING: _("Write the birth year."),
        ProblemCode.SEX_MISSING: _("Choose woman or man."),
        ProblemCode.VILLAGE_MISSING: _("Write the village."),
        ProblemCode.RELATION_MISSING: _("Write who they are to the person."),
        ProblemCode.REPRESENTATIVE_MISSING: _("Mother, father or guardian answers for a child."),
        ProblemCode.PHONE_NOT_AGREED: _("Ask whether the number may be kept."),
        ProblemCode.DAY_IN_PAST: _("This day has passed."),
        ProblemCode.MEET_MISSING: _("Write where and at what hour."),
        ProblemCode.REASON_UNKNOWN: _("Choose a reason."),
        ProblemCode.WHY_MISSING: _("Write a few words why."),
        ProblemCode.SAME_NUMBER: _("This number is already here. Open that person."),
        ProblemCode.PERSON_GONE: _("This person is no longer on this machine."),
        ProblemCode.NOTE_HAS_SECRET: _("This looks like a password or a code. Leave it out."),
        ProblemCode.PAIRING_OTHER_COMMUNE: _("This sheet is for another commune."),
        ProblemCode.PAIRING_NOT_SAFE: _("This sheet is for another commune."),
        ProblemCode.PAIRING_NOT_PROVEN: _("The one that answered is not the centre on the sheet."),
    }

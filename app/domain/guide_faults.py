"""What can be wrong with a guide pack, as stable codes. The checks are in guide_check and guide_wording."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class GuideFault(StrEnum):
    """One way in which a pack is not fit to guide a person."""

    TASKS_WRONG = "tasks_wrong"  # not the five tasks, once each, in the ladder's order
    TASK_EMPTY = "task_empty"  # a task without a card
    CODE_REPEATED = "code_repeated"
    CODE_SHAPE = "code_shape"  # task.step or lower_case for a reason
    REASON_UNKNOWN = "reason_unknown"  # a card offers a reason the pack does not have
    NOT_SEVEN = "not_seven"  # a card must offer seven different reasons, for the keys 1 to 7
    NOT_THREE = "not_three"  # a card must carry its three most frequent hitches
    MINUTES_WRONG = "minutes_wrong"
    PICTURE_EMPTY = "picture_empty"
    TARGET_OUTSIDE = "target_outside"
    TAB_OUTSIDE = "tab_outside"
    PAPERS_PLAIN = "papers_plain"  # papers have things on them, but no tabs, no note and nothing to press
    LABEL_NOT_DRAWN = "label_not_drawn"  # the title quotes a label the picture does not show
    OUTCOME_WRONG = "outcome_wrong"  # a reason cannot end a task as done or not started
    RECHECK_WRONG = "recheck_wrong"
    SLIP_DATE = "slip_date"  # {date} is missing where a day is proposed, or stands where there is none
    SOURCE_MISSING = "source_missing"
    MARKS_DISAGREE = "marks_disagree"  # a reason and a card told from one source, one verified and one not
    CHECKED_LATER = "checked_later"  # checked after the pack was made
    TEXT_EMPTY = "text_empty"
    TEXT_NOT_NFC = "text_not_nfc"
    SENTENCE_LONG = "sentence_long"
    WORD_BANNED = "word_banned"
    PLACEHOLDER_UNKNOWN = "placeholder_unknown"
    PLACEHOLDER_MISSING = "placeholder_missing"  # a picture sentence without its {title}, {labels} or {label}
    QUOTE_WRONG = "quote_wrong"  # labels stand in “ ”, never in straight or open quotes
    ASKS_SECRET = "asks_secret"  # a sentence that would have a secret told, shown or sent
    SIX_DIGITS = "six_digits"  # looks like a one-time code
    SECRET_UNMARKED = "secret_unmarked"  # a card about a secret that is not marked "types it unseen"
    VARIANT_SHAPE = "variant_shape"  # fewer than two choices, or one code twice
    VARIANT_UNKNOWN = "variant_unknown"  # a card depends on a variant or a choice the pack does not have
    VARIANT_UNUSED = "variant_unused"  # no card depends on it
    CHOICE_UNUSED = "choice_unused"  # choosing it leads where another choice does
    CHOICES_MANY = "choices_many"  # more than nine at one card, for the keys 1 to 9
    PATH_EMPTY = "path_empty"  # choices that leave a task without a card; without choices, no usual way
    CARD_UNREACHABLE = "card_unreachable"  # no choices lead to it
    LEADS_UNKNOWN = "leads_unknown"  # the reason a card leads to is not among its seven
    LEADS_EARLY = "leads_early"  # a card that ends the task with a reason is not the last one
    CODE_RETIRED = "code_retired"  # a code that once meant something else, or stands twice in the register
    CODE_LOST = "code_lost"  # the version before has it; it must be kept or be retired
    CODE_REVIVED = "code_revived"  # retired before, and no longer in the register
    VERSION_LOW = "version_low"  # a changed pack needs a higher version
    LANGUAGE_MISSING = "language_missing"  # a code without words in the second language
    LANGUAGE_EXTRA = "language_extra"  # words for a code the pack does not have
    LANGUAGE_UNREVIEWED = "language_unreviewed"  # no reviewer's name and date


@dataclass(frozen=True, slots=True)
class GuideProblem:
    """One fault, where it is (`insurance.add.say`, `no_l2.slip`), and the word or code it is about."""

    code: GuideFault
    where: str
    detail: str = ""

"""What is wrong with a guide pack, in words for its author."""

from __future__ import annotations

from app.domain.guide_faults import GuideFault, GuideProblem
from app.i18n import _


def fault_words(problem: GuideProblem) -> str:
    """One fault as a sentence; the word or code it is about stands behind it."""
    words = (_shape_words() | _way_words() | _text_words())[problem.code]
    return f"{words} [{problem.detail}]" if problem.detail else words


def unreadable_words(code: str, path: str) -> str:
    """Why a pack cannot be read at all, and where."""
    return {
        "file_missing": _("This file is missing: {path}"),
        "not_json": _("This file is not JSON: {path}"),
        "wrong_shape": _("This does not have the shape the format asks for: {path}"),
        "unknown_field": _("The format does not know this field: {path}"),
    }[code].format(path=path)


def _shape_words() -> dict[GuideFault, str]:
    return {
        GuideFault.TASKS_WRONG: _("The pack must have the five tasks, once each, in their order."),
        GuideFault.TASK_EMPTY: _("The task has no card."),
        GuideFault.CODE_REPEATED: _("Two entries have the same code."),
        GuideFault.CODE_SHAPE: _("The code is not written as codes are."),
        GuideFault.REASON_UNKNOWN: _("The card offers a reason the pack does not have."),
        GuideFault.NOT_SEVEN: _("A card offers seven different reasons, for the keys 1 to 7."),
        GuideFault.NOT_THREE: _("A card carries its three most frequent hitches."),
        GuideFault.MINUTES_WRONG: _("The usual time is not believable."),
        GuideFault.PICTURE_EMPTY: _("The picture has nothing on it."),
        GuideFault.TARGET_OUTSIDE: _("The hand points at something that is not in the picture."),
        GuideFault.TAB_OUTSIDE: _("The open tab is not in the picture."),
        GuideFault.PAPERS_PLAIN: _("A picture of papers has no tabs, no note and nothing to press."),
        GuideFault.LABEL_NOT_DRAWN: _("The title quotes a label the picture does not show."),
        GuideFault.OUTCOME_WRONG: _("A reason cannot end a task like this."),
        GuideFault.MARKS_DISAGREE: _("A card told from the same source is marked otherwise."),
        GuideFault.RECHECK_WRONG: _("The days until coming back are not believable."),
        GuideFault.LANGUAGE_MISSING: _("The second language has no words for this."),
        GuideFault.LANGUAGE_UNREVIEWED: _("Nobody answers for this language: reviewer and date are missing."),
        GuideFault.LANGUAGE_EXTRA: _("The second language has words for something the pack does not have."),
    }


def _way_words() -> dict[GuideFault, str]:
    return {
        GuideFault.VARIANT_SHAPE: _("A variant has two choices or more, each with a code of its own."),
        GuideFault.VARIANT_UNKNOWN: _("The card depends on a choice the pack does not have."),
        GuideFault.VARIANT_UNUSED: _("No card depends on this variant."),
        GuideFault.CHOICE_UNUSED: _("This choice leads to the same cards as another one."),
        GuideFault.CHOICES_MANY: _("More than nine choices would stand beside one card."),
        GuideFault.PATH_EMPTY: _("These choices leave the task without a card."),
        GuideFault.CARD_UNREACHABLE: _("No choices lead to this card."),
        GuideFault.LEADS_UNKNOWN: _("The card leads to a reason that is not among its seven."),
        GuideFault.LEADS_EARLY: _("A card that ends with a reason must be the last one on its way."),
        GuideFault.CODE_RETIRED: _("This code once meant something else and may not be used again."),
        GuideFault.CODE_LOST: _("The earlier pack has this code: keep it or write it down as retired."),
        GuideFault.CODE_REVIVED: _(
            "This code was retired earlier and must stay in the list of retired codes."
        ),
        GuideFault.VERSION_LOW: _("The version is not higher than that of the earlier pack."),
    }


def _text_words() -> dict[GuideFault, str]:
    return {
        GuideFault.SLIP_DATE: _("The slip's sentence and the day it names do not fit together."),
        GuideFault.SOURCE_MISSING: _("It does not say where this is from."),
        GuideFault.CHECKED_LATER: _("It was looked up after the pack was made."),
        GuideFault.TEXT_EMPTY: _("A text is empty."),
        GuideFault.TEXT_NOT_NFC: _("A text is not in NFC: its letters are put together in another way."),
        GuideFault.SENTENCE_LONG: _("A sentence has more than 14 words."),
        GuideFault.WORD_BANNED: _("A word that is not used with people stands here."),
        GuideFault.PLACEHOLDER_UNKNOWN: _("A placeholder stands here that nothing fills."),
        GuideFault.PLACEHOLDER_MISSING: _("A placeholder is missing here."),
        GuideFault.QUOTE_WRONG: _("The phone's own labels stand in “ ”."),
        GuideFault.ASKS_SECRET: _("This would have somebody tell, show or send a secret."),
        GuideFault.SIX_DIGITS: _("Six digits in a row look like a code from a message."),
        GuideFault.SECRET_UNMARKED: _("A card about a secret is not marked as typed unseen."),
    }

"""Central's own words for what it holds: kinds of records, states, reasons. Sentences of commands are with them."""

from __future__ import annotations

from app.central.outside import REVOKED
from app.i18n import _


def kind_word(kind: str) -> str:
    """A kind of record, as people call it; one of a newer program keeps its name."""
    words = {
        "village": _("Villages"),
        "household": _("Households"),
        "citizen": _("People"),
        "representative": _("Representatives"),
        "ladder": _("The five tasks"),
        "apart": _("Two different people"),
        "consent": _("Consents"),
        "session": _("Sessions"),
        "visit": _("Home visits"),
        "day_close": _("Closed days"),
        "void": _("Sessions taken out"),
        "card_changed": _("Changed guide cards"),
        "appointment": _("Days to come back"),
        "support_point": _("Support points"),
        "operator": _("People at work"),
        "machine": _("Laptops"),
        "policy": _("Settings of the province"),
        "guide_pack": _("Guide packs"),
        "return": _("Sent back"),
        "verdict": _("Decisions"),
    }
    return words.get(kind, kind)


def state_word(state: str) -> str:
    """Whether a laptop may read."""
    return _("access closed") if state == REVOKED else _("in use")


def outcome_word(kind: str) -> str:
    """What became of something a person let count; a rarer outcome keeps its name."""
    words = {
        "accepted": _("taken over"),
        "merged": _("taken over"),
        "duplicate": _("here already"),
        "conflict": _("differs from what stands; the laptops ask"),
        "erased": _("nothing: the person was erased"),
    }
    return words.get(kind, kind)


def why_word(code: str) -> str:
    """Why something waits for a person; a rarer code keeps its name, for the technician."""
    words = {
        "leftover": _("lost in a restore, still on a laptop"),
        "device_revoked": _("from a laptop whose access is closed"),
        "unknown_author": _("its author is not known at this support point"),
        "author_inactive": _("its author no longer works here"),
        "erase_not_allowed": _("only the support point lead may erase"),
        "merge_not_allowed": _("only the support point lead may make one of two"),
        "missing": _("waits for what it belongs to"),
        "held": _("waits for what it belongs to"),
    }
    return words.get(code) or _("not taken, code {code}").format(code=code)


def file_word(code: str) -> str:
    """Why a sealed file was not taken."""
    words = {
        "bundle_cut": _("it is not whole; copy it again"),
        "bundle_altered": _("it is damaged; copy it again"),
        "bundle_unreadable": _("it is damaged; copy it again"),
        "not_a_bundle": _("it is none of our files"),
        "bundle_too_large": _("it is too large to be ours"),
        "bundle_forged": _("it is not from the laptop it names"),
        "bundle_other_central": _("it is for another central"),
        "bundle_not_ours": _("it is sealed to somebody else"),
        "unknown_device": _("its laptop is not known here"),
        "file_unreadable": _("it cannot be read"),
        "file_missing": _("there is no such file"),
    }
    return words.get(code) or _("not taken, code {code}").format(code=code)

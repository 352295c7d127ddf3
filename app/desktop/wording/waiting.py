"""Why one change waits for a person, by the code it came back with: one sentence for each code."""

from __future__ import annotations

from app.domain.changes import OutcomeKind
from app.i18n import _

_LOOKED_AT = (OutcomeKind.NEEDS_REVIEW.value, "review")


def why(state: str, code: str) -> str:
    """The sentence; a code of a newer centre gets the general one."""
    if state == "conflict":
        return _("Two places wrote different things. Somebody has to choose.")
    if state == "returned" or code == "returned":
        return _("The centre sent it back to be looked at again.")
    if state in _LOOKED_AT:
        return _looked_at().get(code, _("The centre has it and will look at it."))
    return _refused().get(code, _("The centre has not taken it."))


def _looked_at() -> dict[str, str]:
    """What central has whole and a person there decides about."""
    return {
        "device_revoked": _("The centre has it. It looks at all work of a closed machine."),
        "unknown_author": _("The centre has it. It does not know who wrote it yet."),
        "author_inactive": _("The centre has it. Whoever wrote it may not work here any more."),
        "erase_not_allowed": _("The centre has it. Only a support point lead may erase a person."),
        "merge_not_allowed": _("The centre has it. Only a support point lead may make one of two."),
    }


def _refused() -> dict[str, str]:
    """What central has not taken."""
    return {**_of_values(), **_of_records(), **_of_messages()}


def _of_values() -> dict[str, str]:
    return {
        "bad_value": _("The centre does not accept one of the values."),
        "wrong_type": _("One of the values does not belong where it stands."),
        "bad_field": _("It holds a field the centre does not know."),
        "written_once": _("This was written once and cannot be written again."),
        "made_at_central": _("Only the centre writes this."),
    }


def _of_records() -> dict[str, str]:
    return {
        "foreign_record": _("This person belongs to another commune."),
        "not_yours": _("Whoever wrote it works at another support point."),
        "unknown_kind": _("The centre does not know this kind of entry yet."),
        "merge_itself": _("A person cannot be made one with themselves."),
        "not_mergeable": _("Two of these cannot be made one."),
        "undo_too_late": _("This is more than 30 days ago. It stays as it is."),
        "record_too_large": _("There is too much about this person to take more."),
    }


def _of_messages() -> dict[str, str]:
    twice = _("Another copy of this machine has used the same number.")
    unreadable = _("The centre cannot read it.")
    too_large = _("This entry is too large to send.")
    return {
        "unreadable": unreadable,
        "body_unreadable": unreadable,
        "change_too_large": too_large,
        "body_too_large": too_large,
        "batch_too_large": too_large,
        "bad_id": _("It carries a name the centre cannot use."),
        "bad_number": _("Its number or its time cannot be right."),
        "unknown_op": _("The centre does not know what is to be done with it."),
        "id_reused": _("The same number was used twice with different content."),
        "number_reused": twice,
        "held_too_long": _("Something this entry needs has not reached the centre."),
    }

"""Send and receive in words: the pill, the sentence under the heading, why something was not taken."""

from __future__ import annotations

from datetime import datetime

from app.desktop.wording.dates import clock, when
from app.desktop.wording.trouble import Notice
from app.domain.changes import OutcomeKind
from app.domain.views import Counters
from app.i18n import _, format_number, ngettext
from app.usecases.sync import SyncState, SyncStatus


def pill(status: SyncStatus) -> str:
    """The words in the top bar; never `all sent` while anything is left."""
    count = format_number(status.counters.waiting)
    match status.state:
        case SyncState.ALL_SENT:
            return _("Saved on this machine · all sent")
        case SyncState.WAITING:
            return _("Saved on this machine · {count} to send").format(count=count)
        case SyncState.SENDING:
            return _("Sending {sent} of {total}").format(sent=status.sent, total=status.total)
        case SyncState.NO_NETWORK:
            return _("No network · all saved on this machine")
        case SyncState.PARTLY:
            words = _("{sent} sent · {attention} to look at")
            sent = format_number(status.counters.received)
            return words.format(sent=sent, attention=format_number(status.counters.attention))
        case SyncState.REFUSED:
            return _("The centre has not taken it · code {code}").format(code=status.code)
        case SyncState.CLOCK_WRONG:
            return _("The clock of this machine is wrong")
        case SyncState.LONG_UNSENT:
            words = _("{count} to send for {days} days")
            return words.format(count=count, days=status.days_waiting)
        case SyncState.IN_DANGER:
            return _("The disk is nearly full")


def lead(status: SyncStatus, *, is_paired: bool, now: datetime) -> str:
    """The sentence under the heading."""
    if not is_paired:
        return _("Not paired with the centre yet. Everything stays on this machine until it is.")
    if status.state is SyncState.NO_NETWORK:
        return _("No network yet. Keep working, the machine sends by itself.")
    if status.last_success is None:
        return _("Nothing has been sent from this machine yet.")
    return _("Last sent and received {time}.").format(time=when(status.last_success, now))


def sum_line(counters: Counters) -> str:
    """`= 114 đã nhận + 12 chờ + 2 cần xem`: it must add up."""
    return _("= {received} received + {waiting} waiting + {attention} to look at").format(
        received=format_number(counters.received),
        waiting=format_number(counters.waiting),
        attention=format_number(counters.attention),
    )


def sessions(count: int) -> str:
    """`3 lượt`."""
    return ngettext("{count} session", "{count} sessions", count).format(count=format_number(count))


def run_trouble(code: str) -> Notice:
    """Why a run did not go through, by the stable code of its report; empty code = nothing is wrong."""
    safe = _("Everything is still on this machine.")
    sentences = {
        "no_network": (_("There is no network now."), _("Keep working, the machine sends by itself.")),
        "timeout": (_("The centre took too long to answer."), _("The machine tries again by itself.")),
        "cut": (_("The connection broke half-way."), _("The machine tries again by itself.")),
        "not_our_server": (
            _("Something else answered instead of the centre."),
            _("If this is a café or hotel network, sign in there first."),
        ),
        "tls": (
            _("The connection to the centre is not safe."),
            _("Use another network, or call the centre."),
        ),
        "clock": (_("The date of this machine seems wrong."), _("Set date and time, then try again.")),
        "needs_pairing": (
            _("The centre no longer knows this machine."),
            _("Ask the centre for a new pairing sheet."),
        ),
        "not_paired": (_("This machine is not paired yet."), _("Scan a pairing sheet from the centre.")),
        "busy": (_("The centre is busy now."), _("The machine tries again by itself.")),
        "regressed": (
            _("The centre has gone back to an older copy."),
            _("Keep this machine as it is and call the centre."),
        ),
        "store": (_("This machine could not note the answer."), _("Check the free space on the disk.")),
    }
    what, todo = sentences.get(
        code, (_("The centre has not taken it."), _("Copy the code for the technician."))
    )
    return Notice(what, safe, todo, code)


def pairing_trouble(code: str) -> Notice:
    """Why pairing did not work."""
    safe = _("Nothing was changed. You can work without the centre for now.")
    sentences = {
        "code_unknown": (
            _("The centre does not know this code."),
            _("Check the ten characters on the sheet."),
        ),
        "code_used": (_("This sheet was used already."), _("Ask the centre for a new sheet.")),
        "code_expired": (_("This sheet is too old."), _("Ask the centre for a new sheet.")),
        "code_locked": (_("This sheet was tried too often."), _("Ask the centre for a new sheet.")),
        "wrong_commune": (
            _("This sheet is for another commune."),
            _("Ask the centre for your commune's sheet."),
        ),
        "pairing_other_commune": (
            _("This sheet is for another commune, and there is unsent work here."),
            _("Send what is waiting first, then pair."),
        ),
        "pairing_not_proven": (
            _("The one that answered is not the centre on the sheet."),
            _("Stop here and call the centre."),
        ),
    }
    if code in sentences:
        what, todo = sentences[code]
        return Notice(what, safe, todo, code)
    known = run_trouble(code)
    return Notice(known.what, safe, known.todo, code)


def attention(state: str, code: str) -> str:
    """Why one change waits for a person."""
    words = {
        "bad_value": _("The centre does not accept one of the values."),
        "wrong_type": _("The centre does not accept one of the values."),
        "foreign_record": _("This person belongs to another commune."),
        "id_reused": _("The same number was used twice with different content."),
        "change_too_large": _("This entry is too large to send."),
        "unknown_kind": _("The centre does not know this kind of entry yet."),
        "held_too_long": _("Something this entry needs has not reached the centre."),
    }
    if state == OutcomeKind.NEEDS_REVIEW.value or state == "review":
        return _("The centre has it and will look at it.")
    return words.get(code, _("The centre has not taken it."))


def saved_at(moment: datetime) -> str:
    """`Đã lưu 9:41`."""
    return _("Saved {time}").format(time=clock(moment))

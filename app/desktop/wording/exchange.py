"""Send and receive in words: the pill, the sentence under the heading, why something was not taken."""

from __future__ import annotations

from datetime import datetime

from app.desktop.wording.dates import clock, when
from app.desktop.wording.trouble import Notice, store_trouble
from app.domain.faults import StoreTrouble
from app.domain.sync_state import SyncState
from app.domain.views import Counters
from app.i18n import _, format_number, ngettext
from app.usecases.sync import SyncStatus


def pill(status: SyncStatus, to_look: int = 0, at_centre: int = 0) -> str:
    """The words in the top bar; never `all sent` while anything is left.

    `to_look` is how much waits for a person here, `at_centre` how much somebody at the centre looks at.
    """
    counters = status.counters
    return _pills(status, to_look)[status.state].format(
        count=format_number(counters.waiting),
        sent=format_number(status.sent),
        total=format_number(status.total),
        attention=format_number(to_look or at_centre),
        days=status.days_waiting,
    )


def _pills(status: SyncStatus, to_look: int) -> dict[SyncState, str]:
    some = _("Saved on this machine · {count} to send")
    little = _("Saved on this machine · a little to send")
    is_damaged = status.code == StoreTrouble.DAMAGED
    here, there = (
        _("Saved on this machine · {attention} to look at"),
        _("The centre is looking at {attention}"),
    )
    return {
        SyncState.ALL_SENT: _("Saved on this machine · all sent"),
        SyncState.WAITING: some if status.counters.waiting else little,
        SyncState.SENDING: _("Sending {sent} of {total}") if status.total else _("Sending and receiving"),
        SyncState.NO_NETWORK: _("No network · all saved on this machine"),
        SyncState.DIFFERS: _("All sent · the centre's list differs"),
        SyncState.PARTLY: here if to_look else there,
        SyncState.REFUSED: _("The centre has not taken it · see why"),
        SyncState.REVOKED: _("The centre has closed this machine"),
        SyncState.CLOCK_WRONG: _("The clock of this machine is wrong"),
        SyncState.LONG_UNSENT: _("{count} to send for {days} days"),
        SyncState.IN_DANGER: _("Call the support point lead") if is_damaged else _("The disk is nearly full"),
    }


def badge(count: int) -> str:
    """The count beside a room; nothing for none."""
    return format_number(count) if count else ""


def standing(state: SyncState) -> str:
    """What stands above every page as long as it is so; mostly nothing."""
    if state is SyncState.REVOKED:
        return _("The centre has closed this machine: nothing new arrives. Call the lead or the centre.")
    return ""


def at_centre(count: int) -> str:
    """`2 mục trung tâm đang xem, ở đây không phải làm gì.`"""
    return ngettext(
        "The centre is looking at {count} entry. There is nothing to do here.",
        "The centre is looking at {count} entries. There is nothing to do here.",
        count,
    ).format(count=format_number(count))


def lead(status: SyncStatus, *, is_paired: bool, now: datetime) -> str:
    """The sentence under the heading."""
    if not is_paired:
        return _("Not paired with the centre yet. Everything stays on this machine until it is.")
    if status.state is SyncState.NO_NETWORK:
        return _("No network yet. Keep working, the machine sends by itself.")
    if status.state is SyncState.LONG_UNSENT:
        return _("Not sent for {days} days: copy it to USB.").format(days=status.days_waiting)
    if status.last_success is None:
        return _("Nothing has been sent from this machine yet.")
    return _("Last sent and received {time}.").format(time=when(status.last_success, now))


def notes(status: SyncStatus) -> str:
    """What else is worth knowing while nothing is wrong; empty when there is nothing."""
    said = []
    if status.newer_app:
        said.append(_("A newer program is there: version {version}.").format(version=status.newer_app))
    if status.leftovers:
        said.append(
            ngettext(
                "{count} record is only on this machine. The centre will look at it.",
                "{count} records are only on this machine. The centre will look at them.",
                status.leftovers,
            ).format(count=format_number(status.leftovers))
        )
    return " ".join(said)


def sum_line(counters: Counters) -> str:
    """`= 114 đã nhận + 12 chờ + 2 chưa được nhận`: it must add up."""
    return _("= {received} received + {waiting} waiting + {refused} not taken").format(
        received=format_number(counters.received + counters.at_central),
        waiting=format_number(counters.waiting),
        refused=format_number(counters.refused),
    )


def sessions(count: int) -> str:
    """`3 lượt`."""
    return ngettext("{count} session", "{count} sessions", count).format(count=format_number(count))


def run_trouble(code: str) -> Notice:
    """Why a run did not go through, by the stable code of its report."""
    if code in tuple(StoreTrouble):
        return store_trouble(StoreTrouble(code))
    unknown = (_("The centre has not taken it."), _("Copy the code for the technician."))
    what, todo = {**_line_troubles(), **_central_troubles()}.get(code, unknown)
    return Notice(what, _("Everything is still on this machine."), todo, code)


def _line_troubles() -> dict[str, tuple[str, str]]:
    """The way to the centre, and this machine itself."""
    by_itself = _("The machine tries again by itself.")
    return {
        "no_network": (_("There is no network now."), _("Keep working, the machine sends by itself.")),
        "timeout": (_("The centre took too long to answer."), by_itself),
        "cut": (_("The connection broke half-way."), by_itself),
        "not_our_server": (
            _("Something else answered instead of the centre."),
            _("If this is a café or hotel network, sign in there first."),
        ),
        "portal": (
            _("This network's sign-in page answered instead of the centre."),
            _("Open a browser, sign in to the network, then send again."),
        ),
        "proxy": (
            _("This network asks for a sign-in of its own."),
            _("Ask who looks after this network."),
        ),
        "gateway": (_("The way to the centre is overloaded now."), by_itself),
        "intercepted": (
            _("Something on this network opens the line to the centre."),
            _("Use another network, or call the centre."),
        ),
        "tls": (
            _("The connection to the centre is not safe."),
            _("Use another network, or call the centre."),
        ),
        "clock": (_("The date of this machine seems wrong."), _("Set date and time, then try again.")),
        "store": (_("This machine could not note the answer."), _("Check the free space on the disk.")),
        "not_paired": (_("This machine is not paired yet."), _("Scan a pairing sheet from the centre.")),
    }


def _central_troubles() -> dict[str, tuple[str, str]]:
    """What the centre itself says."""
    by_itself = _("The machine tries again by itself.")
    gone_back = (
        _("The centre has gone back to an older copy."),
        _("Keep this machine as it is and call the centre."),
    )
    return {
        **_strangers(),
        **_misunderstandings(),
        "differs": (
            _("This machine and the centre do not hold the same list."),
            _("Keep working, and tell the centre."),
        ),
        "device_revoked": (
            _("The centre has closed this machine: nothing new arrives here."),
            _("It still sends what is done, and the centre looks at it. Call the lead or the centre."),
        ),
        "unknown_commune": (_("The centre does not serve this commune."), _("Call the centre.")),
        "wrong_epoch": (_("The centre was mended a moment ago."), by_itself),
        "pull_first": (_("Others sent something at the same moment."), by_itself),
        "regressed": gone_back,
        "cursor_ahead": gone_back,
        "busy": (_("The centre is busy now."), by_itself),
        "central_halted": (_("The centre is being mended and takes nothing now."), by_itself),
        "internal": (_("The centre stumbled over something."), by_itself),
    }


def _strangers() -> dict[str, tuple[str, str]]:
    """The centre does not take this machine for the one it knows."""
    sheet = _("Ask the centre for a new pairing sheet.")
    unknown_here = (_("The centre no longer knows this machine."), sheet)
    other_store = (_("Another copy of this machine's data has been used."), sheet)
    return {
        "needs_pairing": unknown_here,
        "unknown_token": unknown_here,
        "wrong_device": unknown_here,
        "store_went_back": other_store,
        "wrong_instance": other_store,
        "number_reused": other_store,
    }


def _misunderstandings() -> dict[str, tuple[str, str]]:
    """The two programs do not understand each other, or this one failed: a technician's business mostly."""
    technician = _("Copy the code for the technician.")
    misunderstood = (_("The centre did not understand what this machine sent."), technician)
    too_large = (_("Something is too large to be sent in one go."), technician)
    return {
        "body_unreadable": misunderstood,
        "bad_request": misunderstood,
        "not_found": misunderstood,
        "method_not_allowed": misunderstood,
        "encoding_unknown": misunderstood,
        "body_too_large": too_large,
        "batch_too_large": too_large,
        "bug": (_("This program stumbled over something."), technician),
        "protocol_too_old": (
            _("This program is too old for the centre."),
            _("Install the newer version, then send again."),
        ),
        "protocol_too_new": (
            _("The centre's program is older than this one."),
            _("Tell the centre. The machine tries again by itself."),
        ),
    }


def pairing_trouble(code: str) -> Notice:
    """Why pairing did not work."""
    safe = _("Nothing was changed. You can work without the centre for now.")
    known = run_trouble(code)
    is_passing = code in ("no_network", "timeout", "cut", "gateway", "busy", "central_halted", "internal")
    again = _("Pair again later, with the same sheet.") if is_passing else known.todo
    what, todo = _sheet_troubles().get(code, (known.what, again))
    return Notice(what, safe, todo, code)


def _sheet_troubles() -> dict[str, tuple[str, str]]:
    new_sheet = _("Ask the centre for a new sheet.")
    return {
        "code_unknown": (
            _("The centre does not know this code."),
            _("Check the ten characters on the sheet."),
        ),
        "code_used": (_("This sheet was used already."), new_sheet),
        "code_expired": (_("This sheet is too old."), new_sheet),
        "bad_signature": (_("The centre could not check this machine."), _("Scan the sheet once more.")),
        "too_many_tries": (
            _("Too many wrong codes were tried from here."),
            _("Wait a few minutes, then pair again."),
        ),
        "wrong_commune": (
            _("This sheet is for another commune."),
            _("Ask the centre for your commune's sheet."),
        ),
        "device_known": (_("The centre knows this machine in another place."), _("Call the centre.")),
        "operator_known": (_("The centre knows this operator in another place."), _("Call the centre.")),
        "pairing_other_commune": (
            _("This sheet is for another commune, and there is unsent work here."),
            _("Send what is waiting first, then pair. If it cannot send, ask for your own commune's sheet."),
        ),
        "pairing_not_safe": (
            _("This sheet is for another commune. No tried backup holds the work yet."),
            _(
                "Send and receive again after the centre's next backup, then pair."
                " If it cannot send, ask for your own commune's sheet."
            ),
        ),
        "pairing_not_proven": (
            _("The one that answered is not the centre on the sheet."),
            _("Stop here and call the centre."),
        ),
    }


def saved_at(moment: datetime) -> str:
    """`Đã lưu 9:41`."""
    return _("Saved {time}").format(time=clock(moment))

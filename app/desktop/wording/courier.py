"""Sticks in words: what was done, what lies here for others, and why a stick or a file could not be used."""

from __future__ import annotations

from datetime import datetime

from app.desktop.wording.dates import when
from app.desktop.wording.exchange import run_trouble, sessions
from app.desktop.wording.trouble import Notice
from app.domain.views import Handed
from app.i18n import _, format_number, ngettext
from app.usecases.courier import Carried, CarriedState, HandedOver, TakenIn


def handed(one: Handed, now: datetime) -> str:
    """`Chép ra USB hôm nay 9:41: 12 lượt, chưa có hồi âm.`"""
    said = _("Copied to USB {time}: {sessions}, no answer yet.")
    return said.format(time=when(one.at, now), sessions=_amount(one.sessions))


def carried(one: Carried, now: datetime) -> str:
    """`Máy đi bản 2: 3 lượt, 21/11 8:05. Chờ đưa về trung tâm.`"""
    made = datetime.fromtimestamp(one.label.made_at / 1000, now.tzinfo)
    what = {
        CarriedState.WAITING: _("To be brought to the centre."),
        CarriedState.ANSWERED: _("Answered. Copy it back to USB for them."),
        CarriedState.REFUSED: _("The centre does not take this file. Ask them to copy it once more."),
    }[one.state]
    name = one.label.machine or _("Another machine")
    if not one.label.sessions:
        return _("{name}, {time}. {what}").format(name=name, time=when(made, now), what=what)
    said = _("{name}: {sessions}, {time}. {what}")
    return said.format(name=name, sessions=sessions(one.label.sessions), time=when(made, now), what=what)


def more(count: int) -> str:
    """`và 3 tệp nữa`."""
    return ngettext("and {count} file more", "and {count} files more", count).format(
        count=format_number(count)
    )


def unrescued(count: int) -> str:
    """`2 lượt chưa có bản dự phòng: kiểm tra chỗ trống của đĩa.`"""
    said = _("{sessions} without a rescue copy: check the free space on the disk.")
    return said.format(sessions=sessions(count))


def done(what: HandedOver | TakenIn) -> str:
    """What was just done, in one or two sentences."""
    return _handed_over(what) if isinstance(what, HandedOver) else _taken_in(what)


def _handed_over(what: HandedOver) -> str:
    parts = [_own(what)] if what.bundles or what.lying else []
    if what.receipts:
        answers = _("Answers copied to USB for other machines: {count}.")
        parts.append(answers.format(count=format_number(what.receipts)))
    return " ".join(parts) or _("There is nothing to copy: the centre has everything.")


def _own(what: HandedOver) -> str:
    """What became of own work: copied, copied once more to be safe, or there already."""
    if not what.bundles:
        return _("This USB holds it already. Bring it to the centre.")
    if what.again and not what.sessions:
        more = _("Copied to USB once more, to be safe: {sessions} the centre has.")
        return more.format(sessions=sessions(what.again))
    copied = _("Copied to USB: {sessions}. It stays here, too, until the centre answers.")
    return copied.format(sessions=_amount(what.sessions))


def _amount(count: int) -> str:
    """`12 lượt`; what belongs to no session is not called none."""
    return sessions(count) if count else _("small entries")


def _taken_in(what: TakenIn) -> str:
    parts = []
    if what.parcels:
        parts.append(_("The centre's answer was read."))
    if what.has_guide:
        parts.append(_("A newer guide came along. New sessions use it."))
    if what.carried:
        parts.append(_("Taken along for other machines: {count}.").format(count=format_number(what.carried)))
    if what.faults:
        code = next(iter(what.faults.values()))
        parts.append(trouble(code).whole())
    return " ".join(parts) or _("There is nothing new for this machine on the USB.")


def trouble(code: str) -> Notice:
    """Why a stick or a file on it could not be used, by the stable code."""
    safe = _("Everything is still on this machine.")
    known = {**_stick_troubles(), **_file_troubles()}.get(code)
    if known is None:
        return run_trouble(code)
    return Notice(known[0], safe, known[1], code)


def _stick_troubles() -> dict[str, tuple[str, str]]:
    other_stick = _("Try another USB stick.")
    return {
        "stick_gone": (
            _("The USB stick was pulled out or cannot be read."),
            _("Plug it in and do it again."),
        ),
        "stick_full": (_("The USB stick is full."), _("Free some space on it, or take another one.")),
        "stick_read_only": (_("The USB stick cannot be written."), other_stick),
        "stick_differs": (_("The USB stick does not keep what is written."), other_stick),
        "courier_full": (
            _("This machine carries as much for others as it can."),
            _("Connect to the network, so that it can send."),
        ),
        "not_paired": (_("This machine is not paired yet."), _("Scan a pairing sheet from the centre.")),
    }


def _file_troubles() -> dict[str, tuple[str, str]]:
    again = _("Copy it to the USB once more.")
    return {
        "bundle_cut": (_("A file on the USB is not whole."), again),
        "bundle_altered": (_("A file on the USB is damaged."), again),
        "bundle_unreadable": (_("A file on the USB cannot be read."), again),
        "not_a_bundle": (
            _("A file on the USB only looks like one of ours."),
            _("Leave it, and tell the centre."),
        ),
        "bundle_too_large": (_("A file on the USB is too large."), _("Leave it, and tell the centre.")),
        "bundle_forged": (
            _("A file on the USB is not from the centre it names."),
            _("Do not use this USB, and call the centre."),
        ),
        "bundle_other_central": (
            _("A file on the USB belongs to another centre."),
            _("Give it to a machine of that centre."),
        ),
        "bundle_not_ours": (
            _("A file on the USB is for another machine."),
            _("Plug the USB into that machine."),
        ),
        "unknown_device": (
            _("The centre does not know the machine this file is from."),
            _("Tell the centre."),
        ),
        "guide_unsound": (_("The guide on the USB is not complete."), _("Ask the centre for it again.")),
        "too_many_bundles": (
            _("The centre still waits for other files."),
            _("The machine tries again by itself."),
        ),
    }

"""What people read when something is in the way: what happened, that the work is safe, what to do now."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.faults import StoreTrouble
from app.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Notice:
    """Three short sentences; `code` is what a technician asks for."""

    what: str
    safe: str
    todo: str
    code: str = ""

    def whole(self) -> str:
        """All of it, as one paragraph."""
        return " ".join(part for part in (self.what, self.safe, self.todo) if part)


def store_trouble(trouble: StoreTrouble) -> Notice:
    """What to say when the laptop's own file does not open or does not take a save."""
    safe = _("What was saved before is still on this machine.")
    what, todo = _STORE[trouble]
    return Notice(_(what), safe, _(todo), trouble.value)


def wrong_code() -> Notice:
    """What to say when the recovery code does not open the store."""
    safe = _("What was saved before is still on this machine.")
    return Notice(
        _("This code does not open the machine."), safe, _("Check each letter on the paper."), "wrong_code"
    )


_STORE = {
    StoreTrouble.WRONG_PASSPHRASE: (
        N_("This passphrase does not open the machine."),
        N_("Check Caps Lock and the typing mode, then try again."),
    ),
    StoreTrouble.KEYRING_LOST: (
        N_("The key kept by this computer's account is missing."),
        N_("Open with the recovery code on paper, or call the support point lead."),
    ),
    StoreTrouble.DAMAGED: (
        N_("The file on this machine is damaged."),
        N_("Do not delete anything. Switch the machine off and call the support point lead."),
    ),
    StoreTrouble.HEADER_DAMAGED: (
        N_("The key file beside the store is damaged."),
        N_("Do not delete anything. Switch the machine off and call the support point lead."),
    ),
    StoreTrouble.NEWER_SCHEMA: (
        N_("The file was written by a newer version of this program."),
        N_("Install the newer version, then open it again."),
    ),
    StoreTrouble.DISK_FULL: (
        N_("The disk is full, so this could not be saved."),
        N_("Free some space on the disk, then try again."),
    ),
    StoreTrouble.LOCKED: (
        N_("The file is busy."),
        N_("Wait a moment, then try again."),
    ),
    StoreTrouble.IN_USE: (
        N_("The program is already open on this machine."),
        N_("Use the window that is already open."),
    ),
    StoreTrouble.READ_ONLY: (
        N_("This folder does not let the program write."),
        N_("Ask the support point lead to give this account the right to write."),
    ),
    StoreTrouble.OLD_SQLITE: (
        N_("A part of this program is too old to keep work safely."),
        N_("Install the program again from the newest package."),
    ),
}

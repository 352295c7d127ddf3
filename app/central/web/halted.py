"""What people at central are told when it is not well; the codes are those of `sentry`."""

from __future__ import annotations

from app.i18n import _


def halted_words() -> dict[str, str]:
    """Why central stands still, or is not well, and what to do."""
    return {
        "anothers_guard": _(
            "The guard folder belongs to another central. Central takes nothing. "
            "Name its own folder, or restore its backup."
        ),
        "epoch_behind": _(
            "This database is older than the last restore. Central takes nothing. Restore the newest backup."
        ),
        "seq_behind": _(
            "The database lost work it already had. Central takes nothing. Restore the newest backup over it."
        ),
        "guard_unwritable": _(
            "The guard folder cannot be written. Work goes on, but nothing can be erased. Make room there."
        ),
        "restored": _("The database was restored meanwhile. Start central again."),
    }

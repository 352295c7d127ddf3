"""What can be wrong with a backup. Codes only; the sentences are in `commands.keeping`."""

from __future__ import annotations


class KeepingFault(Exception):
    """A backup was not made, not proven or not brought back; nothing was changed.

    Stable `code`: folder_not_empty · backup_missing, backup_damaged (`subject` names the file), backup_newer,
    backup_sealed, backup_not_sealed (`subject` names the folder), wrong_backup_key · another_central, another_epoch,
    backup_differs (`subject` names a table), drill_under_way · not_empty, backup_too_old (`subject` names the
    communes) · unknown_place, guard_remembers (`subject` is
    where) · central_serves, restore_under_way · and those of `sentry`.
    """

    def __init__(self, code: str, subject: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.subject = subject

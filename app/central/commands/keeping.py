"""Commands that make backups, try them out and bring central back. What they say when they cannot is here, too."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from app.central.commands import given
from app.central.commands.place import is_there, office_of, where
from app.central.ground import system_now_ms
from app.central.keeping import drill as trial
from app.central.keeping import making, restoring
from app.central.keeping.faults import KeepingFault
from app.central.keeping.folder import Manifest
from app.central.keeping.guarding import restoring_alone
from app.central.outside import Outside
from app.central.settings import Settings
from app.central.store.engine import open_database
from app.central.store.tables import record
from app.central.web.halted import halted_words
from app.command_line import text
from app.i18n import _, format_number

Add: TypeAlias = Callable[[str, Callable[[Settings, argparse.Namespace], None], str], argparse.ArgumentParser]


def add_commands(add: Add) -> None:
    """Name the three commands and their switches."""
    making_one = add("backup", backup, _("save everything to a new folder"))
    making_one.add_argument(
        "--out", required=True, type=given.path, metavar=_("FOLDER"), help=_("a new folder for it")
    )
    trying = add(
        "drill", drill, _("bring a backup back beside the real one, as a test; then laptops may tidy up")
    )
    trying.add_argument("folder", type=given.path, metavar=_("FOLDER"), help=_("the backup"))
    _plain(trying)
    bringing = add("restore", restore, _("bring central back from a backup"))
    bringing.add_argument("folder", type=given.path, metavar=_("FOLDER"), help=_("the backup"))
    bringing.add_argument(
        "--new-place", action="store_true", help=_("make central here, where neither it nor its guard is")
    )
    bringing.add_argument(
        "--over-present", action="store_true", help=_("give up what the database holds now")
    )
    bringing.add_argument(
        "--accept-loss",
        type=text(),
        metavar=_("REASON"),
        help=_("take a backup older than what laptops were promised"),
    )
    _plain(bringing)


def _plain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--plain",
        action="store_true",
        help=_("take it although it is not encrypted; anybody may have made it"),
    )


def backup(settings: Settings, asked: argparse.Namespace) -> None:
    """Save everything of this moment, while work goes on."""
    with office_of(settings, looking=True) as office:
        made = making.back_up(office.ground, office.who, asked.out, _key(settings))
    _show(made)
    if not made.salt:
        print(_("It is not encrypted: it holds people's data and central's keys. Keep it locked away."))
    print(_("Now try it out: diemtua central drill {folder}").format(folder=asked.out))


def drill(settings: Settings, asked: argparse.Namespace) -> None:
    """Restore a backup as a test and tell laptops what is safe."""
    with office_of(settings) as office:
        done = trial.drill(office, settings.database, asked.folder, _key(settings), plain=asked.plain)
    _show(done)
    print(_("The backup came back whole. Laptops are told that this much is safe."))


def restore(settings: Settings, asked: argparse.Namespace) -> None:
    """Bring central back, while nobody serves; it must be started anew afterwards."""
    outside = Outside(Path(settings.guard))
    is_known = is_there(settings) or bool(outside.seen().server_id)
    if not is_known and not asked.new_place:
        raise KeepingFault("unknown_place", where(settings))
    print(_("Restoring to {place}").format(place=where(settings)), file=sys.stderr)
    with restoring_alone(settings.guard):
        done = _restore(settings, outside, asked)
    print(_("Central is back, in epoch {epoch}.").format(epoch=done.epoch))
    print(_("Erased again: {count}").format(count=format_number(done.erased)))
    if done.behind:
        print(_("Work may be missing in: {communes}").format(communes=", ".join(done.behind)))
    print(_("Start central now. The laptops send again what is missing, by themselves."))


def _restore(settings: Settings, outside: Outside, asked: argparse.Namespace) -> restoring.Restored:
    engine = open_database(settings.database, settings.file_key, settings.database_limits)
    try:
        return restoring.restore(
            engine,
            outside,
            asked.folder,
            _key(settings),
            now_ms=system_now_ms(),
            over_present=asked.over_present,
            accepted_loss=asked.accept_loss or "",
            plain=asked.plain,
        )
    finally:
        engine.dispose()


def words() -> dict[str, str]:
    """The sentences for what can be wrong; `{subject}` is a folder, a file, communes or a number."""
    return {
        "folder_not_empty": _("There is something in {subject} already. Name a new folder."),
        "backup_missing": _("There is no backup in {subject}. Nothing was changed."),
        "backup_damaged": _("The backup is damaged: {subject}. Nothing was changed. Take another one."),
        "backup_newer": _("A newer program made this backup. Please update; nothing was changed."),
        "backup_sealed": _("This backup is encrypted. Set DIEMTUA_CENTRAL_FILE_KEY; nothing was changed."),
        "backup_not_sealed": _(
            "The backup in {subject} is not encrypted, so that anybody may have made it. Nothing was changed. "
            "If you know where it comes from, add --plain."
        ),
        "wrong_backup_key": _("The key does not open this backup. Nothing was changed."),
        "another_central": _("This backup and this central do not belong together. Nothing was changed."),
        "another_epoch": _("This backup is of a time that was given up by a restore. Make a new one."),
        "backup_differs": _("Counted again, {subject} is not what was saved. Take another backup."),
        "drill_under_way": _("Another drill is under way. Try again when it has ended."),
        "unknown_place": _(
            "There is no central in {subject}, and no guard that knows one. "
            "The folder may be mistyped, or the settings not loaded. "
            "To bring it back right here, add --new-place."
        ),
        "guard_remembers": _(
            "The guard folder {subject} knows a central that is not here. Nothing was changed. "
            "Restore its backup, or name another guard folder."
        ),
        "central_serves": _("Central is running. Stop it, then restore. Nothing was changed."),
        "restore_under_way": _("Central is being restored right now. Start it when that has ended."),
        "not_empty": _("The database is in use ({subject} communes). To give it up, add --over-present."),
        "backup_too_old": _(
            "Laptops no longer hold all that is missing here: {subject}. Take a newer backup."
        ),
        **halted_words(),
    }


def _show(one: Manifest) -> None:
    [records] = [table.census for table in one.tables if table.name == record.name]
    said = _("{commune}: {count} records, up to number {seq}")
    for code, seq in sorted(one.seqs.items()):
        count = records[code].rows if code in records else 0
        print(said.format(commune=code, count=format_number(count), seq=seq))


def _key(settings: Settings) -> bytes:
    return bytes.fromhex(settings.file_key)

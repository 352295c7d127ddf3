"""What a child does with a central's database until it is done or killed: the very commands people type."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

import msgspec
import sqlalchemy as sa

from app.central.commands import keeping, line
from app.central.keeping import folder, loading
from tests.support.killing.work import Order, Say

NOW_MS = 1_900_000_000_000
"""The child's clock in milliseconds: what a restore leaves can be foretold row by row."""

ENVIRONMENT = "environment.json"
"""In the child's folder: what this central's machine tells its programs."""

WHOLE, NEXT = "whole", "next"
"""The backup that is there, and the one that is made."""


def backups(scene: Path) -> Path:
    """Where the backups of a scene lie."""
    return scene / "backups"


def backup(order: Order, say: Say) -> None:
    """Everything into a new folder."""
    _command(order, say, "backup", "--out", str(backups(Path(order.folder)) / NEXT))


def drill(order: Order, say: Say) -> None:
    """The backup is brought back beside the database, as a test."""
    _command(order, say, "drill", str(backups(Path(order.folder)) / WHOLE))


def restore(order: Order, say: Say) -> None:
    """The backup takes the place of a database that is there."""
    _command(order, say, "restore", "--over-present", str(backups(Path(order.folder)) / WHOLE))


def refill(order: Order, say: Say) -> None:
    """The backup comes into an empty database; the old one was lost with its disk."""
    _command(order, say, "restore", str(backups(Path(order.folder)) / WHOLE))


def _command(order: Order, say: Say, *words: str) -> None:
    """Run it in this process; what it prints is for people."""
    told, complaint = io.StringIO(), io.StringIO()
    os.environ.update(
        msgspec.json.decode((Path(order.folder) / ENVIRONMENT).read_bytes(), type=dict[str, str])
    )
    with (
        mock.patch.object(keeping, "system_now_ms", return_value=NOW_MS),
        redirect_stdout(told),
        redirect_stderr(complaint),
    ):
        status = line.main(["--data", order.folder, *words])
    say(f"done {words[0]}" if status == 0 else f"refused {' '.join(complaint.getvalue().split())}")


def in_place(order: Order, say: Say) -> None:
    """A backup is written under its own name, file by file."""
    with (
        mock.patch.object(folder, "begin_folder", _begin_in_place),
        mock.patch.object(folder, "finish_folder", return_value=None),
    ):
        backup(order, say)


def _begin_in_place(out: Path) -> Path:
    out.mkdir(parents=True)
    return out


def in_parts(order: Order, say: Say) -> None:
    """A restore that is a transaction for each table; on an embedded database."""
    with mock.patch.object(loading, "_fill", _fill_alone):
        restore(order, say)


_fill = loading._fill


def _fill_alone(connection: sa.Connection, out: Path, kept: folder.TableKept, secret: folder.Secret) -> None:
    _fill(connection, out, kept, secret)
    for word in ("COMMIT", "BEGIN IMMEDIATE"):
        connection.exec_driver_sql(word)


KEEPING: Mapping[str, Callable[[Order, Say], None]] = {
    activity.__name__: activity for activity in (backup, drill, restore, refill)
}

FAULTY: Mapping[str, Callable[[Order, Say], None]] = {
    "backup in place": in_place,
    "restore in parts": in_parts,
}
"""Done wrongly on purpose; the first word is the activity they pretend to be."""

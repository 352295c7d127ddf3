"""The chain of who wrote what: each row's link covers the one before, so a row changed or taken out shows.

Rows made and unmade by somebody who holds the open store between two runs of sending cannot be proven.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from app.domain.changes import Change
from app.storage.coding import CHANGE_COLUMNS, from_json, to_json
from app.storage.database import Cells, Connection

WROTE = "wrote"
BLANKED = "blanked"
RENAMED = "renamed"
REMOVED = "removed"

_DEVICE = CHANGE_COLUMNS.split(", ").index("device")


def wrote(db: Connection, changes: Sequence[tuple[Change, Cells]]) -> None:
    """One row for the changes of one transaction; each has its own digest, blanking one spares the rest."""
    last, _ = changes[-1]
    said = [[change.n, _digest(cells)] for change, cells in changes]
    _append(db, last.made_at, last.author, WROTE, said)


def blanked(db: Connection, changes: Iterable[str]) -> None:
    """One row for bodies blanked because central erased whom they told of; there is no clock to ask here."""
    _append(db, 0, "", BLANKED, sorted(changes))


def renamed(db: Connection, moved: Iterable[tuple[int, int, str]]) -> None:
    """One row for changes numbered anew under another name of the device: n before, n now, device before."""
    _append(db, 0, "", RENAMED, list(moved))


def removed(db: Connection, reasons: Mapping[tuple[str, str], str]) -> None:
    """One row for records this laptop shows no more: kind, id, and the reason, one of `refreshing.Reason`."""
    _append(db, 0, "", REMOVED, [[kind, record, why] for (kind, record), why in sorted(reasons.items())])


BARE = ("erased", "left")
"""States of changes whose bodies were blanked: erased, or of a commune this laptop has left."""


def is_whole(db: Connection) -> bool:
    """Whether every link holds and every change that was not blanked still says what was audited."""
    before, rows = b"", db.rows("SELECT at, actor, act, detail, link FROM audit ORDER BY n")
    moved = _moved(detail for _, _, act, detail, _ in rows if act == RENAMED)
    for at, actor, act, detail, link in rows:
        if link != _link(before, at, actor, act, detail) or (act == WROTE and not _agrees(db, detail, moved)):
            return False
        before = link
    return True


def _append(db: Connection, at: int, actor: str, act: str, detail: object) -> None:
    newest = db.row("SELECT link FROM audit ORDER BY n DESC LIMIT 1")
    text = to_json(detail)
    link = _link(newest[0] if newest else b"", at, actor, act, text)
    db.run(
        "INSERT INTO audit (at, actor, act, detail, link) VALUES (?, ?, ?, ?, ?)",
        (at, actor, act, text, link),
    )


def _link(before: bytes, at: int, actor: str, act: str, detail: str) -> bytes:
    return hashlib.sha256(before + to_json([at, actor, act, detail]).encode()).digest()


def _moved(details: Iterable[str]) -> dict[int, tuple[int, str]]:
    """Where each number went, and from which name of the device; no number was ever used twice."""
    return {n: (now, device) for detail in details for n, now, device in from_json(detail)}


def _agrees(db: Connection, detail: str, moved: dict[int, tuple[int, str]]) -> bool:
    """Whether the changes still say what was audited, under the number and name they had then."""
    said: list[tuple[int, str]] = from_json(detail)
    for n, digest in said:
        now = n
        while now in moved:
            now = moved[now][0]
        row = db.row(f"SELECT {CHANGE_COLUMNS}, state FROM changes WHERE n = ?", (now,))
        if row is None or (row[-1] not in BARE and _digest(_as_written(row[:-1], n, moved)) != digest):
            return False
    return True


def _as_written(cells: Cells, n: int, moved: dict[int, tuple[int, str]]) -> Cells:
    return [n, *cells[1:_DEVICE], moved[n][1], *cells[_DEVICE + 1 :]] if n in moved else cells


def _digest(cells: Cells) -> str:
    return hashlib.sha256(to_json(cells).encode()).hexdigest()

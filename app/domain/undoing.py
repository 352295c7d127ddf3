"""Taking a finished session back: the changes that put its records where they stood before it. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from app.domain.appointments import AppointmentState
from app.domain.changes import Change, Edit, Op, Pen, Value
from app.domain.records import KINDS

STAYS = ("session", "consent", "void", "household", "representative")
"""Kinds a session's undoing leaves alone: what was agreed was agreed, and the session itself never changes."""


def is_same_day(made_at: int, now: datetime) -> bool:
    """Whether a change of `made_at` (Unix ms) was made on the day it is now, by the clock of this place."""
    return datetime.fromtimestamp(made_at / 1000, now.tzinfo).date() == now.date()


def reversal(
    pen: Pen, wrote: Sequence[Change], shown: Mapping[tuple[str, str], Mapping[str, Value]], reason: str
) -> tuple[Change, ...]:
    """One edit for each record the session wrote to, oldest first; `shown` are their values now.

    Only what still stands as the session wrote it goes back: what somebody has written since stays. A person met
    in it stays known, an appointment made in it is cancelled.
    """
    records: dict[tuple[str, str], list[Change]] = {}
    for one in wrote:
        if one.kind not in STAYS:
            records.setdefault((one.kind, one.record), []).append(one)
    found = ((of, dict(_edits(mine, shown[of]))) for of, mine in records.items() if of in shown)
    return tuple(pen.write(Op.EDIT, *of, edits, reason=reason) for of, edits in found if edits)


def void_of(pen: Pen, session: str, reason: str) -> Change:
    """What takes the session out of the counts."""
    return pen.create("void", pen.new_id(), {"session": session, "reason": reason, "operator": pen.author})


def _edits(mine: Sequence[Change], now: Mapping[str, Value]) -> Iterator[tuple[str, Edit]]:
    """The fields of one record that go back; `mine` are the changes the session wrote to it."""
    kind, is_new = mine[0].kind, mine[0].op is Op.CREATE
    if is_new and kind == "appointment" and now.get("state") == AppointmentState.DUE.value:
        yield "state", Edit((AppointmentState.DUE.value,), AppointmentState.CANCELLED.value)
    if is_new and kind != "ladder":
        return
    for name in dict.fromkeys(name for one in mine for name in one.fields):
        edits = [one.fields[name] for one in mine if name in one.fields]
        seen, after = edits[0].seen, edits[-1].to
        before = seen[0] if seen else KINDS[kind].start(name)
        if now.get(name) == after != before:
            yield name, Edit((after,), before)

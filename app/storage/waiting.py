"""The numbers of the day. Yesterday's go when today's first is given, and the names with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.domain.ladder import TaskCode
from app.domain.queue import Mark, Ticket, TicketState
from app.storage.coding import from_json, to_json
from app.storage.database import Connection

_SAVE = """INSERT INTO ticket (day, number, body) VALUES (?, ?, ?)
ON CONFLICT (day, number) DO UPDATE SET body = excluded.body"""


def of_day(db: Connection, day: date) -> Sequence[Ticket]:
    """The numbers of one day, the first one first."""
    rows = db.rows("SELECT number, body FROM ticket WHERE day = ? ORDER BY number", (day.isoformat(),))
    return [_ticket(day, number, body) for number, body in rows]


def save(db: Connection, ticket: Ticket) -> None:
    """Keep a number as it is now, and none of another day."""
    db.run("DELETE FROM ticket WHERE day <> ?", (ticket.day.isoformat(),))
    body = {
        "given": ticket.given,
        "state": ticket.state.value,
        "task": ticket.task.value if ticket.task else "",
        "name": ticket.name,
        "marks": [mark.value for mark in ticket.marks],
        "calls": ticket.calls,
    }
    db.run(_SAVE, (ticket.day.isoformat(), ticket.number, to_json(body)))


def _ticket(day: date, number: int, body: str) -> Ticket:
    told = from_json(body)
    return Ticket(
        day=day,
        number=number,
        given=told["given"],
        state=TicketState(told["state"]),
        task=TaskCode(told["task"]) if told["task"] else None,
        name=told["name"],
        marks=tuple(Mark(mark) for mark in told["marks"]),
        calls=tuple(told["calls"]),
    )

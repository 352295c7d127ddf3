"""What was done here and who is expected: finished sessions, a day's counts, consents, appointments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from app.domain.changes import Value
from app.domain.ladder import TaskState, ladder_of
from app.domain.views import DayCounts, DueRow, Finished, LastSession
from app.storage import shown
from app.storage.aliases import Aliases, aliases, record
from app.storage.coding import from_json
from app.storage.database import Cells, Connection, Row

# What replaces a change says the same session once more: it was finished when it was said first.
_OF_DAY = """SELECT session.citizen, session.started, session.ended, session.outcomes
FROM changes INDEXED BY changes_sessions CROSS JOIN session ON session.id = changes.record
WHERE changes.kind = 'session' AND changes.replaces = '' AND changes.made_at >= ? AND changes.made_at < ?
    AND NOT EXISTS (SELECT 1 FROM void WHERE void.session = session.id)"""
# By the laptop's clock: numbers are given anew when a laptop takes another name.
_LAST = """SELECT session.id, session.citizen, session.ended, session.outcomes
FROM changes INDEXED BY changes_sessions CROSS JOIN session ON session.id = changes.record
WHERE changes.kind = 'session' AND changes.replaces = ''
    AND NOT EXISTS (SELECT 1 FROM void WHERE void.session = session.id)
ORDER BY changes.made_at DESC, changes.n DESC LIMIT 1"""
_DUE = """SELECT appointment.id, appointment.citizen, c.name, c.address_form, c.village, appointment.day,
    appointment.task, appointment.reason, c.phone, appointment.place, appointment.tried, appointment.meet
FROM appointment JOIN citizen c ON c.id = appointment.citizen
WHERE appointment.state = 'due' AND {condition} ORDER BY appointment.day, appointment.id"""
_DUE_UNTIL = _DUE.format(condition="appointment.day <> '' AND appointment.day <= ?")
# Of one day the one not withdrawn: consenting again makes a new record.
_CONSENT = """SELECT id FROM consent WHERE citizen IN ({names}) AND purpose = ?
ORDER BY given_on DESC, withdrawn = '' DESC, id DESC LIMIT 1"""


def finished(db: Connection, session: str) -> Finished | None:
    """A finished session with its person and ladder as they are shown now."""
    values = shown.values_of(db, "session", session)
    if values is None:
        return None
    citizen = aliases(db).survivor(str(values["citizen"]))
    return Finished(
        session=session,
        citizen=citizen,
        person=record(db, "citizen", citizen) or {},
        values=values,
        ladder=record(db, "ladder", citizen) or {},
    )


def last_session(db: Connection) -> LastSession | None:
    """The session finished last on this laptop and not taken back, if it is still shown."""
    row = db.row(_LAST)
    if row is None:
        return None
    session, citizen, ended, outcomes = row
    citizen = aliases(db).survivor(citizen)
    person = record(db, "citizen", citizen) or {}
    return LastSession(
        session=session,
        citizen=citizen,
        name=str(person.get("name", "")),
        address_form=str(person.get("address_form", "")),
        ended=ended,
        complete=all(state.status.is_over for state in _states(db, citizen, from_json(outcomes or "null"))),
    )


def session_by_code(db: Connection, code: str) -> str:
    """The citizen whose slip carries this code, or empty."""
    row = db.row(
        "SELECT citizen FROM session INDEXED BY session_code WHERE code = ? AND code <> '' LIMIT 1", (code,)
    )
    return aliases(db).survivor(row[0]) if row else ""


def day_counts(db: Connection, day: date) -> DayCounts:
    """Sessions finished on this laptop between two local midnights, without those taken back."""
    midnight = datetime.combine(day, time())
    bounds = tuple(int(at.timestamp() * 1000) for at in (midnight, midnight + timedelta(days=1)))
    complete = coming = stuck = seconds = 0
    for citizen, started, ended, outcomes in db.rows(_OF_DAY, bounds):
        states = _states(db, citizen, from_json(outcomes or "null"))
        seconds += ended - started
        if all(state.status.is_over for state in states):
            complete += 1
        elif any(state.asks_back(day.isoformat()) for state in states):
            coming += 1
        else:
            stuck += 1
    helped = db.row("SELECT helped FROM anonymous_tally WHERE day = ?", (day.isoformat(),))
    return DayCounts(
        complete=complete,
        coming_back=coming,
        stuck=stuck,
        anonymous=helped[0] if helped else 0,
        seconds=seconds,
    )


def count_anonymous(db: Connection, day: date) -> None:
    """One more person helped without a record."""
    db.run(
        "INSERT INTO anonymous_tally (day, helped) VALUES (?, 1)"
        " ON CONFLICT (day) DO UPDATE SET helped = helped + 1",
        (day.isoformat(),),
    )


def due(db: Connection, until: date) -> Sequence[DueRow]:
    """Appointments still due up to and including a day, oldest first."""
    return _due_rows(db, _DUE_UNTIL, (until.isoformat(),))


def due_of(db: Connection, citizen: str) -> Sequence[DueRow]:
    """One person's appointments still due, oldest first, those of merged records too."""
    names = _names(db, citizen)
    return _due_rows(db, _DUE.format(condition=f"appointment.citizen IN ({_places(names)})"), names)


def consent_of(db: Connection, citizen: str, purpose: str) -> Mapping[str, Value] | None:
    """The newest consent of a person for a purpose, whichever of their merged records it was given on."""
    names = _names(db, citizen)
    row = db.row(_CONSENT.format(names=_places(names)), (*names, purpose))
    return shown.values_of(db, "consent", row[0]) if row else None


def _names(db: Connection, citizen: str) -> tuple[str, ...]:
    known = aliases(db)
    return known.known_as(known.survivor(citizen))


def _places(cells: Cells) -> str:
    return ", ".join("?" * len(cells))


def _states(db: Connection, citizen: str, outcomes: Mapping[str, Value] | None) -> list[TaskState]:
    """How the tasks stand: by this session's outcomes, and by the ladder for those it did not touch."""
    ladder = record(db, "ladder", citizen) or {}
    return list(ladder_of({**ladder, **(outcomes or {})}).values())


def _due_rows(db: Connection, query: str, cells: Cells) -> Sequence[DueRow]:
    known = aliases(db)
    return [_due_row(db, known, row) for row in db.rows(query, cells)]


def _due_row(db: Connection, known: Aliases, row: Row) -> DueRow:
    """One line; of somebody merged away with the name and place of whom they became."""
    appointment, citizen, name, address_form, village, day, task, reason, phone, place, tried, meet = row
    survivor = known.survivor(citizen)
    if survivor != citizen:
        values = record(db, "citizen", survivor) or {}
        name, address_form, village, phone = (
            str(values.get(part, "")) for part in ("name", "address_form", "village", "phone")
        )
    return DueRow(
        appointment=appointment,
        citizen=survivor,
        name=name,
        address_form=address_form,
        village=village,
        day=day,
        task=task,
        reason=reason,
        phone=phone,
        place=place,
        tried=len(from_json(tried)) if tried else 0,
        meet=meet,
    )

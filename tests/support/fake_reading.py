"""The questions of the port, answered in plain Python from the fake's state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import cast

from app.domain.changes import Change, Value
from app.domain.delivery import Delivery, stamp_of
from app.domain.draft import Draft
from app.domain.ladder import TaskState, ladder_of
from app.domain.merge.state import Life
from app.domain.records import KINDS
from app.domain.views import (
    Attention,
    Counters,
    DayCounts,
    DueRow,
    Finished,
    LastSession,
    Unsent,
)
from tests.support.fake_carrying import CarriedReader
from tests.support.fake_differences import FakeDifferences
from tests.support.fake_feed import FakeFeed
from tests.support.fake_history import FakeHistory
from tests.support.fake_people import FakePeople
from tests.support.fake_queue import QueueReader
from tests.support.fake_state import Entry, State
from tests.support.fake_village import FakeVillage


class FakeReader(CarriedReader, FakeFeed, FakeDifferences, FakeHistory, FakePeople, FakeVillage, QueueReader):
    """Fits `ports.Reading`."""

    def __init__(self, state: State) -> None:
        self.state = state

    def record(self, kind: str, record: str) -> Mapping[str, Value] | None:
        return self.state.record(kind, record)

    def records(self, kind: str) -> Mapping[str, Mapping[str, Value]]:
        shown = self.state.all_shown(kind)
        return {one: self.state.record(kind, one) or {} for one, s in shown.items() if s.life is Life.LIVE}

    def session_by_code(self, code: str) -> str:
        for shown in self.state.all_shown("session").values():
            if code and shown.values["code"] == code:
                return self.state.survivor(str(shown.values["citizen"]))
        return ""

    def consent_of(self, citizen: str, purpose: str) -> Mapping[str, Value] | None:
        names = self.state.known_as(self.state.survivor(citizen))
        acts = [(one, s.values) for one, s in self.state.all_shown("consent").items()]
        acts = [(one, v) for one, v in acts if v["citizen"] in names and v["purpose"] == purpose]
        newest = sorted(acts, key=lambda act: (str(act[1]["given_on"]), act[1]["withdrawn"] == "", act[0]))
        return newest[-1][1] if newest else None

    def drafts(self) -> Sequence[Draft]:
        return sorted(self.state.drafts.values(), key=lambda draft: (draft.touched, draft.id), reverse=True)

    def finished(self, session: str) -> Finished | None:
        values = self.state.record("session", session)
        if values is None:
            return None
        citizen = self.state.survivor(str(values["citizen"]))
        person = self.state.record("citizen", citizen) or {}
        ladder = self.state.record("ladder", citizen) or {}
        return Finished(session=session, citizen=citizen, person=person, values=values, ladder=ladder)

    def last_session(self) -> LastSession | None:
        newest = sorted(self._sessions(), key=lambda entry: (entry.change.made_at, entry.change.n))
        shown = [one for one in (self.finished(entry.change.record) for entry in newest) if one]
        shown = [one for one in shown if one.session not in self._voided()]
        if not shown:
            return None
        found = shown[-1]
        return LastSession(
            session=found.session,
            citizen=found.citizen,
            name=str(found.person.get("name", "")),
            address_form=str(found.person.get("address_form", "")),
            ended=_int(found.values["ended"]),
            complete=_is_complete(found),
        )

    def day_counts(self, day: date) -> DayCounts:
        counted = {"complete": 0, "coming_back": 0, "stuck": 0, "seconds": 0}
        for entry in self._sessions():
            found = self.finished(entry.change.record)
            made = datetime.fromtimestamp(entry.change.made_at / 1000).date()
            if found and made == day and entry.change.record not in self._voided():
                counted[_ending(found, day)] += 1
                counted["seconds"] += _int(found.values["ended"]) - _int(found.values["started"])
        return DayCounts(anonymous=self.state.tally.get(day.isoformat(), 0), **counted)

    def due(self, until: date) -> Sequence[DueRow]:
        return [row for row in self._due() if row.day and row.day <= until.isoformat()]

    def due_of(self, citizen: str) -> Sequence[DueRow]:
        return [row for row in self._due() if row.citizen == self.state.survivor(citizen)]

    def counters(self) -> Counters:
        entries = list(self.state.in_order())
        bad = {e.session for e in entries if e.needs_attention}
        bad |= {str(back["session"]) for back in self.state.returned().values()}
        bad |= {entry.session for _, entry in self._sent_back()}
        late = {e.session for e in entries if e.is_waiting}
        own = {e.change.record for e in self._sessions()}
        away = late | {e.session for e in entries if e.own.delivery is Delivery.QUARANTINED}
        made = [e.change.made_at for e in entries if e.is_waiting and e.session]
        waiting = len(own & late - bad)
        return Counters(
            received=len(own - bad - late),
            waiting=waiting,
            attention=len(own & bad),
            oldest_waiting=datetime.fromtimestamp(made[0] / 1000, UTC) if waiting else None,
            at_central=len((own & bad) - away),
        )

    def attention(self) -> Sequence[Attention]:
        found = [_attention(entry) for entry in self.state.in_order() if entry.needs_attention]
        found += [(entry, f"returned {back}", "returned", "") for back, entry in self._sent_back()]
        said = [self._attention(*one) for one in found]
        return sorted(said, key=lambda one: (one.change.n, one.returned))

    def unsent(self, most_bytes: int, most: int, after: int = 0) -> Sequence[Unsent]:
        chosen: list[Unsent] = []
        room = most_bytes
        for entry in self._free():
            room -= len(str(entry.change)) if entry.change.n > after else 0
            if entry.change.n <= after or (chosen and (room < 0 or len(chosen) == most)):
                continue
            chosen.append(Unsent(change=entry.change, stamp=stamp_of(entry.own)))
        return chosen

    def last_n(self) -> int:
        return max((entry.change.n for entry in self.state.in_order()), default=0)

    def setting(self, key: str) -> str:
        return self.state.settings.get(key, "")

    def _free(self) -> Iterator[Entry]:
        blocked: set[str] = set()
        for entry in self.state.in_order():
            leans_on = {entry.change.record, *_references(entry.change)}
            if entry.own.delivery is Delivery.QUARANTINED or (entry.is_waiting and leans_on & blocked):
                blocked.add(entry.change.record)
            elif entry.is_waiting:
                yield entry

    def _sessions(self) -> Iterator[Entry]:
        return (e for e in self.state.in_order() if e.change.kind == "session" and not e.change.replaces)

    def _voided(self) -> set[Value]:
        return {shown.values["session"] for shown in self.state.all_shown("void").values()}

    def _due(self) -> list[DueRow]:
        rows = []
        for appointment, shown in self.state.all_shown("appointment").items():
            citizen = self.state.survivor(str(shown.values["citizen"]))
            person = self.state.record("citizen", citizen)
            if person and shown.values["state"] == "due":
                facts = {part: str(shown.values[part]) for part in ("day", "task", "reason", "place", "meet")}
                facts |= {p: str(person[p]) for p in ("name", "address_form", "village", "phone")}
                tried = len(cast(list[str], shown.values["tried"]))
                rows.append(DueRow(appointment=appointment, citizen=citizen, tried=tried, **facts))
        return sorted(rows, key=lambda row: (row.day, row.appointment))

    def _attention(self, entry: Entry, state: str, code: str, field: str) -> Attention:
        change = entry.change
        state, _, back = state.partition(" ")
        values = self.state.record(change.kind, change.record) or {}
        citizen = change.record if change.kind in ("citizen", "ladder") else str(values.get("citizen", ""))
        citizen = self.state.survivor(citizen) if citizen else ""
        person = self.state.record("citizen", citizen) or {}
        judged = self.state.record("verdict", change.id) if state == Delivery.QUARANTINED else None
        said = self.state.returned()[back] if back else judged or {}
        return Attention(
            change=change,
            citizen=citizen,
            comment=str(said.get("comment", "")),
            by=str(said.get("by", "")),
            returned=back,
            state=state,
            code=code,
            field=field,
            session=entry.session,
            citizen_name=str(person.get("name", "")),
        )


def _attention(entry: Entry) -> tuple[Entry, str, str, str]:
    if entry.parked:
        return entry, "conflict", "conflict", entry.parked[0]
    return entry, entry.own.delivery.value, entry.code, entry.field


def _references(change: Change) -> Iterator[str]:
    for name, edit in change.fields.items():
        rule = KINDS[change.kind].rules.get(name)
        if rule and rule.refers and isinstance(edit.to, str):
            yield edit.to


def _states(found: Finished) -> list[TaskState]:
    outcomes = found.values["outcomes"]
    today = outcomes if isinstance(outcomes, dict) else {}
    return list(ladder_of({**found.ladder, **today}).values())


def _is_complete(found: Finished) -> bool:
    return all(state.status.is_over for state in _states(found))


def _ending(found: Finished, day: date) -> str:
    if _is_complete(found):
        return "complete"
    return "coming_back" if any(one.asks_back(day.isoformat()) for one in _states(found)) else "stuck"


def _int(value: Value) -> int:
    assert isinstance(value, int)
    return value

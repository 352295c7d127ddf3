"""Short ways to write, answer and pull, for the contracts a store has to keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest

from app.contract.messages import WireRecord
from app.domain.changes import Change, Outcome, OutcomeKind, Pen, Value
from app.domain.views import Counters
from app.usecases.ports import Store
from tests.support.fiction import TASKS, Fiction

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
ALL = 10**6
"""More bytes and changes than any test writes."""


class Steps:
    """Inherit and give a `store` fixture."""

    @pytest.fixture
    def fiction(self) -> Fiction:
        return Fiction.seeded(11)

    def make(
        self, store: Store, fiction: Fiction, kind: str, values: dict[str, Value], session: str = ""
    ) -> str:
        record = fiction.id()
        with store.write() as work:
            work.add(fiction.pen().create(kind, record, values), session)
        return record

    def person(self, store: Store, fiction: Fiction, **values: Value) -> str:
        return self.make(store, fiction, "citizen", {**fiction.person(), **values})

    def appointment(self, store: Store, fiction: Fiction, citizen: str, day: str, state: str = "due") -> str:
        return self.make(store, fiction, "appointment", {"citizen": citizen, "day": day, "state": state})

    def session(
        self,
        store: Store,
        fiction: Fiction,
        citizen: str,
        over: int,
        recheck: str = "",
        code: str = "",
        reason: str = "",
    ) -> str:
        waiting: Value = {"status": "waiting", "recheck": recheck} if recheck else {"status": "blocked"}
        told: Value = {"status": "blocked", "reason": reason} if reason else waiting
        rungs = {task: {"status": "done"} if place < over else told for place, task in enumerate(TASKS)}
        session, pen = fiction.id(), fiction.pen()
        began = fiction.now_ms // 1000 - 900
        values: dict[str, Value] = {"citizen": citizen, "started": began, "ended": began + 900, "code": code}
        with store.write() as work:
            work.add(pen.create("ladder", citizen, dict(rungs)), session)
            work.add(pen.create("session", session, {**values, "outcomes": dict(rungs)}), session)
        return session

    @contextmanager
    def on(self, fiction: Fiction, day: date) -> Iterator[Pen]:
        """Write at noon of a local day."""
        fiction.now_ms = int(datetime(day.year, day.month, day.day, 12).timestamp() * 1000)
        yield fiction.pen()

    def visit(self, store: Store, fiction: Fiction) -> list[Change]:
        """One new person's finished session, written; the changes as stored."""
        _, first, session, rest = next(fiction.visits(1))
        with store.write() as work:
            return [work.add(change, session) for change in (*first, *rest)]

    def edit(
        self, store: Store, fiction: Fiction, of: Change | tuple[str, str], after: dict[str, Value]
    ) -> Change:
        kind, record = (of.kind, of.record) if isinstance(of, Change) else of
        pen: Pen = fiction.pen()
        with store.write() as work:
            return work.add(pen.edit(kind, record, work.record(kind, record) or {}, after))

    def answer(
        self,
        store: Store,
        change: Change,
        kind: OutcomeKind,
        seq: int = 0,
        *,
        took: tuple[str, ...] = (),
        conflicts: tuple[str, ...] = (),
        landing: str = "",
        code: str = "",
        field: str = "",
        first: OutcomeKind | None = None,
    ) -> None:
        """Central, in epoch 1, answers now."""
        outcome = Outcome(
            kind=kind,
            seq=seq,
            took=took,
            conflicts=conflicts,
            landing=landing,
            code=code,
            field=field,
            first=first,
        )
        with store.write() as work:
            work.note_outcome(change.id, outcome, 1, NOW)

    def stands_for(self, store: Store, citizen: str) -> str:
        """Whom an id stands for."""
        line = store.read().person(citizen)
        return line.citizen if line else ""

    def phone(self, store: Store) -> Value:
        return (store.read().record("citizen", "c1") or {})["phone"]

    def counted(self, waiting_on: Sequence[Change], **counts: int) -> Counters:
        oldest = datetime.fromtimestamp(waiting_on[0].made_at / 1000, UTC)
        return Counters(**counts, oldest_waiting=oldest)

    def wire(self, kind: str, record: str, seq: int, values: Mapping[str, Value]) -> WireRecord:
        return WireRecord(id=record, kind=kind, commune="03646", seq=seq, fields=dict(values))

"""What happened with one person, with names in the place of ids; taking back today's session, mending a task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.changes import Value
from app.domain.guide import GuidePack
from app.domain.history import Happening, What, history
from app.domain.ladder import FOLLOWS, LEFT, TaskCode, TaskState, TaskStatus, ladder_of
from app.domain.portrait import Portrait, portrait_of
from app.domain.problems import Problem
from app.presentation.watched import Watched
from app.usecases import undoing
from app.usecases.naming import Names, Writer
from app.usecases.ports import Clock, Ids, Store

TOLD = "told"
"""How a task ended that was mended by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One field somebody wrote; `title` is a task's name, `before` None when only what stands is known."""

    kind: str
    field: str
    title: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine:
    """One thing that happened; `session` is set where it can be taken back now."""

    what: What
    writer: Writer
    outcomes: tuple[tuple[str, TaskState, str], ...] = ()
    written: tuple[Written, ...] = ()
    reason: str = ""
    session: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One task as it stands: its title, its state, the title of its reason."""

    task: TaskCode
    title: str
    state: TaskState
    reason_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastState:
    """All the dialog shows."""

    who: Portrait
    rungs: tuple[Rung, ...]
    lines: tuple[PastLine, ...]
    now: datetime
    may_write: bool = True


class PastPresenter(Watched[PastState]):
    """One per opened dialog; reads again after each thing it writes.

    Over a running session nothing is written: what its draft began from would no longer be true.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        ids: Ids,
        *,
        operator: str,
        pack: GuidePack,
        citizen: str,
        may_write: bool = True,
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._operator, self._pack, self._citizen = operator, pack, citizen
        self._may_write = may_write

    def take_back(self, session: str, reason: str) -> Problem | None:
        """The session never happened; what it wrote goes back."""
        problem = undoing.take_back(self._store, self._clock, self._ids, self._operator, session, reason)
        return self._written(problem)

    def mend(self, task: TaskCode, reason: str) -> Problem | None:
        """A task that is over is not, or the other way round."""
        is_over = next(rung.state.status.is_over for rung in self.state().rungs if rung.task is task)
        state = TaskState() if is_over else TaskState(status=TaskStatus.DONE, by=self._operator, how=TOLD)
        problem = undoing.correct_task(
            self._store, self._clock, self._ids, self._operator, self._citizen, task, state, reason
        )
        return self._written(problem)

    def state(self) -> PastState:
        """The state as of now, straight from the tables."""
        reading, now = self._store.read(), self._clock.now()
        titles = {task.code.value: task.short_title for task in self._pack.tasks}
        titles |= {reason.code: reason.title for reason in self._pack.reasons}
        names = Names.read(reading, now.tzinfo, titles)
        happened = history(reading.traces(self._citizen))
        ladder = reading.record("ladder", self._citizen) or {}
        mine = {one.record for one in happened if one.what is What.HELPED}
        open_ones = {one for one in mine if self._may_write and undoing.can_take_back(reading, now, one)}
        return PastState(
            who=portrait_of(reading.record("citizen", self._citizen) or {}, now.date()),
            rungs=tuple(_rung(task, state, titles) for task, state in ladder_of(ladder).items()),
            lines=tuple(_line(one, names, open_ones) for one in happened),
            now=now,
            may_write=self._may_write,
        )

    def _written(self, problem: Problem | None) -> Problem | None:
        if problem is None:
            self.refresh()
        return problem


def _rung(task: TaskCode, state: TaskState, titles: Mapping[str, str]) -> Rung:
    return Rung(
        task=task, title=titles.get(task.value, ""), state=state, reason_title=titles.get(state.reason, "")
    )


def _line(one: Happening, names: Names, open_ones: set[str]) -> PastLine:
    is_session = one.what is What.HELPED
    return PastLine(
        what=one.what,
        writer=names.writer(one.author, one.device, one.at),
        outcomes=_outcomes(one.values, names) if is_session else (),
        written=() if is_session else _fields(one, names),
        reason=one.reason if one.what in (What.TAKEN_BACK, What.CORRECTED) else "",
        session=one.record if is_session and one.record in open_ones else "",
    )


def _outcomes(values: Mapping[str, Value], names: Names) -> tuple[tuple[str, TaskState, str], ...]:
    """The tasks of a session that ended with something, by title."""
    ended = values.get("outcomes")
    told = ended if isinstance(ended, dict) else {}
    states = ((task, TaskState.from_value(told.get(task.value))) for task in TaskCode)
    return tuple(
        (names.titles.get(task.value, ""), state, names.titles.get(state.reason, ""))
        for task, state in states
        if state.status is not TaskStatus.NOT_STARTED and state.how not in (FOLLOWS, LEFT)
    )


def _fields(one: Happening, names: Names) -> tuple[Written, ...]:
    if one.what not in (What.CHANGED, What.CORRECTED, What.MOVED):
        return ()
    return tuple(
        Written(
            kind=one.kind,
            field=name,
            title=names.titles.get(name, ""),
            before=names.shown(one.kind, name, edit.seen[0]) if edit.seen else None,
            after=names.shown(one.kind, name, edit.to),
        )
        for name, edit in one.edits.items()
    )

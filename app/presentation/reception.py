"""Receiving a person: find or scan, confirm it is the right one, or write down a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from app.domain.changes import Value
from app.domain.draft import Draft
from app.domain.identity.refused import Refused, ScanHint
from app.domain.identity.scan import CaseCode, PairingText, read_scan
from app.domain.names import clean
from app.domain.portrait import Portrait, portrait_of, portrait_of_row
from app.domain.problems import Problem, ProblemCode
from app.domain.queue import Ticket
from app.domain.views import PersonRow
from app.presentation.watched import Watched
from app.usecases import family, welcome
from app.usecases.family import Kin
from app.usecases.ports import Clock, Ids, Store
from app.usecases.welcome import Found, TypedPerson


class Desk(StrEnum):
    """Which part of receiving a person is on screen."""

    SEARCH = "search"
    CONFIRM = "confirm"
    CHOOSE = "choose"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Row:
    """One person found, as shown."""

    citizen: str
    who: Portrait
    sessions: int
    tasks_over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionState:
    """What the screen shows. `values` are what a scan said; `may_add` is false when the number is already ours;
    `near` when nobody is called exactly what was typed and `rows` are those one letter away. `guest` is whose number
    was asked in, `kin` the name of whom they came with from one household: its other people stand in `rows`.
    """

    desk: Desk = Desk.SEARCH
    typed: str = ""
    rows: tuple[Row, ...] = ()
    who: Portrait | None = None
    citizen: str = ""
    values: Mapping[str, Value] | None = None
    may_add: bool = True
    near: bool = False
    guest: Ticket | None = None
    kin: str = ""
    refused: Refused | None = None
    doubts: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


class ReceptionPresenter(Watched[ReceptionState]):
    """Everything ends in `start(draft, guest)`: the session that begins or goes on, and whose number was asked in.
    `guide` names the guide in force when somebody is received.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        ids: Ids,
        *,
        operator: str,
        guide: Callable[[], str],
        start: Callable[[Draft, Ticket | None], None],
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._operator, self._guide, self._start = operator, guide, start
        self._state = ReceptionState()
        self._guest: Ticket | None = None
        self._kin: Kin | None = None

    def state(self) -> ReceptionState:
        """The state shown last, with whoever was asked in since."""
        return replace(self._state, guest=self._guest, kin=self._kin.name if self._kin else "")

    def expect(self, guest: Ticket | None) -> None:
        """A number was asked in, or nobody's any more: until somebody is received it stands on the page."""
        was_of_household, self._guest, self._kin = self._kin is not None, guest, None
        self._show(ReceptionState() if was_of_household else self._state)

    def come_with(self, citizen: str) -> None:
        """The next one is of the household of somebody just helped: nothing that is known of it is asked again."""
        args = (self._store, self._clock, self._ids, self._operator, citizen)
        self._kin = family.open_household(*args)
        self.cleared()

    def cleared(self) -> None:
        """Back to an empty search; of a household, to its other people."""
        members = self._kin.members if self._kin else ()
        self._show(ReceptionState(rows=self._rows(members)))

    def typed(self, text: str) -> None:
        """Look people up as the operator types."""
        if not text.strip():
            self.cleared()
            return
        reading = self._store.read()
        found = reading.find_people(text) if text.strip() else ()
        near = reading.find_near(text) if text.strip() and not found else ()
        self._show(ReceptionState(typed=text, rows=self._rows(found or near), near=bool(near)))

    def scanned(self, text: str) -> None:
        """A scanner, a picture or the camera read this."""
        scan = read_scan(text, self._clock.now().date())
        match scan:
            case Refused():
                self._show(ReceptionState(refused=scan))
            case PairingText():
                self._show(ReceptionState(refused=_not_here(ProblemCode.SCAN_UNKNOWN)))
            case CaseCode():
                self._met_slip(welcome.meet_slip(self._store, scan.code))
            case _:
                self._met(welcome.meet(self._store, welcome.values_of(scan)), scan.doubts)

    def chosen(self, citizen: str) -> None:
        """The operator picked a person found."""
        person = self._store.read().person(citizen)
        if person is not None:
            self._show(replace(self._state, desk=Desk.CONFIRM, citizen=citizen, who=self._row(person).who))

    def nobody_fits(self) -> None:
        """None of the people found: a new person, beginning from what is already known."""
        known = {**self._shared(), **(self._state.values or _typed_name(self._state.typed))}
        self._show(replace(self._state, desk=Desk.WRITE, who=portrait_of(known, self._clock.now().date())))

    def confirmed(self) -> None:
        """It is the right person: begin, or go on where they stopped."""
        if self._state.desk is not Desk.CONFIRM:
            return
        if self._state.citizen:
            values = self._state.values or {}
            self._begin(self._known(values))
        elif self._state.values:
            self._begin(self._new(self._state.values))

    def written(self, typed: TypedPerson) -> None:
        """A new person's fields were filled in; problems are shown beside them, people alike before adding."""
        answer = welcome.typed_person(typed, self._clock.now().date())
        if isinstance(answer, tuple):
            self._show(replace(self._state, problems=answer))
            return
        values = {**_only_scanned(self._state.values or {}), **answer}
        meeting = welcome.meet(self._store, values)
        if meeting.found is Found.NEW or self._state.values == values:
            self._begin(self._new(values))
        else:
            self._met(meeting, ())

    def _met_slip(self, meeting: welcome.Meeting) -> None:
        if meeting.found is Found.NEW:
            self._show(ReceptionState(refused=_not_here(ProblemCode.SCAN_SLIP_UNKNOWN)))
        else:
            self._met(meeting, ())

    def _met(self, meeting: welcome.Meeting, doubts: tuple[Problem, ...]) -> None:
        state = ReceptionState(values=meeting.values, may_add=not meeting.same_number, doubts=doubts)
        match meeting.found:
            case Found.KNOWN:
                person = meeting.people[0]
                self._show(
                    replace(state, desk=Desk.CONFIRM, citizen=person.citizen, who=self._row(person).who)
                )
            case Found.CANDIDATES:
                self._show(replace(state, desk=Desk.CHOOSE, rows=self._rows(meeting.people)))
            case Found.NEW:
                who = portrait_of(meeting.values, self._clock.now().date())
                enough = bool(who.name and who.birth and not who.name_suspect)
                self._show(replace(state, desk=Desk.CONFIRM if enough else Desk.WRITE, who=who))

    def _known(self, values: Mapping[str, Value]) -> Draft | Problem:
        return welcome.start_known(
            self._store,
            self._clock,
            self._ids,
            operator=self._operator,
            guide=self._guide(),
            citizen=self._state.citizen,
            values=values,
            beside=self._beside(),
        )

    def _new(self, values: Mapping[str, Value]) -> Draft | Problem:
        return welcome.start_new(
            self._store,
            self._clock,
            self._ids,
            operator=self._operator,
            guide=self._guide(),
            values={**self._shared(), **values},
            beside=self._beside(),
        )

    def _shared(self) -> Mapping[str, Value]:
        """What a new person of the household begins with."""
        return self._kin.values if self._kin else {}

    def _beside(self) -> str:
        """Whom they came with; nobody comes with themselves."""
        return self._kin.citizen if self._kin and self._kin.citizen != self._state.citizen else ""

    def _begin(self, draft: Draft | Problem) -> None:
        if isinstance(draft, Problem):
            self._show(replace(self._state, problems=(draft,)))
            return
        guest, self._guest, self._kin = self._guest, None, None
        self._show(ReceptionState())
        self._start(draft, guest)

    def _rows(self, people: Iterable[PersonRow]) -> tuple[Row, ...]:
        return tuple(self._row(person) for person in people)

    def _row(self, person: PersonRow) -> Row:
        who = portrait_of_row(person, self._clock.now().date())
        return Row(person.citizen, who, person.sessions, person.tasks_over)

    def _show(self, state: ReceptionState) -> None:
        self._state = state
        self.refresh()


def _not_here(code: ProblemCode) -> Refused:
    return Refused(code, ScanHint.OTHER_CODE)


def _only_scanned(values: Mapping[str, Value]) -> dict[str, Value]:
    """What a scan said and nobody types: what is typed, or left empty, counts instead of what was scanned."""
    typed = {field.name for field in fields(TypedPerson)} | {"name_suspect"}
    return {name: value for name, value in values.items() if name not in typed}


def _typed_name(typed: str) -> Mapping[str, Value]:
    """What was looked for, as the beginning of a new person; a number that found nobody is typed anew."""
    return {} if any(char.isdigit() for char in typed) else {"name": clean(typed)}

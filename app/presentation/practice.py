"""Practice: which of the eight cases is open, how far it is, the hints asked for, and whether it ended right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.guide import GuidePack
from app.domain.guide_words import fill
from app.domain.portrait import portrait_of
from app.domain.practice import Attempt, Finding, PracticeCase, Reached, is_right, judge
from app.presentation.watched import Watched
from app.usecases.ports import Clock
from app.usecases.practice import facts_of


class Phase(StrEnum):
    """Where the open case stands."""

    READ = "read"
    RUNNING = "running"
    ENDED = "ended"


class Result(StrEnum):
    """What became of a case so far."""

    NEW = "new"
    RIGHT = "right"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One line of the list."""

    case: PracticeCase
    result: Result
    attempt: Attempt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeState:
    """What the screen shows.

    `seconds` since the case began, standing still once it ended; `hints` how many were asked for; `titles` of tasks
    and reasons by code, addressed to the person of the case; `following` is the case to offer next.
    """

    rows: tuple[CaseRow, ...]
    case: PracticeCase
    phase: Phase
    seconds: int
    hints: int
    titles: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    following: PracticeCase | None = None

    @property
    def is_right(self) -> bool:
        """Whether the right end was reached."""
        return is_right(self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What the desk does: make the village of a case, hold its card under the scanner, keep the results."""

    begin: Callable[[PracticeCase], None]
    scan: Callable[[str], None]
    keep: Callable[[Attempt], None]
    forget: Callable[[], None]


class PracticePresenter(Watched[PracticeState]):
    """`pack` gives the guide in the language in force; `attempts` are the results kept from earlier days."""

    def __init__(
        self,
        cases: Sequence[PracticeCase],
        clock: Clock,
        pack: Callable[[], GuidePack],
        ways: Ways,
        attempts: Sequence[Attempt] = (),
    ) -> None:
        self._cases, self._clock, self._pack, self._ways = tuple(cases), clock, pack, ways
        self._case, self._phase = self._cases[0], Phase.READ
        self._attempts = {attempt.case: attempt for attempt in attempts}
        self._began: datetime | None = None
        self._seconds, self._hints = 0, 0
        self._findings: tuple[Finding, ...] = ()
        self._band: Callable[[PracticeState], None] | None = None

    @property
    def case(self) -> PracticeCase:
        """The open case."""
        return self._case

    def attach_band(self, render: Callable[[PracticeState], None]) -> None:
        """Show the same in the band around everything."""
        self._band = render
        render(self.state())

    def refresh(self) -> None:
        """Show the screen, and the band, which stays when the screen goes."""
        super().refresh()
        if self._band is not None:
            self._band(self.state())

    def chosen(self, number: int) -> None:
        """Read another case; one that is running is left, and its village goes when the next begins."""
        case = next((one for one in self._cases if one.number == number), None)
        if case is not None:
            self._open(case)

    def begin(self) -> None:
        """From the beginning: a fresh village, a fresh clock, no hints."""
        self._open(self._case)
        self._ways.begin(self._case)

    def began(self) -> None:
        """The village stands and the person is there."""
        self._phase, self._began = Phase.RUNNING, self._clock.now()
        self.refresh()

    def scan(self) -> None:
        """The person hands over the card."""
        if self._phase is Phase.RUNNING:
            self._ways.scan(self._case.card)

    def hint(self) -> Mapping[str, str] | None:
        """One more hint, after the last one that one again; None while nothing runs."""
        if self._phase is not Phase.RUNNING or not self._case.hints:
            return None
        self._hints = min(self._hints + 1, len(self._case.hints))
        self.refresh()
        return self._case.hints[self._hints - 1]

    def ended(self, reached: Reached) -> None:
        """A session of the case's person was finished."""
        if self._phase is not Phase.RUNNING:
            return
        self._seconds = self._elapsed()
        self._phase, self._findings = Phase.ENDED, judge(self._case, reached)
        attempt = Attempt(
            case=self._case.code,
            right=is_right(self._findings),
            seconds=self._seconds,
            hints=self._hints,
        )
        self._attempts[attempt.case] = attempt
        self.refresh()
        self._ways.keep(attempt)

    def reset(self) -> None:
        """For the next people who learn: every case is new again, and the open one is read from its beginning."""
        self._ways.forget()
        self._attempts.clear()
        self._open(self._case)

    def on(self) -> None:
        """The page's main action: begin, hand over the card, go on to the next case, or try this one again."""
        match self._phase:
            case Phase.READ:
                self.begin()
            case Phase.RUNNING:
                self.scan()
            case Phase.ENDED if not is_right(self._findings):
                self.begin()
            case Phase.ENDED:
                following = self._following()
                if following is not None:
                    self._open(following)

    def tick(self) -> None:
        """The second hand moved."""
        if self._phase is Phase.RUNNING and self._band is not None:
            self._band(self.state())

    def state(self) -> PracticeState:
        """As of now."""
        return PracticeState(
            rows=tuple(self._row(one) for one in self._cases),
            case=self._case,
            phase=self._phase,
            seconds=self._elapsed() if self._phase is Phase.RUNNING else self._seconds,
            hints=self._hints,
            titles=self._titles(),
            findings=self._findings,
            following=self._following(),
        )

    def _open(self, case: PracticeCase) -> None:
        self._case, self._phase, self._began = case, Phase.READ, None
        self._seconds, self._hints, self._findings = 0, 0, ()
        self.refresh()

    def _row(self, case: PracticeCase) -> CaseRow:
        return CaseRow(case=case, result=self._result(case), attempt=self._attempts.get(case.code))

    def _result(self, case: PracticeCase) -> Result:
        attempt = self._attempts.get(case.code)
        if attempt is None:
            return Result.NEW
        return Result.RIGHT if attempt.right else Result.NOT_YET

    def _following(self) -> PracticeCase | None:
        """The first case behind this one, and then from the front, that was not right yet."""
        place = self._cases.index(self._case) + 1
        rest = (*self._cases[place:], *self._cases[: place - 1])
        return next((one for one in rest if self._result(one) is not Result.RIGHT), None)

    def _elapsed(self) -> int:
        return int((self._clock.now() - self._began).total_seconds()) if self._began else 0

    def _titles(self) -> Mapping[str, str]:
        pack, today = self._pack(), self._clock.now().date()
        you = portrait_of(facts_of(self._case.card, today), today).form.word
        tasks = {task.code.value: fill(task.short_title, you) for task in pack.tasks}
        return {**tasks, **{reason.code: fill(reason.title, you) for reason in pack.reasons}}

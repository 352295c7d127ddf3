"""Push: the oldest waiting changes first, until each was offered once. Only an answer to a change moves it.

Per error: timeout, cut and 413 halve the batch; what central cannot read is looked for by halves, and that
change alone is set aside for a person; what central stumbles over the same, but that one goes on waiting;
everything else ends the run, a number that was used before too: then nothing is set aside, see `pairing`.
A change the answer does not mention, or answers in a word we do not know, is still unsent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.contract.coding import outcome_from_wire
from app.contract.faults import Refused, Unreachable
from app.contract.limits import LARGEST_CHANGE
from app.contract.messages import Pushed, Welcome, WireOutcome
from app.domain.changes import Change, Outcome, OutcomeKind
from app.domain.views import Unsent
from app.usecases.settings import Setting
from app.usecases.sync.batching import Portion, plain_size
from app.usecases.sync.line import Line
from app.usecases.sync.report import NUMBER_REUSED, EpochMoved, SyncPhase

SLICE = 100
"""Outcomes noted in one transaction: under 20 ms, so that nobody at the counter waits for it."""

LONE_REFUSALS = 8
"""Changes in a row refused whole before the fault is looked for elsewhere than in the changes."""

_TOO_LARGE = frozenset({"batch_too_large", "body_too_large"})
_AT_FAULT = _TOO_LARGE | {"body_unreadable"}
"""The only codes of a refused batch that may set a change aside."""

_STUMBLED = "internal"
_NOT_TAKEN = (OutcomeKind.REJECTED, OutcomeKind.NEEDS_REVIEW, OutcomeKind.CONFLICT)
_Answers = dict[str, Outcome]
_Key = tuple[str, str]
"""Kind and id of a record."""


def push_all(line: Line, welcome: Welcome) -> None:
    """Offer every waiting change once. Raises EpochMoved, Stopped, Unreachable, Refused."""
    _Pushing(line, welcome, Portion.first(line.policy, welcome.largest_batch)).run()


@dataclass(slots=True)
class _Pushing:
    """Where the push stands: `after` numbers the last change offered, `failures` breaks of the line in a row.

    `stuck` are records with a change that got no final answer: their later changes wait for the next run. A person
    and their ladder have one id: the ladder, which waits for its person, must not hold them up.
    """

    line: Line
    welcome: Welcome
    portion: Portion
    after: int = 0
    failures: int = 0
    lone: int = 0
    stuck: set[_Key] = field(default_factory=set)

    def run(self) -> None:
        while batch := self._next():
            self.line.show(SyncPhase.PUSH)
            free = self._free(batch)
            answers = self._offer(free) if free else {}
            if answers is not None:
                self._note(answers)
                self.after = max(one.change.n for one in batch)

    def _next(self) -> Sequence[Unsent]:
        return self.line.store.read().unsent(self.portion.plain, self.portion.most, self.after)

    def _free(self, batch: Sequence[Unsent]) -> list[Unsent]:
        """What of a batch may be sent: nothing too large for any batch, nothing behind a stuck change."""
        free = []
        for one in batch:
            if plain_size(one) > LARGEST_CHANGE:
                self._note({one.change.id: _refusal("change_too_large")})
                self.stuck.add(_key(one.change))
            elif _key(one.change) not in self.stuck:
                free.append(one)
        return free

    def _offer(self, batch: Sequence[Unsent]) -> _Answers | None:
        """The answers to a batch; None when it has to be tried again, smaller."""
        self.portion.weigh(batch)
        started = self.line.policy.monotonic()
        try:
            pushed = self._push(batch)
        except Unreachable as trouble:
            self.failures += 1
            self.line.endure(trouble, self.failures)
            self.portion.went_badly(len(batch))
            return None
        except Refused as refused:
            return self._refused(batch, refused)
        self.failures = self.lone = 0
        self.portion.went_well(self.line.policy.monotonic() - started, self.welcome.largest_batch)
        self.line.check_central(pushed.server_id)
        self._check_numbers(pushed)
        return dict(self._answers(batch, pushed))

    def _check_numbers(self, pushed: Pushed) -> None:
        """A number used before is no fault of the change: this store went back. Raises Refused."""
        if any(wire.code == NUMBER_REUSED for wire in pushed.outcomes):
            raise Refused(NUMBER_REUSED, 409)

    def _push(self, batch: Sequence[Unsent]) -> Pushed:
        device = self.line.store.read().setting(Setting.DEVICE)
        pushed = self.line.central.push(self.line.ids.new(), device, self.welcome.epoch, batch)
        if pushed.epoch != self.welcome.epoch:
            raise EpochMoved
        return pushed

    def _refused(self, batch: Sequence[Unsent], refused: Refused) -> _Answers | None:
        """Central will not have the batch as a whole."""
        if refused.code not in _AT_FAULT and refused.code != _STUMBLED:
            raise refused
        if len(batch) > 1:
            shrink = self.portion.went_badly if refused.code in _TOO_LARGE else self.portion.halve
            shrink(len(batch))
            return None
        self.lone += 1
        if self.lone >= LONE_REFUSALS:
            raise refused
        self.stuck.add(_key(batch[0].change))
        return {} if refused.code == _STUMBLED else {batch[0].change.id: _refusal(refused.code)}

    def _answers(self, batch: Sequence[Unsent], pushed: Pushed) -> Iterator[tuple[str, Outcome]]:
        """What central answered, change by change; records whose change got no final answer become stuck."""
        offered = {one.change.n: one.change for one in batch}
        for n, wire in _by_number(batch, pushed):
            outcome = _known(wire)
            if outcome is None or n not in offered or outcome.kind is OutcomeKind.RETRY:
                continue
            yield offered[n].id, outcome
            if outcome.kind is not OutcomeKind.HELD:
                del offered[n]
        self.stuck |= set(map(_key, offered.values()))

    def _note(self, answers: _Answers) -> None:
        """Write the answers down, some at a time; a crash between leaves the rest to be offered again."""
        tally, pairs = self.line.tally, list(answers.items())
        for start in range(0, len(pairs), SLICE):
            with self.line.store.write() as writing:
                for change, outcome in pairs[start : start + SLICE]:
                    writing.note_outcome(change, outcome, self.welcome.epoch, self.line.clock.now())
        kinds = [outcome.effective for outcome in answers.values()]
        tally.sent += sum(kind not in (OutcomeKind.HELD, OutcomeKind.REJECTED) for kind in kinds)
        tally.attention += sum(kind in _NOT_TAKEN for kind in kinds)


def _by_number(batch: Sequence[Unsent], pushed: Pushed) -> Iterator[tuple[int, WireOutcome]]:
    """The answers with the numbers they are about; one whose number central could not read stands in its place."""
    is_whole = len(pushed.outcomes) == len(batch)
    for place, wire in enumerate(pushed.outcomes):
        yield batch[place].change.n if is_whole and not wire.n else wire.n, wire


def _known(wire: WireOutcome) -> Outcome | None:
    """The outcome, or None when a newer central answers in a way we do not know."""
    try:
        return outcome_from_wire(wire)
    except ValueError:
        return None


def _key(change: Change) -> _Key:
    return change.kind, change.record


def _refusal(code: str) -> Outcome:
    return Outcome(kind=OutcomeKind.REJECTED, code=code)

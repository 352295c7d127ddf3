"""Mutants of the laptop: runs that break the protocol in one way each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from app.contract.faults import Unreachable
from app.contract.messages import Closed, Pushed, WireOutcome
from app.domain.changes import Mark, Outcome, OutcomeKind
from app.domain.views import Unsent
from app.network.central_client import CentralClient
from app.usecases import moving
from app.usecases.ports import Reading
from app.usecases.settings import YES, Setting
from app.usecases.sync import engine, pulling, pushing
from app.usecases.sync.line import Line
from app.usecases.sync.pushing import _Pushing
from tests.support.world.breaking import Instead, Mutant, Swap, around, nothing


def _cursor_before_rows(line: Line, cursor: Mark) -> bool:
    page = pulling._page(line, cursor)
    if page.cursor > cursor.seq:
        with line.store.write() as writing:
            writing.apply_page((), Mark(page.epoch, page.cursor))
        line.store.apply_page(page.records, Mark(page.epoch, page.cursor))
    return page.more


def _cursor_one_too_far(page: Instead) -> Instead:
    def asked(line: Line, cursor: Mark, *buckets: Any) -> Any:
        told = page(line, cursor, *buckets)
        return msgspec.structs.replace(told, cursor=told.cursor + 1) if told.more else told

    return asked


def _success_after_all(push: Instead) -> Instead:
    def pushed(self: _Pushing, batch: Sequence[Unsent]) -> Any:
        try:
            return push(self, batch)
        except Unreachable:
            server = self.line.store.read().setting(Setting.SERVER_ID)
            taken = [WireOutcome(n=one.change.n, seq=1) for one in batch]
            return Pushed(server_id=server, batch="", epoch=self.welcome.epoch, outcomes=taken)

    return pushed


def _all_taken(answers: Instead) -> Instead:
    def answered(self: _Pushing, batch: Sequence[Unsent], pushed: Pushed) -> Iterator[tuple[str, Outcome]]:
        told = dict(answers(self, batch, pushed))
        yield from {one.change.id: _TAKEN for one in batch}.items() if not told else told.items()
        for one in batch:
            if one.change.id not in told:
                yield one.change.id, _TAKEN

    return answered


def _by_place(answers: Instead) -> Instead:
    def answered(self: _Pushing, batch: Sequence[Unsent], pushed: Pushed) -> Any:
        numbered = [
            msgspec.structs.replace(outcome, n=one.change.n)
            for one, outcome in zip(batch, pushed.outcomes, strict=False)
        ]
        return answers(self, batch, msgspec.structs.replace(pushed, outcomes=numbered))

    return answered


def _known_as(*kinds: OutcomeKind) -> Instead:
    """Answers of these kinds, and words nobody knows, are taken for yes."""

    def known(wire: WireOutcome) -> Outcome:
        words = [kind.value for kind in OutcomeKind if kind not in kinds]
        return replace(_TAKEN, seq=wire.seq) if wire.kind not in words else pushing.outcome_from_wire(wire)

    return known


def _all_by_one(push: Instead) -> Instead:
    def pushed(self: CentralClient, batch: str, device: str, epoch: int, changes: Sequence[Unsent]) -> Any:
        author = changes[-1].change.author
        told = [replace(one, change=replace(one.change, author=author)) for one in changes]
        return push(self, batch, device, epoch, told)

    return pushed


def _inside_a_transaction(push: Instead) -> Instead:
    def pushed(self: _Pushing, batch: Sequence[Unsent]) -> Any:
        with self.line.store.write():
            return push(self, batch)

    return pushed


def _always_agree(line: Line, *, by_bucket: bool) -> Closed:
    return Closed(server_id="", epoch=1, agree=True, count=0, digest="")


def _all_of_it(reading: Reading) -> Mark:
    return Mark(reading.cursor().epoch + 1)


def _notes_success(note: Instead) -> Instead:
    def noted(line: Line) -> None:
        note(line)
        with line.store.write() as writing:
            writing.set_setting(Setting.AGREES, YES)

    return noted


_TAKEN = Outcome(kind=OutcomeKind.ACCEPTED, seq=1)


RUNS = (
    Mutant(
        "difference_hidden",
        "says both hold the same when they do not",
        (around(engine, "note_success", _notes_success),),
    ),
    Mutant(
        "cursor_first",
        "moves the cursor before it keeps the rows",
        (Swap(pulling, "_pull_page", _cursor_before_rows),),
    ),
    Mutant(
        "cursor_too_far",
        "goes on one number too far after each page",
        (around(pulling, "_page", _cursor_one_too_far),),
    ),
    Mutant(
        "lost_is_success", "takes a lost answer for yes", (around(_Pushing, "_push", _success_after_all),)
    ),
    Mutant(
        "omitted_is_success",
        "takes what the answer leaves out for yes",
        (around(_Pushing, "_answers", _all_taken),),
    ),
    Mutant(
        "unknown_is_success", "takes a word it does not know for yes", (Swap(pushing, "_known", _known_as()),)
    ),
    Mutant("held_is_success", "takes held for yes", (Swap(pushing, "_known", _known_as(OutcomeKind.HELD)),)),
    Mutant(
        "refused_is_success", "takes no for yes", (Swap(pushing, "_known", _known_as(OutcomeKind.REJECTED)),)
    ),
    Mutant(
        "review_is_success",
        "takes a review for yes",
        (Swap(pushing, "_known", _known_as(OutcomeKind.NEEDS_REVIEW)),),
    ),
    Mutant(
        "duplicate_is_yes",
        "does not ask what the first answer was",
        (
            Swap(
                Outcome,
                "effective",
                property(
                    lambda self: OutcomeKind.ACCEPTED if self.kind is OutcomeKind.DUPLICATE else self.kind
                ),
            ),
        ),
    ),
    Mutant("answers_by_place", "matches answers by their place", (around(_Pushing, "_answers", _by_place),)),
    Mutant(
        "any_central",
        "believes any central",
        (
            Swap(CentralClient, "_expect", nothing),
            Swap(Line, "check_central", nothing),
        ),
    ),
    Mutant(
        "one_author",
        "says everything was written by who sits there now",
        (around(CentralClient, "push", _all_by_one),),
    ),
    Mutant(
        "open_while_asking",
        "holds a transaction open while it asks",
        (around(_Pushing, "_push", _inside_a_transaction),),
    ),
    Mutant(
        "moves_unsafe",
        "moves to another commune though central may still lose what it leaves there",
        (Swap(moving, "durable_of", _all_of_it),),
    ),
    Mutant("never_compares", "never compares", (Swap(pulling, "_compare", _always_agree),)),
    Mutant("never_repairs", "compares, and mends nothing", (Swap(pulling, "_repair", nothing),)),
    Mutant("keeps_its_name", "goes on under a name another store has", (Swap(engine, "OTHER_STORE", ()),)),
    Mutant(
        "casting_off_unnoted",
        "does not note that it must be paired again",
        (
            Swap(
                engine,
                "_note_refusal",
                lambda line, refused: engine._Ending(engine.end_of(refused), refused.code),
            ),
        ),
    ),
)
"""Every one is told from the program as it is by some schedule."""

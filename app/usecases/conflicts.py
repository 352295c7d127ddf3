"""Where two places wrote differently: what a person decides, what was not chosen, and putting it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from app.domain.changes import Value
from app.domain.differences import KEPT_DAYS, Difference, NotChosen, decision, not_chosen
from app.usecases.ports import Clock, Ids, Store
from app.usecases.writing import pen_of

Choice = tuple[Difference, Value]
"""What was shown of one field, and the value taken."""


def decide(store: Store, clock: Clock, ids: Ids, operator: str, choices: Sequence[Choice]) -> None:
    """Keep these values: one change a record, all in one transaction.

    Whatever came in since the choice was shown stays a question: the change has seen only what was shown.
    """
    records: dict[tuple[str, str], dict[str, Choice]] = {}
    for choice in choices:
        records.setdefault((choice[0].kind, choice[0].record), {})[choice[0].field] = choice
    pen = pen_of(store.read(), clock, ids, operator)
    with store.write() as writing:
        for (kind, record), chosen in records.items():
            writing.add(decision(pen, kind, record, chosen))


def given_up(store: Store, clock: Clock) -> tuple[NotChosen, ...]:
    """Values of the last 90 days that were not chosen, as far as this laptop took part, newest first, each once."""
    reading = store.read()
    since = int((clock.now() - timedelta(days=KEPT_DAYS)).timestamp() * 1000)
    found: dict[tuple[str, str, str, str], NotChosen] = {}
    for own in reading.decided(since):
        shown = reading.record(own.change.kind, own.change.record)
        for one in not_chosen(own, shown) if shown is not None else ():
            found.setdefault((one.kind, one.record, one.field, repr(one.value)), one)
    return tuple(found.values())


def put_back(store: Store, clock: Clock, ids: Ids, operator: str, lost: NotChosen) -> None:
    """Let a value stand that was not chosen: a new edit of what is shown now."""
    pen = pen_of(store.read(), clock, ids, operator)
    with store.write() as writing:
        shown: Mapping[str, Value] = writing.record(lost.kind, lost.record) or {}
        writing.add(pen.edit(lost.kind, lost.record, shown, {lost.field: lost.value}))

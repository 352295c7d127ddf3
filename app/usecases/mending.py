"""Work that came back: what central refused, and what was sent back to be looked at again. Corrected here."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.changes import Edit, Op, Value
from app.domain.corrections import answer, correction
from app.domain.views import Attention
from app.usecases.ports import Clock, Ids, Store
from app.usecases.writing import pen_of

CORRECTABLE = ("citizen", "household", "village", "representative", "appointment")
"""Kinds whose values a person at the desk may write anew; a finished session never changes."""


def can_be_corrected(one: Attention) -> bool:
    """Whether its values can be written anew here; what is under review or in conflict is decided elsewhere."""
    return one.state in ("quarantined", "returned") and kind_of(one) in CORRECTABLE


def kind_of(one: Attention) -> str:
    """The kind of record that is written anew: who sends back a person by their id sends back no ladder."""
    is_person = one.state == "returned" and one.change.kind == "ladder"
    return "citizen" if is_person else one.change.kind


def correct(
    store: Store, clock: Clock, ids: Ids, operator: str, one: Attention, fixed: Mapping[str, Value]
) -> None:
    """Write it anew, as one change that counts for the same session.

    It takes the place of what was refused and of all that waits behind it; of work that was sent back it is the
    answer. Values that say nothing new still answer: somebody looked.
    """
    pen = pen_of(store.read(), clock, ids, operator)
    with store.write() as writing:
        kind, record = kind_of(one), one.change.record
        shown = writing.record(kind, record) or {}
        if one.state == "returned":
            writing.add(answer(pen, kind, record, shown, fixed, one.returned), one.session)
        elif chain := writing.behind(one.change.id):
            writing.add(correction(pen, chain, shown, fixed), one.session)


def take_out(store: Store, clock: Clock, ids: Ids, operator: str, one: Attention) -> None:
    """A session that was sent back never happened: take it out of the counts, which answers the return."""
    pen = pen_of(store.read(), clock, ids, operator)
    values = {"session": one.change.record, "reason": "returned", "operator": operator}
    edits = {name: Edit((), value) for name, value in values.items()}
    with store.write() as writing:
        writing.add(pen.write(Op.CREATE, "void", ids.new(), edits, replaces=(one.returned,)), one.session)

"""Work that came back: what central refused, and what was sent back to be looked at again. Each has a way out here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from app.domain.changes import Change, Edit, Op, Value
from app.domain.corrections import WRITING, again, answer, correction
from app.domain.problems import Problem, ProblemCode
from app.domain.secrets_guard import looks_like_secret
from app.domain.views import Attention
from app.usecases.ports import Clock, Ids, Store, Writing
from app.usecases.writing import pen_of

RETURNED, REFUSED = "returned", "quarantined"
"""A record that was sent back; a change that was not taken (code RETURNED: a person at central gave it back)."""


class Way(StrEnum):
    """What somebody may do about one piece of work that came back."""

    CORRECT = "correct"
    RIGHT = "right"
    AGAIN = "again"
    LEAVE = "leave"
    TAKE_OUT = "take_out"


def ways(one: Attention) -> frozenset[Way]:
    """The ways out of it, never none; empty for what is under review or in conflict: that is decided elsewhere.

    A person's values can be corrected. What a person at central asks about can be right as it is, and a session
    can be taken out. What a rule refused can be offered again; what only changes something that stands at central
    can be left as it is there; so can a person's, who may no longer be shown here to be corrected.
    """
    if one.state not in (RETURNED, REFUSED):
        return frozenset()
    found = {Way.RIGHT if is_given_back(one) else Way.AGAIN}
    is_act = one.state == REFUSED and one.change.op not in WRITING
    if kind_of(one) == "citizen" and not is_act:
        found.add(Way.CORRECT)
    if one.state == REFUSED and (one.change.op is not Op.CREATE or one.code == "written_once"):
        found.add(Way.LEAVE)
    if is_given_back(one) and one.change.kind == "session":
        found.add(Way.TAKE_OUT)
    return frozenset(found)


def is_given_back(one: Attention) -> bool:
    """Whether a person at central wants it looked at again."""
    return one.state == RETURNED or (one.state == REFUSED and one.code == RETURNED)


def can_be_corrected(one: Attention) -> bool:
    """Whether its values can be written anew here."""
    return Way.CORRECT in ways(one)


def kind_of(one: Attention) -> str:
    """The kind of record that is written anew: who sends back a person by their id sends back no ladder."""
    is_person = one.state == RETURNED and one.change.kind == "ladder"
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
        asked = _returns(writing, [one])
        if one.state == RETURNED:
            if asked:
                writing.add(answer(pen, kind, record, shown, fixed, asked), one.session)
        elif chain := _chain(writing, one):
            mended = correction(pen, chain, shown, fixed)
            writing.add(replace(mended, replaces=(*mended.replaces, *asked)), one.session)


def all_right(
    store: Store, clock: Clock, ids: Ids, operator: str, pieces: Iterable[Attention], words: str = ""
) -> Problem | None:
    """Somebody looked at what a person at central gave back, and it is right as it is; `words` may say why.

    A record that was sent back is answered. A change that was given back is said once more by whoever looked: that
    is theirs now, whatever was in doubt about its first author. NOTE_HAS_SECRET for a code or password in `words`.
    """
    if looks_like_secret(words):
        return Problem(ProblemCode.NOTE_HAS_SECRET, "reason")
    pen, said = pen_of(store.read(), clock, ids, operator), words.strip()
    with store.write() as writing:
        for one in filter(is_given_back, pieces):
            if one.state == REFUSED:
                if chain := _chain(writing, one):
                    writing.add(again(pen, chain, said), one.session)
            elif asked := _returns(writing, [one]):
                kind = kind_of(one)
                writing.add(answer(pen, kind, one.change.record, {}, {}, asked, said), one.session)
    return None


def send_again(store: Store, pieces: Iterable[Attention]) -> None:
    """Offer what a rule refused once more as it is."""
    with store.write() as writing:
        for one in pieces:
            if Way.AGAIN in ways(one):
                writing.requeue(one.change.id)


def leave(store: Store, clock: Clock, ids: Ids, operator: str, pieces: Iterable[Attention]) -> None:
    """What was not taken is given up: at central it stays as it stands there. Others' and later work is not touched."""
    pen = pen_of(store.read(), clock, ids, operator)
    with store.write() as writing:
        for one in pieces:
            if Way.LEAVE in ways(one):
                given_up = (one.change.id, *one.change.replaces)
                writing.add(answer(pen, one.change.kind, one.change.record, {}, {}, given_up), one.session)


def take_out(store: Store, clock: Clock, ids: Ids, operator: str, pieces: Iterable[Attention]) -> None:
    """Sessions that were given back never happened: each is taken out of the counts, once, which answers central.

    One central has not taken is said to it first: what nobody knows of cannot be taken out.
    """
    pen = pen_of(store.read(), clock, ids, operator)
    mine = [one for one in pieces if Way.TAKE_OUT in ways(one)]
    with store.write() as writing:
        for session in dict.fromkeys(one.change.record for one in mine):
            these = [one for one in mine if one.change.record == session]
            for one in these:
                if one.state == REFUSED and (chain := _chain(writing, one)):
                    writing.add(again(pen, chain, ""), one.session)
            values = {"session": session, "reason": RETURNED, "operator": operator}
            edits = {name: Edit((), value) for name, value in values.items()}
            asked = _returns(writing, these)
            if not any(void["session"] == session for void in writing.records("void").values()):
                writing.add(pen.write(Op.CREATE, "void", ids.new(), edits, replaces=asked), session)
            elif asked:
                writing.add(answer(pen, "session", session, {}, {}, asked), session)


def _chain(writing: Writing, one: Attention) -> Sequence[Change]:
    """A refused change, and what wrote values behind it; an act (merging, deciding, erasing) stands by itself."""
    found = writing.behind(one.change.id)
    return found[:1] if one.change.op not in WRITING else [each for each in found if each.op in WRITING]


def _returns(writing: Writing, pieces: Sequence[Attention]) -> tuple[str, ...]:
    """Every `return` of the same records nobody has answered: looking once answers them all."""
    about = {(kind_of(one), one.change.record) for one in pieces}
    asked = (one for one in writing.attention() if (kind_of(one), one.change.record) in about)
    return tuple(dict.fromkeys(one.returned for one in asked if one.returned))

"""What people at central decide about work that waits for them: it counts, or it goes back to its author.

Three heaps: changes central had a doubt about, changes of bundles nobody could decide, and records a restore
had lost. What a change does is decided by the merge rule here as anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa

from app.central import given_back, leftovers, set_aside
from app.central.communes import publish
from app.central.ground import Ground
from app.central.identity import Who
from app.central.offers import read_offer
from app.central.refusals import Refusal
from app.central.roster import adopt, is_adoption
from app.central.settling import is_about_erased, settle_change, touched
from app.central.store.tables import change_log, device, leftover, record
from app.central.store.tables import set_aside as aside
from app.central.turn import Turn
from app.contract.coding import from_wire
from app.contract.messages import WireChange
from app.domain.changes import Change, Outcome, OutcomeKind
from app.domain.merge import Life
from app.domain.points import Judgement
from app.domain.records import KINDS, Maker

REVIEW, ASIDE, LEFT_OVER = "review", "aside", "leftover"
"""The three heaps; a left-over record is named by its own id, everything else by the change's."""

_NEVER = frozenset({"id_reused", "number_reused", "foreign_record"})
"""Refused because of what others did: no person can waive that, they could only overwrite somebody else's work."""

_NOT_TAKEN = (OutcomeKind.HELD, OutcomeKind.REJECTED, OutcomeKind.RETRY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that waits for a person at central; `code` says why, `received_at` is Unix milliseconds."""

    id: str
    commune: str
    heap: str
    kind: str
    record: str
    device: str
    author: str
    code: str
    received_at: int


def waiting(ground: Ground, commune: str = "") -> Sequence[Waiting]:
    """All that waits, of one commune or of all, the oldest first."""
    with ground.read() as connection:
        judged = sa.select(record.c.id).where(
            record.c.kind == "verdict", record.c.commune == change_log.c.commune
        )
        doubted = _under_review().where(change_log.c.id.not_in(judged))
        found = [_doubted(row) for row in connection.execute(doubted)]
        found += [_aside(row) for row in connection.execute(set_aside.waiting())]
        found += [_left_over(row) for row in connection.execute(leftovers.waiting())]
    mine = (one for one in found if commune in ("", one.commune))
    return sorted(mine, key=lambda one: (one.received_at, one.id))


def accept(ground: Ground, who: Who, name: str) -> Outcome:
    """Let something that waits count, with its doubt waived; what becomes of it the merge rule says.

    What was given back may still be let count until its author answers. Raises Refusal: not_under_review,
    cannot_be_taken (it waits for something else, or breaks a rule).
    """
    with _decided(ground, who, name, even_given_back=True) as (turn, heap, row):
        if heap == ASIDE and row.outcome.get("code") in _NEVER:
            raise Refusal("cannot_be_taken", 409)
        if heap == LEFT_OVER:
            outcome = _take_record(ground, who, turn, row)
        else:
            change = _change(heap, row)
            if heap == ASIDE and turn.logged([change.id]):
                raise Refusal("cannot_be_taken", 409)  # decided already: its answer in the ledger stays
            outcome = _settle(turn, change)
            if outcome.kind in _NOT_TAKEN:
                raise Refusal("cannot_be_taken", 409)
            turn.log(change, outcome)
            set_aside.close_decided(turn, [change])
            _judge(ground, who, turn, name, Judgement.ACCEPTED, "", "")
        _clear(turn.connection, heap, row)
    return outcome


def send_back(ground: Ground, who: Who, name: str, comment: str, by: str) -> None:
    """Give a doubted change back to its author with a comment.

    Raises Refusal: not_under_review, author_unreachable (no laptop that wrote it would hear of it).
    """
    with _decided(ground, who, name) as (turn, heap, row):
        if heap != REVIEW:
            raise Refusal("not_under_review", 404)
        if not given_back.is_heard(turn.connection, row.commune, [row.device]):
            raise Refusal("author_unreachable", 409)
        if _is_of_erased(turn, _change(heap, row)):
            raise Refusal("not_under_review", 404)
        _judge(ground, who, turn, name, Judgement.RETURNED, comment, by)


def drop(ground: Ground, who: Who, name: str, comment: str, by: str) -> None:
    """Let what nobody could decide, or a restore had lost, go for good; it is listed no more, however often it comes.

    So may what a doubt holds up when no laptop is there to give it back to. Laptops keep what they have. Comment and
    name are kept in its place; of somebody erased only the name is. Raises Refusal: not_under_review,
    cannot_be_dropped (it can go back to its author).
    """
    why = {"comment": comment, "by": by}
    with _decided(ground, who, name, even_given_back=True) as (turn, heap, row):
        if heap == REVIEW:
            if given_back.is_heard(turn.connection, row.commune, [row.device]):
                raise Refusal("cannot_be_dropped", 409)
            words = "" if _is_of_erased(turn, _change(heap, row)) else comment
            _judge(ground, who, turn, name, Judgement.DROPPED, words, by)
        elif heap == ASIDE:
            set_aside.drop(turn.connection, row.commune, name, why)
        else:
            leftovers.drop(turn.connection, row, why)


def return_record(ground: Ground, who: Who, name: str, comment: str, by: str) -> str:
    """Send a record back to whoever wrote it; returns the id of the `return`.

    Raises Refusal: unknown_record, author_unreachable (no laptop that wrote it would hear of it).
    """
    with ground.read() as connection:
        rows = connection.execute(
            sa.select(record.c.commune, record.c.kind, record.c.life).where(record.c.id == name)
        )
        mine = [row for row in rows if row.life != Life.ERASED and _is_of_devices(row.kind)]
    if not mine:
        raise Refusal("unknown_record", 404)
    back, kind = ground.new_id(), mine[0].kind
    about = {"session": name if kind == "session" else "", "record": name, "comment": comment, "by": by}
    with ground.write() as connection:
        turn = Turn(connection, mine[0].commune, who.epoch, ground.now_ms())
        wrote = given_back.writers(connection, turn.commune, name)
        if not given_back.is_heard(connection, turn.commune, wrote):
            raise Refusal("author_unreachable", 409)
        publish(ground, who, turn, "return", back, {key: text for key, text in about.items() if text})
        turn.finish()
    return back


@contextmanager
def _decided(
    ground: Ground, who: Who, name: str, *, even_given_back: bool = False
) -> Iterator[tuple[Turn, str, sa.Row[Any]]]:
    """The commune's turn in which one thing is decided, its heap and its row.

    It is looked for again once the turn is ours: of two people who decide at once the second finds nothing. Raises
    Refusal: not_under_review.
    """
    with ground.read() as connection:
        commune = _find(connection, name, even_given_back=even_given_back)[1].commune
    with ground.write() as connection:
        turn = Turn(connection, commune, who.epoch, ground.now_ms())
        heap, row = _find(connection, name, commune, even_given_back=even_given_back)
        yield turn, heap, row
        turn.finish()


def _find(
    connection: sa.Connection, name: str, commune: str = "", *, even_given_back: bool
) -> tuple[str, sa.Row[Any]]:
    """Which heap something lies in, and its row. Raises Refusal: not_under_review."""
    asked = (
        (REVIEW, _under_review().where(change_log.c.id == name)),
        (ASIDE, set_aside.waiting().where(aside.c.id == name)),
        (LEFT_OVER, leftovers.waiting().where(leftover.c.id == name)),
    )
    for heap, query in asked:
        for row in connection.execute(query):
            is_open = heap != REVIEW or _is_open(connection, row, even_given_back=even_given_back)
            if commune in ("", row.commune) and is_open:
                return heap, row
    raise Refusal("not_under_review", 404)


def _is_open(connection: sa.Connection, row: sa.Row[Any], *, even_given_back: bool) -> bool:
    """Whether nobody has decided about a doubted change, or it was given back and its author has not answered."""
    judged = sa.and_(record.c.commune == row.commune, record.c.kind == "verdict", record.c.id == row.id)
    verdict = connection.execute(sa.select(record.c.fields).where(judged)).scalar()
    if verdict is None:
        return True
    is_back = verdict.get("verdict") == Judgement.RETURNED
    return even_given_back and is_back and not given_back.is_answered(connection, row)


def _under_review() -> sa.Select[Any]:
    """What a doubt holds up; nobody has to decide about what was erased."""
    is_doubted = change_log.c.outcome["kind"].as_string() == OutcomeKind.NEEDS_REVIEW.value
    return sa.select(change_log).where(is_doubted, change_log.c.body.is_not(None))


def _change(heap: str, row: sa.Row[Any]) -> Change:
    """The change as its author wrote it. Raises Refusal: cannot_be_taken."""
    if heap == REVIEW:
        return from_wire(msgspec.convert(row.body, WireChange), row.device)
    change = read_offer(bytes(row.body), row.device).change
    if change is None:
        raise Refusal("cannot_be_taken", 409)
    return change


def _is_of_erased(turn: Turn, change: Change) -> bool:
    """Whether a comment on it would tell of somebody erased for ever; one on their erasure would, too."""
    turn.load(touched(change))
    return is_about_erased(turn, change) or turn.is_erased(change.kind, change.record)


def _settle(turn: Turn, change: Change) -> Outcome:
    turn.load(touched(change) | {change.author})
    if is_about_erased(turn, change):
        return Outcome(kind=OutcomeKind.ERASED)
    if is_adoption(change):
        sender = sa.select(device.c.support_point).where(device.c.id == change.device)
        return adopt(turn, change, turn.connection.execute(sender).scalar_one())
    return settle_change(turn, change)


def _take_record(ground: Ground, who: Who, turn: Turn, row: sa.Row[Any]) -> Outcome:
    """A record the restore had lost stands again as the laptop knew it, unless it came back by itself since."""
    turn.load([row.id])
    if turn.record(row.kind, row.id) is None:
        publish(ground, who, turn, row.kind, row.id, dict(row.body.get("fields", {})))
    return Outcome(kind=OutcomeKind.ACCEPTED, seq=turn.next_mark.seq - 1)


def _judge(
    ground: Ground, who: Who, turn: Turn, change: str, verdict: Judgement, comment: str, by: str
) -> None:
    said = {"change": change, "verdict": verdict.value, "comment": comment, "by": by}
    publish(ground, who, turn, "verdict", change, {key: text for key, text in said.items() if text})


def _clear(connection: sa.Connection, heap: str, row: sa.Row[Any]) -> None:
    if heap == ASIDE:
        mine = sa.and_(aside.c.commune == row.commune, aside.c.id == row.id)
        connection.execute(aside.delete().where(mine))
    if heap == LEFT_OVER:
        key = (leftover.c.commune == row.commune, leftover.c.kind == row.kind, leftover.c.id == row.id)
        connection.execute(leftover.delete().where(*key))


def _is_of_devices(kind: str) -> bool:
    return kind in KINDS and KINDS[kind].maker is Maker.DEVICE


def _doubted(row: sa.Row[Any]) -> Waiting:
    author = str((row.body or {}).get("author", ""))
    return _waiting(row, REVIEW, row.record, author, row.outcome.get("code", ""))


def _aside(row: sa.Row[Any]) -> Waiting:
    return _waiting(row, ASIDE, row.record, "", row.outcome.get("code", "") or row.state)


def _left_over(row: sa.Row[Any]) -> Waiting:
    return _waiting(row, LEFT_OVER, row.id, "", LEFT_OVER)


def _waiting(row: sa.Row[Any], heap: str, about: str, author: str, code: str) -> Waiting:
    return Waiting(
        id=row.id,
        commune=row.commune,
        heap=heap,
        kind=row.kind,
        record=about,
        device=row.device,
        author=author,
        code=code,
        received_at=row.received_at,
    )

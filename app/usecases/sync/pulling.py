"""Pull and close: the feed page by page, then whether both sides hold the same. Rows move with the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from app.contract.faults import Refused, Unreachable
from app.contract.messages import Close, Closed, Page
from app.domain.changes import Mark
from app.usecases.ports import Reading
from app.usecases.settings import NO, YES, Setting
from app.usecases.sync.greeting import how_it_fares
from app.usecases.sync.line import Line
from app.usecases.sync.report import EpochMoved, SyncPhase

ROUNDS = 3
"""How often the feed may have moved on before closing is left to the next run."""


def pull_all(line: Line) -> None:
    """Read the feed to its end. Raises EpochMoved, Stopped, Unreachable, Refused."""
    has_more = True
    while has_more:
        line.show(SyncPhase.PULL)
        has_more = _pull_page(line, line.store.read().cursor())


def _pull_page(line: Line, cursor: Mark) -> bool:
    """Take in one page; whether there is another."""
    page = _page(line, cursor)
    if page.cursor > cursor.seq:
        line.store.apply_page(page.records, Mark(page.epoch, page.cursor))
        line.tally.received += len(page.records)
    return page.more


def _page(line: Line, cursor: Mark, buckets: Sequence[int] = ()) -> Page:
    """The page after `cursor`. A feed that does not move on is no feed of ours."""
    page = line.ask(lambda: line.central.pull(cursor, buckets))
    if page.epoch != cursor.epoch:
        raise EpochMoved
    if page.cursor < cursor.seq or (page.more and page.cursor == cursor.seq):
        raise Unreachable("not_our_server")
    line.check_central(page.server_id)
    return page


def close(line: Line) -> None:
    """Compare counts and digests. Where they differ the buckets that differ are read again, and compared again.

    A bucket a second reading did not mend is not read a third time, every five minutes, until it has changed.
    """
    closed = _closed(line)
    if closed and not closed.agree:
        closed = _mended(line)
    if closed:
        _note_unmended(line, closed)
    line.tally.agrees = closed.agree if closed else None


def _mended(line: Line) -> Closed | None:
    """The comparison after a repair, if there was anything to repair that was not read again before."""
    closed = _closed(line, by_bucket=True)
    reading = line.store.read()
    known = set(reading.setting(Setting.UNMENDED).split())
    fresh = [place for place, said in _differing(reading, closed).items() if said not in known]
    if closed is None or closed.agree or not fresh:
        return closed
    _repair(line, fresh)
    return _closed(line, by_bucket=True)


def _differing(reading: Reading, closed: Closed | None) -> dict[int, str]:
    """The buckets central has otherwise, each with its number and what we hold of it as one word."""
    ours = reading.standing_buckets() if closed and not closed.agree else ()
    return {place: f"{place}:{ours[place]}" for place in (closed.differ if ours and closed else ())}


def _note_unmended(line: Line, closed: Closed) -> None:
    reading = line.store.read()
    said = " ".join(_differing(reading, closed).values())
    if reading.setting(Setting.UNMENDED) != said:
        with line.store.write() as writing:
            writing.set_setting(Setting.UNMENDED, said)


def _repair(line: Line, buckets: Sequence[int]) -> None:
    """Read some buckets from their start. Their rows come as in any page, but nobody's cursor moves for them."""
    cursor, has_more = Mark(line.store.read().cursor().epoch, 0), bool(buckets)
    while has_more:
        line.show(SyncPhase.PULL)
        page = _page(line, cursor, buckets)
        line.store.apply_repair(page.records, page.epoch)
        cursor, has_more = Mark(page.epoch, page.cursor), page.more


def _closed(line: Line, *, by_bucket: bool = False) -> Closed | None:
    """Whether both hold the same, and where not; None when the feed moves on faster than we read."""
    for _ in range(ROUNDS):
        line.show(SyncPhase.CLOSE)
        try:
            return _compare(line, by_bucket=by_bucket)
        except Refused as refused:
            if refused.code != "pull_first":
                raise
            pull_all(line)
    return None


def _compare(line: Line, *, by_bucket: bool) -> Closed:
    """What central says of what we hold. A yes to something else than was asked is an old answer, and none."""
    reading = line.store.read()
    cursor, (count, digest) = reading.cursor(), reading.standing_digest()
    fares = how_it_fares(line, reading)
    said = Close(
        device=reading.setting(Setting.DEVICE),
        epoch=cursor.epoch,
        cursor=cursor.seq,
        count=count,
        digest=digest,
        buckets=tuple(reading.standing_buckets()) if by_bucket else (),
        unsent=fares.unsent,
        attention=fares.attention,
        quarantined=fares.quarantined,
        oldest=fares.oldest,
    )
    closed = line.ask(lambda: line.central.close(said))
    if closed.epoch != cursor.epoch:
        raise EpochMoved
    if closed.agree and (closed.count, closed.digest) != (count, digest):
        raise Unreachable("not_our_server")
    return closed


def note_success(line: Line) -> None:
    """The run got to its end."""
    with line.store.write() as writing:
        writing.set_setting(Setting.LAST_SUCCESS, line.clock.now().isoformat())
        if line.tally.agrees is not None:
            writing.set_setting(Setting.AGREES, YES if line.tally.agrees else NO)

"""Pull and close: the feed page by page, then whether both sides hold the same. Rows move with the cursor."""

from __future__ import annotations

from app.contract.faults import Refused, Unreachable
from app.contract.messages import Close
from app.domain.changes import Mark
from app.usecases.settings import NO, YES, Setting
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
    """Take in one page; whether there is another. A feed that does not move on is no feed of ours."""
    page = line.ask(lambda: line.central.pull(cursor))
    if page.epoch != cursor.epoch:
        raise EpochMoved
    if page.cursor < cursor.seq or (page.more and page.cursor == cursor.seq):
        raise Unreachable("not_our_server")
    if page.cursor > cursor.seq:
        line.check_central(page.server_id)
        line.store.apply_page(page.records, Mark(page.epoch, page.cursor))
        line.tally.received += len(page.records)
    return page.more


def close(line: Line) -> None:
    """Compare counts and digests. Where they differ the whole feed is read again, and compared again.

    That is done once, not every five minutes: what a second reading does not mend, a third will not.
    """
    line.tally.agrees = _agrees(line)
    if line.tally.agrees is False and line.store.read().setting(Setting.AGREES) != NO:
        received = line.tally.received
        with line.store.write() as writing:
            writing.read_again()
        pull_all(line)
        line.tally.received = received
        line.tally.agrees = _agrees(line)


def _agrees(line: Line) -> bool | None:
    """Whether both hold the same; None when the feed moves on faster than we read."""
    for _ in range(ROUNDS):
        line.show(SyncPhase.CLOSE)
        try:
            return _compare(line)
        except Refused as refused:
            if refused.code != "pull_first":
                raise
            pull_all(line)
    return None


def _compare(line: Line) -> bool:
    reading = line.store.read()
    cursor, (count, digest) = reading.cursor(), reading.standing_digest()
    device = reading.setting(Setting.DEVICE)
    said = Close(device=device, epoch=cursor.epoch, cursor=cursor.seq, count=count, digest=digest)
    closed = line.ask(lambda: line.central.close(said))
    if closed.epoch != cursor.epoch:
        raise EpochMoved
    return closed.agree


def note_success(line: Line) -> None:
    """The run got to its end."""
    with line.store.write() as writing:
        writing.set_setting(Setting.LAST_SUCCESS, line.clock.now().isoformat())
        if line.tally.agrees is not None:
            writing.set_setting(Setting.AGREES, YES if line.tally.agrees else NO)

"""Rows a restore of central has lost: offered once in each epoch, for a person at central to look at.

Nothing here depends on the answer: the rows stay, shown as they are, until the feed tells of them again.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.contract.faults import Refused
from app.contract.messages import Leftovers, WireRecord
from app.usecases.settings import Setting
from app.usecases.sync.line import Line
from app.usecases.sync.report import EpochMoved, SyncPhase

PORTION = 100
"""Rows offered at once; halved while they are too large for central."""

_TOO_LARGE = ("batch_too_large", "body_too_large")
_UNKNOWN = "not_found"


def offer_leftovers(line: Line) -> None:
    """After a whole pull: offer what the epoch has not brought again. Raises EpochMoved, Stopped, Unreachable, Refused.

    A row too large for any request is not offered; it is counted like the others.
    """
    reading = line.store.read()
    line.tally.leftovers = reading.leftover_count()
    _note_count(line)
    epoch, after = reading.cursor().epoch, ("", "")
    if not line.tally.leftovers or reading.setting(Setting.LEFTOVERS_OFFERED) == str(epoch):
        return
    while records := line.store.read().leftovers(PORTION, after):
        line.show(SyncPhase.PUSH)
        if not _offer(line, epoch, records):
            return
        after = (records[-1].id, records[-1].kind)
    with line.store.write() as writing:
        writing.set_setting(Setting.LEFTOVERS_OFFERED, str(epoch))


def _note_count(line: Line) -> None:
    """Keep the count where screens read it; counting walks through everything that was ever pulled."""
    said = str(line.tally.leftovers or "")
    if line.store.read().setting(Setting.LEFT_OVER) != said:
        with line.store.write() as writing:
            writing.set_setting(Setting.LEFT_OVER, said)


def _offer(line: Line, epoch: int, records: Sequence[WireRecord]) -> bool:
    """Offer some rows, in parts if need be; False when this central is too old to know of such."""
    device = line.store.read().setting(Setting.DEVICE)
    said = Leftovers(device=device, epoch=epoch, records=list(records))
    try:
        taken = line.ask(lambda: line.central.leftovers(said))
    except Refused as refused:
        if refused.code == _UNKNOWN:
            return False
        if refused.code not in _TOO_LARGE:
            raise
        half = len(records) // 2
        parts = (records[:half], records[half:]) if half else ()
        return all(_offer(line, epoch, part) for part in parts)
    if taken.epoch != epoch:
        raise EpochMoved
    return True

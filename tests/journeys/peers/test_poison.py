"""One session central will not have, among four hundred: the others arrive in the same run, and it can be mended."""

from __future__ import annotations

from dataclasses import replace

from app.usecases.sync import SyncEnd
from app.usecases.writing import pen_of
from tests.journeys.conftest import client_of
from tests.support.central_process import CentralProcess
from tests.support.commune_work import CommuneWork
from tests.support.laptop import Laptop, person

OTHERS = 399
NO_BIRTH = "1958-99"
"""A birth no form of ours lets through; a fault in a program did."""


def test_one_bad_session_among_four_hundred_holds_back_nobody(
    work: CommuneWork, central: CentralProcess
) -> None:
    laptop = work.laptop
    work.visits(OTHERS // 2, 0)
    citizen = laptop.help(laptop.meet_new({**person(1), "birth": NO_BIRTH}), 0).citizen
    work.visits(OTHERS - OTHERS // 2, 0)

    report = laptop.sync(client_of(laptop))

    counters = laptop.store.read().counters()
    assert (report.end, report.agrees) == (SyncEnd.DONE, True)
    assert (counters.received, counters.attention, counters.waiting) == (OTHERS, 1, 0)
    [refused] = [one for one in laptop.store.read().attention() if one.code]
    assert (refused.code, refused.field, refused.change.record) == ("bad_value", "birth", citizen)

    _mend(laptop, refused.change.id, citizen)
    laptop.sync(
        client_of(laptop)
    )  # what leaned on the refused record is older than its mending and held once
    again = laptop.sync(client_of(laptop))

    counters = laptop.store.read().counters()
    assert (again.end, again.agrees) == (SyncEnd.DONE, True)
    assert (counters.received, counters.attention, counters.waiting) == (OTHERS + 1, 0, 0)
    assert laptop.store.read().attention() == []
    assert central.command("view", "--people").count('"kind": "session"') == OTHERS + 1


def _mend(laptop: Laptop, refused: str, citizen: str) -> None:
    """What a person does: the same record with the right birth, in the place of what was refused."""
    with laptop.store.write() as writing:
        shown = writing.record("citizen", citizen)
        assert shown is not None
        assert shown["birth"] == NO_BIRTH
        pen = pen_of(writing, laptop.clock, laptop.ids, laptop.operator)
        right = pen.create("citizen", citizen, {**shown, "birth": "1958"})
        writing.add(replace(right, replaces=(refused,)))

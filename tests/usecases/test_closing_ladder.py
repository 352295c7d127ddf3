"""Finishing: the rungs of the ladder that changed, and what their author had seen of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.changes import Op
from app.domain.ladder import TaskCode, TaskStatus
from app.usecases import closing, guidance
from app.usecases.ports import Store
from app.usecases.writing import pen_of
from tests.support.fake_central import FakeCentral
from tests.support.laptop import Laptop, person, unsent

INSTALL, IDENTITY, INSURANCE, HEALTH_BOOK, ALONE = TaskCode


@pytest.fixture
def new_store(new_real_store: Callable[[], Store]) -> Callable[[], Store]:
    """Encrypted files: what is shown of a merged person is found by SQL."""
    return new_real_store


def test_the_ladder_gets_only_the_rungs_that_changed(laptop: Laptop) -> None:
    citizen = laptop.help(laptop.meet_new(person(1)), cards=2, reason="reason_a").citizen
    before = set(unsent(laptop))
    again = laptop.meet_again(citizen)
    again = guidance.end_task(laptop.store, laptop.clock, again, INSURANCE, TaskStatus.DONE, "already")
    closing.finish_session(laptop.store, laptop.clock, laptop.ids, again)
    new = [one.change for one in laptop.store.read().unsent(10**6, 10**3) if one.change.id not in before]
    ladder = next(change for change in new if change.kind == "ladder")
    assert list(ladder.fields) == ["insurance", "health_book", "alone"], "it, and what followed it"
    record = laptop.store.read().record("ladder", citizen)
    assert record is not None
    assert record["insurance"] == {"status": "done", "by": laptop.operator, "how": "already"}


def test_what_a_newer_peer_wrote_into_a_rung_was_seen(laptop: Laptop) -> None:
    """Else the step on would wait for ever, for a value nobody has told of."""
    citizen = laptop.help(laptop.meet_new(person(1)), cards=2, reason="reason_a").citizen
    with laptop.store.write() as writing:
        pen, here = (
            pen_of(writing, laptop.clock, laptop.ids, laptop.operator),
            writing.record("ladder", citizen),
        )
        assert here is not None
        newer = {**here["insurance"], "newer": "what only they know"}  # type: ignore[dict-item]
        writing.add(pen.edit("ladder", citizen, here, {"insurance": newer}))
    before = set(unsent(laptop))
    again = laptop.meet_again(citizen)
    again = guidance.end_task(laptop.store, laptop.clock, again, INSURANCE, TaskStatus.DONE, "already")
    closing.finish_session(laptop.store, laptop.clock, laptop.ids, again)
    new = [one.change for one in laptop.store.read().unsent(10**6, 10**3) if one.change.id not in before]
    [ladder] = [change for change in new if change.kind == "ladder"]
    assert ladder.fields["insurance"].seen == (newer,)


def test_a_session_that_changed_nothing_writes_no_ladder(laptop: Laptop) -> None:
    citizen = laptop.help_new(1).citizen
    before = set(unsent(laptop))
    laptop.help(laptop.meet_again(citizen), cards=0)
    new = [one.change.kind for one in laptop.store.read().unsent(10**6, 10**3) if one.change.id not in before]
    assert new == ["session"]


def test_what_another_laptop_did_meanwhile_is_not_undone(new_laptop: Callable[[], Laptop]) -> None:
    first, second = new_laptop().adopt(), new_laptop().adopt()
    central = FakeCentral()
    citizen = first.help(first.meet_new(person(1)), cards=1, reason="reason_a").citizen
    first.sync(central)
    second.sync(central)
    draft = first.meet_again(citizen)
    second.help(second.meet_again(citizen))
    second.sync(central)
    first.sync(central)
    first.help(draft, cards=0, reason="reason_b")
    first.sync(central)
    assert central.shown("ladder", citizen)["identity"]["status"] == "done"  # type: ignore[index]


def test_the_ladder_of_somebody_merged_meanwhile_is_taken_by_central(laptop: Laptop) -> None:
    """What is shown is the other record's ladder; this one has none of its own that central could edit."""
    central = FakeCentral()
    laptop.adopt()
    known = laptop.help(laptop.meet_new(person(1)), cards=2, reason="reason_a").citizen
    draft = laptop.meet_new(person(2))
    laptop.sync(central)
    with laptop.store.write() as writing:
        pen = pen_of(writing, laptop.clock, laptop.ids, laptop.operator)
        merge = pen.edit("citizen", known, {}, {})
        writing.add(replace(merge, op=Op.MERGE, other=draft.citizen))
    laptop.help(draft, cards=3, reason="reason_b")
    assert laptop.sync(central).attention == 0
    assert unsent(laptop) == []
    assert laptop.store.read().counters().received == 2


def test_a_ladder_seen_through_a_merge_is_written_where_there_was_none(laptop: Laptop) -> None:
    central = FakeCentral()
    laptop.adopt()
    draft = laptop.meet_new(person(1))
    other = laptop.help(laptop.meet_new(person(2)), cards=2, reason="reason_a").citizen
    with laptop.store.write() as writing:
        writing.drop_draft(draft.id)
        pen = pen_of(writing, laptop.clock, laptop.ids, laptop.operator)
        writing.add(replace(pen.edit("citizen", draft.citizen, {}, {}), op=Op.MERGE, other=other))
    laptop.sync(central)
    laptop.help(laptop.meet_again(draft.citizen), cards=2, reason="reason_b")
    laptop.sync(central)
    assert unsent(laptop) == []
    assert laptop.store.read().counters().received == 2

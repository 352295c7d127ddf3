"""Drafts another version of the program wrote: what is understood is shown, and nothing is thrown away."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.domain.draft import Draft, Stage, TaskEnd
from app.domain.ladder import TaskCode, TaskStatus
from app.storage.store import SqliteStore

WHOLE = Draft(
    id="d1",
    operator="operator-1",
    started=1,
    touched=2,
    guide="pack",
    code="ABCDEFGHJK",
    stage=Stage.STEP,
    citizen="citizen-1",
    person={"name": "Lò Thị Ánh"},
    task=TaskCode.IDENTITY,
    step="identity.code",
    ends={TaskCode.INSTALL: TaskEnd(status=TaskStatus.DONE)},
)


def left_by_another_version(store: SqliteStore, **changed: Any) -> None:  # noqa: ANN401 - JSON of another program
    """The draft as stored, some parts as only another version would write them."""
    with store.write() as work:
        work.save_draft(WHOLE)
    with store._database.write_transaction() as db:
        body = json.loads(db.value("SELECT body FROM drafts"))
        db.run("UPDATE drafts SET body = ?", (json.dumps(body | changed),))


@pytest.mark.parametrize(
    ("changed", "lost"),
    [
        ({"stage": "dancing"}, "stage"),
        ({"task": "tomorrow"}, "task"),
        ({"ends": {"install": {"status": "half"}}}, "ends"),
        ({"steps_done": 7}, "steps_done"),
    ],
)
def test_what_is_not_understood_is_left_out(
    store: SqliteStore, changed: dict[str, object], lost: str
) -> None:
    left_by_another_version(store, **changed)
    (draft,) = store.read().drafts()
    assert (draft.id, draft.citizen, draft.person, draft.code) == (
        "d1",
        "citizen-1",
        WHOLE.person,
        WHOLE.code,
    )
    assert getattr(draft, lost) == getattr(blank(), lost)


def blank() -> Draft:
    """A draft with nothing in it."""
    return Draft(id="", operator="", started=0, touched=0, guide="", code="")


def test_parts_of_a_later_version_are_passed_over(store: SqliteStore) -> None:
    left_by_another_version(store, mood="good")
    assert store.read().drafts() == [WHOLE]


def test_one_that_says_nothing_of_whose_it_is_blocks_nothing(store: SqliteStore) -> None:
    left_by_another_version(store, operator=None, started="yesterday")
    with store.write() as work:
        work.save_draft(blank())
    assert store.read().drafts() == [blank()]
    assert store._database.connection().value("SELECT count(*) FROM drafts") == 2

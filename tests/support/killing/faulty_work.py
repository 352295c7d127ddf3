"""Work done wrongly on purpose, each in one way a kill should bring to light: the campaign has to be able to fail."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from unittest import mock

from app.contract.messages import WireRecord
from app.domain.changes import Mark, Pen
from app.network.stick import SealedFolder
from app.storage.store import SqliteStore
from app.usecases import closing, guidance
from tests.support.killing.work import VISITS, Order, Say, courier, receive, woken
from tests.support.laptop import Laptop, person


def told_early(order: Order, say: Say) -> None:
    """A session is told as saved before it is."""
    laptop = woken(order)
    for _ in range(VISITS):
        draft = laptop.meet_new(person(laptop.store.read().last_n() // 2))
        say(f"saved {draft.id}")
        draft = guidance.to_review(laptop.store, laptop.clock, draft)
        closing.finish_session(laptop.store, laptop.clock, laptop.ids, draft)


def in_two_parts(order: Order, say: Say) -> None:
    """A session and its ladder are two transactions."""
    laptop = woken(order)
    for _ in range(VISITS):
        with mock.patch.object(closing, "_write_ladder", return_value=None):
            done = laptop.help(laptop.meet_new(person(laptop.store.read().last_n() // 2)), cards=1)
        _write_ladder(laptop, done.citizen, done.session)
        say(f"saved {done.session}")


def cursor_first(order: Order, say: Say) -> None:
    """The cursor is moved before the rows are there."""
    with mock.patch.object(SqliteStore, "apply_page", _apply_backwards):
        receive(order, say)


def _apply_backwards(store: SqliteStore, records: Sequence[WireRecord], cursor: Mark) -> None:
    for record in records:
        with store.write() as work:
            work.apply_page((record,), cursor)


def _write_ladder(laptop: Laptop, citizen: str, session: str) -> None:
    pen = Pen(laptop.operator, laptop.store.read().setting("device"), 0, laptop.ids.new)
    with laptop.store.write() as work:
        work.add(pen.create("ladder", citizen, {"install": {"status": "done"}}), session)


def in_place(order: Order, say: Say) -> None:
    """A sealed file is written under its own name, slowly."""
    with mock.patch.object(SealedFolder, "put", _put_in_place):
        courier(order, say)


def _put_in_place(folder: SealedFolder, name: str, content: bytes) -> None:
    folder._folder.mkdir(parents=True, exist_ok=True)
    with (folder._folder / name).open("wb", buffering=0) as file:
        for at in range(0, len(content), 16):
            file.write(content[at : at + 16])
            os.fsync(file.fileno())


FAULTY: Mapping[str, Callable[[Order, Say], None]] = {
    "save told early": told_early,
    "save in two parts": in_two_parts,
    "receive cursor first": cursor_first,
    "courier in place": in_place,
}
"""The first word is the activity they pretend to be."""

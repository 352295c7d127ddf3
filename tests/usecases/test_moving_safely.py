"""Only work that central cannot lose any more is left behind in a commune, and nothing of it stays on the laptop."""

from __future__ import annotations

import pytest

from app.domain.changes import Change, Mark
from app.domain.problems import Problem, ProblemCode
from app.storage.store import SqliteStore
from app.usecases import mending
from app.usecases.courier.wrapping import durable_of
from tests.support.fake_central import FakeCentral
from tests.support.laptop import Laptop
from tests.support.reviewing_central import ReviewingCentral
from tests.usecases.conftest import NewStore
from tests.usecases.test_moving import OTHER, Elsewhere, made_safe, moved
from tests.usecases.test_pairing import pair

NOT_SAFE = Problem(ProblemCode.PAIRING_NOT_SAFE)


@pytest.fixture(params=["memory", "disk"])
def new_store(request: pytest.FixtureRequest, new_store: NewStore, new_real_store: NewStore) -> NewStore:
    """Both stores: one is what the long simulations trust."""
    return new_store if request.param == "memory" else new_real_store


def written(laptop: Laptop) -> list[Change]:
    return [one.change for one in laptop.store.read().unsent(10**6, 100)]


def test_what_is_in_no_tried_backup_holds_the_laptop(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    home = FakeCentral()
    laptop.sync(home)
    home.durable = home.seq - 1
    laptop.sync(home)
    assert pair(laptop, Elsewhere()) == NOT_SAFE
    made_safe(laptop, home)
    assert moved(laptop, Elsewhere()).commune == OTHER


def test_so_does_what_waits_for_review_or_was_accepted_since_the_last_backup(laptop: Laptop) -> None:
    home = ReviewingCentral()
    made_safe(laptop.adopt(), home)
    laptop.help_new(1)
    doubted = written(laptop)
    home.doubts = dict.fromkeys((change.id for change in doubted), "author_inactive")
    made_safe(laptop, home)
    assert pair(laptop, Elsewhere()) == NOT_SAFE
    for change in doubted:
        home.accept(change)
    laptop.sync(home)
    assert not laptop.store.read().attention()
    assert pair(laptop, Elsewhere()) == NOT_SAFE
    assert laptop.store.read().units(durable_of(laptop.store.read()), 0), "its rescue copy stays as long"
    made_safe(laptop, home)
    assert moved(laptop, Elsewhere()).commune == OTHER


def test_not_even_what_was_put_right_before_it_counted_is_kept(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    person = next(change for change in written(laptop) if change.kind == "citizen")
    home = FakeCentral(rejects={person.id: "bad_value"})
    laptop.sync(home)
    (one,) = laptop.store.read().attention()
    desk = (laptop.store, laptop.clock, laptop.ids)
    mending.correct(*desk, laptop.operator, one, {"name": "Lò Thị Đúng"})
    made_safe(laptop, home)
    moved(laptop, Elsewhere())
    if isinstance(laptop.store, SqliteStore):
        kept = "SELECT id FROM changes WHERE fields <> '{}' AND kind <> 'operator'"
        assert laptop.store._database.connection().rows(kept) == []


def test_another_central_has_proven_nothing_yet(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    made_safe(laptop)
    pair(laptop, FakeCentral(server_id="another-central"))
    assert durable_of(laptop.store.read()) == Mark(1, 0)

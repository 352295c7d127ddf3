"""What is shown is always what the projection says: the short way for new records is no other rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.contract.messages import WireRecord
from app.domain.changes import Change, Mark, Value
from app.domain.delivery import OwnChange
from app.domain.projection import project
from app.domain.records import KINDS, Kind
from app.storage import refreshing, shown
from app.storage.store import SqliteStore
from tests.support.fiction import Fiction

texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=8)
plain: st.SearchStrategy[Value] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)


def values_for(kind: Kind) -> st.SearchStrategy[dict[str, Value]]:
    """Some fields of a kind with values of their declared types."""
    lists = st.lists(texts, max_size=3, unique=True)
    by_type: dict[str, st.SearchStrategy[Any]] = {"str": texts, "bool": st.booleans(), "list[str]": lists}
    by_type["int"] = st.integers(-(2**60), 2**60)
    fields = {name: by_type.get(declared, plain) for name, declared in declared_types(kind).items()}
    return st.fixed_dictionaries({}, optional=fields)


def declared_types(kind: Kind) -> Mapping[str, str]:
    return {field.name: str(field.type) for field in dataclasses.fields(kind.shape)}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@given(data=st.data())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_new_record_is_shown_as_its_projection(store: SqliteStore, kind: Kind, data: st.DataObject) -> None:
    fiction = Fiction.seeded(store.read().last_n())
    change = fiction.pen().create(kind.name, fiction.id(), data.draw(values_for(kind)))
    with store.write() as work:
        work.add(change)
    expected = project(kind, change.record, None, (OwnChange(change=change),)).values
    assert store.read().record(kind.name, change.record) == expected


def created(fiction: Fiction, kind: str, record: str) -> Change:
    return fiction.pen().create(kind, record, {})


def test_the_short_way_is_not_taken_where_something_is_known(store: SqliteStore, fiction: Fiction) -> None:
    store.apply_page(
        [WireRecord(id="v1", kind="village", commune="1", seq=1, fields={"name": "Bản Áng"})], Mark(0, 1)
    )
    db = store._database.connection()
    assert refreshing.show_created(db, created(fiction, "village", "v2"))
    assert not refreshing.show_created(db, created(fiction, "village", "v1"))
    with store.write() as work:
        work.add(created(fiction, "village", "v1"))
        second = work.add(created(fiction, "village", "v3"))
        work.add(created(fiction, "village", "v3"))
    assert not refreshing.show_created(db, second)
    assert (store.read().record("village", "v1") or {})["name"] == "Bản Áng"


def test_an_erased_person_does_not_come_back_with_a_late_change(store: SqliteStore, fiction: Fiction) -> None:
    erased = WireRecord(id="c1", kind="ladder", commune="1", seq=1, life="erased")
    store.apply_page([erased], Mark(0, 1))
    with store.write() as work:
        work.add(fiction.pen().create("ladder", "c1", {"install": {"status": "done"}}))
    assert store.read().record("ladder", "c1") is None


def test_a_kind_of_a_newer_peer_is_kept_and_not_shown(store: SqliteStore) -> None:
    newer = WireRecord(id="x1", kind="from_tomorrow", commune="1", seq=1, fields={"a": 1})
    store.apply_page([newer], Mark(0, 1))
    assert store.read().record("from_tomorrow", "x1") is None
    assert store.read().standing_digest()[0] == 1


def test_values_of_the_wrong_type_block_nothing(store: SqliteStore) -> None:
    broken = {"name": 7, "phone_agreed": "yes", "notes": "x", "birth": None, "name_suspect": 2**70}
    store.apply_page([WireRecord(id="c1", kind="citizen", commune="1", seq=1, fields=broken)], Mark(0, 1))
    values = store.read().record("citizen", "c1")
    assert values is not None
    assert (values["name"], values["birth"], values["phone_agreed"], values["name_suspect"]) == (
        "",
        "",
        False,
        False,
    )
    assert set(shown.TABLES) == set(KINDS)

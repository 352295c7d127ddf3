"""Central's tables can be spread by commune: whatever belongs to one is found by it first."""

import pytest
import sqlalchemy as sa

from app.central.store.tables import metadata

BELONGS_TO_NONE = {"server_meta", "commune", "guide"}
FOUND_ACROSS = {
    ("device", "token_hash"): "a token says who asks before anybody knows where they belong",
    ("record", "id"): "a change that names another commune's record is refused",
    ("bundle", "id"): "any laptop may carry it",
    ("parcel", "id"): "any laptop may carry it",
}
"""Columns looked for without a commune, and why."""


def of_communes() -> list[sa.Table]:
    return [table for table in metadata.sorted_tables if table.name not in BELONGS_TO_NONE]


@pytest.mark.parametrize("table", of_communes(), ids=lambda table: table.name)
def test_its_key_leads_with_the_commune(table: sa.Table) -> None:
    assert next(iter(table.primary_key)).name == "commune"
    [home] = table.c.commune.foreign_keys
    assert home.target_fullname == "commune.code"


@pytest.mark.parametrize("table", of_communes(), ids=lambda table: table.name)
def test_whatever_is_looked_for_is_looked_for_in_a_commune(table: sa.Table) -> None:
    uniques = [one for one in table.constraints if isinstance(one, sa.UniqueConstraint)]
    for found in (*table.indexes, *uniques):
        first = next(iter(found.columns)).name
        assert first == "commune" or (table.name, first) in FOUND_ACROSS, found.name


@pytest.mark.parametrize("table", of_communes(), ids=lambda table: table.name)
def test_nothing_refers_across_communes(table: sa.Table) -> None:
    """A foreign key to another spread table would have to carry the commune with it."""
    for constraint in table.foreign_key_constraints:
        alone = [column.name for column in constraint.columns] == ["commune"]
        assert constraint.referred_table.name == "commune" if alone else "commune" in constraint.column_keys


def test_every_exception_is_one() -> None:
    assert {name for name, _ in FOUND_ACROSS} | BELONGS_TO_NONE <= set(metadata.tables)

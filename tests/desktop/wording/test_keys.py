"""The table of keys: every key the program binds is explained, in both languages, and none twice."""

from __future__ import annotations

import pytest

from app.desktop.wording import keys
from tests.support.words import said_in_both

TABLES = [keys.everywhere, keys.in_session, keys.on_lists]


@pytest.mark.parametrize("table", TABLES)
def test_every_key_says_what_it_does(table: object) -> None:
    assert callable(table)
    for key in table():
        said_in_both(lambda key=key: table()[key])


def test_no_key_is_explained_twice() -> None:
    named = [key for table in TABLES for key in table()]
    assert len(named) == len(set(named))

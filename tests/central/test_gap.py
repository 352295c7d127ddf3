"""The feed under sixteen writers, rollbacks and pauses; the long form is `python -m tests.support.gap`."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from app.central.store.engine import DatabaseLimits, open_database
from tests.support.gap import WRITERS, Ours, follow, naive_gap
from tests.support.postgres import new_database


@pytest.fixture
def roomy(postgres: sa.URL) -> Iterator[sa.Engine]:
    """A database with a connection for every writer."""
    url = new_database(postgres, f"gap_{secrets.token_hex(4)}").render_as_string(hide_password=False)
    engine = open_database(url, limits=DatabaseLimits(pool=WRITERS + 2, lock_seconds=60))
    yield engine
    engine.dispose()


def test_our_cursor_misses_nothing(roomy: sa.Engine) -> None:
    found = follow(roomy, Ours(roomy), rows=800, seed=1, is_over=lambda: False)
    assert found.rows >= 800
    assert (found.missed, found.doubled) == (0, 0)


def test_the_same_writers_make_a_naive_cursor_miss_rows(roomy: sa.Engine) -> None:
    """Without this the test above would prove nothing about this machine."""
    assert naive_gap(roomy, rows=800, seed=1, is_over=lambda: False).missed > 0

"""A session that has just begun."""

from __future__ import annotations

import pytest

from tests.support.laptop import Laptop, person
from tests.support.visit import Visit


@pytest.fixture
def visit(laptop: Laptop) -> Visit:
    """Somebody who agreed, looking at the task list."""
    return Visit(laptop, laptop.meet_new(person(1)))

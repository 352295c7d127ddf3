"""Words are read in Vietnamese unless a test says otherwise, and Vietnamese again after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.i18n import use_language


@pytest.fixture(autouse=True)
def _vietnamese_again() -> Iterator[None]:
    use_language("vi")
    yield
    use_language("vi")

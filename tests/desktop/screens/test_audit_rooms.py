"""Nothing is cut, too small to hit or without a name: both sizes, two languages, two text sizes."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from tests.support.scenes import ROOMS


@pytest.mark.parametrize("language", ["vi", "en"], indirect=True)
@pytest.mark.parametrize("text_size", [100, 130], indirect=True)
@pytest.mark.parametrize("name", ROOMS)
def test_everything_can_be_read_hit_and_heard(
    audited: Callable[[QWidget], list[str]], name: str, text_size: int, language: str
) -> None:
    assert audited(ROOMS[name]()) == []

"""Day one: every reason why a page does not go on has a sentence."""

from __future__ import annotations

import pytest

from app.desktop.screens.first_run.wizard import _blames
from app.presentation.first_run import Blame
from tests.support.words import sentence_in_both


@pytest.mark.parametrize("blame", list(Blame))
def test_every_blame_has_a_sentence(blame: Blame) -> None:
    sentence_in_both(lambda: _blames()[blame])

"""A picture without a code: every fault has its sentences, and nobody is left without a next step."""

from __future__ import annotations

import pytest

from app.desktop.scanning.picture import PictureFault
from app.desktop.wording.pictures import picture_fault
from tests.support.words import sentence_in_both


@pytest.mark.parametrize("fault", [*PictureFault, None])
def test_every_fault_says_what_happened_and_what_to_do(fault: PictureFault | None) -> None:
    vietnamese, english = sentence_in_both(lambda: picture_fault(fault))
    assert vietnamese.count(".") >= 2
    assert english.count(".") >= 2


def test_every_fault_is_told_apart() -> None:
    assert len({picture_fault(fault) for fault in (*PictureFault, None)}) == len(PictureFault) + 1

"""Which drawing a slip gets: the sheet or the roll."""

from __future__ import annotations

from pathlib import Path

from app.documents.roll import write_roll
from app.documents.slip import write_slip
from app.domain.slip import Paper, Slip


def draw_slip(slip: Slip, target: Path, paper: Paper) -> None:
    """Draw a slip for this paper into a PDF file. Raises OSError."""
    draw = write_roll if paper is Paper.ROLL else write_slip
    draw(slip, target)

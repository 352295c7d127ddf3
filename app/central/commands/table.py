"""Rows under headings, as a terminal shows them. What stands in them is for the commands to say."""

from __future__ import annotations

from collections.abc import Sequence

_GAP = "  "


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows, each column as wide as what stands in it; the last one takes what it needs."""
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    for row in (headings, *rows):
        print(_GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())

"""A page with our fonts and our few drawing strokes; what is drawn on it is decided by each document."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import segno
from fpdf import FPDF
from fpdf.enums import MethodReturnValue

from app import resources

FONT = "BVP"
INK = 22
SOFT = 90
LEAST = 7.0
"""Points; nobody is asked to read anything smaller."""
_FACES = {"": "BeVietnamPro_500Medium.ttf", "B": "BeVietnamPro_700Bold.ttf"}


class Page(FPDF):
    """One portrait page; sizes are millimetres, type sizes points. Text is embedded and searchable."""

    def __init__(self, width: float, height: float, margin: float, title: str) -> None:
        super().__init__(unit="mm", format=(width, height))
        self.set_margin(margin)
        self.c_margin = 0  # text starts where shapes start
        self.set_auto_page_break(False)
        for style, name in _FACES.items():
            self.add_font(FONT, style, resources.path("fonts", name))
        self.set_title(title)
        self.set_lang("vi-VN")
        self.add_page()
        self.set_text_color(INK)

    def say(
        self, text: str, size: float, *, bold: bool = False, soft: bool = False, width: float = 0
    ) -> None:
        """Write `text` from the cursor, wrapped inside `width` (0 = to the margin), and go below it."""
        self.set_font(FONT, "B" if bold else "", size)
        self.set_text_color(SOFT if soft else INK)
        left = self.x
        self.multi_cell(width, line_height(size), text, align="L", new_x="LEFT", new_y="NEXT")
        self.set_x(left)

    def say_in(
        self, text: str, size: float, width: float, height: float, *, bold: bool = False, soft: bool = False
    ) -> None:
        """Write `text` inside `width` and `height` mm, smaller if need be; what has no room ends in …"""
        fitting = self.fitting(text, size, width, height, bold=bold)
        while fitting is None and len(text) > 1 and self.height_of(text, LEAST, width, bold=bold) > height:
            text = text[:-4].rstrip(" …") + "…"
        self.say(text, fitting or LEAST, bold=bold, soft=soft, width=width)

    def fitting(
        self, text: str, size: float, width: float, height: float, *, bold: bool = False, least: float = LEAST
    ) -> float | None:
        """The largest type size from `size` to `least` at which wrapped `text` has room, or None."""
        while size >= least:
            if self.height_of(text, size, width, bold=bold) <= height:
                return size
            size -= 0.25
        return None

    def height_of(self, text: str, size: float, width: float, *, bold: bool = False) -> float:
        """How many mm `text` takes when it is wrapped inside `width`."""
        self.set_font(FONT, "B" if bold else "", size)
        found = self.multi_cell(width, 1, text, align="L", dry_run=True, output=MethodReturnValue.LINES)
        return len(cast(list[str], found)) * line_height(size)

    def icon(self, name: str, x: float, y: float, size: float) -> None:
        """A line drawing from our icons, in ink."""
        drawing = resources.text("icons", f"{name}.svg").replace(
            "currentColor", f"#{INK:02x}{INK:02x}{INK:02x}"
        )
        drawing = " ".join(drawing[drawing.index("<svg") :].split())  # fpdf2 knows an SVG by its first bytes
        self.image(drawing.encode(), x=x, y=y, w=size, h=size)

    def box(self, x: float, y: float, width: float, height: float, stroke: float) -> None:
        """A rounded frame with a stroke of `stroke` mm."""
        self.set_line_width(stroke)
        self.set_draw_color(INK)
        self.rect(x, y, width, height, round_corners=True, corner_radius=3)

    def qr(self, text: str, x: float, y: float, size: float) -> None:
        """`text` as a QR drawn with squares, so that it prints sharp on any printer."""
        matrix = segno.make(text, error="m", micro=False).matrix
        cell = size / len(matrix)
        self.set_fill_color(0)
        for row, line in enumerate(matrix):
            for column, dark in enumerate(line):
                if dark:
                    self.rect(x + column * cell, y + row * cell, cell * 1.02, cell * 1.02, style="F")

    def save(self, target: Path) -> None:
        """Write the file whole or not at all; OSError when the disk will not take it."""
        draft = target.with_suffix(".part")
        try:
            draft.write_bytes(bytes(self.output()))
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)


def line_height(size: float) -> float:
    """Millimetres from one line to the next at a type size in points."""
    return size * 0.353 * 1.38

"""The slip on an 80 mm receipt roll: the same sentences one under the other, as long as they need."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.documents.page import FONT, INK, Page, line_height
from app.documents.slip import shape
from app.domain.slip import CODE_PREFIX, Slip, SlipLine

WIDTH, MARGIN = 80.0, 4.0
"""Roll printers leave 4 mm free at each side."""
_INNER = WIDTH - 2 * MARGIN
_QR = 30.0
_LONGEST = 1_000.0
"""Paper a first drawing is made on to learn how long the slip is."""


def write_roll(slip: Slip, target: Path) -> None:
    """Draw the slip into a PDF file with one page, cut where it ends; OSError when the disk will not take it."""
    page = _paper(slip, _length(slip))
    _draw(page, slip)
    page.save(target)


def _length(slip: Slip) -> float:
    """How many millimetres the slip takes, learnt by drawing it."""
    page = _paper(slip, _LONGEST)
    length = _draw(page, slip)
    page.output()  # lets go of the font files
    return length


def _paper(slip: Slip, length: float) -> Page:
    return Page(WIDTH, length, MARGIN, f"{slip.title} {slip.code}".strip())


def _draw(page: Page, slip: Slip) -> float:
    """Draw from top to bottom; the millimetres it took."""
    if slip.mark:
        page.say(slip.mark, 16, bold=True)
    page.say(slip.title, 11, bold=True)
    page.say(f"{slip.point} · {slip.day}", 8.5)
    page.ln(1.5)
    page.say(slip.greeting, 13, bold=True)
    if slip.number:
        page.say(slip.number, 8.5, soft=True)
    _rule(page)
    for line in slip.lines:
        _task(page, line)
    if slip.back_day:
        _rule(page)
        page.say(slip.back_label, 10)
        page.say(slip.back_day, 20, bold=True)
        page.say(slip.back_detail, 9)
        _lines(page, slip.back_others, 11)
    if slip.bring:
        page.ln(1.5)
        page.say(slip.bring_label, 9.5)
        page.say(slip.bring, 12, bold=True)
    _rule(page)
    _lines(page, [f"•  {sentence}" for sentence in slip.advice], 9, bold=False)
    page.say(slip.safety, 10, bold=True)
    if slip.warning:
        page.say(slip.warning, 9)
    return _foot(page, slip)


def _lines(page: Page, sentences: Sequence[str], size: float, *, bold: bool = True) -> None:
    for sentence in sentences:
        page.say(sentence, size, bold=bold)


def _task(page: Page, line: SlipLine) -> None:
    top = page.get_y()
    shape(page, line.shape, MARGIN + 3.6, top + 4.2)
    page.set_xy(MARGIN + 9, top)
    page.say(line.title, 11, bold=True)
    page.set_x(MARGIN + 9)
    page.say(line.ending, 9)
    page.set_xy(MARGIN, max(page.get_y(), top + 8.4) + 0.8)


def _foot(page: Page, slip: Slip) -> float:
    page.ln(2)
    if slip.code:
        _code(page, slip)
    if slip.contact:
        page.say(slip.contact, 10, bold=True)
    for line in slip.hotlines:
        page.say(line, 9)
    return float(page.get_y()) + line_height(10) + MARGIN


def _code(page: Page, slip: Slip) -> None:
    page.qr(CODE_PREFIX + slip.code, (WIDTH - _QR) / 2, page.get_y(), _QR)
    page.set_y(page.get_y() + _QR + 1)
    code = f"{slip.code[:5]} {slip.code[5:]}"
    page.set_font(FONT, "", 9)
    page.set_x((WIDTH - page.get_string_width(code)) / 2)
    page.say(code, 9)
    page.set_x(MARGIN)
    for sentence in slip.code_words:
        page.say(sentence, 8.5)


def _rule(page: Page) -> None:
    page.ln(1.2)
    page.set_draw_color(INK)
    page.set_line_width(0.3)
    page.line(MARGIN, page.get_y(), MARGIN + _INNER, page.get_y())
    page.ln(1.2)

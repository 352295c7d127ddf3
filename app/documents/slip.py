"""The A5 slip a person takes home. It reads in black and white; the day to come back is its biggest word."""

from __future__ import annotations

from pathlib import Path

from app.documents.page import FONT, INK, LEAST, Page, line_height
from app.domain.slip import CODE_PREFIX, Slip, SlipLine, SlipShape

WIDTH, HEIGHT, MARGIN = 148.0, 210.0, 10.0
_INNER = WIDTH - 2 * MARGIN
_ROW = 11.6
_ACROSS = 165.0
"""How long a watermark is; the sheet's diagonal is 257 mm."""
_QR = 27.0
_FOOT = HEIGHT - MARGIN - _QR
_SAFETY = _FOOT - 14.0
"""Where the safety line stands; what is above it has to end here, however much there is to say."""


def write_slip(slip: Slip, target: Path) -> None:
    """Draw the slip into a PDF file; raises OSError when the disk will not take it."""
    page = Page(WIDTH, HEIGHT, MARGIN, f"{slip.title} {slip.code}")
    if slip.mark:
        _watermark(page, slip.mark)
    _head(page, slip)
    for line in slip.lines:
        _task(page, line)
    page.ln(1.5)
    _come_back(page, slip)
    _bring(page, slip)
    _advice(page, slip)
    _safety(page, slip)
    _foot(page, slip)
    page.save(target)


def _head(page: Page, slip: Slip) -> None:
    page.say(slip.title, 10, bold=True)
    page.set_font(FONT, "", 9.5)
    day_width = page.get_string_width(slip.day)
    page.text(WIDTH - MARGIN - day_width, page.get_y() + 3.4, slip.day)
    page.say_in(slip.point, 9.5, _INNER - day_width - 6, 2 * line_height(8))
    page.set_draw_color(200)
    page.set_line_width(0.2)
    page.line(MARGIN, page.get_y() + 1.5, WIDTH - MARGIN, page.get_y() + 1.5)
    page.ln(3.5)
    page.say_in(slip.greeting, 17, _INNER, 10.5, bold=True)
    if slip.number:
        page.say(slip.number, 9, soft=True)
    page.ln(1.5)


def _task(page: Page, line: SlipLine) -> None:
    top = page.get_y()
    shape(page, line.shape, MARGIN + 4, top + 4.6)
    page.set_xy(MARGIN + 12, top)
    page.say_in(line.title, 12.5, _INNER - 12, line_height(12.5), bold=True)
    page.set_x(MARGIN + 12)
    page.say_in(line.ending, 9.5, _INNER - 12, line_height(9.5))
    page.set_xy(MARGIN, top + _ROW)


def shape(page: Page, kind: SlipShape, x: float, y: float) -> None:
    """The sign before a task, centred on (x, y) mm.

    Done is a filled disc with a tick, waiting a clock, stuck a bar, open an empty ring.
    """
    radius = 3.6
    page.set_draw_color(INK)
    page.set_line_width(0.5)
    done = kind is SlipShape.DONE
    page.set_fill_color(INK if done else 255)
    page.circle(x, y, radius, style="DF")
    if done:
        page.set_draw_color(255)
        page.set_line_width(0.8)
        page.polyline([(x - 1.7, y + 0.1), (x - 0.5, y + 1.3), (x + 1.8, y - 1.3)])
    elif kind is SlipShape.WAITING:
        page.polyline([(x, y - 2), (x, y), (x + 1.5, y + 1)])
    elif kind is SlipShape.STUCK:
        page.set_line_width(0.9)
        page.line(x - 1.8, y, x + 1.8, y)


def _come_back(page: Page, slip: Slip) -> None:
    if not slip.back_day:
        return
    top, height = page.get_y(), 29.0
    page.box(MARGIN, top, _INNER, height, 0.8)
    page.icon("calendar-days", MARGIN + 6, top + 7.5, 14)
    left, room = MARGIN + 27, _INNER - 31
    page.set_xy(left, top + 2.4)
    page.say(slip.back_label, 11.5)
    page.set_x(left)
    page.say_in(slip.back_day, 27, room, line_height(27), bold=True)
    page.set_x(left)
    page.say_in(slip.back_detail, 11, room, top + height - 1 - page.get_y())
    page.set_xy(MARGIN, top + height + 3)


def _bring(page: Page, slip: Slip) -> None:
    if not slip.bring:
        return
    top, left, room = page.get_y(), MARGIN + 27, _INNER - 31
    page.set_xy(left, top + 2)
    page.say(slip.bring_label, 10.5, width=room)
    page.set_x(left)
    for_advice = sum(page.height_of(_point(sentence), 9, _INNER) for sentence in slip.advice)
    height = max(_SAFETY - page.get_y() - 6 - for_advice, line_height(9) * 2)
    page.say_in(slip.bring, 13.5, room, height, bold=True)
    bottom = page.get_y() + 2
    page.box(MARGIN, top, _INNER, bottom - top, 0.5)
    page.icon("clipboard-list", MARGIN + 7, top + (bottom - top) / 2 - 6, 12)
    page.set_xy(MARGIN, bottom + 3)


def _advice(page: Page, slip: Slip) -> None:
    """All in one size, as large as there is room for above the safety line; a sentence is never cut."""
    points, room = [_point(sentence) for sentence in slip.advice], _SAFETY - 1 - page.get_y()
    sizes = [10 - step / 2 for step in range(7)]
    needs = {size: sum(page.height_of(point, size, _INNER) for point in points) for size in sizes}
    size = next((size for size in sizes if needs[size] <= room), LEAST)
    for point in points:
        if page.get_y() + page.height_of(point, size, _INNER) > _SAFETY - 1:
            break
        page.set_x(MARGIN)
        page.say(point, size)


def _point(sentence: str) -> str:
    return "•  " + sentence


def _safety(page: Page, slip: Slip) -> None:
    """Always there and always whole; on one line when that leaves it easy to read."""
    room, height = _INNER - 12, _FOOT - _SAFETY - 2
    one_line = page.fitting(slip.safety, 11.5, room, line_height(11.5), bold=True, least=10)
    page.icon("shield-check", MARGIN, _SAFETY + 1, 8)
    page.set_xy(MARGIN + 12, _SAFETY + (3.0 if one_line else 1.0))
    size = one_line or page.fitting(slip.safety, 11.5, room, height, bold=True) or LEAST
    page.say(slip.safety, size, bold=True)


def _foot(page: Page, slip: Slip) -> None:
    page.qr(CODE_PREFIX + slip.code, MARGIN, _FOOT, _QR)
    left = MARGIN + _QR + 5
    room = WIDTH - MARGIN - left
    page.set_xy(left, _FOOT + 1)
    for sentence in slip.code_words:
        page.say_in(sentence, 9.5, room, line_height(9.5))
    page.say(f"{slip.code[:5]} {slip.code[5:]}", 9.5, soft=True)
    if slip.contact:
        _contact(page, slip.contact, left, room)


def _contact(page: Page, contact: str, left: float, room: float) -> None:
    """At the foot of the page; a telephone number is not broken over two lines when it need not be."""
    height = HEIGHT - MARGIN - page.get_y()
    one_line = page.fitting(contact, 11.5, room, line_height(11.5), bold=True, least=9)
    size = one_line or page.fitting(contact, 11.5, room, height, bold=True) or LEAST
    page.set_xy(left, HEIGHT - MARGIN - min(height, page.height_of(contact, size, room, bold=True)))
    page.say_in(contact, size, room, height, bold=True)


def _watermark(page: Page, mark: str) -> None:
    """From corner to corner behind everything else, so that nothing is harder to read for it."""
    page.set_font(FONT, "B", 40)
    page.set_font_size(40 * _ACROSS / page.get_string_width(mark))
    page.set_text_color(212)
    with page.rotation(55, WIDTH / 2, HEIGHT / 2):
        page.text((WIDTH - page.get_string_width(mark)) / 2, HEIGHT / 2, mark)

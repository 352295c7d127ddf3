"""The A5 slip a person takes home. It reads in black and white; the day to come back is its biggest word."""

from __future__ import annotations

from pathlib import Path

from app.documents.page import FONT, INK, Page
from app.domain.slip import CODE_PREFIX, Slip, SlipLine, SlipShape

WIDTH, HEIGHT, MARGIN = 148.0, 210.0, 10.0
_INNER = WIDTH - 2 * MARGIN
_ROW = 11.6
_QR = 27.0


def write_slip(slip: Slip, target: Path) -> None:
    """Draw the slip into a PDF file; raises OSError when the disk will not take it."""
    page = Page(WIDTH, HEIGHT, MARGIN, f"{slip.title} {slip.code}")
    _head(page, slip)
    for line in slip.lines:
        _task(page, line)
    page.ln(1.5)
    _come_back(page, slip)
    _bring(page, slip)
    _advice(page, slip)
    _foot(page, slip)
    if slip.mark:
        _watermark(page, slip.mark)
    page.save(target)


def _head(page: Page, slip: Slip) -> None:
    page.say(slip.title, 10, bold=True)
    top = page.get_y()
    page.say(slip.point, 9.5)
    page.set_font(FONT, "", 9.5)
    page.text(WIDTH - MARGIN - page.get_string_width(slip.day), top + 3.4, slip.day)
    page.set_draw_color(200)
    page.set_line_width(0.2)
    page.line(MARGIN, page.get_y() + 1.5, WIDTH - MARGIN, page.get_y() + 1.5)
    page.ln(3.5)
    page.say(slip.greeting, page.fitting(slip.greeting, 17, _INNER), bold=True)
    if slip.number:
        page.say(slip.number, 9, soft=True)
    page.ln(1.5)


def _task(page: Page, line: SlipLine) -> None:
    top = page.get_y()
    _shape(page, line.shape, MARGIN + 4, top + 4.6)
    page.set_xy(MARGIN + 12, top)
    page.say(line.title, page.fitting(line.title, 12.5, _INNER - 12), bold=True)
    page.set_x(MARGIN + 12)
    page.say(line.ending, min(9.5, page.fitting(line.ending, 9.5, _INNER - 12, bold=False)))
    page.set_xy(MARGIN, top + _ROW)


def _shape(page: Page, shape: SlipShape, x: float, y: float) -> None:
    """Done is a filled disc with a tick, waiting a clock, stuck a bar, open an empty ring: told apart without colour."""
    radius = 3.6
    page.set_draw_color(INK)
    page.set_line_width(0.5)
    done = shape is SlipShape.DONE
    page.set_fill_color(INK if done else 255)
    page.circle(x, y, radius, style="DF")
    if done:
        page.set_draw_color(255)
        page.set_line_width(0.8)
        page.polyline([(x - 1.7, y + 0.1), (x - 0.5, y + 1.3), (x + 1.8, y - 1.3)])
    elif shape is SlipShape.WAITING:
        page.polyline([(x, y - 2), (x, y), (x + 1.5, y + 1)])
    elif shape is SlipShape.STUCK:
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
    page.say(slip.back_day, page.fitting(slip.back_day, 27, room), bold=True)
    page.set_x(left)
    page.say(slip.back_detail, page.fitting(slip.back_detail, 11, room, bold=False))
    page.set_xy(MARGIN, top + height + 3)


def _bring(page: Page, slip: Slip) -> None:
    if not slip.bring:
        return
    top, left, room = page.get_y(), MARGIN + 27, _INNER - 31
    page.set_xy(left, top + 2)
    page.say(slip.bring_label, 10.5, width=room)
    page.set_x(left)
    page.say(slip.bring, 13.5, bold=True, width=room)
    bottom = page.get_y() + 2
    page.box(MARGIN, top, _INNER, bottom - top, 0.5)
    page.icon("id-card", MARGIN + 7, top + (bottom - top) / 2 - 6, 12)
    page.set_xy(MARGIN, bottom + 3)


def _advice(page: Page, slip: Slip) -> None:
    """Advice takes what room is left above the foot; the safety line always stands, whole."""
    foot = HEIGHT - MARGIN - _QR - 15
    for sentence in slip.advice:
        if page.get_y() > foot - 9:
            break
        page.set_x(MARGIN)
        page.say("•  " + sentence, 10)
    page.set_xy(MARGIN, max(page.get_y() + 1, foot))
    page.icon("shield-check", MARGIN, page.get_y() + 0.5, 8)
    page.set_x(MARGIN + 12)
    page.say(slip.safety, 11.5, bold=True)


def _foot(page: Page, slip: Slip) -> None:
    top = HEIGHT - MARGIN - _QR
    page.qr(CODE_PREFIX + slip.code, MARGIN, top, _QR)
    left = MARGIN + _QR + 5
    page.set_xy(left, top + 1)
    for sentence in slip.code_words:
        page.say(sentence, 9.5)
    page.say(f"{slip.code[:5]} {slip.code[5:]}", 9.5, soft=True)
    if slip.contact:
        page.set_xy(left, HEIGHT - MARGIN - 6.5)
        page.say(slip.contact, page.fitting(slip.contact, 11.5, WIDTH - MARGIN - left), bold=True)


def _watermark(page: Page, mark: str) -> None:
    page.set_font(FONT, "B", 40)
    page.set_text_color(205)
    with page.rotation(55, WIDTH / 2, HEIGHT / 2):
        page.text((WIDTH - page.get_string_width(mark)) / 2, HEIGHT / 2, mark)

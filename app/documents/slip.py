"""The A5 slip a person takes home. It reads in black and white; the day to come back is its biggest word.

Nothing on it is left out: what has no room on one sheet goes to a second one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from app.documents.page import FONT, INK, LEAST, Page, line_height
from app.domain.slip import CODE_PREFIX, Slip, SlipLine, SlipShape

WIDTH, HEIGHT, MARGIN = 148.0, 210.0, 10.0
_INNER = WIDTH - 2 * MARGIN
_BOTTOM = HEIGHT - MARGIN
_ACROSS = 165.0
"""How long a watermark is; the sheet's diagonal is 257 mm."""
_QR = 27.0
_FOOT_WITHOUT_CODE = 13.0
_OTHER_DAY = 6.5
"""The millimetres of one further day in the box of the first."""
_SAFETY = 14.0
"""The millimetres of the safety line, right above the foot."""


@dataclass(frozen=True, slots=True)
class _Sizes:
    """How large things are drawn: `row` and `back` in mm, `bring` and `advice` in points."""

    row: float
    back: float
    bring: float
    advice: float


_SIZES = (
    _Sizes(11.6, 29, 13.5, 10.5),
    _Sizes(11.6, 29, 12.5, 10),
    _Sizes(11, 27, 11.5, 9.5),
    _Sizes(10.2, 24, 10.5, 9.5),
    _Sizes(9.8, 23, 10, 9),
)
"""From roomy to tight. Old eyes read this: rather a second sheet than anything smaller."""
_SECOND = _Sizes(11.6, 29, 13.5, 12)


def write_slip(slip: Slip, target: Path) -> None:
    """Draw the slip into a PDF file of one or two pages; raises OSError when the disk will not take it."""
    page = Page(WIDTH, HEIGHT, MARGIN, f"{slip.title} {slip.code}".strip())
    _head(page, slip)
    here, sizes = _fitting(page, slip)
    for line in here.lines:
        _task(page, line, sizes.row)
    page.ln(1.5)
    _come_back(page, here, sizes.back)
    _bring(page, here, sizes.bring)
    _advice(page, here, sizes.advice)
    _safety(page, here)
    _foot(page, here)
    if here is not slip:
        _second_sheet(page, slip, without_bring=bool(here.bring))
    page.save(target)


def _fitting(page: Page, slip: Slip) -> tuple[Slip, _Sizes]:
    """What stands on the first sheet below its head, as large as it may be: all of it if that has room."""
    shorter = replace(slip, advice=(slip.overleaf,))
    room = _foot_top(slip) - _SAFETY - 1 - page.get_y()
    ways = [(here, sizes) for here in (slip, shorter, replace(shorter, bring="")) for sizes in _SIZES]
    return next((way for way in ways if _need(page, *way) <= room), ways[-1])


def _need(page: Page, slip: Slip, sizes: _Sizes) -> float:
    """The millimetres that tasks, day, what to bring and advice take."""
    need = len(slip.lines) * sizes.row + 1.5
    need += sizes.back + 3 + len(slip.back_others) * _OTHER_DAY if slip.back_day else 0
    if slip.bring:
        need += _bring_height(page, slip, sizes.bring) + 3
    return need + sum(page.height_of(_point(sentence), sizes.advice, _INNER) for sentence in slip.advice)


def _second_sheet(page: Page, slip: Slip, *, without_bring: bool) -> None:
    """The advice, and what to bring if the first sheet had no room for it."""
    page.add_page()
    _head(page, replace(slip, title=slip.second_title))
    rest = replace(slip, lines=(), back_day="", back_others=(), bring="" if without_bring else slip.bring)
    room = _BOTTOM - page.get_y()
    fits = (sizes for sizes in (_SECOND, *_SIZES) if _need(page, rest, sizes) <= room)
    sizes = next(fits, replace(_SIZES[-1], advice=LEAST))
    _bring(page, rest, sizes.bring)
    _advice(page, rest, sizes.advice)


def _head(page: Page, slip: Slip) -> None:
    if slip.mark:
        _watermark(page, slip.mark)
        page.set_xy(MARGIN, MARGIN)
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


def _task(page: Page, line: SlipLine, row: float) -> None:
    top, title = page.get_y(), 12.5 * row / 11.6
    shape(page, line.shape, MARGIN + 4, top + 4.6)
    page.set_xy(MARGIN + 12, top)
    page.say_in(line.title, title, _INNER - 12, line_height(title), bold=True)
    page.set_x(MARGIN + 12)
    page.say_in(line.ending, 9.5, _INNER - 12, top + row - page.get_y())
    page.set_xy(MARGIN, top + row)


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


def _come_back(page: Page, slip: Slip, height: float) -> None:
    if not slip.back_day:
        return
    top, scale, below = page.get_y(), height / 29, len(slip.back_others) * _OTHER_DAY
    height += below
    page.box(MARGIN, top, _INNER, height, 0.8)
    page.icon("calendar-days", MARGIN + 6, top + height / 2 - 7, 14)
    left, room = MARGIN + 27, _INNER - 31
    page.set_xy(left, top + 2.4 * scale)
    page.say(slip.back_label, 11.5 * scale)
    page.set_x(left)
    page.say_in(slip.back_day, 27 * scale, room, line_height(27 * scale), bold=True)
    page.set_x(left)
    page.say_in(slip.back_detail, 11, room, top + height - below - 1 - page.get_y())
    for place, other in enumerate(slip.back_others):
        page.set_xy(left, top + height - below - 1 + place * _OTHER_DAY)
        page.say_in(other, 12, room, _OTHER_DAY, bold=True)
    page.set_xy(MARGIN, top + height + 3)


def _bring(page: Page, slip: Slip, size: float) -> None:
    if not slip.bring:
        return
    top, left, height = page.get_y(), MARGIN + 27, _bring_height(page, slip, size)
    page.set_xy(left, top + 2)
    page.say(slip.bring_label, 10.5, width=_BRING)
    page.set_x(left)
    page.say(slip.bring, size, bold=True, width=_BRING)
    page.box(MARGIN, top, _INNER, height, 0.5)
    page.icon("clipboard-list", MARGIN + 7, top + height / 2 - 6, 12)
    page.set_xy(MARGIN, top + height + 3)


_BRING = _INNER - 31


def _bring_height(page: Page, slip: Slip, size: float) -> float:
    return 4 + line_height(10.5) + page.height_of(slip.bring, size, _BRING, bold=True)


def _advice(page: Page, slip: Slip, size: float) -> None:
    for sentence in slip.advice:
        page.set_x(MARGIN)
        page.say(_point(sentence), size)


def _point(sentence: str) -> str:
    return "•  " + sentence


def _safety(page: Page, slip: Slip) -> None:
    """Always there and always whole; on one line when that leaves it easy to read."""
    top, room, left = _foot_top(slip) - _SAFETY, _INNER - 12, MARGIN + 12
    page.icon("shield-check", MARGIN, top + 1.5, 8)
    page.set_xy(left, top + (0.5 if slip.warning else 3))
    below = line_height(8.5) if slip.warning else 0
    page.say_in(slip.safety, 11.5, room, _SAFETY - 2 - below, bold=True)
    page.set_x(left)
    page.say_in(slip.warning, 10, room, _foot_top(slip) - 1 - page.get_y())


def _foot_top(slip: Slip) -> float:
    return _BOTTOM - (_QR if slip.code else _FOOT_WITHOUT_CODE)


def _foot(page: Page, slip: Slip) -> None:
    top, left = _foot_top(slip), MARGIN
    if slip.code:
        page.qr(CODE_PREFIX + slip.code, left, top, _QR)
        left += _QR + 5
    room = WIDTH - MARGIN - left
    page.set_xy(left, top + 0.5)
    for sentence in slip.code_words:
        page.say_in(sentence, 9, room, line_height(9))
    if slip.code:
        page.say(f"{slip.code[:5]} {slip.code[5:]}", 9, soft=True)
    _contact(page, slip, left, room)


def _contact(page: Page, slip: Slip, left: float, room: float) -> None:
    """At the foot of the page; a telephone number is not broken over two lines when it need not be."""
    lines = len(slip.hotlines) * line_height(10)
    height = _BOTTOM - page.get_y() - lines
    one_line = page.fitting(slip.contact, 11.5, room, line_height(11.5), bold=True, least=9)
    size = one_line or page.fitting(slip.contact, 11.5, room, height, bold=True) or LEAST
    used = page.height_of(slip.contact, size, room, bold=True) if slip.contact else 0
    page.set_xy(left, _BOTTOM - lines - min(height, used))
    if slip.contact:
        page.say_in(slip.contact, size, room, height, bold=True)
    for line in slip.hotlines:
        page.say_in(line, 10, room, line_height(10))


def _watermark(page: Page, mark: str) -> None:
    """From corner to corner behind everything else, so that nothing is harder to read for it."""
    page.set_font(FONT, "B", 40)
    page.set_font_size(40 * _ACROSS / page.get_string_width(mark))
    page.set_text_color(212)
    with page.rotation(55, WIDTH / 2, HEIGHT / 2):
        page.text((WIDTH - page.get_string_width(mark)) / 2, HEIGHT / 2, mark)

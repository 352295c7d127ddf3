"""Where each thing of a phone picture lies, on a screen of 234 x 497 units; nothing is drawn here."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.domain.guide_picture import ItemKind, Picture, PictureItem, PictureStyle

SCREEN_WIDTH, SCREEN_HEIGHT = 234.0, 497.0
HEAD = 74.0
TAB_BAR = 64.0
SIDE, GAP, TOP_GAP = 16.0, 12.0, 16.0
MOST_GAPS = 0.3
"""The share of a crowded screen that gaps may take."""
NOTE_HEIGHT = 46.0
KEYPAD_HEIGHT = 190.0
GRID_COLUMNS = 2

HEIGHTS: dict[ItemKind, float] = {
    ItemKind.ROW: 62,
    ItemKind.TILE: 84,
    ItemKind.BUTTON: 50,
    ItemKind.FIELD: 66,
    ItemKind.CARD: 92,
    ItemKind.TEXT: 54,
    ItemKind.CHECK: 50,
}
"""The height an item likes to have; all shrink alike when there are many."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One thing and its place."""

    item: PictureItem
    box: QRectF


def body(picture: Picture) -> QRectF:
    """The part of the screen between the head and what is fixed at the foot."""
    foot = TAB_BAR if picture.tabs else 8.0
    foot += KEYPAD_HEIGHT if picture.style is PictureStyle.KEYPAD else 0.0
    foot += NOTE_HEIGHT if picture.note else 0.0
    top = HEAD + TOP_GAP
    return QRectF(SIDE, top, SCREEN_WIDTH - 2 * SIDE, SCREEN_HEIGHT - top - foot)


def place(picture: Picture) -> list[Placed]:
    """Every item with its box; nothing overlaps and nothing leaves the body."""
    room = body(picture)
    lines = _lines(picture)
    heights = [max(HEIGHTS[item.kind] for item in line) for line in lines]
    gaps = max(1, len(lines) - 1)
    gap = min(GAP, room.height() * MOST_GAPS / gaps)
    free = room.height() - gap * gaps
    shrink = min(1.0, free / sum(heights)) if heights else 1.0
    placed: list[Placed] = []
    top = room.top()
    for line, height in zip(lines, heights, strict=True):
        width = (room.width() - GAP * (_columns(picture, line) - 1)) / _columns(picture, line)
        for column, item in enumerate(line):
            left = room.left() + column * (width + GAP)
            placed.append(Placed(item, QRectF(left, top, width, height * shrink)))
        top += height * shrink + gap
    return placed


def place_tabs(picture: Picture) -> list[QRectF]:
    """The box of each bottom tab."""
    if not picture.tabs:
        return []
    width = SCREEN_WIDTH / len(picture.tabs)
    top = SCREEN_HEIGHT - TAB_BAR
    return [QRectF(number * width, top, width, TAB_BAR) for number in range(len(picture.tabs))]


def target_box(picture: Picture) -> QRectF | None:
    """What the ring goes around, or None when the card points at nothing."""
    if picture.target is None:
        return None
    if picture.style is PictureStyle.TABS:
        return place_tabs(picture)[picture.target].adjusted(4, 4, -4, -8)
    return place(picture)[picture.target].box


def _lines(picture: Picture) -> list[list[PictureItem]]:
    """Tiles share a line, two by two; everything else has a line of its own."""
    lines: list[list[PictureItem]] = []
    for item in picture.items:
        is_tile = item.kind is ItemKind.TILE
        if is_tile and lines and lines[-1][0].kind is ItemKind.TILE and len(lines[-1]) < GRID_COLUMNS:
            lines[-1].append(item)
        else:
            lines.append([item])
    return lines


def _columns(picture: Picture, line: list[PictureItem]) -> int:
    return GRID_COLUMNS if line[0].kind is ItemKind.TILE else 1

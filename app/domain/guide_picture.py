"""A phone screen as plain values, and the same told in words. Drawing it is the desktop's work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PictureStyle(StrEnum):
    """The kind of screen to draw; in `tabs` the target is one of the bottom tabs.

    `browser` is a web page, its address the title; `papers` is no screen at all but what lies on the desk.
    """

    HOME = "home"
    LIST = "list"
    FORM = "form"
    KEYPAD = "keypad"
    STORE = "store"
    MESSAGE = "message"
    DOCUMENT = "document"
    TABS = "tabs"
    BROWSER = "browser"
    PAPERS = "papers"


class ItemKind(StrEnum):
    """How one thing on the phone screen is drawn."""

    ROW = "row"
    TILE = "tile"
    BUTTON = "button"
    FIELD = "field"
    CARD = "card"
    TEXT = "text"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureItem:
    """One thing on the phone screen; `label` is the phone's own text, `icon` a Lucide name or empty."""

    label: str
    icon: str = ""
    kind: ItemKind = ItemKind.ROW


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureTab:
    """One tab of the bar at the bottom of the phone screen."""

    label: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A phone screen as plain values; `target` counts from 0 what the hand points at, `tab` the open tab."""

    style: PictureStyle
    title: str
    items: tuple[PictureItem, ...]
    target: int | None = None
    tabs: tuple[PictureTab, ...] = ()
    tab: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureWords:
    """The sentences a picture is told in; {title}, {labels} and {label} stand for what the phone shows."""

    screen: str
    papers: str
    items: str
    press: str
    write: str
    tick: str
    look: str


def picture_text(words: PictureWords, picture: Picture) -> str:
    """The text equivalent of a picture: the screen, what is on it, what to do, the note."""
    labels = "; ".join(item.label for item in picture.items)
    shown = words.papers if picture.style is PictureStyle.PAPERS else f"{words.screen} {words.items}"
    told = [shown.replace("{title}", picture.title).replace("{labels}", labels)]
    target = picture_target(picture)
    if target is not None:
        told.append(_deed(words, target.kind).replace("{label}", target.label))
    return " ".join((*told, picture.note)).strip()


def picture_target(picture: Picture) -> PictureItem | None:
    """What the hand points at, or None; a bottom tab is given as a tile."""
    if picture.target is None:
        return None
    if picture.style is PictureStyle.TABS:
        tab = picture.tabs[picture.target]
        return PictureItem(label=tab.label, icon=tab.icon, kind=ItemKind.TILE)
    return picture.items[picture.target]


def _deed(words: PictureWords, kind: ItemKind) -> str:
    match kind:
        case ItemKind.FIELD:
            return words.write
        case ItemKind.CHECK:
            return words.tick
        case ItemKind.TEXT | ItemKind.CARD:
            return words.look
        case _:
            return words.press

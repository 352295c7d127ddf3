"""What the shell knows of a room: a key, an icon, a title and how to make its page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """`title_msgid` is translated when drawn; `at_foot` puts the room at the foot of the rail."""

    key: str
    icon: str
    title_msgid: str
    make: Callable[[], QWidget]
    at_foot: bool = False


@runtime_checkable
class Compactable(Protocol):
    """A page that lays itself out differently on a small window."""

    def set_compact(self, compact: bool) -> None:
        """Take the compact layout or leave it."""


def fit(page: object, compact: bool) -> None:
    """Tell a page which layout the window has, if it cares."""
    if isinstance(page, Compactable):
        page.set_compact(compact)

"""Puts a screen where people see it: in the window, beside the rail, under the top bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.desk import AT_FOOT, ROOMS
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.room import Room
from app.desktop.shell.session_frame import SessionFrame
from app.desktop.wording import exchange
from app.desktop.wording.people import duty
from app.domain.sync_state import SyncState
from tests.support.exchange_states import sync_state
from tests.support.states import MAI

TO_LOOK = 3
"""How much there is to look at where anything is."""


class Still:
    """Stands where a presenter would: shows one state, and notes every wish by name and values."""

    def __init__(self, state: object) -> None:
        self.state = state
        self.wishes: list[tuple[Any, ...]] = []
        self.render: Callable[[Any], None] = lambda _state: None

    def attach(self, render: Callable[[Any], None]) -> None:
        """Show the state at once."""
        self.render = render
        render(self.state)

    def show(self, state: object) -> None:
        """Show another one."""
        self.state = state
        self.render(state)
        QApplication.processEvents()  # what a layout took in shows itself a moment later

    def __getattr__(self, wish: str) -> Callable[..., None]:
        def note(*values: object, **named: object) -> None:
            self.wishes.append((wish, *values, *named.values()))

        return note


def in_room(screen: Callable[[], QWidget], room: str, sync: SyncState = SyncState.WAITING) -> MainWindow:
    """A room with its screen, the rail and the top bar around it."""
    rooms = tuple(
        Room(key=key, icon=icon, title_msgid=title, make=screen, at_foot=key in AT_FOOT)
        for key, icon, title in ROOMS
    )
    window = MainWindow(rooms)
    window.set_place("Xã Mường Bú")
    window.set_operator(MAI.name, duty(MAI.role))
    status = sync_state(sync)
    window.show_sync(status.state, exchange.pill(status, TO_LOOK if sync is SyncState.PARTLY else 0))
    window.set_badge("exchange", exchange.badge(status.counters.waiting))
    window.show_standing(exchange.standing(status.state))
    window.show_room(room)
    return window


def laid_over(page: QWidget, room: str) -> MainWindow:
    """A page laid over a room."""
    window = in_room(QWidget, room)
    window.push_page(page)
    return window


def in_session(frame: SessionFrame) -> MainWindow:
    """A session over everything."""
    window = in_room(QWidget, "today")
    window.begin_session(frame)
    return window


def covered(page: QWidget) -> MainWindow:
    """Nobody may see the rooms yet."""
    window = in_room(QWidget, "today")
    window.cover(page)
    return window

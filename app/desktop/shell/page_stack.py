"""The pages of the rooms, made when first opened, and the pages laid on top of them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.desktop.shell.room import Room, fit


class PageStack(QStackedWidget):
    """Shows one room; `push` lays a page on it and `pop` takes the top one away for good."""

    def __init__(self, rooms: Sequence[Room]) -> None:
        super().__init__()
        self._rooms = {room.key: room for room in rooms}
        self._pages: dict[str, QWidget] = {}
        self._above: list[QWidget] = []
        self._compact = False
        self.room = ""

    def show_room(self, key: str) -> QWidget:
        """Open a room and drop what was laid on another one; an unknown key is a KeyError."""
        while self.pop():
            pass
        if key not in self._pages:
            self._pages[key] = self._rooms[key].make()
            self.addWidget(self._pages[key])
        self.room = key
        return self._show(self._pages[key])

    def push(self, page: QWidget) -> None:
        """Lay a page over the room."""
        self._above.append(page)
        self.addWidget(page)
        self._show(page)

    def pop(self) -> bool:
        """Take the top page away; False when only the room is left."""
        if not self._above:
            return False
        page = self._above.pop()
        self.removeWidget(page)
        page.deleteLater()
        below = self._above[-1] if self._above else self._pages.get(self.room)
        if below is not None:
            self._show(below)
        return True

    def set_compact(self, compact: bool) -> None:
        """Tell the page on screen; the others are told when they are shown."""
        self._compact = compact
        if (page := self.currentWidget()) is not None:
            fit(page, compact)

    def _show(self, page: QWidget) -> QWidget:
        fit(page, self._compact)
        self.setCurrentWidget(page)
        page.setFocus()
        return page

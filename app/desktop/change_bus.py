"""The one announcement that something was saved; what changed is a plain value screens look into."""

from PySide6.QtCore import QObject, Signal


class ChangeBus(QObject):
    """`changed` carries a change notice (kinds and ids); open screens showing those kinds read again."""

    changed = Signal(object)

    def announce(self, notice: object) -> None:
        """Tell every open screen; call it on the GUI thread after the commit."""
        self.changed.emit(notice)

"""What every presenter has in common: a screen watches it, is shown its states, and goes away."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

State = TypeVar("State")


class Watched(ABC, Generic[State]):
    """A presenter one screen watches at a time; nothing is read for nobody."""

    _render: Callable[[State], None] | None = None

    @abstractmethod
    def state(self) -> State:
        """All the screen shows, as of now."""

    def attach(self, render: Callable[[State], None]) -> None:
        """Show states with `render`, the first one now."""
        self._render = render
        self.refresh()

    def detach(self) -> None:
        """The screen is going away; states are not shown until another one attaches."""
        self._render = None

    def refresh(self) -> None:
        """Read again and show."""
        if self._render is not None:
            self._render(self.state())

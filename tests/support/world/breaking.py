"""How a mutant is made: one thing of the program put in the place of another, for as long as a block runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

Instead = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Swap:
    """`owner.name` becomes `instead`."""

    owner: Any
    name: str
    instead: Any


@dataclass(frozen=True, slots=True)
class Mutant:
    """A program broken in one way; `why` says what it does that ours must not."""

    name: str
    why: str
    swaps: tuple[Swap, ...]

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """The program is broken while the block runs."""
        with ExitStack() as stack:
            for swap in self.swaps:
                stack.enter_context(patch.object(swap.owner, swap.name, swap.instead))
            yield


def around(owner: Any, name: str, make: Callable[[Instead], Instead]) -> Swap:
    """`owner.name` becomes what `make` builds around it."""
    return Swap(owner, name, make(getattr(owner, name)))


def nothing(*asked: Any, **named: Any) -> None:
    """Does nothing at all."""

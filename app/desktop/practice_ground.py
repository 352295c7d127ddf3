"""What the practice desk needs of this machine, as callables: a workplace, the cases, and a village to work in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.desktop.machine import Workplace

if TYPE_CHECKING:
    from app.domain.practice import Attempt, PracticeCase
    from app.usecases.device import OperatorRow
    from app.usecases.ports import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeGround:
    """There is no central, no address, no stick and no passphrase in it: nothing here could send anything."""

    workplace: Workplace
    cases: tuple[PracticeCase, ...]
    begin: Callable[[PracticeCase | None, str], tuple[Store, OperatorRow]]
    """A fresh village for a case in a language, and who learns. Raises StoreFault. Slow."""
    end: Callable[[Store], None]
    """Close a village."""
    leave: Callable[[], None]
    """Practice is over: nothing of it stays on the disk but the results."""
    attempts: Callable[[], tuple[Attempt, ...]]
    """How each case went the last time, for trainers."""
    keep: Callable[[Attempt], None]
    """One more; raises StoreFault."""
    forget: Callable[[], None]
    """All results go; raises StoreFault."""

"""What went out by stick, what this laptop carries for others, and what has no rescue copy. No files, no words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.views import Handed
from app.presentation.watched import Watched
from app.usecases.courier import Carried, HandedOver, TakenIn
from app.usecases.device import device_identity
from app.usecases.ports import Clock, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class CourierState:
    """What the USB part shows.

    `handed` are the bundles of this laptop that central has not answered in full, the newest first; `carried` the
    files of others; `unrescued` sessions without a rescue copy. `done` is what was done last, `trouble` the stable
    code of why it was not.
    """

    is_paired: bool
    is_busy: bool
    handed: tuple[Handed, ...]
    carried: tuple[Carried, ...]
    unrescued: int
    done: HandedOver | TakenIn | None
    trouble: str
    now: datetime


class CourierPresenter(Watched[CourierState]):
    """Shows tables and folders as they are; remembers only how the last try ended."""

    kinds = frozenset({"session", "delivery", "setting"})

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        carried: Callable[[], Sequence[Carried]],
        unrescued: Callable[[Store], int],
        hand_over: Callable[[], None],
        take_in: Callable[[], None],
    ) -> None:
        """`hand_over` and `take_in` ask for a stick and do the work elsewhere; they report back here."""
        self._store, self._clock = store, clock
        self._carried, self._unrescued = carried, unrescued
        self.hand_over, self.take_in = hand_over, take_in
        self._is_busy = False
        self._done: HandedOver | TakenIn | None = None
        self._trouble = ""

    def state(self) -> CourierState:
        """The state as of now."""
        identity = device_identity(self._store)
        return CourierState(
            is_paired=bool(identity and identity.is_paired),
            is_busy=self._is_busy,
            handed=tuple(one for one in self._store.read().handed() if one.waiting),
            carried=tuple(self._carried()),
            unrescued=self._unrescued(self._store),
            done=self._done,
            trouble=self._trouble,
            now=self._clock.now(),
        )

    def began(self) -> None:
        """A stick was chosen and the work is under way."""
        self._is_busy, self._done, self._trouble = True, None, ""
        self.refresh()

    def ended(self, done: HandedOver | TakenIn) -> None:
        """It was done."""
        self._is_busy, self._done, self._trouble = False, done, ""
        self.refresh()

    def failed(self, code: str) -> None:
        """It was not done, or not to its end."""
        self._is_busy, self._done, self._trouble = False, None, code
        self.refresh()

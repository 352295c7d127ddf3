"""Send and receive: the truth about what is here and what central has, in every state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.sync_state import SyncState
from app.domain.to_look import Entry
from app.presentation.watched import Watched
from app.usecases.device import device_identity
from app.usecases.ports import Clock, Store
from app.usecases.sync import SyncProgress, SyncReport, SyncStatus, sync_status

_CALM = (SyncState.ALL_SENT, SyncState.DIFFERS, SyncState.WAITING)
"""States in which something to look at is told first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeState:
    """What the screen shows; `status` holds the counters that must add up.

    `to_look` is what waits for a person here, the very list that is worked through: its length is the one number
    told anywhere. `at_centre` counts changes somebody at central looks at, with nothing to do here.
    """

    status: SyncStatus
    to_look: tuple[Entry, ...] = ()
    at_centre: int = 0
    is_paired: bool
    point: str
    address: str
    now: datetime


class ExchangePresenter(Watched[ExchangeState]):
    """Shows the counters from the tables and the last run's report; never remembers a number."""

    kinds = frozenset({"session", "delivery", "setting", "citizen"})

    def __init__(
        self,
        store: Store,
        clock: Clock,
        run_now: Callable[[], None],
        to_look: Callable[[], Sequence[Entry]] = tuple,
    ) -> None:
        """`to_look` gives what waits for a person, as the list of it shows it."""
        self._store, self._clock, self._run_now, self._to_look = store, clock, run_now, to_look
        self._report: SyncReport | None = None
        self._progress: SyncProgress | None = None

    def state(self) -> ExchangeState:
        """The state as of now, straight from the tables."""
        identity = device_identity(self._store)
        status = sync_status(self._store, self._clock.now(), self._report, self._progress)
        to_look = tuple(self._to_look())
        if to_look and status.state in _CALM:
            status = replace(status, state=SyncState.PARTLY)
        return ExchangeState(
            status=status,
            to_look=to_look,
            at_centre=sum(one.state == "review" for one in self._store.read().attention()),
            is_paired=bool(identity and identity.is_paired),
            point=identity.point_name if identity else "",
            address=identity.address if identity else "",
            now=self._clock.now(),
        )

    def advanced(self, progress: SyncProgress) -> None:
        """A run is under way."""
        self._progress = progress
        self.refresh()

    def ended(self, report: SyncReport) -> None:
        """A run is over."""
        self._report, self._progress = report, None
        self.refresh()

    def send_now(self) -> None:
        """The person asked for a run."""
        self._run_now()

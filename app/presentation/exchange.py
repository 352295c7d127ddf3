"""Send and receive: the truth about what is here and what central has, in every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.views import Attention
from app.usecases.device import device_identity
from app.usecases.ports import Clock, Store
from app.usecases.sync import SyncProgress, SyncReport, SyncStatus, sync_status


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeState:
    """What the screen shows; `status` holds the counters that must add up."""

    status: SyncStatus
    attention: tuple[Attention, ...]
    is_paired: bool
    point: str
    address: str
    now: datetime

    @property
    def to_look_at(self) -> tuple[tuple[Attention, ...], ...]:
        """What waits for a person, one entry per session as the counters count; what belongs to none by itself."""
        entries: dict[str, list[Attention]] = {}
        for one in self.attention:
            entries.setdefault(one.session or one.change.id, []).append(one)
        return tuple(tuple(entry) for entry in entries.values())


class ExchangePresenter:
    """Shows the counters from the tables and the last run's report; never remembers a number."""

    kinds = frozenset({"session", "delivery", "setting", "citizen"})

    def __init__(self, store: Store, clock: Clock, run_now: Callable[[], None]) -> None:
        self._store, self._clock, self._run_now = store, clock, run_now
        self._report: SyncReport | None = None
        self._progress: SyncProgress | None = None
        self._render: Callable[[ExchangeState], None] | None = None

    def attach(self, render: Callable[[ExchangeState], None]) -> None:
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

    def state(self) -> ExchangeState:
        """The state as of now, straight from the tables."""
        identity = device_identity(self._store)
        return ExchangeState(
            status=sync_status(self._store, self._clock.now(), self._report, self._progress),
            attention=tuple(self._store.read().attention()),
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

    def put_back(self, *changes: str) -> None:
        """The person wants changes that were not taken to be offered again."""
        with self._store.write() as work:
            for change in changes:
                work.requeue(change)
        self.refresh()
        self._run_now()

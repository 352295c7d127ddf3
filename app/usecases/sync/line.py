"""A run's hold on the world: the ports, the policy, and what it has counted so far. No steps here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from app.contract.faults import Unreachable
from app.usecases.ports import Central, Clock, Ids, Store
from app.usecases.settings import Setting
from app.usecases.sync.policy import Policy, pause
from app.usecases.sync.report import Stopped, SyncPhase, SyncProgress

T = TypeVar("T")

PASSING = ("timeout", "cut")
"""Trouble that may be over in a moment; every request is safe to send again."""


@dataclass(slots=True)
class Tally:
    """What the report will say; grows during the run."""

    sent: int = 0
    attention: int = 0
    received: int = 0
    clock_offset: int = 0
    agrees: bool | None = None
    may_pull: bool = True
    epoch_changed: bool = False
    leftovers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The line to central during one run; `waiting` are the sessions that waited when it began.

    `free_mb` are megabytes free on the disk of the store, -1 when nobody knows.
    """

    store: Store
    central: Central
    clock: Clock
    ids: Ids
    policy: Policy
    progress: Callable[[SyncProgress], None]
    app: str
    free_mb: int
    waiting: int
    tally: Tally = field(default_factory=Tally)

    def show(self, phase: SyncPhase) -> None:
        """Tell how far we are, and stop here if the person asked to. Raises Stopped."""
        left = self.store.read().counters().waiting
        sent = max(0, self.waiting - left)
        self.progress(SyncProgress(phase, sent, max(self.waiting, left), self.tally.received))
        if self.policy.rest(0.0):
            raise Stopped

    def check_central(self, server_id: str) -> None:
        """Before anything is kept: does this laptop still belong to whom it talks to? Raises Stopped.

        It may have been paired with another central while the answer was on its way.
        """
        if self.store.read().setting(Setting.SERVER_ID) != server_id:
            raise Stopped

    def ask(self, call: Callable[[], T]) -> T:
        """An answer, asked for again after a pause when the line broke; other trouble is raised at once."""
        failures = 0
        while True:
            try:
                return call()
            except Unreachable as trouble:
                failures += 1
                self.endure(trouble, failures)

    def endure(self, trouble: Unreachable, failures: int) -> None:
        """Wait before trying again. Raises `trouble` when it will not pass or came too often, and Stopped."""
        if trouble.code not in PASSING or failures >= self.policy.attempts:
            raise trouble
        if self.policy.rest(pause(self.policy, failures - 1)):
            raise Stopped

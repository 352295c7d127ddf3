"""When to try again, how much to send at once, when to give up: one object of numbers, shrunk by tests.

Per error: timeout and cut are tried again in the run after a pause, with half the batch; busy ends the run
and asks for the pause central named; a gateway the same, at most `longest_pause`; no network, a portal, a bad
certificate and every other refusal end the run at once. Nothing else waits longer than `longest_pause`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from app.contract.limits import FIRST_BATCH, LARGEST_BATCH, MOST_CHANGES
from app.usecases.sync.report import SyncEnd, SyncReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Seconds and bytes.

    `rest(seconds)` waits, and is True when the person asked to stop (a `threading.Event.wait`); `chance()`
    is a random number in [0, 1); `monotonic()` seconds that never jump. `every` is the pause after a run that
    went well, `quick` how fast a push must be to double the next, `attempts` how often one request is sent.
    """

    rest: Callable[[float], bool]
    chance: Callable[[], float]
    monotonic: Callable[[], float] = time.monotonic
    first_batch: int = FIRST_BATCH
    largest_batch: int = LARGEST_BATCH
    most_changes: int = MOST_CHANGES
    quick: float = 5.0
    attempts: int = 4
    first_pause: float = 5.0
    longest_pause: float = 900.0
    every: float = 300.0
    clock_tolerance: float = 600.0


def pause(policy: Policy, failures: int, after: float = 0.0) -> float:
    """Seconds to wait after that many failures in a row: full jitter under a doubling roof, or `after`."""
    roof = min(policy.longest_pause, policy.first_pause * 2.0 ** min(failures, 30))
    return max(after, policy.chance() * roof)


def next_run_in(policy: Policy, report: SyncReport, failures: int) -> float:
    """Seconds until the next run by itself; `failures` counts runs in a row that did not get to their end.

    A laptop nobody has paired, or that must be paired again, asks rarely: only a person can help it.
    """
    match report.end:
        case SyncEnd.DONE | SyncEnd.DIFFERS | SyncEnd.STOPPED:
            return policy.every
        case SyncEnd.NOT_PAIRED | SyncEnd.NEEDS_PAIRING | SyncEnd.REGRESSED:
            return policy.longest_pause
        case SyncEnd.GATEWAY:  # nobody we know: it may ask for patience, not for a day
            return pause(policy, failures, min(report.after, policy.longest_pause))
        case _:
            return pause(policy, failures, report.after)

"""What a campaign of `make prove` is asked for and answers. What is tried, and how, is each campaign's own."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

Figure: TypeAlias = "int | float | str"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Try `size` cases numbered from `first`; begin no new one once `is_over()`; `folder` is empty and yours."""

    size: int
    folder: Path
    first: int = 0
    is_over: Callable[[], bool] = lambda: False

    def cases(self) -> Iterator[int]:
        """The numbers to try, as long as there is time; each is the seed of its case."""
        for number in range(self.first, self.first + self.size):
            if self.is_over():
                return
            yield number


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How many cases were tried, and one line for each violation, led by the seed that shows it again.

    `seeds` tells which were tried; `figures` are worth a word in the report: "caught 40 of 40".
    """

    runs: int
    violations: tuple[str, ...] = ()
    seeds: str = ""
    figures: Mapping[str, Figure] = field(default_factory=dict)


Campaign: TypeAlias = Callable[[Task], Result]


@contextmanager
def borne(found: list[str], case: int) -> Iterator[None]:
    """One case that falls over is a violation like another, and the next one is tried."""
    try:
        yield
    except Exception as fault:  # whatever it is, it should not have been
        traceback.print_exc()
        found.append(f"{case} FELL {type(fault).__name__}: {fault}")


def for_seconds(seconds: float, now: Callable[[], float] = time.monotonic) -> Callable[[], bool]:
    """An `is_over` that turns true after that long."""
    end = now() + seconds
    return lambda: now() >= end


def machine() -> dict[str, Figure]:
    """What the figures were measured on."""
    system = os.uname()
    load = round(os.getloadavg()[0], 1)
    return {"cores": os.cpu_count() or 0, "system": f"{system.sysname} {system.machine}", "load": load}

"""What trouble of the store a piece of work meets, for tests that go on afterwards."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.faults import StoreFault, StoreTrouble


def trouble_of(act: Callable[[], object]) -> StoreTrouble | None:
    """The trouble `act` stopped at, or None when it went through."""
    try:
        act()
    except StoreFault as fault:
        return fault.trouble
    return None

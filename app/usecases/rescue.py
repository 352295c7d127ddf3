"""The rescue copies: each session's work sealed for central in a folder beside the store, until it is safe there.

Policy: nothing here may keep anybody from saving. A copy that cannot be written is counted and tried again at the
next occasion: after each save, and at the start and the end of each run.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.contract.bundle import BadBundle, Purpose, file_name, named
from app.contract.faults import StickFault
from app.domain.views import Unit
from app.usecases.courier.ports import Files, Sealing
from app.usecases.courier.wrapping import KEPT_MS, CannotSeal, Origin, durable_of
from app.usecases.ports import Clock, Reading, Store
from app.usecases.settings import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class RescueReport:
    """`written` and `removed` files; `missing` units have none, `code` says why the last of them failed."""

    written: int = 0
    removed: int = 0
    missing: int = 0
    code: str = ""


def catch_up(store: Store, folder: Files, sealing: Sealing, clock: Clock) -> RescueReport:
    """Bring the folder in line with the store: a file for what central may lose, none for anything else.

    A file's name holds how far its session had come, so that a session that went on, was renumbered or lost
    somebody who was erased is written anew before the old file goes. Work of a commune this laptop has left stays
    as it was sealed then. Raises StoreFault.
    """
    reading, now_ms = store.read(), int(clock.now().timestamp() * 1000)
    try:
        origin, there = Origin.of(reading), set(folder.names())
    except (CannotSeal, StickFault) as trouble:
        return RescueReport(missing=missing(store, folder, clock), code=trouble.code)
    is_theirs = reading.setting(Setting.RESCUED_FOR) == origin.server_id
    wanted = {_name(unit): unit for unit in _units(reading, now_ms)}
    lacking = wanted.keys() - there if is_theirs else wanted.keys()
    written, code = 0, ""
    failed: set[str] = set()
    for name in lacking:
        changes = reading.unit_changes(wanted[name], durable_of(reading), now_ms - KEPT_MS)
        try:
            folder.put(name, origin.wrap(sealing, Purpose.RESCUE, wanted[name].name, changes, now_ms))
        except (StickFault, BadBundle) as trouble:
            code = trouble.code
            failed.add(wanted[name].name)
            continue
        written += 1
    if not is_theirs and not code:
        with store.write() as writing:
            writing.set_setting(Setting.RESCUED_FOR, origin.server_id)
    kept = failed | set(reading.left_units(now_ms - KEPT_MS))
    removed = _remove(folder, there - wanted.keys(), kept)
    return RescueReport(written=written, removed=removed, missing=len(lacking) - written, code=code)


def missing(store: Store, folder: Files, clock: Clock) -> int:
    """How many sessions (or lone changes) have no rescue copy as they are now; 0 before pairing."""
    reading, now_ms = store.read(), int(clock.now().timestamp() * 1000)
    try:
        Origin.of(reading)
        there = set(folder.names())
    except CannotSeal:
        return 0
    except StickFault:
        there = set()
    return sum(_name(unit) not in there for unit in _units(reading, now_ms))


def _units(reading: Reading, now_ms: int) -> list[Unit]:
    return list(reading.units(durable_of(reading), now_ms - KEPT_MS))


def _name(unit: Unit) -> str:
    return file_name(Purpose.RESCUE, f"{unit.name}-{unit.last_n}-{unit.count}")


def _remove(folder: Files, names: set[str], kept: set[str]) -> int:
    """Remove rescue files that are of no use any more; those of units that were left, or have no newer copy, stay."""
    removed = 0
    for name in names:
        purpose, id_ = named(name) or (None, "")
        if purpose is not Purpose.RESCUE or id_.rsplit("-", 2)[0] in kept:
            continue
        try:
            folder.remove(name)
        except StickFault:  # the next occasion will do
            continue
        removed += 1
    return removed

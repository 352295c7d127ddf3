"""T-USB: hundreds of months in which every stick goes astray, and none of the work does."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.support.carriers import Carrier, logged_at, sessions_at, states_at
from tests.support.courier.province import Province
from tests.support.proof import Result, Task, borne

NAMED = {
    "bundle_altered",
    "bundle_cut",
    "bundle_other_central",
    "bundle_too_large",
    "bundle_unreadable",
    "not_a_bundle",
}
"""What a damaged file may be called: where its head was hit, it may name another central or another size."""


def usb(task: Task) -> Result:
    """Each case is one seed; a violation is work lost, doubled or left behind, or a fault without a name."""
    violations: list[str] = []
    tried: list[int] = []
    restores = damaged = 0
    for seed in task.cases():
        tried.append(seed)
        folder = task.folder / f"usb-{seed}"
        folder.mkdir(parents=True)
        with borne(violations, seed), contextlib.ExitStack() as stack:
            province = Province.of(seed, folder, stack)
            violations += [f"{seed}: {one}" for one in _wrong_in(province)]
            restores, damaged = restores + province.restores, damaged + bool(province.codes)
        shutil.rmtree(folder)
    return Result(
        runs=len(tried),
        violations=tuple(violations),
        seeds=f"{tried[0]}-{tried[-1]}" if tried else "",
        figures={"restores of central": restores, "cases with damaged files": damaged},
    )


def _wrong_in(province: Province) -> list[str]:
    """A case ends with its findings, whatever happens: what is raised is wrong, too, and the next case goes on."""
    found: list[str] = []
    try:
        found.extend(_case(province))
    except Exception as mistake:
        found.append(f"raised {type(mistake).__name__}: {mistake}")
    return found


def _case(province: Province) -> Iterator[str]:
    province.run()
    province.settle()
    at_central = sessions_at(province.central)
    if lost := province.finished - set(at_central):
        yield f"lost at central: {sorted(lost)}"
    if len(at_central) > len(province.finished):
        yield f"{len(at_central)} sessions at central, {len(province.finished)} were finished"
    if left := states_at(province.central):
        yield f"set aside for good: {left}"
    if len(logged_at(province.central)) != len(set(logged_at(province.central))):
        yield "a change was logged twice"
    if unnamed := province.codes - NAMED:
        yield f"unexpected codes: {sorted(unnamed)}"
    for carrier in province.laptops:
        yield from _laptop(carrier)


def _laptop(carrier: Carrier) -> Iterator[str]:
    counters = carrier.store.read().counters()
    if carrier.waits:
        yield f"{carrier.device} still waits for {len(carrier.waits)} changes"
    if (counters.received, counters.attention) != (counters.saved, 0):
        yield f"{carrier.device} counts {counters}"
    report = carrier.rescue()
    if report.missing:
        yield f"{carrier.device} has {report.missing} sessions without a rescue copy"


def quick(folder: Path, size: int, first: int = 0) -> Result:
    """A few cases, for tests."""
    return usb(Task(size=size, first=first, folder=folder))

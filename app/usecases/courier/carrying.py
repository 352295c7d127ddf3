"""Others' sealed files on this laptop: what lies here, and bringing it to central while the line is up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from app.contract.bundle import BadBundle, Label, Purpose, file_id, file_name, named, read_file, read_head
from app.contract.faults import Refused
from app.contract.limits import LARGEST_BATCH, LARGEST_BUNDLE, LARGEST_HEAD
from app.usecases.courier.ports import Files, Road

DAMAGED = "bundle_altered"
"""Our own copy is not what was taken along."""

_FINAL = frozenset(
    {
        "not_a_bundle",
        DAMAGED,
        "bundle_too_large",
        "bundle_unreadable",
        "bundle_not_ours",
        "bundle_forged",
        "bundle_other_central",
    }
)
"""Refusals that come again however often this file is sent; it is kept, but not offered any more."""

_LATER = frozenset({"not_found", "unknown_device"})
"""Refusals of one file that people at central can mend: it has no answer yet for its device, or a restore has lost
the device. The file is kept and offered again, the others go on.
"""


class CarriedState(StrEnum):
    """Where another laptop's file is: to be brought, answered and to be taken back, or refused by central for good."""

    WAITING = "waiting"
    ANSWERED = "answered"
    REFUSED = "refused"


_STATES = {Purpose.BUNDLE: CarriedState.WAITING, Purpose.PARCEL: CarriedState.ANSWERED}


@dataclass(frozen=True, slots=True)
class Carried:
    """All a carrier may know of a file; `code` is why central will not have it."""

    label: Label
    state: CarriedState
    code: str = ""


@dataclass(slots=True)
class CarryReport:
    """How many bundles central has now, how many still wait, and by bundle why central will not have it."""

    delivered: int = 0
    waiting: int = 0
    refused: dict[str, str] = field(default_factory=dict)


def carried(courier: Files) -> tuple[Carried, ...]:
    """The files of others on this laptop, the oldest first. Raises StickFault."""
    lying = [Carried(label, _STATES[purpose]) for purpose, _, label in _heads(courier)]
    return tuple(sorted((*lying, *_refused(courier)), key=lambda one: (one.label.made_at, one.label.id)))


def carry(courier: Files, road: Road, should_stop: Callable[[], bool]) -> CarryReport:
    """Bring every waiting bundle to central and fetch its answer; a file goes once its answer is here.

    Policy: nothing is tried again here. Where the line broke, the next run goes on at the byte central has.
    Raises Unreachable, StickFault, and Refused when central will not talk at all.
    """
    report = CarryReport()
    waiting = [(label.made_at, id_) for purpose, id_, label in _heads(courier) if purpose is Purpose.BUNDLE]
    for place, (_, bundle) in enumerate(sorted(waiting)):
        if should_stop():
            report.waiting += len(waiting) - place
            break
        name = file_name(Purpose.BUNDLE, bundle)
        whole = courier.piece(name, 0, LARGEST_BUNDLE + 1)
        code, is_there = "" if file_id(whole) == bundle else DAMAGED, False
        try:
            is_there = not code and _bring(courier, road, bundle, whole, should_stop)
        except BadBundle:  # an answer that came damaged, or for somebody else, is fetched again
            pass
        except Refused as refused:
            code = _final(refused)
        if code:
            report.refused[bundle] = code
            courier.set_aside(name, code)
            continue
        report.delivered += is_there
        report.waiting += not is_there
    return report


def _final(refused: Refused) -> str:
    """Why it is no use to offer this file again, else empty. Raises the refusal when it is not about the file."""
    if refused.code not in _FINAL | _LATER:
        raise refused
    return "" if refused.code in _LATER else refused.code


def _heads(courier: Files) -> Iterator[tuple[Purpose, str, Label]]:
    """Purpose, id and label of each bundle and parcel that lies here."""
    for name in courier.names():
        known = named(name)
        if known is None or known[0] not in _STATES:
            continue
        try:
            head, _ = read_head(courier.piece(name, 0, LARGEST_HEAD))
        except BadBundle:  # a disk that gives back something else: nothing to show and nothing to send
            continue
        yield *known, head.label


def _refused(courier: Files) -> Iterator[Carried]:
    """What was set aside and still says whose it is."""
    for start, code in courier.aside():
        try:
            head, _ = read_head(start)
        except BadBundle:
            continue
        yield Carried(head.label, CarriedState.REFUSED, code)


def _bring(courier: Files, road: Road, bundle: str, whole: bytes, should_stop: Callable[[], bool]) -> bool:
    """Send what central lacks of one file, then fetch its answer; whether that is here now.

    The answer has to be the one for this file's device: only then does the file go. Raises BadBundle.
    """
    status = road.bundle(bundle)
    while not status.taken:
        if should_stop():
            return False
        before = status.received
        status = road.send(bundle, before, whole[before : before + LARGEST_BATCH])
        if not status.taken and status.received <= before:
            return False
    parcel = _fetched(road, bundle)
    ours, answer = read_head(whole)[0].label, read_file(parcel)[0].label
    if (answer.id, answer.device, answer.server_id) != (bundle, ours.device, ours.server_id):
        raise BadBundle("bundle_not_ours")
    courier.put(file_name(Purpose.PARCEL, bundle), parcel)
    courier.remove(file_name(Purpose.BUNDLE, bundle))
    return True


def _fetched(road: Road, bundle: str) -> bytes:
    pieces = bytearray()
    while True:
        part = road.parcel(bundle, len(pieces))
        if part.size > LARGEST_BUNDLE:
            raise BadBundle("bundle_too_large")
        pieces += part.part
        if len(pieces) >= part.size or not part.part:
            return bytes(pieces)

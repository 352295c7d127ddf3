"""Others' sealed files on this laptop: what lies here, and bringing it to central while the line is up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from app.contract.bundle import BadBundle, Label, Purpose, file_name, named, read_file, read_head
from app.contract.faults import Refused
from app.contract.limits import LARGEST_BATCH, LARGEST_BUNDLE, LARGEST_HEAD
from app.usecases.courier.ports import Files, Road

_FINAL = frozenset(
    {
        "not_a_bundle",
        "bundle_altered",
        "bundle_too_large",
        "bundle_unreadable",
        "bundle_not_ours",
        "bundle_forged",
        "bundle_other_central",
        "unknown_device",
    }
)
"""Refusals that come again however often this file is sent; it is kept, but not offered any more."""


_NO_ANSWER = "not_found"
"""Central has the bundle and cannot seal an answer for its device: the file is kept, the others go on."""


class CarriedState(StrEnum):
    """Where another laptop's file is: to be brought, or answered and to be taken back."""

    WAITING = "waiting"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Carried:
    """All a carrier may know of a file."""

    label: Label
    state: CarriedState


@dataclass(slots=True)
class CarryReport:
    """How many bundles central has now, how many still wait, and by bundle why central will not have it."""

    delivered: int = 0
    waiting: int = 0
    refused: dict[str, str] = field(default_factory=dict)


def carried(courier: Files) -> tuple[Carried, ...]:
    """The files of others on this laptop, the oldest first. Raises StickFault."""
    return tuple(sorted(_carried(courier), key=lambda one: (one.label.made_at, one.label.id)))


def carry(courier: Files, road: Road, should_stop: Callable[[], bool]) -> CarryReport:
    """Bring every waiting bundle to central and fetch its answer; a file goes once its answer is here.

    Policy: nothing is tried again here. Where the line broke, the next run goes on at the byte central has.
    Raises Unreachable, StickFault, and Refused when central will not talk at all.
    """
    report = CarryReport()
    waiting = [one.label.id for one in carried(courier) if one.state is CarriedState.WAITING]
    for place, bundle in enumerate(waiting):
        if should_stop():
            report.waiting += len(waiting) - place
            break
        try:
            is_there = _bring(courier, road, bundle, should_stop)
        except BadBundle:  # an answer that came damaged is fetched again
            is_there = False
        except Refused as refused:
            is_there = False
            if _is_final(courier, bundle, refused):
                report.refused[bundle] = refused.code
                courier.set_aside(file_name(Purpose.BUNDLE, bundle))
                continue
        report.delivered += is_there
        report.waiting += not is_there
    return report


def _is_final(courier: Files, bundle: str, refused: Refused) -> bool:
    """Whether it is no use to offer this file again. Raises the refusal when it is not about the file.

    Called damaged, a sound file only met the beginning of somebody else's bad copy: central has forgotten that.
    """
    if refused.code == _NO_ANSWER:
        return False
    if refused.code not in _FINAL:
        raise refused
    if refused.code != "bundle_altered":
        return True
    try:
        read_file(courier.piece(file_name(Purpose.BUNDLE, bundle), 0, LARGEST_BUNDLE + 1))
    except BadBundle:
        return True
    return False


def _carried(courier: Files) -> Iterator[Carried]:
    states = {Purpose.BUNDLE: CarriedState.WAITING, Purpose.PARCEL: CarriedState.ANSWERED}
    for name in courier.names():
        known = named(name)
        if known is None or known[0] not in states:
            continue
        try:
            head, _ = read_head(courier.piece(name, 0, LARGEST_HEAD))
        except BadBundle:  # a disk that gives back something else: nothing to show and nothing to send
            continue
        if head.label.id == known[1]:
            yield Carried(head.label, states[known[0]])


def _bring(courier: Files, road: Road, bundle: str, should_stop: Callable[[], bool]) -> bool:
    """Send what central lacks of one file, then fetch its answer; whether that is here now."""
    name = file_name(Purpose.BUNDLE, bundle)
    status = road.bundle(bundle)
    while not status.taken:
        if should_stop():
            return False
        before = status.received
        status = road.send(bundle, before, courier.piece(name, before, LARGEST_BATCH))
        if not status.taken and status.received <= before:
            return False
    parcel = _fetched(road, bundle)
    read_file(parcel)
    courier.put(file_name(Purpose.PARCEL, bundle), parcel)
    courier.remove(name)
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

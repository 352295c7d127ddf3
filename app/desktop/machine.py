"""What the desk needs of this machine, as callables: filled in by bootstrap, which alone knows the adapters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.contract.pairing import PairingSheet
    from app.desktop.store_is import StoreIs
    from app.domain.guide import GuidePack, Step
    from app.domain.problems import Problem
    from app.domain.slip import Paper, Slip
    from app.usecases.courier import Carried, HandedOver, TakenIn
    from app.usecases.device import DeviceIdentity
    from app.usecases.ports import Central, Clock, Ids, Store
    from app.usecases.rescue import RescueReport
    from app.usecases.sync import SyncProgress, SyncReport


class PackIn(Protocol):
    """Gives the guide pack a session began with (`<id>@<version>`) if it is here, else the one in force."""

    def __call__(self, language: str, guide: str = "", /) -> GuidePack:
        """In this language; Vietnamese where there is no other."""
        ...


class ReviewedPackIn(Protocol):
    """The same, or None where nobody answers for the words."""

    def __call__(self, language: str, guide: str = "", /) -> GuidePack | None:
        """In this language."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sticks:
    """Sealed files on sticks and in this machine's own folders."""

    hand_over: Callable[[Store, Path], HandedOver]
    """Own work onto the stick chosen. Raises CannotSeal, StickFault, StoreFault. Slow."""
    take_in: Callable[[Store, Path], TakenIn]
    """What the stick chosen brings. Raises StickFault, StoreFault. Slow."""
    carried: Callable[[], tuple[Carried, ...]]
    rescue: Callable[[Store], RescueReport]
    """Bring the rescue copies in line with the store. Raises StoreFault. Slow."""
    unrescued: Callable[[Store], int]
    """Sessions that have no rescue copy. Raises StoreFault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """What helping somebody needs: a clock, the guide, paper. Nothing here reaches beyond this table."""

    clock: Clock
    ids: Ids
    slips: Path
    pack: PackIn
    """The guide in a language."""
    reviewed_pack: ReviewedPackIn
    """The guide in a language people here speak, if somebody who speaks it answers for the words."""
    recording: Callable[[Step, str], Path | None]
    """A card as it is shown and its language in; the file of these words read aloud, if there is one."""
    write_slip: Callable[[Slip, Path, Paper], None]
    """Draw a slip for this paper into a PDF file. Raises OSError. Slow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine(Workplace):
    """A workplace with its own store, a central and sticks. The slow ones run in a task."""

    version: str
    store_is: Callable[[], StoreIs]
    create: Callable[[str], tuple[Store, str]]
    """Passphrase in; the store and the recovery code out. Slow."""
    open: Callable[[str], Store]
    """Raises StoreFault. Slow."""
    recover: Callable[[str, str], Store]
    """Recovery code and a new passphrase in. Raises StoreFault. Slow."""
    opens_with: Callable[[str], bool]
    """Whether a passphrase fits the open store's key slots. Slow."""
    change_passphrase: Callable[[str, str], None]
    """Old and new. Raises StoreFault. Slow."""
    renew_code: Callable[[str], tuple[str, Callable[[], None]]]
    """Passphrase in; another recovery code out, and the quick call that puts it in the old one's place. Slow.

    Both raise StoreFault.
    """
    instance: Callable[[], str]
    pair: Callable[[Store, PairingSheet], DeviceIdentity | Problem]
    """Raises Unreachable or Refused. Slow."""
    central: Callable[[Store], Central | None]
    """The paired central, or None before pairing."""
    sync: Callable[[Store, Central, Callable[[float], bool], Callable[[SyncProgress], None]], SyncReport]
    check: Callable[[Store], bool]
    """Whether the open file is whole: its pages and its audit chain. Slow."""
    close: Callable[[Store], None]
    sticks: Sticks

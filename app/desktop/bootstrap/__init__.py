"""The one place where the floors meet. What the first window does not need is imported when it is first called."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import __version__
from app.desktop.bootstrap.here import FreshIds, LaptopClock, home
from app.desktop.machine import Machine, Sticks
from app.desktop.store_is import StoreIs
from app.storage.folder import store_state

if TYPE_CHECKING:
    from app.desktop.bootstrap.adapters import Adapters
    from app.desktop.practice_ground import PracticeGround
    from app.domain.guide import GuidePack, Step
    from app.storage.opening import Notice
    from app.usecases.ports import Central, Store

__all__ = ["build_ground", "build_machine", "home", "load_pack"]

PRACTICE = "practice"
"""The folder of practice, beside the store and never in it."""


class Behind:
    """The adapters over one folder, made when the first of them is called."""

    def __init__(self, folder: Path, slips: Path, announce: Callable[[Notice], None]) -> None:
        self._folder, self._slips, self._announce = folder, slips, announce

    @cached_property
    def adapters(self) -> Adapters:
        """Storage, network and documents."""
        from app.desktop.bootstrap.adapters import Adapters

        return Adapters(self._folder, self._slips, self._announce)

    def later(self, name: str) -> Callable[..., Any]:
        """An adapter's function by name, looked up when it is called."""
        return lambda *words: getattr(self.adapters, name)(*words)

    def guide(self, name: str) -> Callable[..., Any]:
        """The same of the guide packs."""
        return lambda *words: getattr(self.adapters.packs, name)(*words)

    def carrying(self, name: str) -> Callable[..., Any]:
        """The same of the courier."""
        return lambda *words: getattr(self.adapters.courier, name)(*words)


def build_machine(folder: Path, announce: Callable[[Notice], None]) -> Machine:
    """Everything the desk needs of this machine; nothing is written before a store is made or opened."""
    slips = folder / "slips"
    behind = Behind(folder, slips, announce)
    return Machine(
        clock=LaptopClock(),
        ids=FreshIds(),
        version=__version__,
        slips=slips,
        store_is=lambda: StoreIs(store_state(folder).value),
        create=behind.later("create"),
        open=behind.later("open"),
        recover=behind.later("recover"),
        opens_with=behind.later("opens_with"),
        change_passphrase=behind.later("change_passphrase"),
        renew_code=behind.later("renew_code"),
        instance=behind.later("instance"),
        pack=behind.guide("load"),
        reviewed_pack=behind.guide("reviewed"),
        recording=recording,
        pair=behind.later("pair"),
        central=central_of,
        sync=behind.later("sync"),
        write_slip=behind.later("write_slip"),
        check=behind.later("check"),
        close=behind.later("close"),
        sticks=Sticks(
            hand_over=behind.carrying("hand_over"),
            take_in=behind.carrying("take_in"),
            carried=behind.carrying("carried"),
            rescue=behind.carrying("rescue"),
            unrescued=behind.carrying("unrescued"),
        ),
    )


def build_ground(folder: Path, announce: Callable[[Notice], None]) -> PracticeGround:
    """What practice needs, in a folder of its own inside this machine's; nothing is written before a case begins."""
    from app.desktop.bootstrap.practice import Ground

    return Ground(folder / PRACTICE, announce).offered()


def load_pack(language: str) -> GuidePack:
    """The shipped guide pack in a language; Vietnamese where there is no other."""
    from app.desktop.bootstrap import packs

    return packs.shipped(language)


def reviewed_pack(language: str) -> GuidePack | None:
    """The shipped guide pack in Vietnamese, or in a language its reviewer answers for."""
    from app.desktop.bootstrap import packs

    return packs.shipped_reviewed(language)


def recording(step: Step, language: str) -> Path | None:
    """A card read aloud, if the shipped pack brings it and the card still says the same."""
    from app.desktop.bootstrap import packs

    return packs.recording(step, language)


def central_of(store: Store) -> Central | None:
    """The central this machine is paired with."""
    from app.desktop.bootstrap import adapters

    return adapters.central_of(store)

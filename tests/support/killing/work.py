"""What a child does until it is done, killed or out of room: each step it was told is safe, it says so.

Judging is `inquest`'s.
"""

from __future__ import annotations

import errno
import resource
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from unittest import mock

from app.contract.faults import StickFault
from app.documents.slip import write_slip
from app.domain.faults import StoreFault, StoreTrouble
from app.network.central_client import CentralClient
from app.network.courier import CourierRoad
from app.network.sealing import Sealing
from app.network.stick import SealedFolder
from app.storage import opening
from app.storage.copies import keep_copy
from app.storage.opening import open_store
from app.storage.store import SqliteStore
from app.usecases.courier import carry as bring
from app.usecases.courier import hand_over, take_in
from app.usecases.device import operators
from app.usecases.rescue import catch_up
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd, SyncReport
from tests.support.hands import CountedIds, HandClock
from tests.support.laptop import Laptop, hasty, person
from tests.support.slips import EVERYDAY
from tests.support.stores import CHEAP, INSTANCE, PASSPHRASE, Keyring

NO_KEYRING = Keyring(available=False)
SECOND = "một câu khác hẳn"
"""The passphrase that takes turns with the usual one."""

IDS = 10**13
"""Where the ids of children begin: far from those of the laptops that were made for them."""

CARRIER = "carrier"
"""The folder of the laptop that carries for the one that is watched."""

VISITS = 8
"""Sessions one child saves, if it lives."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to do, in which folder, with which seed; `room` is how many bytes a file may have, -1 any."""

    activity: str
    folder: str
    seed: int
    room: int = -1

    @property
    def store(self) -> Path:
        """Where the store lies."""
        return self.store_of()

    def store_of(self, name: str = "") -> Path:
        """Where the store of a laptop lies that has a folder of its own in here."""
        return Path(self.folder) / name / "store"

    def sealed(self, name: str) -> SealedFolder:
        """A folder of sealed files beside it."""
        return SealedFolder(Path(self.folder) / name)


Say: TypeAlias = Callable[[str], None]


def save(order: Order, say: Say) -> None:
    """People come, one after another; each finished session is told."""
    laptop = woken(order)
    for _ in range(VISITS):
        say(f"saved {_visit(laptop, order)}")


def send(order: Order, say: Say) -> None:
    """A session, a run, and so on."""
    laptop = woken(order)
    for _ in range(3):
        say(f"saved {_visit(laptop, order)}")
        _tell(one_run(laptop), say)


def receive(order: Order, say: Say) -> None:
    """A laptop that has nothing reads a commune's feed."""
    laptop = woken(order)
    report = one_run(laptop)
    _tell(report, say)
    if report.agrees:
        say(f"read {laptop.store.read().cursor().seq}")


def migrate(order: Order, say: Say) -> None:
    """A file of the first release is opened by this one."""
    _opened(order)
    say("up to-date")


def export(order: Order, say: Say) -> None:
    """A checked copy of the file, then a slip, each under its final name."""
    laptop = woken(order)
    assert isinstance(laptop.store, SqliteStore)
    copy = keep_copy(laptop.store._database, f"by-hand-{order.seed}")
    say(f"copied {copy.name}")
    write_slip(EVERYDAY, Path(order.folder) / f"{order.seed}.pdf")
    say(f"printed {order.seed}.pdf")


def carry(order: Order, say: Say) -> None:
    """A session, its rescue copy, and everything onto a stick; nobody is reached."""
    laptop = woken(order)
    say(f"saved {_visit(laptop, order)}")
    rescued = catch_up(laptop.store, order.sealed("rescue"), Sealing(), laptop.clock)
    if rescued.code:
        say(f"trouble {rescued.code}")
    stick, parcels = order.sealed("stick"), order.sealed("courier")
    handed = hand_over(laptop.store, stick, parcels, Sealing(), laptop.ids, laptop.clock)
    say(f"handed {handed.changes}")


def courier(order: Order, say: Say) -> None:
    """A session goes by stick through another laptop to central, and its receipt comes back the same way."""
    laptop = woken(order)
    say(f"saved {_visit(laptop, order)}")
    by_stick(laptop, woken(order, CARRIER), order, say)


def by_stick(laptop: Laptop, carrier: Laptop, order: Order, say: Say) -> None:
    """The whole way, a word after each part of it."""
    stick, ours, theirs = (order.sealed(name) for name in ("stick", "courier", f"{CARRIER}/courier"))
    handed = hand_over(laptop.store, stick, ours, Sealing(), laptop.ids, laptop.clock)
    say(f"handed {handed.changes}")
    taken = take_in(carrier.store, stick, theirs, Sealing(), carrier.ids, carrier.clock)
    say(f"taken {taken.carried}")
    setting = carrier.store.read().setting
    road = CourierRoad(setting(Setting.ADDRESS), setting(Setting.SERVER_ID), setting(Setting.TOKEN))
    try:
        brought = bring(theirs, road, lambda: False)
    finally:
        road.disconnect()
    say(f"brought {brought.delivered}")
    given = hand_over(carrier.store, stick, theirs, Sealing(), carrier.ids, carrier.clock)
    say(f"given {given.receipts}")
    answered = take_in(laptop.store, stick, ours, Sealing(), laptop.ids, laptop.clock)
    say(f"answered {answered.answers}")
    for trouble in (*taken.faults.values(), *brought.refused.values(), *answered.faults.values()):
        say(f"refused {trouble}")


def passphrase(order: Order, say: Say) -> None:
    """There and back again: the two take turns."""
    for old, new in ((PASSPHRASE, SECOND), (SECOND, PASSPHRASE)):
        opening.change_passphrase(order.store, old, new, NO_KEYRING)
        say(f"changed {new}")


def begin(order: Order, say: Say) -> None:
    """A store where there was none."""
    store, _ = opening.create_store(order.store, PASSPHRASE, NO_KEYRING, INSTANCE, cost=CHEAP)
    store.close()
    say("made store")


ACTIVITIES: Mapping[str, Callable[[Order, Say], None]] = {
    activity.__name__: activity
    for activity in (save, send, receive, migrate, export, carry, courier, passphrase, begin)
}


def live(activity: Callable[[Order, Say], None], order: Order, say: Say) -> None:
    """Do it with a key that costs nothing to derive, and say what trouble a disk made.

    What is no trouble of a disk is a mistake, and raised.
    """
    if order.room >= 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order.room, resource.RLIM_INFINITY))
    with mock.patch.object(opening, "_measured", return_value=CHEAP):
        try:
            activity(order, say)
        except StoreFault as fault:
            say(f"trouble {fault.trouble}")
        except StickFault as fault:
            say(f"trouble {fault.code}")
        except OSError as fault:
            if fault.errno not in (errno.ENOSPC, errno.EFBIG):
                raise
            say(f"trouble {StoreTrouble.DISK_FULL}")


def _tell(report: SyncReport, say: Say) -> None:
    """A run keeps the trouble of the store for its report."""
    if report.end is SyncEnd.STORE:
        say(f"trouble {report.code}")


def woken(order: Order, name: str = "") -> Laptop:
    """The laptop in the folder, or another one in a folder of this name in it, with a clock and ids of this seed."""
    store = _opened(order, name)
    clock = HandClock()
    clock.move(hours=order.seed)
    (operator, *_) = operators(store)
    own = IDS + order.seed * 1_000_000 + (500_000 if name else 0)
    return Laptop(store, clock, CountedIds(own), operator.id)


def _opened(order: Order, name: str = "") -> SqliteStore:
    return open_store(order.store_of(name), PASSPHRASE, NO_KEYRING)


def _visit(laptop: Laptop, order: Order) -> str:
    """Somebody new: each writes two changes at least, so that half the last number was nobody's yet."""
    draft = laptop.meet_new(person(laptop.store.read().last_n() // 2))
    return laptop.help(draft, cards=order.seed % 3, reason="reason_a").session


def one_run(laptop: Laptop) -> SyncReport:
    """Send and receive, straight to central."""
    setting = laptop.store.read().setting
    client = CentralClient(setting(Setting.ADDRESS), setting(Setting.SERVER_ID), setting(Setting.TOKEN))
    try:
        return laptop.sync(client, hasty())
    finally:
        client.disconnect()

"""A desk over a real store in a folder, on a machine whose network, camera and printer are nobody's."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.contract.faults import Unreachable
from app.desktop.bootstrap import build_machine
from app.desktop.bootstrap.adapters import clear_slips
from app.desktop.change_bus import ChangeBus
from app.desktop.desk import Desk
from app.desktop.machine import Machine
from app.desktop.main import make_application
from app.desktop.sessions import Sessions
from app.domain.faults import StoreFault
from app.domain.guide import GuidePack
from app.domain.points import Role
from app.i18n import language
from app.storage import opening
from app.storage.opening import SqliteStore
from app.usecases.device import FirstRun, OperatorRow, Place, add_operator, first_run
from app.usecases.lock import set_pin
from app.usecases.ports import Store
from tests.support.guided_states import SATURDAY
from tests.support.hands import CountedIds, HandClock
from tests.support.keys import pause, press
from tests.support.laptop import Laptop
from tests.support.stores import CHEAP, INSTANCE, PASSPHRASE, Keyring

W = TypeVar("W", bound=QWidget)
PIN = "135790"


@dataclass(slots=True)
class Bench:
    """The machine's parts: change one, then `machine()`."""

    folder: Path
    clock: HandClock = field(default_factory=HandClock)
    ids: CountedIds = field(default_factory=CountedIds)
    keyring: Keyring = field(default_factory=Keyring)
    bus: ChangeBus = field(default_factory=ChangeBus)
    changed: dict[str, Any] = field(default_factory=dict)

    def machine(self) -> Machine:
        """All of it; what `changed` names is replaced."""
        whole = replace(
            build_machine(self.folder, self.bus.announce),
            clock=self.clock,
            ids=self.ids,
            create=self._create,
            open=self.open,
            recover=self._recover,
            opens_with=self._opens_with,
            renew_code=self.renew_code,
            instance=lambda: INSTANCE,
            pair=self._pair,
            central=lambda _store: None,
            close=self._close,
        )
        return replace(whole, **self.changed)

    def open(self, passphrase: str = PASSPHRASE) -> SqliteStore:
        """The store in the folder."""
        store = opening.open_store(self.folder, passphrase, self.keyring, on_commit=self.bus.announce)
        clear_slips(self.folder / "slips")
        return store

    def _create(self, passphrase: str) -> tuple[Store, str]:
        made = opening.create_store(
            self.folder, passphrase, self.keyring, INSTANCE, on_commit=self.bus.announce, cost=CHEAP
        )
        clear_slips(self.folder / "slips")
        return made

    def _recover(self, code: str, passphrase: str) -> Store:
        return opening.open_with_recovery(
            self.folder, code, passphrase, self.keyring, on_commit=self.bus.announce
        )

    def _opens_with(self, passphrase: str) -> bool:
        try:
            opening.check_passphrase(self.folder, passphrase, self.keyring)
        except StoreFault:
            return False
        return True

    def renew_code(self, passphrase: str) -> tuple[str, Callable[[], None]]:
        """Another recovery code, and the call that puts it in the old one's place."""
        return opening.renew_code(self.folder, passphrase, self.keyring)

    def _pair(self, _store: Store, _sheet: object) -> Any:  # noqa: ANN401
        raise Unreachable("no_network")

    def _close(self, store: Store) -> None:
        assert isinstance(store, SqliteStore)
        store.close()


class Counter:
    """One desk and a person at its keyboard."""

    def __init__(self, qtbot: QtBot, bench: Bench) -> None:
        self.qtbot, self.bench = qtbot, bench
        app = make_application(["diemtua"])
        self.app: QApplication = app
        self.desk = Desk(app, bench.machine(), bench.bus)
        self.window = self.desk.window
        self.window.resize(1366, 696)
        self.closed = False

    def start(self) -> Counter:
        """As the program does: the entrance, then the window."""
        self.desk.start()
        self.window.show()
        self.window.activateWindow()
        return self

    def open_store(self, *names: str, place: Place = Place.COUNTER) -> SqliteStore:
        """A store with these people and a PIN each, if there is none yet; opened."""
        bench = self.bench
        if opening.store_state(bench.folder) is not opening.StoreState.NONE:
            return bench.open()
        store, _code = bench.machine().create(PASSPHRASE)
        facts = FirstRun(
            place=place,
            commune="03646",
            commune_name="Phường Tô Hiệu",
            machine="Máy tập",
            market_weekday=SATURDAY,
        )
        first_run(store, bench.ids, facts, INSTANCE)
        for name in names or ("Cầm Thị Mẫu",):
            add_person(bench, store, name)
        assert isinstance(store, SqliteStore)
        return store

    def enter(self, *names: str, place: Place = Place.COUNTER) -> Counter:
        """Let the first of these people in, without the passphrase."""
        store = self.open_store(*names, place=place)
        self.desk.entrance.let_in(store, people_of(store)[0])
        self.window.show()
        self.window.activateWindow()
        return self

    def sees(self, kind: type[W], where: Callable[[W], bool] = lambda _one: True) -> W:
        """Wait until a widget of this kind is on screen."""

        def shown() -> list[W]:
            return [one for one in self.window.findChildren(kind) if one.isVisible() and where(one)]

        self.qtbot.waitUntil(lambda: bool(shown()))
        return shown()[0]

    def does_not_see(self, kind: type[QWidget]) -> bool:
        """Whether nothing of this kind is on screen."""
        return not [one for one in self.window.findChildren(kind) if one.isVisible()]

    def press(self, key: Any, *modifier: Any) -> None:  # noqa: ANN401
        """One key of a person, who is slower than a scanner; what follows at once has followed."""
        self.app.processEvents()
        rest_from_bursts(self.desk)
        press(self.window, key, *modifier)
        rest_from_bursts(self.desk)
        self.app.processEvents()

    def write(self, text: str) -> None:
        """Letters one by one."""
        for letter in text:
            self.press(letter)

    @property
    def sessions(self) -> Sessions:
        """The sessions of whoever is at it."""
        assert self.desk.sessions is not None
        return self.desk.sessions

    @property
    def pack(self) -> GuidePack:
        """The guide in force."""
        return self.desk.machine.pack(language())

    def scan(self, text: str) -> None:
        """A card, whichever way it came."""
        self.desk.ways.scanned.emit(text)
        self.app.processEvents()

    def close(self) -> None:
        """Close the window, once."""
        if not self.closed:
            self.closed = True
            self.window.close()
            self.window.deleteLater()

    def kill(self) -> Bench:
        """What is left when the power goes: the file. Nothing of the desk is asked; a new desk gets this bench."""
        store = self.desk.store
        assert isinstance(store, SqliteStore)
        assert self.desk.sessions is not None
        self.closed = True
        self.desk.sessions._asking = None
        if self.desk.runner is not None:
            self.desk.runner.close()
        self.desk.ways.close()
        self.desk.tasks.close()
        self.window.closing.disconnect()
        self.window.close()
        self.window.deleteLater()
        store.close()
        return replace(self.bench, bus=ChangeBus())


def add_person(
    bench: Bench, store: Store, name: str, *, role: Role = Role.STAFF, pin: str = PIN
) -> OperatorRow:
    """One more operator with a PIN."""
    row = add_operator(store, bench.clock, bench.ids, name=name, address_form="chi", role=role)
    assert isinstance(row, OperatorRow)
    set_pin(store, row.id, pin, b"0" * 16)
    return row


def people_of(store: Store) -> tuple[OperatorRow, ...]:
    """Everybody at this machine, by name."""
    from app.usecases.device import operators

    return operators(store)


def rest_from_bursts(desk: Desk) -> None:
    """As if a person's pause had passed: the scanner's filter gives back what it held."""
    pause(desk.ways._wedge)


def until(condition: Callable[[], bool], seconds: float = 5) -> bool:
    """For threads that answer to nobody's event loop."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        QApplication.processEvents()
    return condition()


def laptop_at(counter: Counter) -> Laptop:
    """The store of a desk worked on without screens, by its first operator and with its guide."""
    store, bench = counter.desk.store, counter.bench
    assert store is not None
    laptop = Laptop(store, bench.clock, bench.ids, people_of(store)[0].id)
    laptop.pack = counter.pack
    return laptop

"""One laptop of a schedule: its disk, its clock, its people, its line, and the screen that tells how far it is."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from app.contract.faults import Refused, Unreachable
from app.contract.pairing import PairingSheet
from app.domain.changes import Mark
from app.domain.faults import StoreFault
from app.domain.points import Role
from app.domain.problems import Problem
from app.presentation.exchange import ExchangePresenter
from app.usecases.device import FirstRun, OperatorRow, Place, add_operator, first_run
from app.usecases.pairing import pair_device
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd, SyncProgress, SyncReport
from tests.support.laptop import COMMUNE, Laptop, hasty
from tests.support.world.disks import Copy, Disk
from tests.support.world.gate import Gate, PowerCut
from tests.support.world.line import Heard, Way, WorldClient
from tests.support.world.times import LaptopClock, SeededIds, SeededTrust
from tests.support.world.weather import CALM, Weather

CAST_OFF, WENT_BACK, WRONG_CLOCK, CLOSED = "cast off", "went back", "wrong clock", "closed"
"""What a run may have left marked on the disk."""

_OTHER_NAME = frozenset({"unknown_token", "wrong_instance", "store_went_back", "number_reused"})
_LETTERS = str.maketrans("0123456789", "ghjkmnpqrs")  # a name must not look like somebody's number
_MINUTES_WRONG = timedelta(minutes=9.8)

Looked = Callable[["Machine"], None]


@dataclass(frozen=True, slots=True)
class Image:
    """A laptop's disk at one moment, and what was known of it then."""

    copy: Copy
    sessions: frozenset[str]
    marks: frozenset[str]
    operators: tuple[str, ...]
    forgotten: frozenset[tuple[str, str]]
    point: str


@dataclass(slots=True, kw_only=True)
class Machine:
    """A laptop and what surrounds it. `looked` is told whenever somebody could look at its screen.

    `sessions` are those whose finishing somebody was told of; `point` is the support point it belongs to;
    `marks` is what runs may have left marked; `is_cast_off` until it was paired after central did not know it, or
    a run said that it must be; `forgotten` are pulled rows a fault took away.
    """

    name: str
    disk: Disk
    clock: LaptopClock
    ids: SeededIds
    trust: SeededTrust
    chance: random.Random
    way: Way
    point: str
    looked: Looked
    is_central_behind: Callable[[], bool]
    operators: list[str] = field(default_factory=list)
    sessions: set[str] = field(default_factory=set)
    report: SyncReport | None = None
    marks: set[str] = field(default_factory=set)
    forgotten: set[tuple[str, str]] = field(default_factory=set)
    is_cast_off: bool = False
    is_running: bool = False
    is_pairing: bool = False

    _read: Mark = field(default=Mark(), init=False)
    gate: Gate = field(init=False)
    laptop: Laptop = field(init=False)
    screen: ExchangePresenter = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """The program is opened; it remembers nothing but what is on the disk."""
        self.gate = Gate(self.disk.store, self._look)
        operator = self.operators[0] if self.operators else ""
        self.laptop = Laptop(self.gate, self.clock, self.ids, operator)  # type: ignore[arg-type]
        self.screen = ExchangePresenter(self.gate, self.clock, lambda: None)
        self.report, self.way.heard, self.is_running = None, Heard(), False

    def set_up(self, roles: tuple[Role, ...]) -> None:
        """The first run, and the people who will work here."""
        answers = FirstRun(place=Place.COUNTER, commune=COMMUNE, machine=self.name)
        first_run(self.gate, self.ids, answers, self.ids.new())
        for role in roles:
            self.add_operator(role)

    def add_operator(self, role: Role = Role.STAFF) -> None:
        """Somebody new works here."""
        name = f"Cán bộ {self.ids.code().translate(_LETTERS)}"
        row = add_operator(self.gate, self.clock, self.ids, name=name, role=role)
        assert isinstance(row, OperatorRow)
        self.operators.append(row.id)
        self.laptop.operator = row.id

    def setting(self, key: Setting) -> str:
        """A local setting."""
        return self.gate.read().setting(key)

    @property
    def device(self) -> str:
        """Its name at central."""
        return self.setting(Setting.DEVICE)

    @property
    def commune(self) -> str:
        """Where it belongs."""
        return self.setting(Setting.COMMUNE)

    def has_read_on(self) -> bool:
        """Whether its cursor is another one than when this was last asked."""
        before, self._read = self._read, self.gate.read().cursor()
        return before != self._read

    @property
    def is_paired(self) -> bool:
        """Whether some central adopted it."""
        return bool(self.setting(Setting.TOKEN))

    def pair(self, sheet: PairingSheet) -> str:
        """Ask to be adopted with a sheet; how that ended."""
        client = WorldClient(self.way, sheet.server_id, "")
        self.is_pairing = True
        try:
            answer = pair_device(self.gate, client, self.trust, self.ids, sheet, "world")
        except (Unreachable, Refused) as trouble:
            return trouble.code
        except StoreFault as fault:
            return fault.trouble.value
        except PowerCut:
            self.restart()
            return "power cut"
        finally:
            self.is_pairing = False
        if isinstance(answer, Problem):
            return answer.code.value
        self.is_cast_off = False
        self.marks.discard(CLOSED)
        self.way.heard.is_closed = False
        return "paired"

    def run(self, weather: Weather = CALM, stop_in: int = 0) -> str:
        """Send and receive once; how that ended. `stop_in`: somebody presses stop at that look at the clock."""
        self.way.weather, self.way.heard = weather, Heard()
        client = WorldClient(self.way, self.setting(Setting.SERVER_ID), self.setting(Setting.TOKEN))
        looks = iter(range(1, 100_000))
        policy = hasty(
            rest=lambda seconds: next(looks) == stop_in,
            chance=self.chance.random,
            first_batch=self.chance.choice((200, 700, 16_384)),
            most_changes=self.chance.choice((1, 3, 2_000)),
        )
        try:
            report = self.laptop.sync(client, policy, self._advanced)
        except PowerCut:
            self.restart()
            return "power cut"
        finally:
            self.way.weather = CALM
        if report.went_through:
            self.marks = set() if report.may_pull else {CLOSED}
        if report.agrees:
            self.forgotten.clear()
        self._ended(report)
        return f"{report.end.value} {report.code}".strip()

    def restart(self) -> None:
        """The power is back."""
        self.disk.restart()
        self.start()

    def image(self) -> Image:
        """Its disk as it is now."""
        return Image(
            self.disk.copy(),
            frozenset(self.sessions),
            frozenset(self.marks),
            tuple(self.operators),
            frozenset(self.forgotten),
            self.point,
        )

    def put_back(self, image: Image) -> None:
        """Its disk is as it was then: moved since, it asks for a sheet of where it was, and may move again."""
        self.disk.put_back(image.copy)
        self.sessions, self.marks = set(image.sessions), set(image.marks)
        self.operators, self.forgotten = list(image.operators), set(image.forgotten)
        self.is_cast_off, self.point = False, image.point
        self.start()

    def shift_clock(self, drift: timedelta) -> None:
        """Somebody, or an empty battery, sets its clock."""
        self.clock.drift = drift

    def _look(self) -> None:
        self._mark()
        self.looked(self)

    def _mark(self) -> None:
        heard = self.way.heard
        if self.is_running and _OTHER_NAME & set(heard.refusals):
            self.marks.add(CAST_OFF)
            self.is_cast_off = True
        if self.is_central_behind():
            self.marks.add(WENT_BACK)
        if heard.is_closed:
            self.marks.add(CLOSED)
        if abs(self.clock.drift) > _MINUTES_WRONG and heard.hellos:
            self.marks.add(WRONG_CLOCK)

    def _advanced(self, progress: SyncProgress) -> None:
        self.is_running = True
        self.screen.advanced(progress)
        self._look()

    def _ended(self, report: SyncReport) -> None:
        self.report, self.is_running = report, False
        self.is_cast_off |= report.end is SyncEnd.NEEDS_PAIRING  # a copy of a disk may know it without asking
        self.screen.ended(report)
        self._look()

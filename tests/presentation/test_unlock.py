"""The lock over a running program: five PINs, then only the passphrase; it names no citizen."""

from __future__ import annotations

from app.presentation.unlock import TRIES, Gate, LockPresenter, LockState
from app.usecases.device import OperatorRow

MAU = OperatorRow(id="mau", name="Cầm Thị Mẫu", address_form="chi", role="lead")
TU = OperatorRow(id="tu", name="Lò Văn Tú", address_form="anh", role="staff")
NEW = OperatorRow(id="new", name="Vàng A Mới", address_form="anh", role="volunteer")
PINS = {"mau": "246810", "tu": "135791"}


class Lock:
    """A locked program."""

    def __init__(self, chosen: OperatorRow = MAU, unsent: int = 0) -> None:
        self.shown: list[LockState] = []
        self.opened: list[OperatorRow] = []
        self.asked: list[tuple[str, str]] = []
        self.presenter = LockPresenter(
            (MAU, TU, NEW),
            chosen,
            unsent=unsent,
            pin_opens=self._opens,
            has_pin=PINS.__contains__,
            opened=self.opened.append,
        )
        self.presenter.attach(self.shown.append)

    @property
    def state(self) -> LockState:
        return self.shown[-1]

    def try_pins(self, pin: str, times: int = 1) -> Lock:
        for _ in range(times):
            self.presenter.pin_entered(pin)
        return self

    def _opens(self, operator: str, pin: str) -> bool:
        self.asked.append((operator, pin))
        return PINS[operator] == pin


def test_the_right_pin_opens() -> None:
    lock = Lock(unsent=12)
    assert (lock.state.gate, lock.state.tries_left, lock.state.unsent) == (Gate.PIN, TRIES, 12)
    lock.try_pins("246810")
    assert lock.opened == [MAU]


def test_a_wrong_pin_says_so_and_counts() -> None:
    lock = Lock().try_pins("000000")
    assert (lock.opened, lock.state.refused, lock.state.tries_left) == ([], True, TRIES - 1)
    assert lock.state.gate is Gate.PIN
    assert lock.try_pins("246810").opened == [MAU]


def test_after_five_wrong_pins_not_even_the_right_one_opens() -> None:
    lock = Lock().try_pins("000000", TRIES)
    assert (lock.state.gate, lock.state.tries_left) == (Gate.PASSPHRASE, 0)
    asked = len(lock.asked)
    lock.try_pins("246810")
    assert (lock.opened, len(lock.asked)) == ([], asked)


def test_the_passphrase_opens_after_five_wrong_pins() -> None:
    lock = Lock().try_pins("000000", TRIES)
    lock.presenter.passphrase_checked(right=False)
    assert (lock.opened, lock.state.refused, lock.state.gate) == ([], True, Gate.PASSPHRASE)
    lock.presenter.passphrase_checked(right=True)
    assert lock.opened == [MAU]


def test_wrong_pins_count_over_everybody() -> None:
    lock = Lock().try_pins("000000", 3)
    lock.presenter.chosen(TU)
    assert (lock.state.chosen, lock.state.refused, lock.state.tries_left) == (TU, False, 2)
    lock.try_pins("000000", 2)
    assert lock.state.gate is Gate.PASSPHRASE
    lock.presenter.chosen(MAU)
    assert lock.state.gate is Gate.PASSPHRASE
    assert lock.try_pins("246810").opened == []


def test_somebody_else_opens_with_their_own_pin() -> None:
    lock = Lock()
    lock.presenter.chosen(TU)
    assert lock.try_pins("246810").opened == []
    assert lock.try_pins("135791").opened == [TU]


def test_without_a_pin_only_the_passphrase_opens() -> None:
    lock = Lock(chosen=NEW)
    assert lock.state.gate is Gate.PASSPHRASE
    lock.try_pins("246810")
    assert (lock.state.gate, lock.state.tries_left, lock.asked) == (Gate.PASSPHRASE, TRIES, [])
    lock.presenter.chosen(MAU)
    assert lock.state.gate is Gate.PIN
    lock.presenter.chosen(NEW)
    lock.presenter.passphrase_checked(right=True)
    assert lock.opened == [NEW]


def test_the_screen_may_come_later_than_the_lock() -> None:
    render: list[LockState] = []
    opened: list[OperatorRow] = []
    presenter = LockPresenter(
        (MAU,),
        MAU,
        unsent=0,
        pin_opens=_never,
        has_pin=PINS.__contains__,
        opened=opened.append,
    )
    presenter.pin_entered("000000")
    presenter.attach(render.append)
    assert ([state.tries_left for state in render], opened) == ([TRIES - 1], [])


def _never(_operator: str, _pin: str) -> bool:
    return False

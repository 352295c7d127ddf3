"""Another recovery code at the desk: wherever its dialog is closed, the paper somebody has opens the machine."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from app.desktop.screens.lock import LockScreen
from app.desktop.screens.new_recovery import NewRecoveryDialog
from app.desktop.screens.today import TodayScreen
from app.desktop.widgets.recovery_code import RecoveryCode
from app.domain.faults import StoreFault, StoreTrouble
from app.storage import header, keys
from app.storage.header import Slot, SlotKind
from tests.desktop.conftest import OpenDesk
from tests.support.desks import Bench, Counter
from tests.support.keys import ENTER, press, write
from tests.support.stores import INSTANCE, PASSPHRASE

Close = Callable[[Counter, NewRecoveryDialog], object]
CLOSE: dict[str, Close] = {
    "Esc": lambda _counter, dialog: press(dialog, Qt.Key.Key_Escape),
    "the idle lock": lambda counter, _dialog: counter.desk.entrance.lock(),
}


def slot(bench: Bench) -> Slot:
    """What the code on paper opens now."""
    [found] = header.read(bench.folder).of(SlotKind.RECOVERY)
    return found


def asking(counter: Counter) -> NewRecoveryDialog:
    """The dialog, its passphrase typed."""
    day = counter.desk.day
    assert day is not None
    assert day.rooms is not None
    day.rooms.recovery_wanted.emit()
    dialog = counter.sees(NewRecoveryDialog)
    dialog._passphrase.setText(PASSPHRASE)
    press(dialog, ENTER)
    return dialog


def shown(counter: Counter, dialog: NewRecoveryDialog) -> str:
    """The code on screen."""
    counter.sees(RecoveryCode)
    texts = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]
    [code] = [text for text in texts if text.count("-") == 3]
    return code


def write_the_end(dialog: NewRecoveryDialog, code: str) -> None:
    """Its last group, from the paper."""
    [field] = [one for one in dialog.findChildren(QLineEdit) if one.isVisible()]
    field.setFocus()
    write(dialog, code.rsplit("-", 1)[-1])
    press(dialog, ENTER)


def gone(counter: Counter, dialog: QObject, close: Callable[[], object]) -> None:
    """Closed by this, and nothing of it left."""
    ended: list[bool] = []
    dialog.destroyed.connect(lambda: ended.append(True))
    close()
    counter.qtbot.waitUntil(lambda: bool(ended))


@pytest.mark.parametrize("way", CLOSE)
def test_a_code_that_is_made_after_its_dialog_closed_leaves_the_old_one_good(
    open_desk: OpenDesk, bench: Bench, way: str
) -> None:
    may_end, ended = threading.Event(), threading.Event()

    def slowly(passphrase: str) -> tuple[str, Callable[[], None]]:
        may_end.wait(10)
        try:
            return bench.renew_code(passphrase)
        finally:
            ended.set()

    bench.changed["renew_code"] = slowly
    counter = open_desk().enter()
    before = slot(bench)
    dialog = asking(counter)
    gone(counter, dialog, lambda: CLOSE[way](counter, dialog))
    may_end.set()
    counter.qtbot.waitUntil(ended.is_set)
    assert slot(bench) == before


@pytest.mark.parametrize("way", CLOSE)
def test_a_code_that_is_shown_goes_with_its_dialog_and_leaves_the_old_one_good(
    counter: Counter, bench: Bench, way: str
) -> None:
    before = slot(bench)
    dialog = asking(counter)
    shown(counter, dialog)
    gone(counter, dialog, lambda: CLOSE[way](counter, dialog))
    counter.sees(LockScreen if way == "the idle lock" else TodayScreen)
    assert counter.does_not_see(RecoveryCode)
    assert slot(bench) == before


def test_a_code_on_paper_opens_the_machine_from_then_on(counter: Counter, bench: Bench) -> None:
    dialog = asking(counter)
    code = shown(counter, dialog)
    gone(counter, dialog, lambda: write_the_end(dialog, code))
    assert (
        keys.check_value(keys.open_with_code(slot(bench), code, INSTANCE)) == header.read(bench.folder).check
    )


def test_a_code_that_cannot_be_kept_is_told_and_leaves_the_old_one_good(
    open_desk: OpenDesk, bench: Bench
) -> None:
    def full() -> None:
        raise StoreFault(StoreTrouble.DISK_FULL)

    bench.changed["renew_code"] = lambda passphrase: (bench.renew_code(passphrase)[0], full)
    counter = open_desk().enter()
    before = slot(bench)
    dialog = asking(counter)
    write_the_end(dialog, shown(counter, dialog))
    assert dialog.isVisible()
    assert counter.sees(QLineEdit, lambda field: field.property("wrong") == "true")
    assert slot(bench) == before

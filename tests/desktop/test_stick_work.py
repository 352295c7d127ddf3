"""Work with sticks: a folder is asked for, the work runs elsewhere, and however it ends the presenter is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.contract.faults import StickFault
from app.desktop import stick_picker
from app.desktop.bootstrap import build_machine
from app.desktop.stick_work import StickWork
from app.desktop.tasks import Tasks
from app.domain.faults import StoreFault, StoreTrouble
from app.usecases.courier import CannotSeal, HandedOver, TakenIn
from app.usecases.rescue import RescueReport


class Listener:
    """Stands where the presenter would."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def began(self) -> None:
        self.told.append("began")

    def ended(self, done: object) -> None:
        self.told.append(done)

    def failed(self, code: str) -> None:
        self.told.append(code)


class Bench:
    """A stick work whose folders, answers and troubles are the test's."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.chosen = qtbot, folder
        self.trouble: Exception | None = None
        self.rescues, self.go = 0, threading.Event()
        self.go.set()
        machine = build_machine(folder, lambda _notice: None)
        sticks = replace(
            machine.sticks,
            hand_over=lambda _store, chosen: self._do(HandedOver(bundles=len(chosen.parts))),
            take_in=lambda _store, _chosen: self._do(TakenIn(parcels=1)),
            rescue=self._rescue,
        )
        self.window, self.tasks = QWidget(), Tasks()
        qtbot.addWidget(self.window)
        store: Any = object()
        self.work = StickWork(
            replace(machine, sticks=sticks), self.tasks, self.window, store, lambda _window: self.chosen
        )
        self.listener: Any = Listener()

    def _do(self, done: Any) -> Any:  # noqa: ANN401
        if self.trouble is not None:
            raise self.trouble
        return done

    def _rescue(self, _store: object) -> RescueReport:
        assert self.go.wait(30)
        self.rescues += 1
        return self._do(RescueReport())  # type: ignore[no-any-return]


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(qtbot, tmp_path)
    yield bench
    bench.go.set()
    bench.tasks.close()


def test_work_is_done_with_the_stick_that_was_chosen(bench: Bench) -> None:
    bench.work.hand_over(bench.listener)
    bench.work.take_in(bench.listener)
    bench.qtbot.waitUntil(lambda: len(bench.listener.told) == 4)
    assert bench.listener.told[:2] == ["began", "began"]
    assert bench.listener.told[2:] == [HandedOver(bundles=len(bench.chosen.parts)), TakenIn(parcels=1)] or (
        bench.listener.told[3] == HandedOver(bundles=len(bench.chosen.parts))
    )


def test_nothing_happens_without_a_stick(bench: Bench) -> None:
    bench.chosen = None  # type: ignore[assignment]
    bench.work.hand_over(bench.listener)
    assert bench.listener.told == []


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (StickFault("stick_full"), "stick_full"),
        (CannotSeal("not_paired"), "not_paired"),
        (StoreFault(StoreTrouble.DISK_FULL), "disk_full"),
    ],
    ids=str,
)
def test_trouble_is_told_by_its_code(bench: Bench, trouble: Exception, code: str) -> None:
    bench.trouble = trouble
    bench.work.hand_over(bench.listener)
    bench.qtbot.waitUntil(lambda: bench.listener.told == ["began", code])


def test_saves_that_come_while_copies_are_written_are_written_after(bench: Bench) -> None:
    bench.go.clear()
    seen: list[int] = []
    for _ in range(3):
        bench.work.rescue(lambda: seen.append(bench.rescues))
    bench.go.set()
    bench.qtbot.waitUntil(lambda: bench.rescues == 2 and len(seen) == 2)


def test_a_store_that_cannot_be_read_now_stops_nobody(bench: Bench) -> None:
    bench.trouble = StoreFault(StoreTrouble.LOCKED)
    seen: list[str] = []
    bench.work.rescue(lambda: seen.append("shown"))
    bench.qtbot.waitUntil(lambda: seen == ["shown"])


@pytest.mark.parametrize(
    ("root", "expected"),
    [("/", False), ("/home", False), ("/media/mai/USB", True), ("/run/media/mai/USB", True), ("/mnt", False)],
)
def test_removable_drives_are_told_from_the_disk(root: str, expected: bool) -> None:
    assert stick_picker.is_removable(root) is expected


def test_the_picker_opens_at_the_first_stick(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def accept(dialog: Any) -> int:  # noqa: ANN401
        asked.append((dialog.directory().absolutePath(), [url.toLocalFile() for url in dialog.sidebarUrls()]))
        return 1

    choose: Callable[[Any], list[str]] = lambda _dialog: [str(tmp_path / "usb")]  # noqa: E731
    (tmp_path / "usb").mkdir()
    monkeypatch.setattr(stick_picker, "removable", lambda: [str(tmp_path / "usb")])
    monkeypatch.setattr(stick_picker.QFileDialog, "exec", accept)
    monkeypatch.setattr(stick_picker.QFileDialog, "selectedFiles", choose)
    window = QWidget()
    qtbot.addWidget(window)
    assert stick_picker.ask_folder(window) == tmp_path / "usb"
    assert asked == [(str(tmp_path / "usb"), [str(tmp_path / "usb")])]

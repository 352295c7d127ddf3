"""A stick at the real desk: the button, the folder, the file on it, what the screen says, and the rescue folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.contract.bundle import read_file
from app.desktop.bootstrap.courier import RESCUE
from app.desktop.screens.usb_card import UsbCard
from app.desktop.wording import courier as words
from app.i18n import _
from app.network.sealing import new_sealing_keys
from app.network.trust import Trust
from app.usecases.settings import Setting
from tests.desktop.conftest import OpenDesk
from tests.support.desks import Counter, people_of
from tests.support.laptop import Laptop


@pytest.fixture
def counter(open_desk: OpenDesk) -> Counter:
    """A paired machine whose central cannot be reached."""
    counter = open_desk().enter()
    store = counter.desk.store
    assert store is not None
    keys = Trust().new_keys()
    with store.write() as writing:
        writing.set_setting(Setting.SERVER_ID, "central-1")
        writing.set_setting(Setting.SERVER_SEALING, new_sealing_keys()[1])
        writing.set_setting(Setting.SIGNING_KEY, keys.signing_private)
        writing.set_setting(Setting.SEALING_KEY, keys.sealing_private)
    return counter


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The stick the person chooses."""
    folder = tmp_path / "usb"
    folder.mkdir()
    monkeypatch.setattr("app.desktop.stick_work.ask_folder", lambda _window: folder)
    return folder


def help_somebody(counter: Counter) -> str:
    """A whole visit on the store behind the desk."""
    store = counter.desk.store
    assert store is not None
    bench = counter.bench
    return Laptop(store, bench.clock, bench.ids, people_of(store)[0].id).help_new(1).session


def press(counter: Counter, text: str) -> None:
    counter.sees(QPushButton, lambda one: one.text() == text).click()


def is_said(counter: Counter, text: str) -> None:
    counter.sees(QLabel, lambda one: one.text() == text)


def test_work_is_copied_to_the_stick_and_said(stick: Path, counter: Counter) -> None:
    help_somebody(counter)
    counter.window.show_room("exchange")
    counter.sees(UsbCard)
    press(counter, _("Copy to USB"))
    counter.qtbot.waitUntil(lambda: len(list(stick.rglob("*.dtb"))) == 1)
    store = counter.desk.store
    assert store is not None
    counter.qtbot.waitUntil(lambda: bool(store.read().handed()))
    [told] = store.read().handed()
    is_said(counter, words.handed(told, counter.bench.clock.now()))
    [file] = stick.rglob("*.dtb")
    assert read_file(file.read_bytes())[0].label.sessions == 1


def test_a_stick_with_nothing_for_us_says_so(stick: Path, counter: Counter) -> None:
    counter.window.show_room("exchange")
    (stick / "holiday.jpg").write_bytes(b"x")
    press(counter, _("Take from USB"))
    is_said(counter, _("There is nothing new for this machine on the USB."))
    assert [path.name for path in stick.iterdir()] == ["holiday.jpg"], "what is not ours stays as it is"


def test_a_stick_that_is_pulled_out_is_said_with_what_to_do(stick: Path, counter: Counter) -> None:
    counter.window.show_room("exchange")
    stick.rmdir()
    press(counter, _("Take from USB"))
    is_said(counter, words.trouble("stick_gone").whole())
    assert not stick.exists(), "no folder is made where the stick was"


def test_each_save_is_followed_by_a_rescue_copy(counter: Counter) -> None:
    session = help_somebody(counter)
    folder = counter.bench.folder / RESCUE
    counter.qtbot.waitUntil(lambda: bool(list(folder.glob(f"diemtua-{session}-*.dtr"))))

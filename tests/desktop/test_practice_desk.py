"""Practice at the real window: into it and back, that nothing of it can reach anybody, and that only results stay."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType, ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.desktop.bootstrap import build_ground
from app.desktop.change_bus import ChangeBus
from app.desktop.desk import Desk
from app.desktop.machine import Machine, Sticks
from app.desktop.main import Front, make_application, note_failure
from app.desktop.practice_desk import PracticeDesk
from app.desktop.screens.first_run.pages import PlacePage
from app.desktop.screens.opening import OpeningScreen
from app.desktop.screens.practice_door import PracticeDoor
from app.desktop.screens.practice_wait import PracticeWait
from app.desktop.screens.today import TodayScreen
from app.desktop.stick_work import StickWork
from app.desktop.sync_runner import SyncRunner
from app.desktop.widgets.buttons import Button
from app.desktop.wording.trouble import store_trouble
from app.domain.faults import StoreFault, StoreTrouble
from app.domain.practice import PracticeCase
from app.i18n import _
from app.network.central_client import CentralClient
from app.network.stick import Stick
from app.presentation.courier import CourierPresenter
from app.presentation.exchange import ExchangePresenter
from app.presentation.practice import Phase
from app.storage.opening import SqliteStore, open_store
from app.usecases.device import FirstRun, OperatorRow, Place, add_operator, first_run
from tests.desktop.conftest import OpenDesk
from tests.support.hands import CountedIds, HandClock
from tests.support.keys import CTRL, ENTER, press
from tests.support.learning import Learning
from tests.support.practice import shipped_cases
from tests.support.stores import INSTANCE, PASSPHRASE, Keyring, temp_store

SENDERS = (Machine, Sticks, StickWork, SyncRunner, CentralClient, Stick, CourierPresenter, ExchangePresenter)


@pytest.fixture
def learning(qtbot: QtBot, tmp_path: Path) -> Iterator[Learning]:
    """A practice desk with its village."""
    made = Learning(tmp_path / "home")
    yield made.ready()
    made.close()


@pytest.fixture
def front(qtbot: QtBot, tmp_path: Path) -> Iterator[Front]:
    """The program as it starts, in an empty folder."""
    made = Front(make_application(["diemtua"]), tmp_path)
    made.work()
    yield made
    assert made.desk is not None
    made.desk.window.close()
    made.desk.window.deleteLater()


@pytest.fixture
def wanted() -> list[bool]:
    """Wishes for practice."""
    return []


def reachable(start: object) -> list[object]:
    """Everything an object holds, directly or not; not the classes, modules and frames beside it."""
    seen: dict[int, object] = {}
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, type | ModuleType | FrameType):
            continue
        if isinstance(one, dict) and "__builtins__" in one:
            continue  # a module's names, reached through its functions
        seen[id(one)] = one
        waiting += gc.get_referents(one)
    return list(seen.values())


def practising(front: Front, qtbot: QtBot) -> PracticeDesk:
    qtbot.waitUntil(lambda: isinstance(front.desk, PracticeDesk) and front.desk.day is not None)
    assert isinstance(front.desk, PracticeDesk)
    return front.desk


def test_nothing_that_sends_is_held_by_the_practice_desk(learning: Learning) -> None:
    learning.play("forgot_password")
    held = reachable(learning.desk)
    assert any(isinstance(one, SqliteStore) for one in held), "the walk sees what is there"
    assert [one for one in held if isinstance(one, SENDERS)] == []


def test_the_walk_sees_a_sender_where_there_is_one(qtbot: QtBot, tmp_path: Path) -> None:
    front = Front(make_application(["diemtua"]), tmp_path)
    front.work()
    assert any(isinstance(one, Machine) for one in reachable(front.desk))
    assert front.desk is not None
    front.desk.window.close()
    front.desk.window.deleteLater()


def test_a_process_that_only_practises_never_loads_the_network(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from tests.support.learning import play_alone
play_alone(Path(sys.argv[1]))
print(sorted(m for m in sys.modules if m.startswith(("app.network", "requests", "keyring", "pyrage"))
      or m in ("app.desktop.sync_runner", "app.desktop.stick_work", "app.desktop.bootstrap.adapters")))
"""
    home = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env=home,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"


def test_its_work_waits_for_nobody_and_goes_with_it(learning: Learning) -> None:
    learning.play("sim_not_own")
    assert (learning.folder / "practice" / "village" / "store.db").exists()
    learning.close()
    [results] = learning.folder.rglob("*")
    assert set(json.loads(results.read_bytes())[0]) == {"case", "right", "seconds", "hints"}, "nobody's name"


def test_its_file_opens_with_nothing_that_is_kept_here(learning: Learning) -> None:
    folder = learning.folder / "practice" / "village"
    raw = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    assert b"SQLite format 3" not in raw
    assert "Quàng".encode() not in raw


def test_two_windows_do_not_practise_in_one_folder(learning: Learning) -> None:
    bus = ChangeBus()
    with pytest.raises(StoreFault) as caught:
        build_ground(learning.folder, bus.announce).begin(None, "vi")
    assert caught.value.trouble is StoreTrouble.IN_USE
    second = Learning(learning.folder)
    second.sees(PracticeWait, lambda one: "máy này" in one.accessibleName() or "this" in one.accessibleName())
    second.close()
    learning.begin("says_no")


def test_a_case_is_begun_anew_as_often_as_one_likes(learning: Learning) -> None:
    for _each in range(2):
        learning.play("says_no")
        assert learning.desk.presenter.state().is_right
    learning.begin("says_no")
    assert learning.store.read().day_counts(learning.today).anonymous == 0


def test_a_hint_is_told_over_the_page_one_is_on(learning: Learning) -> None:
    learning.begin("card_not_here")
    learning.press(ENTER)
    learning.press("g", CTRL)
    notice = learning.window._banner.notice
    assert notice is not None
    assert notice.words == learning.desk.presenter.case.hints[0]["vi"]


@pytest.mark.parametrize("case", shipped_cases(), ids=lambda case: case.code)
def test_every_case_is_played_by_keys_alone_and_ends_right(learning: Learning, case: PracticeCase) -> None:
    learning.play(case.code)
    state = learning.desk.presenter.state()
    assert [finding for finding in state.findings if not finding.right] == []


def test_the_band_and_the_title_say_what_this_is(learning: Learning) -> None:
    words = [label.text() for label in learning.window.band.findChildren(QLabel)]
    assert any("LUYỆN TẬP" in one or "PRACTICE" in one for one in words)
    assert "LUYỆN TẬP" in learning.window.windowTitle() or "PRACTICE" in learning.window.windowTitle()
    picture = learning.window.grab().toImage()
    corners = [
        (2, 2),
        (picture.width() - 3, 2),
        (2, picture.height() - 3),
        (picture.width() - 3, picture.height() - 3),
    ]
    assert {picture.pixelColor(x, y).name() for x, y in corners} == {"#ffbf1f"}


def test_a_machine_without_a_store_practises_and_comes_back_to_day_one(front: Front, qtbot: QtBot) -> None:
    assert isinstance(front.desk, Desk)
    press(front.desk.window, "3")
    press(front.desk.window, ENTER)
    desk = practising(front, qtbot)
    desk.left.emit()
    qtbot.waitUntil(lambda: isinstance(front.desk, Desk))
    assert front.desk is not None
    assert front.desk.window.findChildren(PlacePage)


def test_from_before_the_passphrase_the_real_store_stays_closed(qtbot: QtBot, tmp_path: Path) -> None:
    temp_store(tmp_path).close()
    front = Front(make_application(["diemtua"]), tmp_path)
    front.work()
    assert front.desk is not None
    [page] = front.desk.window.findChildren(OpeningScreen)
    [button] = [one for one in page.findChildren(Button) if one.text() == _("Practise with made-up people")]
    button.click()
    desk = practising(front, qtbot)
    open_store(tmp_path, PASSPHRASE, Keyring(available=False)).close()
    assert not any(isinstance(one, Machine) for one in reachable(desk))
    desk.window.lock_wanted.emit()
    qtbot.waitUntil(lambda: isinstance(front.desk, Desk))
    assert front.desk is not None
    assert front.desk.window.findChildren(OpeningScreen)
    front.desk.window.close()
    front.desk.window.deleteLater()


def test_from_the_house_one_key_more_asks_for_practice(
    open_desk: OpenDesk, qtbot: QtBot, wanted: list[bool]
) -> None:
    counter = open_desk().enter()
    counter.desk.practice_wanted.connect(lambda: wanted.append(True))
    counter.window.show_room("practice")
    counter.sees(PracticeDoor)
    assert wanted == [], "only told what happens"
    counter.press(ENTER)
    assert wanted == [True]


def test_the_real_store_is_closed_before_the_village_is_made(qtbot: QtBot, tmp_path: Path) -> None:
    store = temp_store(tmp_path)
    front = Front(make_application(["diemtua"]), tmp_path)
    front.work()
    assert isinstance(front.desk, Desk)
    clock, ids = HandClock(), CountedIds()
    first_run(store, ids, FirstRun(place=Place.COUNTER, commune="03646"), INSTANCE)
    operator = add_operator(store, clock, ids, name="Cầm Thị Mẫu")
    assert isinstance(operator, OperatorRow)
    front.desk.entrance.let_in(store, operator)
    front.desk.practice_wanted.emit()
    desk = practising(front, qtbot)
    open_store(tmp_path, PASSPHRASE, Keyring(available=False)).close()
    assert not any(isinstance(one, Machine) for one in reachable(desk))
    desk.window.close()
    desk.window.deleteLater()


def test_leaving_ends_a_session_that_is_open(learning: Learning) -> None:
    learning.begin("lost_network")
    learning.press(ENTER)
    learning.press(ENTER)
    assert learning.desk.day is not None
    assert learning.desk.day.sessions.presenter is not None
    learning.close()
    assert learning.desk.day is None


def test_a_save_that_cannot_be_is_told_at_whichever_desk_is_there(
    front: Front, qtbot: QtBot, tmp_path: Path
) -> None:
    for _desk in ("the real one", "practice"):
        note_failure(front, tmp_path / "log.txt", StoreFault, StoreFault(StoreTrouble.DISK_FULL), None)
        assert front.desk is not None
        notice = front.desk.window._banner.notice
        assert notice is not None
        assert notice.words == store_trouble(StoreTrouble.DISK_FULL).whole()
        if isinstance(front.desk, Desk):
            front.practise()
            practising(front, qtbot)


def test_other_people_of_the_village_are_helped_without_being_judged(learning: Learning) -> None:
    learning.begin("card_not_here")
    learning.press(Qt.Key.Key_F2)
    assert learning.store.read().find_people("ính")
    learning.window.show_room("today")
    learning.sees(TodayScreen)
    assert learning.desk.presenter.state().phase is Phase.RUNNING

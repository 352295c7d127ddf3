"""The machine lets the desk down: the guide, the printer, the sound, the second screen, the battery.

Of each: nothing is lost, nothing is shown to the wrong eyes, one clear sentence.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter as Tally
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtMultimedia import QMediaDevices
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication

from app.desktop import printing
from app.desktop.bootstrap.packs import GUIDES, PACK, Packs
from app.desktop.screens.guided.card import CardPage
from app.desktop.screens.guided.review import ReviewPage
from app.desktop.screens.opening import OpeningScreen
from app.desktop.screens.slip import SlipScreen
from app.desktop.screens.today import TodayScreen
from app.domain.draft import Draft
from app.domain.guide_variants import path
from app.i18n import _
from app.storage.unit_of_work import Writer
from app.usecases.ports import Store
from tests.desktop.conftest import OpenDesk
from tests.desktop.test_printing import Deaf
from tests.journeys.counter.test_troubles import HERS, HIS_CARD, to_first_card
from tests.support.alone import bench_of, counter_alone, two_screens
from tests.support.desks import Bench, Counter
from tests.support.eyes import citizen_window, said, shown
from tests.support.guides import NEW_WORDS, next_files, write_pack
from tests.support.hands import CountedIds
from tests.support.keys import CARD, CTRL, ENTER
from tests.support.stores import PASSPHRASE

F8, F9, F10, ESC = Qt.Key.Key_F8, Qt.Key.Key_F9, Qt.Key.Key_F10, Qt.Key.Key_Escape
THIS = "tests.journeys.counter.test_machine_troubles"


def draft_of(store: Store) -> Draft:
    """The one session somebody is in."""
    [draft] = store.read().drafts()
    return draft


def to_slip(counter: Counter) -> None:
    """From a card: everything else is left for another day; finish and print."""
    counter.press(F8)
    counter.sees(ReviewPage)
    counter.press(ENTER, CTRL)


def is_saved_once(store: Store) -> bool:
    """One person, agreed once, helped once, and nobody half-way; nothing twice in the queue."""
    reading = store.read()
    waiting = [one.change for one in reading.unsent(10**9, 1000)]
    made = Tally(change.kind for change in waiting if change.op.value == "create")
    once = [made[kind] for kind in ("citizen", "consent", "session")]
    ids = {change.id for change in waiting}
    return once == [1, 1, 1] and len(ids) == len(waiting) and not reading.drafts()


# A guide pack half delivered, or with a broken card


def test_a_pack_half_delivered_or_broken_leaves_the_one_in_force(counter: Counter) -> None:
    to_first_card(counter)
    in_force, before = counter.pack.version, shown(counter.sees(CardPage))
    shelf = counter.bench.folder / GUIDES
    whole = next_files(in_force + 5, says=NEW_WORDS)
    half = dict(list(whole.items())[: len(whole) // 2])
    write_pack(shelf / f"{PACK}@{in_force + 5}.part", half)
    write_pack(shelf / f"{PACK}@{in_force + 6}", half)
    task = whole["tasks/install.json"]
    broken = {**whole, "tasks/install.json": task[: len(task) // 2]}
    write_pack(shelf / f"{PACK}@{in_force + 7}", broken)
    assert Packs(counter.bench.folder).keep(broken) == "guide_unsound"
    assert counter.pack.version == in_force
    counter.press(ENTER)
    counter.press(ESC)
    assert shown(counter.sees(CardPage)) == before
    to_slip(counter)
    counter.sees(SlipScreen)
    counter.press(ENTER)
    to_first_card(counter, HIS_CARD)
    assert NEW_WORDS not in shown(counter.sees(CardPage))


def test_a_running_session_keeps_its_pack_and_the_next_one_has_the_new(
    counter: Counter, store: Store
) -> None:
    to_first_card(counter)
    version = counter.pack.version
    assert Packs(counter.bench.folder).keep(next_files(version + 5, says=NEW_WORDS)) == ""
    counter.press(ENTER)
    assert NEW_WORDS not in shown(counter.sees(CardPage))
    assert draft_of(store).guide == f"{PACK}@{version}"
    to_slip(counter)
    counter.sees(SlipScreen)
    counter.press(ENTER)
    to_first_card(counter, HIS_CARD)
    assert NEW_WORDS in shown(counter.sees(CardPage))
    assert draft_of(store).guide == f"{PACK}@{version + 5}"


# The printer


@pytest.mark.qt_log_ignore("QPainter::begin")
@pytest.mark.parametrize("is_there", [False, True], ids=["none", "off"])
def test_a_printer_that_is_off_leaves_a_saved_session_and_a_screen_to_photograph(
    counter: Counter, store: Store, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    class Known:
        """The usual printer, as Windows tells of it."""

        def isNull(self) -> bool:  # noqa: N802
            return not is_there

    monkeypatch.setattr(QPrinterInfo, "defaultPrinter", lambda: Known())
    monkeypatch.setattr(printing, "QPrinter", Deaf)
    to_first_card(counter)
    to_slip(counter)
    slip = counter.sees(SlipScreen)
    told = {
        False: _("No printer was found. The session is saved. Let the person photograph this screen."),
        True: _("The printer does not answer. The session is saved. Switch it on, then print again."),
    }[is_there]
    counter.qtbot.waitUntil(lambda: told in shown(slip))
    assert _("No printer? Let the person photograph this screen.") in shown(slip)
    assert HERS in shown(slip), "the paper is on screen, large enough to be photographed"
    assert is_saved_once(store)
    counter.press(ENTER)
    counter.sees(TodayScreen)


# No recording, no sound


@pytest.mark.parametrize("is_recorded", [False, True], ids=["no recording", "no sound device"])
def test_a_card_that_cannot_be_heard_is_told_once_and_the_words_go(
    bench: Bench, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_recorded: bool
) -> None:
    file = tmp_path / "card.ogg"
    bench.changed["recording"] = lambda _step, _language: file if is_recorded else None
    monkeypatch.setattr(QMediaDevices, "audioOutputs", lambda: [])
    counter = open_desk().enter()
    to_first_card(counter)
    assert counter.desk.store is not None
    before = draft_of(counter.desk.store)
    counter.press(F10)
    toast = counter.window.toast
    assert toast.isVisible()
    assert toast.accessibleName() == _("This card cannot be heard here. Please read it out.")
    assert toast._timer.isActive(), "it goes by itself"
    toast._timer.timeout.emit()
    assert not toast.isVisible()
    assert draft_of(counter.desk.store) == before
    counter.press(ENTER)
    assert draft_of(counter.desk.store).step != before.step


# The second screen


def test_a_second_screen_unplugged_leaves_the_session_and_hides_what_was_on_it(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": two_screens(tmp_path / "screens.json")}
    done = run_alone("screens", tmp_path / "home", environment)
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout.splitlines()[-1])
    assert facts["on"] == ["here", "there"], "staff on one, the citizen on the other"
    assert facts["personal"] == []
    assert facts["unplugged"] == [False, True], "not moved over the staff's page, and told"
    assert facts["went_on"]
    assert facts["stays_before_staff"], "the staff's page is not before the citizen's eyes"


def unplug_screens(folder: Path) -> None:
    """The whole story, in a process with two screens."""
    counter = counter_alone(folder).enter("Chị Mai Mẫu")
    to_first_card(counter)
    counter.press(F9)
    window, staff = citizen_window(), counter.window
    facts: dict[str, object] = {"on": [staff.screen().name(), window.screen().name()]}
    facts["personal"] = [one for one in (HERS, CARD.split("|")[0], "Mai") if one in said(window)]
    step = counter.sessions.presenter.draft.step  # type: ignore[union-attr]
    counter.app.screenRemoved.emit(window.screen())
    words = _("The second screen is gone. Everything is saved. F9 shows the card here.")
    facts["unplugged"] = [window.isVisible(), staff.toast.accessibleName() == words]
    counter.press(ENTER)
    facts["went_on"] = counter.sessions.presenter.draft.step != step  # type: ignore[union-attr]
    counter.press(F9)
    staff.activateWindow()
    counter.app.screenRemoved.emit(staff.screen())
    counter.qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    facts["stays_before_staff"] = window.isVisible()
    print(json.dumps(facts), flush=True)
    os._exit(0)


# The battery


@pytest.mark.parametrize("moment", ["resting", "saving", "saved"])
def test_a_battery_that_dies_in_the_middle_of_a_step_doubles_nothing(
    open_desk: OpenDesk, tmp_path: Path, moment: str
) -> None:
    done = run_alone(moment, tmp_path / "home", dict(os.environ))
    assert done.returncode == -signal.SIGKILL, done.stderr
    here, following = done.stdout.split()[-2:]
    bench = bench_of(tmp_path / "home")
    bench.ids = CountedIds(5_000_000)
    counter = open_desk(bench).start()
    counter.sees(OpeningScreen).passphrase.emit(PASSPHRASE)
    today = counter.sees(TodayScreen)
    assert HERS in shown(today), "she is half-way, on the first page"
    store = counter.desk.store
    assert store is not None
    today.go_on.emit(draft_of(store).id)
    counter.sees(CardPage)
    assert draft_of(store).step == (following if moment == "saved" else here)
    to_slip(counter)
    counter.sees(SlipScreen)
    assert is_saved_once(store)


def die_at_the_desk(moment: str, folder: Path) -> None:
    """On the second card: at rest, with an answer half written, or written and not yet shown."""
    counter = counter_alone(folder).enter("Chị Mai Mẫu")
    to_first_card(counter)
    counter.press(ENTER)
    presenter = counter.sessions.presenter
    assert presenter is not None
    assert presenter.draft.task is not None
    cards = path(counter.pack, counter.pack.task(presenter.draft.task), {})
    print(presenter.draft.step, cards[2].code, flush=True)
    if moment == "saving":
        real = Writer.save_draft

        def half(work: Writer, draft: Draft) -> None:
            real(work, draft)
            os.kill(os.getpid(), signal.SIGKILL)

        Writer.save_draft = half  # type: ignore[method-assign]
    if moment == "saved":
        counter.bench.bus.changed.connect(lambda _notice: os.kill(os.getpid(), signal.SIGKILL))
    if moment != "resting":
        counter.press(ENTER)
    os.kill(os.getpid(), signal.SIGKILL)


def run_alone(what: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """This module as a program."""
    command = [sys.executable, "-m", THIS, what, str(folder)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


if __name__ == "__main__":
    if sys.argv[1] == "screens":
        unplug_screens(Path(sys.argv[2]))
    die_at_the_desk(sys.argv[1], Path(sys.argv[2]))

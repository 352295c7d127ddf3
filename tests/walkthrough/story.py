"""The story itself: a laptop without network helps one citizen, the network comes back, a second laptop knows her."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel

from app.desktop.desk import Desk
from app.desktop.main import make_application, make_desk
from app.desktop.screens.consent import ConsentScreen
from app.desktop.screens.first_run.pages import (
    CommunePage,
    OperatorPage,
    PairingPage,
    TwicePage,
)
from app.desktop.screens.guided.card import CardPage
from app.desktop.screens.guided.overview import OverviewPage
from app.desktop.screens.guided.reason import ReasonPage
from app.desktop.screens.guided.review import ReviewPage
from app.desktop.screens.reception.confirm import ConfirmPage
from app.desktop.screens.slip import SlipScreen, first_page
from app.desktop.screens.today import TodayScreen
from app.desktop.widgets.buttons import Button
from app.desktop.widgets.person_list import PersonList
from app.desktop.widgets.recovery_code import RecoveryCode
from app.presentation.guided.presenter import GuidedPresenter
from app.usecases.ports import Store
from tests.support.central_process import CentralProcess, paired_address
from tests.support.robot import Robot

CARD = "014153000000|050000000|Lò Thị Ín|01011953|Nữ|Bản Mòng, Hua La, Thành phố Sơn La, Sơn La|15062021"
"""A fictional card: serial 000000, number and birth agree."""
COMMUNE, COMMUNE_TYPED = "03646", "to hieu"
CODE_ON_PAPER = 23
"""The characters of a recovery code, with its hyphens."""
PASSPHRASE, PIN = "hoa ban tren doi", "135790"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Where it leaves its pictures, the central it meets, and how it speaks."""

    folder: Path
    central: CentralProcess
    say: Callable[[str], None]


def tell(story: Story) -> None:
    """From day one on two laptops to a citizen both of them know."""
    qInstallMessageHandler(_pass_on)
    app = make_application(["diemtua"])
    first = _laptop(app, story, "may-1")
    story.say("first laptop, no network: day one")
    day_one(first, "Cam Thi Mai")
    story.say("a card is scanned; five tasks; one of them waits")
    help_citizen(first)
    _keep_slip(story)
    story.say("the network is back: pair, send")
    story.central.start()
    sheet, _point = paired_address(story.central, COMMUNE, "Điểm hỗ trợ phường Tô Hiệu")
    pair_later(first, sheet)
    send(first)
    first.desk.window.close()
    story.say("second laptop: day one with a sheet, then it shows the person")
    second = _laptop(app, story, "may-2")
    day_one(second, "Sung A Chong", _another_sheet(story))
    receive(second)
    _keep_view(story)
    second.desk.window.close()
    story.central.stop()


def _pass_on(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """What Qt says, but for the line its offscreen platform writes at each window of one size."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


def _laptop(app: QApplication, story: Story, name: str) -> Robot:
    desk = make_desk(app, story.folder / "data" / name)
    desk.window.show()
    desk.start()
    return Robot(app, desk, story.folder / name)


def day_one(robot: Robot, name: str, sheet: str = "") -> None:
    """The seven pages; without a sheet the pairing is left for later."""
    robot.picture("place")
    robot.press(Qt.Key.Key_1)
    robot.enter()
    robot.sees(CommunePage)
    robot.write(COMMUNE_TYPED)
    robot.picture("commune")
    robot.enter()
    robot.sees(OperatorPage)
    robot.write(name)
    robot.picture("operator")
    robot.enter()
    write_twice(robot, PASSPHRASE, "passphrase")
    page = robot.sees(RecoveryCode)
    robot.picture("recovery")
    [paper] = [label.text() for label in page.findChildren(QLabel) if len(label.text()) == CODE_ON_PAPER]
    robot.write(paper[-5:])
    robot.enter()
    write_twice(robot, PIN, "pin")
    page = robot.sees(PairingPage)
    robot.picture("pairing")
    if sheet:
        robot.scan(sheet)
    else:
        later = [b for b in page.parentWidget().findChildren(Button) if b not in page.findChildren(Button)]
        robot.click(later[0])
    robot.sees(TodayScreen)
    robot.picture("today")


def write_twice(robot: Robot, secret: str, name: str) -> None:
    """A page that asks for the same secret twice."""
    robot.sees(TwicePage)
    robot.write(secret)
    robot.enter()
    robot.write(secret)
    robot.picture(name)
    robot.enter()
    robot.settle()


def help_citizen(robot: Robot) -> None:
    """Scan, confirm, consent, the cards one by one; the insurance card was sent but is not shown yet."""
    robot.scan(CARD)
    robot.sees(ConfirmPage)
    robot.picture("right_person")
    robot.enter()
    robot.sees(ConsentScreen)
    robot.picture("consent")
    robot.enter()
    robot.sees(OverviewPage)
    robot.picture("tasks")
    robot.enter()
    presenter = _presenter(robot.desk)
    while presenter.draft.step != "insurance.shown":
        robot.sees(CardPage)
        robot.picture(presenter.draft.step.replace(".", "_"))
        robot.enter()
    robot.press(Qt.Key.Key_F7)
    robot.sees(ReasonPage)
    robot.press(Qt.Key.Key_1)
    robot.picture("reason")
    robot.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    robot.picture("reason_dated")
    robot.enter()
    robot.press(Qt.Key.Key_F8)
    robot.sees(ReviewPage)
    robot.picture("review")
    robot.enter()
    robot.sees(SlipScreen)
    robot.picture("slip")


def pair_later(robot: Robot, sheet: str) -> None:
    """Pair a laptop that has worked alone, from Send and receive."""
    robot.enter()
    robot.sees(TodayScreen)
    robot.desk.window.show_room("exchange")
    robot.picture("before_pairing")
    assert robot.desk.rooms is not None, "the laptop is open"
    robot.desk.rooms.pair_wanted.emit()
    robot.sees(PairingPage)
    robot.scan(sheet)
    robot.sees(TodayScreen)


def send(robot: Robot) -> None:
    """Wait until everything is received, and look."""
    desk = robot.desk
    assert desk.runner is not None, "the laptop is open"
    assert desk.rooms is not None, "the laptop is open"
    desk.runner.send_now()
    exchange = desk.rooms.exchange
    robot.wait(lambda: exchange.state().status.counters.waiting == 0, "everything to be received")
    robot.wait(lambda: desk.runner is not None and not desk.runner.is_running, "the run to end")
    counters = exchange.state().status.counters
    assert (counters.saved, counters.received, counters.attention) == (1, 1, 0), counters
    desk.window.show_room("exchange")
    robot.picture("all_sent")


def receive(robot: Robot) -> None:
    """The second laptop pulls, and finds the person by a name without accents."""
    desk = robot.desk
    assert desk.runner is not None, "the laptop is open"
    desk.runner.send_now()
    store = _store(desk)
    robot.wait(lambda: bool(store.read().find_people("lo in")), "the person to arrive")
    robot.wait(lambda: desk.runner is not None and not desk.runner.is_running, "the run to end")
    robot.press(Qt.Key.Key_F2)
    robot.write("in lo")
    robot.enter()
    robot.sees(PersonList, lambda found: found.count() > 0)
    robot.picture("found")
    robot.enter()
    robot.sees(ConfirmPage)
    robot.picture("right_person")
    robot.enter()
    page = robot.sees(OverviewPage)
    assert page is not None
    robot.picture("her_tasks")


def _presenter(desk: Desk) -> GuidedPresenter:
    assert desk.sessions is not None, "the laptop is open"
    presenter = desk.sessions.presenter
    assert presenter is not None, "a session is open"
    return presenter


def _store(desk: Desk) -> Store:
    assert desk.store is not None, "the laptop is open"
    return desk.store


def _another_sheet(story: Story) -> str:
    point = story.central.command("add-support-point", "--commune", COMMUNE, "--name", "Đội đi bản Tô Hiệu")
    text = story.central.command(
        "pairing-sheet", "--support-point", point, "--address", story.central.address
    )
    return text.splitlines()[-1]


def _keep_slip(story: Story) -> None:
    pdf = next((story.folder / "data" / "may-1" / "slips").glob("*.pdf"))
    kept = story.folder / "slip.pdf"
    kept.write_bytes(pdf.read_bytes())
    page: QImage = first_page(kept)
    assert page.save(str(story.folder / "slip.png")), "the slip was drawn"


def _keep_view(story: Story) -> None:
    view = story.central.command("view", "--people")
    (story.folder / "central_view.txt").write_text(view + "\n", encoding="utf-8")
    assert "Lò Thị Ín" in view, view

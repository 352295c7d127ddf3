"""Today: who is half-way, who is expected, how it went; the wishes it emits."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.desktop.screens.today import TodayScreen
from app.desktop.widgets.stack_bar import StackBar
from app.i18n import _
from tests.desktop.screens.conftest import Put
from tests.support import states
from tests.support.keys import CTRL, press
from tests.support.stage import in_room


def shown(put: Put, *, full: bool = True) -> tuple[QWidget, TodayScreen, list[object]]:
    screen, heard = TodayScreen(), list[object]()
    screen.show_state(states.today(full=full))
    screen.receive.connect(lambda: heard.append("receive"))
    screen.go_on.connect(lambda draft: heard.append(("go on", draft)))
    screen.open_person.connect(lambda citizen: heard.append(("open", citizen)))
    screen.reprint.connect(lambda session: heard.append(("reprint", session)))
    return put(in_room(lambda: screen, "today")), screen, heard


def buttons(screen: QWidget) -> dict[str, QPushButton]:
    return {button.accessibleName(): button for button in screen.findChildren(QPushButton)}


def test_everybody_half_way_can_be_gone_on_with(put: Put) -> None:
    _window, screen, heard = shown(put)
    buttons(screen)[_("Go on with {name}").format(name="Ông Vàng A Páo")].click()
    assert heard == [("go on", "draft-1")]


def test_somebody_expected_is_opened_and_overdue_is_said_in_words(put: Put) -> None:
    _window, screen, heard = shown(put)
    buttons(screen)[_("Open {name}").format(name="Bà Hà Thị Ín")].click()
    assert heard == [("open", "c0")]
    assert f"bản Hìn · {_('overdue')}" in [label.text() for label in screen.findChildren(QLabel)]


def test_the_last_slip_is_printed_again_by_key_and_by_button(put: Put) -> None:
    window, screen, heard = shown(put)
    press(window, Qt.Key.Key_P, CTRL)
    buttons(screen)[_("Print the slip again")].click()
    assert heard == [("reprint", "s"), ("reprint", "s")]


def test_without_a_finished_session_nothing_is_printed(put: Put) -> None:
    window, _screen, heard = shown(put, full=False)
    press(window, Qt.Key.Key_P, CTRL)
    assert heard == []


def test_the_figures_are_read_out_and_add_up(put: Put) -> None:
    _window, screen, _heard = shown(put)
    spoken = screen.findChild(StackBar).accessibleName()
    counts = states.today(full=True).counts
    assert [int(part.split(": ")[1]) for part in spoken.split(", ")] == [9, 3, 2]
    assert sum((9, 3, 2)) == counts.sessions


def test_the_main_tile_receives(put: Put) -> None:
    _window, screen, heard = shown(put)
    [tile] = [button for name, button in buttons(screen).items() if name.startswith(_("Receive a person"))]
    tile.click()
    assert heard == ["receive"]


def test_a_new_state_replaces_the_old_one(put: Put) -> None:
    _window, screen, _heard = shown(put)
    screen.show_state(states.today(full=False))
    visible = {button.accessibleName() for button in screen.findChildren(QPushButton) if button.isVisible()}
    assert _("Go on with {name}").format(name="Ông Vàng A Páo") not in visible
    assert _("Open {name}").format(name="Bà Hà Thị Ín") not in visible

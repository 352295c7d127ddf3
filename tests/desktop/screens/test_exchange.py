"""Send and receive: figures that add up in every state, trouble in words, and what may be asked for."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.desktop.screens.exchange import ExchangeScreen
from app.desktop.shell.main_window import MainWindow
from app.desktop.theme.tokens import PAPER, Tone
from app.desktop.widgets.banner import Banner
from app.desktop.widgets.progress_panel import ProgressPanel
from app.desktop.widgets.sync_pill import LOOKS, SyncPill
from app.desktop.wording import exchange
from app.domain.sync_state import SyncState
from app.i18n import _
from tests.desktop.screens.conftest import Put
from tests.support import exchange_states
from tests.support.stage import Still, in_room


def shown(put: Put, state: SyncState, *, is_paired: bool = True) -> tuple[QWidget, Still, ExchangeScreen]:
    still = Still(exchange_states.exchange(state, is_paired=is_paired))
    screen = ExchangeScreen(still)  # type: ignore[arg-type]
    return put(in_room(lambda: screen, "exchange", state)), still, screen


def visible_buttons(screen: QWidget) -> dict[str, QPushButton]:
    return {button.text(): button for button in screen.findChildren(QPushButton) if button.isVisible()}


@pytest.mark.parametrize("state", SyncState)
def test_the_figures_add_up_in_every_state(put: Put, state: SyncState) -> None:
    _window, still, screen = shown(put, state)
    counters = still.state.status.counters  # type: ignore[attr-defined]
    words = [label.text() for label in screen.findChildren(QLabel)]
    assert str(counters.saved) in words
    assert str(counters.waiting) in words
    assert str(counters.received + counters.at_central) in words
    assert counters.saved == counters.received + counters.waiting + counters.attention


@pytest.mark.parametrize("state", SyncState)
def test_only_danger_is_red(put: Put, state: SyncState) -> None:
    window, _still, _screen = shown(put, state)
    assert (LOOKS[state].ground is Tone.BAD) == (state is SyncState.IN_DANGER)
    assert window.findChild(SyncPill).text()
    assert (LOOKS[state].ink == PAPER.bad) == (state is SyncState.IN_DANGER)


def test_no_network_is_a_quiet_state(put: Put) -> None:
    _window, _still, screen = shown(put, SyncState.NO_NETWORK)
    assert screen.findChild(Banner).notice is None


def test_a_newer_program_is_told_quietly_and_stops_nothing(put: Put) -> None:
    state = exchange_states.exchange(SyncState.ALL_SENT)
    told = replace(state, status=replace(state.status, newer_app="0.2.0", leftovers=3))
    screen = ExchangeScreen(Still(told))  # type: ignore[arg-type]
    put(in_room(lambda: screen, "exchange", SyncState.ALL_SENT))
    notice = screen.findChild(Banner).notice
    assert notice is not None
    assert ("0.2.0" in notice.words, notice.tone, notice.action) == (True, Tone.INFO, "")
    assert visible_buttons(screen)[_("Send now")].isEnabled()


def test_a_refusal_says_what_to_do_and_gives_the_code(put: Put) -> None:
    _window, _still, screen = shown(put, SyncState.REFUSED)
    notice = screen.findChild(Banner).notice
    assert notice is not None
    assert _("Everything is still on this machine.") in notice.words
    visible_buttons(screen)[_("Copy the code")].click()
    assert QGuiApplication.clipboard().text() == "needs_pairing"


def test_sending_shows_how_far_it_is_and_can_be_stopped(put: Put, qtbot) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    _window, _still, screen = shown(put, SyncState.SENDING)
    assert screen.findChild(ProgressPanel).isVisible()
    assert not visible_buttons(screen)[_("Send now")].isEnabled()
    with qtbot.waitSignal(screen.stop_wanted):
        visible_buttons(screen)[_("Stop")].click()


def test_before_pairing_the_one_thing_to_do_is_to_pair(put: Put, qtbot) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    _window, _still, screen = shown(put, SyncState.WAITING, is_paired=False)
    assert _("Send now") not in visible_buttons(screen)
    with qtbot.waitSignal(screen.pair_wanted):
        visible_buttons(screen)[_("Pair with the centre")].click()


def test_one_number_is_told_of_what_there_is_to_look_at(put: Put, qtbot) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    window, still, screen = shown(put, SyncState.PARTLY)
    count = len(still.state.to_look)  # type: ignore[attr-defined]
    words = [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
    assert {"Ông Vàng A Páo", _("Without a name"), str(count)} <= set(words)
    assert _("Look at {count}").format(count=count) in visible_buttons(screen)
    assert str(count) in window.findChild(SyncPill).text()
    rows = [b for b in screen.findChildren(QPushButton) if b.text() == _("Look") and b.isVisible()]
    assert len(rows) == count
    with qtbot.waitSignal(screen.look_wanted) as asked:
        rows[1].click()
    assert asked.args == ["b"]


def test_what_the_centre_looks_at_is_said_quietly(put: Put) -> None:
    _window, _still, screen = shown(put, SyncState.REVOKED)
    words = [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
    assert exchange.at_centre(2) in words
    assert _("Nothing to look at") in words


def test_a_closed_access_is_told_above_every_room_and_in_full_in_its_own(put: Put) -> None:
    window, _still, screen = shown(put, SyncState.REVOKED)
    assert isinstance(window, MainWindow)
    notice = screen.findChild(Banner).notice
    assert notice is not None
    assert exchange.run_trouble("device_revoked").todo in notice.words
    standing = exchange.standing(SyncState.REVOKED)
    assert standing not in [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    window.show_room("today")
    assert standing in [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def test_nothing_to_look_at_is_said(put: Put) -> None:
    _window, still, screen = shown(put, SyncState.PARTLY)
    still.show(exchange_states.exchange(SyncState.ALL_SENT))
    words = [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
    assert _("Nothing to look at") in words
    assert "Vàng A Páo" not in words


@pytest.mark.parametrize(
    ("state", "count", "tone"),
    [
        (SyncState.PARTLY, "12", Tone.PLAIN),
        (SyncState.WAITING, "12", Tone.PLAIN),
        (SyncState.ALL_SENT, "", Tone.PLAIN),
    ],
)
def test_beside_this_room_the_rail_counts_what_waits(
    put: Put, state: SyncState, count: str, tone: Tone
) -> None:
    window, _still, _screen = shown(put, state)
    title = _("Send and receive")
    names = [
        b.accessibleName() for b in window.findChildren(QPushButton) if b.accessibleName().startswith(title)
    ]
    assert names == [f"{title}, {count}" if count else title]
    tags = [
        label
        for label in window.findChildren(QLabel)
        if label.property("tag") and label.text() == count != ""
    ]
    assert [tag.property("tag") for tag in tags if tag.isVisible()][:1] == ([tone.value] if count else [])

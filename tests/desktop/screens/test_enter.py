"""Enter does the main thing of a page once; a scanner's Enter and a held one never do."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desktop.bootstrap import load_pack
from app.desktop.screens.consent import ConsentScreen
from app.desktop.screens.first_run.wizard import FirstRunWizard
from app.desktop.screens.guided.session import SessionScreen
from app.desktop.screens.lock import LockScreen
from app.desktop.screens.reception.screen import ReceptionScreen
from app.desktop.screens.slip import SlipScreen
from app.domain.draft import Stage
from app.i18n import language
from app.presentation.first_run import Page
from app.presentation.reception import ReceptionState
from tests.desktop.screens.conftest import Put
from tests.support import guided_states as guided
from tests.support import states
from tests.support.keys import CARD, ENTER, held_enter, press, wand_at
from tests.support.scenes import slip
from tests.support.stage import Still, covered, in_room, in_session, laid_over

Page_ = tuple[QWidget, list[Any]]
"""A window and the wishes it noted."""


def wizard(page: Page) -> Page_:
    still = Still(states.first_run(page, recovery="AAAAA-BBBBB"))
    return covered(FirstRunWizard(still)), still.wishes  # type: ignore[arg-type]


def people(state: ReceptionState) -> Page_:
    still = Still(state)
    return in_room(lambda: ReceptionScreen(still, load_pack(language())), "reception"), still.wishes  # type: ignore[arg-type]


def session(draft: Any, reason: str = "") -> Page_:  # noqa: ANN401
    shown: list[Any] = []
    presenter = guided.guided(draft)
    presenter.attach(shown.append)
    if reason:
        presenter.pick_reason(reason)
    still = Still(shown[-1])
    return in_session(SessionScreen(still)), still.wishes  # type: ignore[arg-type]


def wishes_of(*signals: Signal) -> list[Any]:
    heard: list[Any] = []
    for signal in signals:
        signal.connect(lambda *values: heard.append(values))  # type: ignore[attr-defined]
    return heard


def asked(**changes: object) -> Page_:
    screen = ConsentScreen(states.consent(**changes))
    heard = wishes_of(screen.agreed, screen.agreed_by, screen.declined, screen.representative)
    return laid_over(screen, "reception"), heard


def paper() -> Page_:
    window = slip()
    screen = window.findChild(SlipScreen)
    assert screen is not None
    return window, wishes_of(screen.done, screen.print_wanted)


def who() -> Page_:
    still = Still(states.who_is_there())
    return covered(LockScreen(still)), still.wishes  # type: ignore[arg-type]


PAGES: dict[str, tuple[Callable[[], Page_], list[Any]]] = {
    "place": (lambda: wizard(Page.PLACE), [("place_chosen", "counter")]),
    "recovery": (lambda: wizard(Page.RECOVERY), []),
    "confirm": (lambda: people(states.confirm_known()), [("confirmed",)]),
    "choose": (lambda: people(states.choose()), [("chosen", "c1")]),
    "consent": (asked, [(False,)]),
    "consent by family": (lambda: asked(asks_representative=True), [("", "", "")]),
    "overview": (lambda: session(guided.draft(Stage.TASKS)), [("begin",)]),
    "nothing left": (lambda: session(guided.draft(Stage.TASKS, ends=guided.ended().ends)), [("to_review",)]),
    "card": (lambda: session(guided.on_card("insurance.add")), [("done",)]),
    "reason": (
        lambda: session(guided.on_card("insurance.add", stage=Stage.REASON), "card_not_here"),
        [("keep_reason",)],
    ),
    "no reason yet": (lambda: session(guided.on_card("insurance.add", stage=Stage.REASON)), []),
    "review": (lambda: session(guided.ended()), [("finish", None, True)]),
    "slip": (paper, [()]),
    "who": (who, [("chosen", states.MAI)]),
}


@pytest.mark.parametrize("name", PAGES)
def test_enter_does_the_main_thing_once(put: Put, name: str) -> None:
    make, wanted = PAGES[name]
    window, wishes = make()
    put(window)
    press(window, ENTER)
    assert wishes == wanted


@pytest.mark.parametrize("name", PAGES)
def test_a_scanners_enter_confirms_nothing(put: Put, name: str) -> None:
    window, wishes = PAGES[name][0]()
    put(window)
    with wand_at(window) as wand:
        wand.scan(CARD)
    assert wand.scans == [CARD]
    assert [wish for wish in wishes if wish != ("typed", "")] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_held_enter_does_nothing_more(put: Put, name: str) -> None:
    window, wishes = PAGES[name][0]()
    put(window)
    held_enter(window)
    assert wishes == []

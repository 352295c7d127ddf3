"""A card is scanned in the middle of something: asked first, and nobody sees anything of somebody else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.desktop.screens.consent import ConsentScreen
from app.desktop.screens.guided.card import CardPage
from app.desktop.screens.guided.overview import OverviewPage
from app.desktop.screens.past import PastDialog
from app.desktop.screens.reception.confirm import ConfirmPage
from app.desktop.widgets.question import Question
from app.domain.ladder import TaskCode
from app.i18n import _
from app.presentation.citizen import Scene
from app.usecases.ports import Store
from tests.journeys.counter.test_scripts import known
from tests.journeys.counter.test_troubles import HERS, HIS, HIS_CARD, answer, to_first_card
from tests.support.desks import Counter
from tests.support.eyes import citizen_window, said, shown
from tests.support.keys import CARD, ENTER
from tests.support.laptop import Laptop

F8, F9, ESC = Qt.Key.Key_F8, Qt.Key.Key_F9, Qt.Key.Key_Escape
OTHER_CARD = "014185000000||Cầm Thị Mẫu|05091985|Nữ|Bản Bẹ, Tà Xùa, Bắc Yên, Sơn La|20122021"


def test_a_card_in_the_middle_is_asked_about_and_shows_nobody_to_the_other(
    counter: Counter, store: Store
) -> None:
    to_first_card(counter)
    counter.press(F9)
    citizen = citizen_window()
    [hers] = store.read().drafts()
    counter.scan(HIS_CARD)
    question = counter.sees(Question)
    words = _("Everything so far is saved. You can go on with {you} later, from Today.")
    assert words.partition("{you}")[0] in said(question)
    assert HIS not in said(question) + shown(counter.window) + said(citizen)
    answer(counter, question)
    page = counter.sees(ConfirmPage)
    assert HIS in shown(page)
    assert HERS not in shown(counter.window) + said(citizen)
    assert citizen._state is not None
    assert citizen._state.scene is Scene.WELCOME
    assert store.read().drafts() == [hers], "she waits on her card"
    counter.window.activateWindow()
    for kind in (ConsentScreen, OverviewPage, CardPage):
        counter.press(ENTER)
        counter.sees(kind)
    assert citizen._state.scene is Scene.STEP, "the window that stayed follows the session that is open"
    assert not [name for name in (HIS, HERS) if name in said(citizen)]
    [his] = [one for one in store.read().drafts() if one.id != hers.id]
    assert not {str(value) for value in his.person.values()} & {HERS, CARD.split("|")[0]}


def test_a_second_card_leaves_one_question_and_nothing_of_the_first_over_it(
    counter: Counter, store: Store
) -> None:
    to_first_card(counter)
    counter.press(F8)
    counter.press(ESC)
    counter.press("h")
    counter.sees(PastDialog)
    counter.scan(OTHER_CARD)
    counter.scan(HIS_CARD)
    counter.qtbot.waitUntil(lambda: len(visible(counter, Question)) == 1)
    assert not visible(counter, PastDialog)
    answer(counter, counter.sees(Question))
    assert HIS in shown(counter.sees(ConfirmPage))
    assert HERS not in "".join(shown(one) for one in counter.app.topLevelWidgets() if one.isVisible())
    assert len(store.read().drafts()) == 1


def test_a_card_over_somebodys_past_takes_it_away(counter: Counter, laptop: Laptop) -> None:
    counter.sessions.show_past(known(laptop, TaskCode.INSTALL))
    assert HERS in shown(counter.sees(PastDialog))
    counter.scan(HIS_CARD)
    assert HIS in shown(counter.sees(ConfirmPage))
    assert not visible(counter, PastDialog)


def test_a_card_while_another_one_is_compared_waits_for_the_answer(
    counter: Counter, store: Store, laptop: Laptop
) -> None:
    known(laptop, TaskCode.INSTALL)
    counter.scan(CARD.replace("01011953", "02021953"))
    counter.sees(ConfirmPage)
    counter.press(ENTER)
    question = counter.sees(Question)
    counter.scan(HIS_CARD)
    assert visible(counter, Question) == [question]
    assert HIS not in shown(counter.window)
    answer(counter, question)
    counter.sees(OverviewPage)
    assert HERS in shown(counter.window)
    assert len(store.read().drafts()) == 1


def visible(counter: Counter, kind: type[QWidget]) -> list[QWidget]:
    """Those on screen."""
    return [one for one in counter.window.findChildren(kind) if one.isVisible()]

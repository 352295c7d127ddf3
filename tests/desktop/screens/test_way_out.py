"""A reason brings its way out: what to do now, who acts, what to bring, where; unconfirmed ones wear a mark."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget

from app.desktop.bootstrap import load_pack
from app.desktop.screens.guided.card import CardPage
from app.desktop.screens.guided.reason import ReasonPage
from app.desktop.screens.guided.session import SessionScreen
from app.desktop.screens.guided.way_out import WayOut
from app.desktop.widgets.choice_grid import ChoiceGrid
from app.desktop.widgets.date_chips import DateChips
from app.desktop.widgets.tag import Tag
from app.domain.draft import Stage
from app.i18n import _
from app.presentation.guided.presenter import GuidedPresenter
from tests.desktop.screens.conftest import Put
from tests.support import guided_states as guided
from tests.support.audit import SIZES, faults
from tests.support.keys import press
from tests.support.stage import in_session


def asked(put: Put, size: tuple[int, int] = SIZES[0]) -> tuple[QWidget, GuidedPresenter]:
    presenter = guided.guided(guided.on_card("insurance.number", stage=Stage.REASON))
    return put(in_session(SessionScreen(presenter)), size), presenter


def way_out(window: QWidget) -> list[str]:
    """All that stands in the way out, one text after the other."""
    QApplication.processEvents()
    ways = [one for one in window.findChildren(WayOut) if one.isVisible()]
    return [line.text() for one in ways for line in one.findChildren(QLabel)]


def settled() -> None:
    for _each in range(3):
        QApplication.processEvents()


def test_before_a_reason_there_is_no_way_out(put: Put) -> None:
    window, _presenter = asked(put)
    assert way_out(window) == []


def test_the_way_out_says_what_to_do_who_acts_what_to_bring_and_where(put: Put) -> None:
    window, presenter = asked(put)
    presenter.pick_reason("forgot_pwd")
    presenter.pick_reason("sim_not_own")
    title, remedy, *facts = way_out(window)
    assert (title, remedy[:32]) == (_("Way out"), "Bà mang căn cước ra nhà mạng, đă")
    assert facts == [
        f"<b>{_('Who acts')}:</b> nhà mạng",
        f"<b>{_('Bring')}:</b> thẻ căn cước, điện thoại và SIM",
        f"<b>{_('Where')}:</b> Cửa hàng của nhà mạng",
    ]
    [shown] = [one for one in window.findChildren(WayOut) if one.isVisible()]
    assert shown.accessibleName() == f"{title}: {remedy}"


def test_whoever_is_helped_is_addressed_and_nothing_to_bring_says_nothing(put: Put) -> None:
    window, presenter = asked(put)
    presenter.pick_reason("refused")
    texts = way_out(window)
    assert f"<b>{_('Who acts')}:</b> bà" in texts
    assert not [text for text in texts if _("Bring") in text]


def test_what_nobody_confirmed_wears_the_mark_with_source_and_day(put: Put) -> None:
    window, presenter = asked(put)
    presenter.pick_reason("card_not_here")
    assert _("Not verified") not in way_out(window)
    presenter.pick_reason("bhyt_mismatch")
    texts = way_out(window)
    assert _("Not verified") in texts
    assert any("soha.vn" in text and "22/11/2026" in text for text in texts)


def test_a_card_nobody_confirmed_wears_the_same_mark(put: Put) -> None:
    window = put(in_session(SessionScreen(guided.guided(guided.on_card("health_book.open")))))
    step = load_pack("vi").step("health_book.open")
    assert step is not None
    page = window.findChild(CardPage)
    assert (
        [tag.text() for tag in page.findChildren(Tag)].count(_("Not verified")) == int(not step.verified) == 1
    )
    assert any(step.source in line.text() for line in page.findChildren(QLabel))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_way_out_of_the_guide_can_be_read_without_scrolling(put: Put, size: tuple[int, int]) -> None:
    window, presenter = asked(put, size)
    area = window.findChild(ReasonPage).findChild(QScrollArea)
    for reason in load_pack("vi").reasons:
        presenter.pick_reason(reason.code)
        settled()
        assert area.verticalScrollBar().maximum() == 0, reason.code
        assert faults(window) == [], reason.code


def tiles(window: QWidget) -> list[QPushButton]:
    grid = window.findChild(ReasonPage).findChild(ChoiceGrid)
    return [button for button in grid.findChildren(QPushButton) if button.isVisible()]


def others(window: QWidget) -> QPushButton:
    page = window.findChild(ReasonPage)
    [button] = [one for one in page.findChildren(QPushButton) if one.text() == _("Choose another")]
    return button


def test_on_a_large_window_all_reasons_stay_in_sight(put: Put) -> None:
    window, _presenter = asked(put)
    press(window, "1")
    assert len(tiles(window)) == 8
    assert not others(window).isVisible()


def test_on_a_small_window_the_choice_stays_alone_and_digits_go_on_choosing(put: Put) -> None:
    window, presenter = asked(put, SIZES[1])
    assert len(tiles(window)) == 8
    press(window, "1")
    settled()
    [only] = tiles(window)
    assert only.hasFocus()
    assert only.isChecked()
    alone = only.width()
    press(window, "2")
    settled()
    [only] = tiles(window)
    assert (only.hasFocus(), only.accessibleName()[:2], only.width()) == (True, "2.", alone)
    assert way_out(window)
    presenter.pick_reason("lost_phone")
    settled()
    assert [tile.accessibleName()[:2] for tile in tiles(window)] == ["8."]


@pytest.mark.parametrize("before", ["", "lost_phone"])
def test_all_reasons_come_back_without_a_mouse(put: Put, before: str) -> None:
    window, presenter = asked(put, SIZES[1])
    presenter.pick_reason(before)
    press(window, "1")
    press(window, Qt.Key.Key_Tab)
    assert others(window).hasFocus()
    press(window, Qt.Key.Key_Return)
    settled()
    assert len(tiles(window)) == 8
    assert not others(window).isVisible()
    assert [tile.accessibleName()[:2] for tile in tiles(window) if tile.hasFocus()] == ["1."]
    press(window, "3")
    settled()
    assert [tile.accessibleName()[:2] for tile in tiles(window)] == ["3."]


@pytest.mark.parametrize("text_size", [130], indirect=True)
def test_with_large_letters_the_keyboard_alone_brings_the_days_in_sight(put: Put, text_size: int) -> None:
    window, presenter = asked(put, SIZES[1])
    presenter.pick_reason("guardian_absent")
    settled()
    page = window.findChild(ReasonPage)
    for _each in range(30):
        press(window, Qt.Key.Key_Tab)
        if page.findChild(DateChips).isAncestorOf(QApplication.focusWidget()):
            break
    settled()
    view = page.findChild(QScrollArea).viewport()
    chips = page.findChild(DateChips)
    low = chips.mapTo(view, chips.rect().bottomLeft()).y()
    assert low <= view.height()

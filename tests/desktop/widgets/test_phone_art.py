from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.desktop.theme.tokens import PAPER
from app.desktop.widgets import phone_plan
from app.desktop.widgets.phone_art import PhoneArt
from app.domain.guide_picture import ItemKind, Picture, PictureItem, PictureStyle
from tests.desktop.phone_specimens import PAPERS, PICTURES, TABS, WALLET, words

ITEMS = st.lists(
    st.builds(PictureItem, label=st.just("Tích hợp thông tin"), kind=st.sampled_from(list(ItemKind))),
    min_size=1,
    max_size=10,
)
STYLES = st.sampled_from([style for style in PictureStyle if style is not PictureStyle.TABS])


@given(ITEMS, STYLES, st.booleans(), st.booleans())
def test_nothing_overlaps_and_nothing_leaves_the_screen(
    items: list[PictureItem], style: PictureStyle, tabs: bool, note: bool
) -> None:
    picture = Picture(
        style=style, title="Ví", items=tuple(items), tabs=TABS if tabs else (), note="Ghi" if note else ""
    )
    boxes = [placed.box for placed in phone_plan.place(picture)]
    room = phone_plan.body(picture).adjusted(-0.01, -0.01, 0.01, 0.01)
    assert len(boxes) == len(items)
    assert all(room.contains(found) for found in boxes)
    assert not any(
        one.adjusted(0.1, 0.1, -0.1, -0.1).intersects(other.adjusted(0.1, 0.1, -0.1, -0.1))
        for one, other in combinations(boxes, 2)
    )


@given(ITEMS, STYLES, st.data())
def test_the_target_is_the_item_it_counts(
    items: list[PictureItem], style: PictureStyle, data: st.DataObject
) -> None:
    target = data.draw(st.integers(0, len(items) - 1))
    picture = Picture(style=style, title="Ví", items=tuple(items), target=target)
    assert phone_plan.target_box(picture) == phone_plan.place(picture)[target].box


def test_a_tab_can_be_the_target() -> None:
    picture = PICTURES[-1]
    found = phone_plan.target_box(picture)
    assert found is not None
    assert phone_plan.place_tabs(picture)[1].contains(found)
    assert QRectF(0, 0, phone_plan.SCREEN_WIDTH, phone_plan.SCREEN_HEIGHT).contains(found)


def test_no_target_has_no_ring(qtbot: QtBot) -> None:
    art = PhoneArt(replace(WALLET, target=None), "lời")
    qtbot.addWidget(art)
    art.resize(320, 560)
    assert amber(art) == 0


def amber(art: PhoneArt) -> int:
    image, focus = art.grab().toImage(), QColor(PAPER.focus).name()
    points = ((x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    return sum(image.pixelColor(x, y).name() == focus for x, y in points)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.style.value)
@pytest.mark.parametrize("height", [340, 560, 744])
def test_every_style_is_drawn_with_its_ring_at_every_height(
    qtbot: QtBot, picture: Picture, height: int
) -> None:
    art = PhoneArt(picture, words(picture))
    qtbot.addWidget(art)
    art.resize(440, height)
    assert amber(art) > 40
    assert art.accessibleDescription() == words(picture)
    assert art.accessibleName() == picture.title


@pytest.mark.parametrize("picture", [PAPERS, *PICTURES], ids=lambda picture: picture.style.value)
def test_only_a_phone_is_drawn_as_a_phone(qtbot: QtBot, picture: Picture) -> None:
    art = PhoneArt(replace(picture, target=None), words(picture))
    qtbot.addWidget(art)
    art.resize(320, 560)
    image, case = art.grab().toImage(), QColor(PAPER.phone_body).name()
    middle = image.height() // 2
    dark = sum(image.pixelColor(x, middle).name() == case for x in range(image.width()))
    assert (dark > 0) is (picture.style not in (PictureStyle.PAPERS, PictureStyle.BROWSER))


def test_another_picture_is_another_drawing(qtbot: QtBot) -> None:
    art = PhoneArt(WALLET, "một")
    qtbot.addWidget(art)
    art.resize(320, 560)
    before = art.grab().toImage()
    art.show_picture(PICTURES[2], "hai")
    assert art.grab().toImage() != before
    assert art.accessibleDescription() == "hai"


def test_an_unknown_icon_is_refused_before_anything_is_drawn(qtbot: QtBot) -> None:
    wrong = replace(WALLET, items=(PictureItem(label="Ví", icon="no-such-icon"),), target=None)
    with pytest.raises(FileNotFoundError):
        PhoneArt(wrong, "lời")

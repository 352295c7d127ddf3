"""A phone picture told in words, for those who do not see it."""

from dataclasses import replace

import pytest

from app.domain.guide_picture import (
    ItemKind,
    Picture,
    PictureItem,
    PictureStyle,
    PictureTab,
    picture_target,
    picture_text,
)
from tests.support.guides import small_picture, small_words

WORDS = small_words().picture
PICTURE = small_picture()


def test_the_screen_its_items_the_deed_and_the_note_are_told() -> None:
    assert picture_text(WORDS, PICTURE) == (
        "Màn hình “Ví giấy tờ”. Có: Dòng một; Dòng hai. Chạm “Dòng hai”. Chạm nhẹ."
    )


@pytest.mark.parametrize(
    ("kind", "deed"),
    [
        (ItemKind.ROW, "Chạm “Ô”."),
        (ItemKind.TILE, "Chạm “Ô”."),
        (ItemKind.BUTTON, "Chạm “Ô”."),
        (ItemKind.FIELD, "Điền “Ô”."),
        (ItemKind.CHECK, "Đánh dấu “Ô”."),
        (ItemKind.TEXT, "Xem “Ô”."),
        (ItemKind.CARD, "Xem “Ô”."),
    ],
)
def test_the_deed_follows_what_is_pointed_at(kind: ItemKind, deed: str) -> None:
    picture = Picture(
        style=PictureStyle.FORM, title="T", items=(PictureItem(label="Ô", kind=kind),), target=0
    )
    assert picture_text(WORDS, picture) == f"Màn hình “T”. Có: Ô. {deed}"


def test_nothing_is_pointed_at_without_a_target() -> None:
    picture = replace(PICTURE, target=None, note="")
    assert picture_target(picture) is None
    assert picture_text(WORDS, picture) == "Màn hình “Ví giấy tờ”. Có: Dòng một; Dòng hai."


def test_in_a_tabs_picture_the_target_is_a_tab() -> None:
    tabs = (PictureTab(label="Trang chủ", icon="home"), PictureTab(label="Ví giấy tờ", icon="wallet-cards"))
    picture = replace(PICTURE, style=PictureStyle.TABS, tabs=tabs, note="")
    target = picture_target(picture)
    assert target is not None
    assert target.label == "Ví giấy tờ"
    assert picture_text(WORDS, picture).endswith("Chạm “Ví giấy tờ”.")


def test_papers_are_told_as_a_list_and_not_as_a_screen() -> None:
    papers = replace(PICTURE, style=PictureStyle.PAPERS, title="Mang ra công an", target=None, note="")
    assert picture_text(WORDS, papers) == "Mang ra công an: Dòng một; Dòng hai."

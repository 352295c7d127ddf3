"""A page: text that finds its size, sharp codes, ink only, and a file that is whole or not there."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.page import LEAST, Page, line_height
from tests.support.card_texts import names
from tests.support.paper import codes_on, picture_of, said, sizes, words_on

LONG = "Thông tin thẻ bảo hiểm y tế và căn cước chưa khớp, phải hỏi cơ quan bảo hiểm xã hội. " * 3


@pytest.fixture
def page() -> Iterator[Page]:
    """A page; writing it out, even for nobody, closes its fonts."""
    made = Page(148, 210, 10, "Phiếu thử")
    yield made
    made.output()


@pytest.fixture(scope="module")
def pad() -> Iterator[Page]:
    """A page to write on again and again."""
    made = Page(148, 210, 10, "Phiếu thử")
    yield made
    made.output()


def saved(made: Page, folder: Path) -> Path:
    target = folder / "page.pdf"
    made.save(target)
    return target


def test_a_page_has_its_size_and_its_words_can_be_read_back(page: Page, tmp_path: Path) -> None:
    page.say("Ưỡn ẹo khúc khuỷu, Ngã rẽ Bản Nghĩa Đào, ĐẶNG QUÝ", 12)
    pdf = saved(page, tmp_path)
    assert sizes(pdf) == [pytest.approx((419.53, 595.28), abs=0.1)]
    assert said(pdf) == "Ưỡn ẹo khúc khuỷu, Ngã rẽ Bản Nghĩa Đào, ĐẶNG QUÝ"


def test_what_has_room_keeps_its_size(pad: Page) -> None:
    assert pad.fitting("Thứ Bảy 28/11", 27, 97, line_height(27), bold=True) == 27


def test_what_is_long_becomes_smaller_but_never_too_small(pad: Page) -> None:
    size = pad.fitting(LONG, 13, 90, 30)
    assert size is not None
    assert LEAST <= size < 13
    assert pad.height_of(LONG, size, 90) <= 30
    assert pad.fitting(LONG, 13, 20, 5) is None


def test_what_has_no_room_at_all_ends_in_dots(page: Page, tmp_path: Path) -> None:
    page.say_in(LONG, 13, 60, 8)
    assert page.get_y() - 10 <= 8
    assert said(saved(page, tmp_path)).endswith("…")


@given(st.lists(names, min_size=1, max_size=12).map(", ".join), st.floats(30, 128), st.floats(4, 40))
def test_text_written_into_a_box_stays_in_it(pad: Page, text: str, width: float, height: float) -> None:
    pad.set_xy(10, 10)
    pad.say_in(text, 13, width, height)
    assert pad.get_y() - 10 <= height + 0.01


@pytest.mark.parametrize("text", ["DT1:ABCDE12345", "DT1:0123456789", "DT1:ZZZZZZZZZZ"])
def test_a_code_can_be_scanned_from_paper(page: Page, tmp_path: Path, text: str) -> None:
    page.qr(text, 20, 20, 27)
    picture = picture_of(saved(page, tmp_path), tmp_path)
    assert codes_on(picture) == [text]
    assert codes_on(picture.convert("1").convert("L")) == [text]  # a printer without greys


@pytest.mark.parametrize("name", ["calendar-days", "id-card", "shield-check"])
def test_drawings_are_ink_only(page: Page, tmp_path: Path, name: str) -> None:
    page.icon(name, 20, 20, 20)
    picture = picture_of(saved(page, tmp_path), tmp_path)
    colours = picture.getcolors(maxcolors=100_000)
    assert colours is not None
    assert len(colours) > 1, "nothing was drawn"
    assert all(red == green == blue for _, (red, green, blue) in colours)


def test_lines_go_below_each_other(page: Page, tmp_path: Path) -> None:
    for number in range(8):
        page.say(f"Dòng{number}", 10 + number)
    words = sorted(words_on(saved(page, tmp_path)), key=lambda word: word.top)
    assert [word.text for word in words] == [f"Dòng{number}" for number in range(8)]
    assert {round(word.left, 1) for word in words} == {28.4}


def written(text: str, folder: Path) -> Path:
    made = Page(148, 210, 10, "Phiếu thử")
    made.say(text, 12)
    return saved(made, folder)


def test_a_saved_file_replaces_the_one_before(tmp_path: Path) -> None:
    written("Một", tmp_path)
    assert said(written("Hai", tmp_path)) == "Hai"
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]


def test_a_full_disk_leaves_the_file_before_and_no_half_of_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = written("Một", tmp_path)
    whole = pdf.read_bytes()

    def fill(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fill)
    with pytest.raises(OSError, match="No space left"):
        written("Hai", tmp_path)
    assert pdf.read_bytes() == whole
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]


def test_a_folder_that_is_not_there_is_an_error_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        written("Một", tmp_path / "gone")
    assert list(tmp_path.iterdir()) == []

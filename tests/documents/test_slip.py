"""The slip on paper: all of it readable, in black and white, inside the page; the day is the biggest word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.contract.guide_format import read_pack
from app.desktop.wording.slip import Desk, slip_of
from app.documents.roll import write_roll
from app.documents.slip import write_slip
from app.domain.guide import GuidePack
from app.domain.identity.scan import CaseCode, read_scan
from app.domain.ladder import TaskCode, TaskState, TaskStatus
from app.domain.slip import Slip, SlipLine, SlipShape
from app.domain.views import Finished
from tests.support.guides import shipped_files
from tests.support.paper import Word, codes_on, flat, pages_of, picture_of, said, sizes, text_of, words_on
from tests.support.slips import EVERYDAY, FULLEST

GOLDEN = Path(__file__).parents[1] / "golden"
TODAY = date(2026, 11, 23)
SMALLEST = 9.0
"""Points from the top to the foot of a letter: type of about 7.5."""
MARGIN = 27.0
"""Points that nothing is printed in."""
NUMBER = "014153000000"


@pytest.fixture(scope="module")
def pack() -> GuidePack:
    return read_pack(shipped_files())


def paper(slip: Slip, folder: Path) -> Path:
    target = folder / "slip.pdf"
    write_slip(slip, target)
    return target


def sentences(slip: Slip) -> list[str]:
    """Everything the slip has to say."""
    lines = [text for line in slip.lines for text in (line.title, line.ending)]
    parts = [slip.title, slip.point, slip.day, slip.greeting, slip.number, slip.back_label, slip.back_day]
    parts += [slip.back_detail, slip.bring, slip.safety, slip.warning, slip.contact, *slip.hotlines]
    parts += [*slip.advice, *slip.code_words]
    return [flat(text) for text in (*parts, *lines) if text]


def unsaid(slip: Slip, pdf: Path) -> list[str]:
    """What the slip has to say and the paper does not."""
    words = said(pdf)
    return [sentence for sentence in sentences(slip) if sentence not in words]


def outside(pdf: Path) -> list[Word]:
    [(width, height)] = set(sizes(pdf))
    return [
        word
        for word in words_on(pdf)
        if word.left < MARGIN
        or word.top < MARGIN
        or word.right > width - MARGIN
        or word.bottom > height - MARGIN + 2
    ]


def on_each_other(pdf: Path) -> list[tuple[str, str]]:
    return [
        (one.text, other.text)
        for words in pages_of(pdf)
        for place, one in enumerate(words)
        for other in words[place + 1 :]
        if one.covers(other)
    ]


def pale(picture: Image.Image) -> int:
    """How much of the paper is light grey."""
    return sum(picture.convert("L").histogram()[195:215])


def stuck(pack: GuidePack, *reasons: str, day: str = "2026-11-28") -> Slip:
    """A real slip with a reason for each of the last tasks."""
    states = {code: TaskState(status=TaskStatus.DONE) for code in TaskCode}
    for code, named in zip(reversed(TaskCode), reasons, strict=False):
        reason = pack.reason(named)
        assert reason is not None
        states[code] = TaskState(status=reason.outcome, reason=named, recheck=day)
    ended = Finished(
        session="s",
        citizen="c",
        person={"name": "Lò Thị Ín", "birth": "1953", "sex": "f", "id_number": NUMBER},
        values={"code": "ABCDE12345"},
        ladder={code.value: state.to_value() for code, state in states.items()},
    )
    desk = Desk(name="Điểm hỗ trợ Xã Mường Bú", phone="0900 000 000", hours="7:30 đến 11:30")
    return slip_of(ended, pack, desk, TODAY)


def test_the_paper_is_as_it_was_agreed(tmp_path: Path) -> None:
    """Look at the paper before changing the golden text: people read this one at home, alone."""
    assert text_of(paper(EVERYDAY, tmp_path)) == (GOLDEN / "slip.txt").read_text(encoding="utf-8")


def test_everything_is_said_on_one_a5_page(tmp_path: Path) -> None:
    pdf = paper(EVERYDAY, tmp_path)
    assert unsaid(EVERYDAY, pdf) == []
    assert sizes(pdf) == [pytest.approx((419.53, 595.28), abs=0.1)]
    assert (outside(pdf), on_each_other(pdf)) == ([], [])


def test_the_day_to_come_back_is_the_biggest_thing(tmp_path: Path) -> None:
    words = words_on(paper(EVERYDAY, tmp_path))
    biggest = max(word.height for word in words)
    assert [word.text for word in words if word.height > 0.9 * biggest] == ["Thứ", "Bảy", "28/11"]


def test_without_a_day_there_is_no_box_for_one(tmp_path: Path) -> None:
    quiet = replace(EVERYDAY, back_label="", back_day="", back_detail="", bring="", advice=())
    pdf = paper(quiet, tmp_path)
    assert "quay lại" not in said(pdf)
    assert "mang theo" not in said(pdf)
    assert EVERYDAY.safety in said(pdf)


def test_the_code_is_scanned_from_paper_and_read_as_a_slip(tmp_path: Path) -> None:
    pdf = paper(EVERYDAY, tmp_path)
    for dpi in (100, 150, 300):
        [text] = codes_on(picture_of(pdf, tmp_path, dpi))
        assert read_scan(text, TODAY) == CaseCode("ABCDE12345")
    assert "ABCDE 12345" in said(pdf)


def test_it_is_black_and_white(tmp_path: Path) -> None:
    picture = picture_of(paper(replace(EVERYDAY, mark="TẬP HUẤN"), tmp_path), tmp_path)
    colours = picture.getcolors(maxcolors=1_000_000)
    assert colours is not None
    assert all(red == green == blue for _, (red, green, blue) in colours)


def test_the_four_shapes_are_told_apart_without_colour(tmp_path: Path) -> None:
    drawn = set()
    for shape in SlipShape:
        alone = replace(EVERYDAY, lines=(SlipLine(shape, "Một việc", "Kết quả"),))
        picture = picture_of(paper(alone, tmp_path), tmp_path).convert("1")
        [word] = [word for word in words_on(paper(alone, tmp_path)) if word.text == "việc"]
        middle = int((word.top + word.bottom) / 2 * 150 / 72)
        drawn.add(picture.crop((50, middle - 30, 120, middle + 60)).tobytes())
    assert len(drawn) == len(SlipShape)


def test_the_whole_number_is_nowhere_in_the_file(pack: GuidePack, tmp_path: Path) -> None:
    slip = stuck(pack, "later", "card_not_here")
    pdf = paper(slip, tmp_path)
    assert "014•••••0000" in said(pdf)
    assert NUMBER not in said(pdf).replace(" ", "")
    assert NUMBER.encode() not in pdf.read_bytes()
    assert all(NUMBER not in text for text in codes_on(picture_of(pdf, tmp_path)))
    assert "Lò Thị Ín" not in slip.title + slip.code


def test_practice_is_marked_across_the_paper_and_everything_is_still_read(tmp_path: Path) -> None:
    plain = paper(EVERYDAY, tmp_path)
    grey = pale(picture_of(plain, tmp_path))
    pdf = paper(replace(EVERYDAY, mark="TẬP HUẤN"), tmp_path)
    picture = picture_of(pdf, tmp_path)
    assert pale(picture) > grey + 5_000, "letters of a hand's breadth"
    assert codes_on(picture) == ["DT1:ABCDE12345"]
    assert unsaid(EVERYDAY, pdf) == []


def test_more_than_there_can_be_stays_inside_and_apart(tmp_path: Path) -> None:
    pdf = paper(FULLEST, tmp_path)
    assert (outside(pdf), on_each_other(pdf)) == ([], [])
    assert len(sizes(pdf)) == 2
    for always in (FULLEST.safety, FULLEST.back_day, FULLEST.greeting, FULLEST.contact, FULLEST.day):
        assert always in said(pdf)
    assert [text for text in (*FULLEST.advice, FULLEST.bring) if text not in said(pdf)] == []
    assert codes_on(picture_of(pdf, tmp_path)) == ["DT1:ABCDE12345"]


@pytest.mark.parametrize("code", [reason.code for reason in read_pack(shipped_files()).reasons])
def test_every_reason_we_ship_fits_whole(pack: GuidePack, tmp_path: Path, code: str) -> None:
    slip = stuck(pack, code)
    assert unsaid(slip, paper(slip, tmp_path)) == []


def test_two_reasons_fit_whole_with_their_days(pack: GuidePack, tmp_path: Path) -> None:
    slip = stuck(pack, "card_not_here", "no_l2")
    pdf = paper(slip, tmp_path)
    assert unsaid(slip, pdf) == []
    assert (outside(pdf), on_each_other(pdf), len(sizes(pdf))) == ([], [], 1)


def test_three_reasons_fit_whole_on_one_sheet(pack: GuidePack, tmp_path: Path) -> None:
    slip = stuck(pack, "no_l2", "card_not_here", "later")
    pdf = paper(slip, tmp_path)
    assert len(slip.advice) == 3
    assert (unsaid(slip, pdf), len(sizes(pdf))) == ([], 1)
    assert slip.overleaf not in said(pdf)


REASONS = [reason.code for reason in read_pack(shipped_files()).reasons]


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(REASONS), min_size=1, max_size=5, unique=True),
    st.sampled_from(["2026-11-28", ""]),
    st.booleans(),
)
def test_whatever_reasons_come_together_every_sentence_is_printed(
    pack: GuidePack, tmp_path_factory: pytest.TempPathFactory, reasons: list[str], day: str, roll: bool
) -> None:
    folder = tmp_path_factory.mktemp("slip")
    slip = stuck(pack, *reasons, day=day)
    assert len(slip.advice) == len(reasons)
    if roll:
        write_roll(slip, folder / "slip.pdf")
        assert unsaid(slip, folder / "slip.pdf") == []
        return
    pdf = paper(slip, folder)
    assert unsaid(slip, pdf) == []
    assert (outside(pdf), on_each_other(pdf)) == ([], [])
    assert min(word.height for word in words_on(pdf)) > SMALLEST
    assert (slip.overleaf in said(pdf)) == (len(sizes(pdf)) == 2)


def test_a_second_sheet_says_whose_it_is_and_that_it_is_practice(tmp_path: Path) -> None:
    many = replace(EVERYDAY, advice=tuple(f"{n}. {SENTENCE}" for n in range(8)), mark="TẬP HUẤN")
    pdf = paper(many, tmp_path)
    second = flat(" ".join(word.text for word in pages_of(pdf)[1]))
    for text in (many.second_title, many.greeting, many.point, *many.advice):
        assert flat(text) in second
    assert text_of(pdf).count(many.overleaf) == 1


SENTENCE = "Bà ra công an xã làm định danh mức 2. Thứ Bảy 28/11 mời bà quay lại điểm hỗ trợ."


def test_where_nothing_was_kept_there_is_no_code(tmp_path: Path) -> None:
    unkept = replace(EVERYDAY, code="", code_words=())
    pdf = paper(unkept, tmp_path)
    assert codes_on(picture_of(pdf, tmp_path)) == []
    assert unsaid(unkept, pdf) == []
    assert "ABCDE" not in said(pdf)
    assert (outside(pdf), on_each_other(pdf)) == ([], [])


WORDS = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyẻịừẫ ỵỸƯẤĐ,."), min_size=1, max_size=120).map(
    lambda text: " ".join(text.split()) or "a"
)


@settings(max_examples=20)
@given(WORDS, WORDS, WORDS, st.lists(WORDS, max_size=4), st.sampled_from(("", "Thứ Bảy 28/11")))
def test_whatever_is_said_nothing_lies_on_anything(
    tmp_path_factory: pytest.TempPathFactory, name: str, ending: str, bring: str, advice: list[str], day: str
) -> None:
    slip = replace(
        EVERYDAY,
        greeting=name,
        lines=tuple(replace(line, ending=ending) for line in EVERYDAY.lines),
        bring=bring,
        advice=tuple(advice),
        back_day=day,
    )
    pdf = paper(slip, tmp_path_factory.mktemp("slip"))
    assert (outside(pdf), on_each_other(pdf)) == ([], [])
    letters = said(pdf).replace(" ", "")  # letters far apart are read back without their space
    assert [text for text in (slip.safety, *slip.advice) if text.replace(" ", "") not in letters] == []

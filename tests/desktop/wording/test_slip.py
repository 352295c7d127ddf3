"""A slip in words: the day, what to bring, what to do; a masked number, no name unasked, no day gone by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.contract.guide_format import read_pack
from app.desktop.wording.slip import SHAPES, Desk, desk_of, slip_of
from app.domain.guide import GuidePack
from app.domain.guide_words import slip_sentence
from app.domain.ladder import TaskState, TaskStatus
from app.domain.slip import Slip, SlipShape
from app.i18n import use_language
from app.usecases.device import DeviceIdentity, Place
from tests.support.guides import shipped_files
from tests.support.slip_words import DAY, DESK, IN, TODAY, blocked, finished, slip
from tests.support.words import in_both


@pytest.fixture(scope="module")
def pack() -> GuidePack:
    return read_pack(shipped_files())


def test_all_done_has_no_day_and_nothing_to_bring(pack: GuidePack) -> None:
    made = slip(pack)
    assert {line.shape for line in made.lines} == {SlipShape.DONE}
    assert all("bà" in line.ending.lower() for line in made.lines)
    assert (made.back_label, made.back_day, made.back_detail, made.bring, made.advice) == ("", "", "", "", ())
    assert made.greeting == "Kính gửi bà Lò Thị Ín"
    assert (made.day, made.code, made.point) == ("23/11/2026", "ABCDE12345", DESK.name)


def test_the_day_that_was_chosen_is_the_day_on_the_paper(pack: GuidePack) -> None:
    made = slip(pack, insurance=blocked("card_not_here", date(2026, 11, 28)))
    assert (made.back_label, made.back_day) == ("Mời bà quay lại", "Thứ Bảy 28/11")
    assert made.back_detail == "Điểm hỗ trợ Xã Mường Bú · 7:30 đến 11:30"
    assert made.bring == "Thẻ bảo hiểm y tế, điện thoại"
    assert made.bring_label.startswith("Bà")
    assert made.advice == ("Thứ Bảy 28/11 bà mang theo thẻ bảo hiểm y tế.",)
    stuck = made.lines[2]
    assert (stuck.shape, stuck.ending) == (SlipShape.STUCK, "Không mang thẻ BHYT")


def test_a_number_is_masked(pack: GuidePack) -> None:
    assert slip(pack).number.endswith("014•••••0000")
    assert slip(pack, {**IN, "id_number": ""}).number == ""
    for text in _texts(slip(pack)):
        assert "014153000000" not in text


def test_nobody_known_is_named_nowhere(pack: GuidePack) -> None:
    made = slip(pack, {}, identity=blocked("no_l2"))
    assert (made.greeting, made.number) == ("Việc đã làm hôm nay", "")
    assert not any("Lò" in text for text in _texts(made))
    assert made.advice


def test_where_nothing_was_kept_no_code_is_given_to_find_it_by(pack: GuidePack) -> None:
    kept = finished({}, identity=blocked("no_l2"))
    made = slip_of(replace(kept, session="", citizen=""), pack, DESK, TODAY)
    assert (made.code, made.code_words) == ("", ())
    assert not any("mã này" in text for text in _texts(made))
    assert slip(pack).code_words[0] == "Lần sau đưa mã này để khỏi tìm lại."


@pytest.mark.parametrize("reason", ["under_age", "paper_route"])
def test_a_reason_that_ends_a_task_says_its_sentence_and_has_no_tick(pack: GuidePack, reason: str) -> None:
    made = slip(pack, insurance=blocked(reason, status=TaskStatus.NOT_APPLICABLE))
    told = pack.reason(reason)
    assert told is not None
    assert told.outcome is TaskStatus.NOT_APPLICABLE
    assert made.advice == (slip_sentence(told, "bà"),)
    assert made.lines[2].shape is SlipShape.OPEN
    assert (made.bring, made.back_day) == ("", "")
    dated = slip(pack, insurance=blocked(reason, TODAY + DAY, TaskStatus.NOT_APPLICABLE))
    assert dated.back_day == "Thứ Ba 24/11"
    assert dated.back_day in dated.advice[0]
    assert dated.bring.casefold() == ", ".join(told.bring).casefold()


def test_only_what_is_done_has_a_tick(pack: GuidePack) -> None:
    assert [status for status, shape in SHAPES.items() if shape is SlipShape.DONE] == [TaskStatus.DONE]


def test_an_account_activated_on_the_web_is_not_said_to_have_been_entered(pack: GuidePack) -> None:
    """Without a smartphone nobody came into VNeID: the sentence is true of both ways."""
    account = slip(pack).lines[1]
    assert account.ending == "Tài khoản đã kích hoạt xong, bà đăng nhập được."


def test_without_a_day_the_advice_stands_without_one(pack: GuidePack) -> None:
    made = slip(pack, identity=blocked("no_l2"))
    assert made.back_day == ""
    assert "{" not in made.advice[0]
    assert made.advice[0].startswith("Bà ra công an xã")


@pytest.mark.parametrize(
    ("birth", "sex", "word"),
    [("1953", "m", "ông"), ("1980", "f", "cô"), ("2000", "m", "anh"), ("2009", "f", "em"), ("", "", "bác")],
)
def test_the_paper_speaks_to_the_person_as_people_do(
    pack: GuidePack, birth: str, sex: str, word: str
) -> None:
    person = {**IN, "birth": birth, "sex": sex}
    made = slip(pack, person, insurance=blocked("card_not_here", TODAY + DAY))
    assert made.greeting == f"Kính gửi {word} Lò Thị Ín"
    assert made.back_label == f"Mời {word} quay lại"
    assert word in made.advice[0]
    assert made.bring_label.startswith(word.capitalize())


@pytest.mark.parametrize("status", list(TaskStatus))
def test_every_status_has_a_shape_and_words(pack: GuidePack, status: TaskStatus) -> None:
    line = slip(pack, insurance=TaskState(status=status)).lines[2]
    assert line.shape is SHAPES[status]
    assert line.title
    assert line.ending


@pytest.mark.parametrize("code", [reason.code for reason in read_pack(shipped_files()).reasons])
def test_every_reason_makes_a_whole_slip_with_and_without_a_day(pack: GuidePack, code: str) -> None:
    reason = pack.reason(code)
    assert reason is not None
    for day in (None, TODAY + DAY):
        for text in _texts(slip(pack, insurance=blocked(code, day, reason.outcome))):
            assert "{" not in text
            assert "  " not in text


def test_a_reason_of_another_pack_leaves_no_hole(pack: GuidePack) -> None:
    made = slip(pack, insurance=blocked("a_reason_of_a_newer_pack", TODAY + DAY))
    assert made.lines[2].ending == "Để hôm khác"
    assert made.advice == ()


def test_the_safety_line_is_always_there(pack: GuidePack) -> None:
    for person in (IN, {}):
        assert slip(pack, person).safety == pack.words.safety


def test_whom_to_ask(pack: GuidePack) -> None:
    assert slip(pack).contact == "Cần hỏi: Điểm hỗ trợ Xã Mường Bú, gọi 0900\u00a0000\u00a0000"
    without = slip(pack, desk=Desk(name="Điểm tập"))
    assert without.contact == ""
    assert [line for line in without.hotlines if "1900\u00a00368" in line], (
        "somebody can be asked all the same"
    )


def test_a_number_that_was_verified_is_always_there_and_no_other(pack: GuidePack) -> None:
    """Also before central has told the point's own number."""
    assert slip(pack, desk=Desk(name="Điểm tập")).hotlines == (
        "VNeID, khóa tài khoản khi mất máy: 1900\u00a00368",
    )
    assert [line.number for line in pack.hotlines if not line.verified]


def test_it_warns_of_the_police_on_the_telephone(pack: GuidePack) -> None:
    assert slip(pack).warning == "Không công an nào gọi điện làm mức 2 hay hỏi mã."
    bare = replace(pack, words=replace(pack.words, anti_scam=()))
    assert slip(bare).warning == ""


def test_what_was_left_over_brings_its_day_onto_the_paper(pack: GuidePack) -> None:
    left = TaskState(status=TaskStatus.BLOCKED, how="left", recheck=(TODAY + 7 * DAY).isoformat())
    made = slip(pack, health_book=left, alone=TaskState(status=TaskStatus.BLOCKED, how="left"))
    assert (made.back_day, made.advice) == ("Thứ Hai 30/11", ())
    sooner = slip(pack, insurance=blocked("card_not_here", TODAY + 3 * DAY), health_book=left)
    assert sooner.back_day == "Thứ Năm 26/11"
    gone = TaskState(status=TaskStatus.BLOCKED, how="left", recheck=(TODAY - DAY).isoformat())
    assert slip(pack, health_book=gone).back_day == ""


def test_practice_is_marked(pack: GuidePack) -> None:
    assert slip(pack, desk=Desk(name="Điểm tập", mark="TẬP HUẤN")).mark == "TẬP HUẤN"
    assert slip(pack).mark == ""


def test_the_desk_is_named_by_central_or_after_its_commune() -> None:
    alone = DeviceIdentity(
        device="d",
        instance="i",
        commune="03646",
        commune_name="Xã Mường Bú",
        place=Place.COUNTER,
        machine="",
        language="vi",
        market_weekday=None,
        address="",
        server_id="",
        support_point="",
        point_name="",
    )
    assert desk_of(None, {}).name == "Điểm hỗ trợ"
    assert desk_of(alone, {}).name == "Điểm hỗ trợ xã Mường Bú"
    paired = replace(alone, support_point="p", point_name="Điểm hỗ trợ số 1")
    told = {"p": {"phone": "0900 000 000", "hours": "7:30"}}
    assert desk_of(paired, told) == Desk(name="Điểm hỗ trợ số 1", phone="0900 000 000", hours="7:30")
    assert in_both(lambda: desk_of(replace(alone, place=Place.TRAINING), {}).mark)[1] == "PRACTICE"


def test_the_frame_of_the_slip_is_translated(pack: GuidePack) -> None:
    use_language("en")
    assert slip(pack).title == "GUIDANCE SLIP"
    use_language("vi")
    assert slip(pack).title == "PHIẾU HƯỚNG DẪN"


def _texts(made: Slip) -> list[str]:
    lines = [text for line in made.lines for text in (line.title, line.ending)]
    parts = [made.title, made.greeting, made.number, made.back_label, made.back_day, made.back_detail]
    parts += [made.bring_label, made.bring, made.safety, made.warning, made.contact, made.code]
    parts += [*made.hotlines, made.overleaf, made.second_title]
    return [*parts, *lines, *made.advice, *made.code_words]


def test_a_childs_slip_is_said_to_the_parents_and_names_who_answers(pack: GuidePack) -> None:
    child = {**IN, "name": "Lò Văn Con", "birth": "2016"}
    made = slip_of(finished(child, insurance=blocked("card_not_here")), pack, DESK, TODAY, "Lò Thị Mẹ")
    assert "Lò Văn Con" in made.greeting
    assert "Lò Thị Mẹ" in made.greeting
    assert made.bring_label.startswith("Cha mẹ")
    own_account = {**child, "birth": "2011"}
    made = slip_of(finished(own_account), pack, DESK, TODAY, "Lò Thị Mẹ")
    assert "Lò Thị Mẹ" in made.greeting
    assert not made.bring_label.startswith("Cha mẹ"), "from 14 on the cards speak to them, too"
    grown = slip_of(finished(), pack, DESK, TODAY, "Lò Thị Mẹ")
    assert "Lò Thị Mẹ" not in grown.greeting

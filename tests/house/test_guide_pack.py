"""The guide packs we ship are fit to guide a real person: nothing dangling, missing or unsafe."""

import json
import re
from functools import cache

import pytest

from app import resources
from app.contract.guide_format import read_overlay, read_pack
from app.domain.guide import GuidePack, Step, WhoActs
from app.domain.guide_check import overlay_problems, problems
from app.domain.guide_faults import GuideFault
from app.domain.guide_language import with_language
from app.domain.guide_picture import picture_text
from app.domain.guide_texts import texts
from app.domain.guide_words import fill, slip_sentence
from app.domain.ladder import TaskStatus
from tests.support.guides import shipped_files

PACKS = sorted(path.name for path in resources.path("guides").iterdir() if path.is_dir())
FAILURES = [
    *(
        "no_l2",
        "l2_pending",
        "not_activated",
        "no_smartphone",
        "old_os",
        "no_storage",
        "sim_not_own",
        "no_sim",
    ),
    *("number_used", "other_device", "forgot_pwd", "forgot_passcode", "nfc_fail", "bhyt_mismatch"),
    *("bhyt_expired", "no_bhyt", "bhyt_pending", "id_card_expired", "no_chip_card", "server_busy"),
    *("no_network", "illiterate", "language", "refused", "under_age", "guardian_absent"),
]
ADDRESS = (("bà", "cháu"), ("em", "chị"), ("anh", "em"))


@cache
def pack_of(name: str) -> GuidePack:
    return read_pack(shipped_files(name))


def steps_of(pack: GuidePack) -> list[Step]:
    return [step for task in pack.tasks for step in task.steps]


@pytest.mark.parametrize("name", PACKS)
def test_a_shipped_pack_has_no_problem(name: str) -> None:
    assert problems(pack_of(name)) == []


@pytest.mark.parametrize("name", PACKS)
def test_what_the_person_reads_is_said_to_them_and_not_of_them(name: str) -> None:
    """The title and what to expect stand on their own window: staff's part (hand over, look whether) does not."""
    of_them = re.compile(r"(?i)\b(cho|xem|giúp|nhờ|hỏi|mời|để|bảo|nhắc|với) \{you\}")
    steps = steps_of(pack_of(name))
    assert [one.code for one in steps if of_them.search(f"{one.title} {one.expect}")] == []


@pytest.mark.parametrize("name", PACKS)
def test_its_english_is_whole(name: str) -> None:
    overlay = read_overlay(shipped_files(name), "en")
    assert overlay is not None
    assert overlay_problems(pack_of(name), overlay) == []


@pytest.mark.parametrize("name", PACKS)
def test_every_icon_is_one_of_ours(name: str) -> None:
    pack = pack_of(name)
    pictures = [step.picture for step in steps_of(pack)]
    named = {task.icon for task in pack.tasks} | {reason.icon for reason in pack.reasons}
    named |= {item.icon for picture in pictures for item in picture.items if item.icon}
    named |= {tab.icon for picture in pictures for tab in picture.tabs}
    assert named <= {path.stem for path in resources.path("icons").glob("*.svg")}


def test_the_common_failures_all_have_a_reason() -> None:
    """The codes of the domain study's table of failures; each then has a remedy, or `problems` would tell."""
    for name in PACKS:
        assert [code for code in FAILURES if pack_of(name).reason(code) is None] == []


def test_what_staff_are_told_to_choose_is_there_to_choose() -> None:
    """A hitch that sends to another case names it as it stands beside the card, in both languages."""
    for name in PACKS:
        overlay = read_overlay(shipped_files(name), "en")
        assert overlay is not None
        for pack in (pack_of(name), with_language(pack_of(name), overlay)):
            titles = {choice.title for variant in pack.variants for choice in variant.choices}
            drawn = {item.label for step in steps_of(pack) for item in step.picture.items}
            for step in steps_of(pack):
                advice = " ".join(trouble.advice for trouble in step.trouble)
                named = re.findall(r"(?:Chọn|[Cc]hoose) “([^”]+)”", advice)
                assert set(named) <= titles | drawn, step.code


def test_every_way_to_end_a_task_can_be_chosen() -> None:
    for name in PACKS:
        ends = {reason.outcome for reason in pack_of(name).reasons}
        assert ends == set(TaskStatus) - {TaskStatus.NOT_STARTED, TaskStatus.DONE}


def test_sent_and_shown_are_two_states() -> None:
    pack = pack_of(PACKS[-1])
    shown = pack.step("insurance.shown")
    assert shown is not None
    waiting = pack.reason(shown.reasons[0])
    assert waiting is not None
    assert (waiting.code, waiting.outcome) == ("bhyt_pending", TaskStatus.WAITING)
    assert waiting.recheck_days is not None


def test_only_what_ends_here_needs_no_signal_next_time() -> None:
    """Whoever comes back goes on in VNeID: with a message, an installation, a request. Others are sent nowhere."""
    for name in PACKS:
        quiet = {reason.code for reason in pack_of(name).reasons if not reason.needs_signal}
        assert quiet == {"refused", "paper_route"}


def test_somebody_acts_on_whatever_is_to_be_gone_on_with() -> None:
    for name in PACKS:
        idle = {reason.code for reason in pack_of(name).reasons if reason.who_acts is WhoActs.NOBODY}
        assert idle == {"paper_route"}


def test_how_long_the_police_take_is_told_where_it_says_unconfirmed() -> None:
    """The 3 and 7 working days are known from a decree that was followed by another one."""
    doubted = {reason.code for reason in pack_of(PACKS[-1]).reasons if not reason.verified}
    doubted |= {step.code for step in steps_of(pack_of(PACKS[-1])) if not step.verified}
    telling = {where for where, text in texts(pack_of(PACKS[-1])) if re.search(r"[37] ngày", text)}
    assert {where for where in telling if not any(where.startswith(code) for code in doubted)} == set()
    assert telling


def test_every_reason_can_be_reached_by_a_digit() -> None:
    """Key 8 has all others of the pack; what is common stands on a card."""
    for name in PACKS:
        offered = {code for step in steps_of(pack_of(name)) for code in step.reasons}
        assert {reason.code for reason in pack_of(name).reasons} - offered == set()


def test_what_was_not_confirmed_says_so() -> None:
    """The approval time, the oldest phones and the place of the health book are not known for certain."""
    pack = pack_of(PACKS[-1])
    doubted = {reason.code for reason in pack.reasons if not reason.verified}
    doubted |= {step.code for step in steps_of(pack) if not step.verified}
    doubted |= {line.number for line in pack.hotlines if not line.verified}
    assert {
        "l2_pending",
        "identity.wait",
        "bhyt_pending",
        "bhyt_mismatch",
        "old_os",
        "health_book.open",
        "identity.child_police",
        "identity.web",
        "health_book.ward",
        "install.old",
        "1900 9068",
        "1900 9095",
    } <= doubted
    assert "1900 0368" not in doubted


def test_nobody_types_a_secret_for_another() -> None:
    pack = pack_of(PACKS[-1])
    secret = {step.code for step in steps_of(pack) if step.secret}
    assert {"identity.code", "identity.keys", "identity.enter", "insurance.shown", "alone.try"} <= secret
    assert {"health_book.open", "health_book.again", "health_book.ward", "alone.devices"} <= secret
    assert "quay đi" in pack.words.secret_line
    assert pack.words.safety == "Không đọc mật khẩu, mã OTP cho bất kỳ ai, kể cả cán bộ."


@pytest.mark.parametrize(("you", "me"), ADDRESS)
def test_every_text_reads_in_every_address_form(you: str, me: str) -> None:
    for name in PACKS:
        pack = pack_of(name)
        shown = {where: fill(text, you, me) for where, text in texts(pack) if not where.endswith(".slip")}
        shown |= {reason.code: slip_sentence(reason, you, "Thứ Bảy 18/10") for reason in pack.reasons}
        shown |= {step.code: picture_text(pack.words.picture, step.picture) for step in steps_of(pack)}
        assert {where: text for where, text in shown.items() if re.search(r"[{}]|\s\s|\s[.,?]", text)} == {}


def test_english_speaks_without_address_forms() -> None:
    for name in PACKS:
        overlay = read_overlay(shipped_files(name), "en")
        assert overlay is not None
        english = dict(texts(with_language(pack_of(name), overlay)))
        assert {where for where, text in english.items() if re.search(r"\{(you|me)\}", text, re.I)} == set()


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("reasons.json", '"code": "no_l2"', '"code": "no_l_two"', GuideFault.REASON_UNKNOWN),
        ("tasks/alone.json", '"needs_practice", ', "", GuideFault.NOT_SEVEN),
        ("tasks/insurance.json", '"target": 2', '"target": 7', GuideFault.TARGET_OUTSIDE),
        (
            "tasks/insurance.json",
            '"label": "Tích hợp thông tin"',
            '"label": "Thêm"',
            GuideFault.LABEL_NOT_DRAWN,
        ),
        ("tasks/identity.json", '"secret": true', '"secret": false', GuideFault.SECRET_UNMARKED),
        ("tasks/identity.json", "đừng đọc mã số", "đọc mã số", GuideFault.ASKS_SECRET),
        ("tasks/install.json", "Kho ứng dụng mở ra", "Kho ứng dụng đồng bộ", GuideFault.WORD_BANNED),
        ("pack.json", '"identity", ', "", GuideFault.TASKS_WRONG),
        ("tasks/install.json", '"leads_to": "no_smartphone"', '"leads_to": "lost"', GuideFault.LEADS_UNKNOWN),
        (
            "tasks/identity.json",
            '"smartphone": ["no"]',
            '"smartphone": ["never"]',
            GuideFault.VARIANT_UNKNOWN,
        ),
        (
            "pack.json",
            '"retired": []',
            '"retired": [{"code": "no_l2", "version": 2, "meant": "x"}]',
            GuideFault.CODE_RETIRED,
        ),
        ("tasks/alone.json", '"topic": ["lost"]', '"topic": ["scam"]', GuideFault.PATH_EMPTY),
        ("reasons.json", '"slip": "{date} ', '"slip": "', GuideFault.SLIP_DATE),
        (
            "reasons.json",
            '"checked_on": "2026-11-22"',
            '"checked_on": "2026-12-22"',
            GuideFault.CHECKED_LATER,
        ),
    ],
)
def test_spoiling_what_we_ship_is_noticed(file: str, old: str, new: str, fault: GuideFault) -> None:
    files = shipped_files()
    whole = files[file].decode()
    assert old in whole
    spoiled = read_pack({**files, file: whole.replace(old, new).encode()})
    assert fault in {problem.code for problem in problems(spoiled)}


def test_the_files_are_written_for_people() -> None:
    """One language, real letters, no escapes: a content author reads and edits them."""
    for name in PACKS:
        for file, content in shipped_files(name).items():
            assert b"\\u" not in content, file
            assert json.loads(content), file
            assert max(len(line) for line in content.decode().splitlines()) <= 320, file

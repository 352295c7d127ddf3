"""The guide packs we ship are fit to guide a real person: nothing dangling, missing or unsafe."""

import json
import re
from functools import cache

import pytest

from app import resources
from app.contract.guide_format import read_overlay, read_pack
from app.domain.guide import GuidePack, Step
from app.domain.guide_check import overlay_problems, problems
from app.domain.guide_faults import GuideFault
from app.domain.guide_language import with_language
from app.domain.guide_picture import PictureStyle, picture_text
from app.domain.guide_texts import texts
from app.domain.guide_variants import by_age, narrowed, path
from app.domain.guide_words import fill, slip_sentence
from app.domain.ladder import TaskCode, TaskStatus
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
CARDS = {"install": 4, "identity": 5, "insurance": 5, "health_book": 4, "alone": 1}


@cache
def pack_of(name: str) -> GuidePack:
    return read_pack(shipped_files(name))


def steps_of(pack: GuidePack) -> list[Step]:
    return [step for task in pack.tasks for step in task.steps]


@pytest.mark.parametrize("name", PACKS)
def test_a_shipped_pack_has_no_problem(name: str) -> None:
    assert problems(pack_of(name)) == []


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


def test_the_way_of_a_new_person_is_eighteen_cards_and_one_to_close() -> None:
    """The measured keyboard scripts count on these numbers; whoever differs from the usual has other cards."""
    for name in PACKS:
        usual = narrowed(pack_of(name), {})
        assert {task.code.value: len(task.steps) for task in usual.tasks} == CARDS


@pytest.mark.parametrize(
    ("task", "chosen", "way"),
    [
        ("install", {"phone": "iphone"}, "store_iphone find_iphone get_iphone open"),
        ("install", {"state": "full"}, "store find space get open"),
        ("install", {"state": "old"}, "store find old get open"),
        ("install", {"state": "link"}, "remove store find get open"),
        ("install", {"smartphone": "no"}, "without"),
        ("identity", {"level": "none"}, "what bring"),
        ("identity", {"level": "waiting"}, "wait"),
        (
            "identity",
            {"person": "child"},
            "child_approved child_activate child_code child_keys child_enter",
        ),
        ("identity", {"person": "child", "level": "none"}, "child child_first child_police"),
        ("identity", {"person": "child", "level": "waiting"}, "wait"),
        ("identity", {"person": "foreigner"}, "approved foreigner_activate code keys enter"),
        ("identity", {"person": "foreigner", "smartphone": "no"}, "approved web code web_keys"),
        ("identity", {"person": "foreigner", "level": "none"}, "foreigner"),
        ("identity", {"person": "foreigner", "level": "waiting"}, "wait"),
        ("identity", {"smartphone": "no"}, "approved web code web_keys"),
        ("insurance", {"card": "fifteen"}, "wallet add fifteen send shown"),
        ("insurance", {"request": "sent"}, "wallet history shown"),
        ("insurance", {"card": "mismatch"}, "compare"),
        ("insurance", {"card": "expired"}, "expired"),
        ("insurance", {"card": "none"}, "none"),
        ("insurance", {"smartphone": "no"}, "paper"),
        ("health_book", {"app": "old"}, "update open agree fill look"),
        ("health_book", {"book": "empty"}, "again empty"),
        ("health_book", {"book": "clinic"}, "show"),
        ("health_book", {"book": "pdf"}, "again visit pdf"),
        ("health_book", {"book": "ward"}, "ward"),
        ("health_book", {"smartphone": "no"}, "without"),
        ("alone", {"topic": "passcode"}, "passcode try"),
        ("alone", {"topic": "password"}, "password try"),
        ("alone", {"topic": "new_phone"}, "new_phone try"),
        ("alone", {"topic": "old_gone"}, "chip try"),
        ("alone", {"topic": "lost"}, "lost"),
        ("alone", {"topic": "borrowed"}, "try devices unlink"),
        ("alone", {"topic": "scam"}, "try scam"),
    ],
)
def test_whoever_differs_from_the_usual_has_their_own_way(
    task: str, chosen: dict[str, str], way: str
) -> None:
    pack = pack_of(PACKS[-1])
    found = [step.code for step in path(pack, pack.task(TaskCode(task)), chosen)]
    assert found == [f"{task}.{card}" for card in way.split()]


def test_whoever_was_approved_can_finish_level_2() -> None:
    """Whoever they are: once the police approved it, the task ends as done, not with being sent away again."""
    pack = pack_of(PACKS[-1])
    [person] = [variant for variant in pack.variants if variant.code == "person"]
    for choice in person.choices:
        cards = path(pack, pack.task(TaskCode.IDENTITY), {"person": choice.code, "level": "approved"})
        assert [step.code for step in cards if step.leads_to] == [], choice.code
        assert sum(step.secret for step in cards) == 3, choice.code


def test_a_scanned_child_begins_with_the_cards_of_children() -> None:
    pack = pack_of(PACKS[-1])
    assert [by_age(pack, age) for age in (5, 13, 14)] == [{"person": "child"}, {"person": "child"}, {}]


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


def test_a_way_without_a_smartphone_asks_for_nothing_on_one() -> None:
    pack = narrowed(pack_of(PACKS[-1]), {"smartphone": "no"})
    on_a_phone = {PictureStyle.HOME, PictureStyle.LIST, PictureStyle.STORE, PictureStyle.TABS}
    shown = {step.code for task in pack.tasks[:4] for step in task.steps if step.picture.style in on_a_phone}
    assert shown == set()
    assert [task.steps[-1].leads_to for task in pack.tasks] == [
        *("no_smartphone", "", "paper_route", "no_smartphone", ""),
    ]


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


def test_what_was_not_confirmed_says_so() -> None:
    """The approval time, the oldest phones and the place of the health book are not known for certain."""
    pack = pack_of(PACKS[-1])
    doubted = {reason.code for reason in pack.reasons if not reason.verified}
    doubted |= {step.code for step in steps_of(pack) if not step.verified}
    doubted |= {line.number for line in pack.hotlines if not line.verified}
    assert {
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

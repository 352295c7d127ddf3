"""The ways through the shipped guide: for whom which cards, and that everybody gets somewhere."""

import pytest

from app.contract.guide_format import read_pack
from app.domain.guide_picture import PictureStyle
from app.domain.guide_variants import by_age, narrowed, path
from app.domain.ladder import TaskCode
from tests.support.guides import shipped_files

PACK = read_pack(shipped_files())
CARDS = {"install": 4, "identity": 5, "insurance": 5, "health_book": 4, "alone": 1}


def test_the_way_of_a_new_person_is_eighteen_cards_and_one_to_close() -> None:
    """The measured keyboard scripts count on these numbers; whoever differs from the usual has other cards."""
    usual = narrowed(PACK, {})
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
        ("identity", {"person": "child", "level": "waiting"}, "child_wait"),
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
    found = [step.code for step in path(PACK, PACK.task(TaskCode(task)), chosen)]
    assert found == [f"{task}.{card}" for card in way.split()]


def test_whoever_was_approved_can_finish_level_2() -> None:
    """Whoever they are: once the police approved it, the task ends as done, not with being sent away again."""
    [person] = [variant for variant in PACK.variants if variant.code == "person"]
    for choice in person.choices:
        cards = path(PACK, PACK.task(TaskCode.IDENTITY), {"person": choice.code, "level": "approved"})
        assert [step.code for step in cards if step.leads_to] == [], choice.code
        assert sum(step.secret for step in cards) == 3, choice.code


def test_a_scanned_child_begins_with_the_cards_of_children() -> None:
    assert [by_age(PACK, age) for age in (5, 13, 14)] == [{"person": "child"}, {"person": "child"}, {}]


def test_a_way_without_a_smartphone_asks_for_nothing_on_one() -> None:
    pack = narrowed(PACK, {"smartphone": "no"})
    on_a_phone = {PictureStyle.HOME, PictureStyle.LIST, PictureStyle.STORE, PictureStyle.TABS}
    shown = {step.code for task in pack.tasks[:4] for step in task.steps if step.picture.style in on_a_phone}
    assert shown == set()
    assert [task.steps[-1].leads_to for task in pack.tasks] == [
        *("no_smartphone", "", "paper_route", "no_smartphone", ""),
    ]

"""The practice cases we ship: eight, in both languages, about nobody, and each fits the guide it is played with."""

from __future__ import annotations

import re

import catalogue_rules as rules
import pytest

from app import resources
from app.contract.guide_format import read_pack
from app.domain.guide import GuidePack
from app.domain.guide_variants import by_age, path
from app.domain.guide_words import sentences
from app.domain.ladder import TaskStatus
from app.domain.portrait import portrait_of
from app.domain.practice import Answer, PracticeCase, Words
from app.domain.secrets_guard import looks_like_secret
from app.usecases.practice import facts_of, number_of
from tests.support.guides import shipped_files
from tests.support.practice import case_of, practice_files, shipped_cases, shipped_village

NAMED = {
    *("forgot_password", "no_level_2", "sim_not_own", "card_not_here"),
    *("lost_network", "speaks_hmong", "two_places", "says_no"),
}
"""Those of ux.md §3.19."""
BANNED = (*rules.BANNED, "khoẻ")
each_case = pytest.mark.parametrize("case", shipped_cases(), ids=lambda case: case.code)


@pytest.fixture(scope="module")
def pack() -> GuidePack:
    return read_pack(shipped_files())


def texts(case: PracticeCase) -> list[Words]:
    return [case.title, case.story, case.lesson, *case.hints]


def test_the_eight_are_there_in_order() -> None:
    assert [case.number for case in shipped_cases()] == list(range(1, 9))
    assert {case.code for case in shipped_cases()} == NAMED
    files = [name for name in practice_files() if name.startswith("cases/")]
    assert files == [f"cases/{case.number}_{case.code}.json" for case in shipped_cases()]


@each_case
def test_its_texts_are_short_kind_and_in_both_languages(case: PracticeCase) -> None:
    for words in texts(case):
        assert set(words) == {"vi", "en"}
        assert all(words.values())
        assert [one for one in BANNED if one in words["vi"].casefold()] == []
        long = [
            one
            for one in sentences(words["vi"])
            if len(re.sub("“[^”]*”", "x", one).split()) > rules.MAX_WORDS
        ]
        assert long == []
        assert not any(looks_like_secret(text) for text in words.values())


@each_case
def test_it_is_about_nobody(case: PracticeCase) -> None:
    assert re.fullmatch(r"\d{6}000000", number_of(case))


def test_the_people_of_the_village_are_nobody_and_not_those_of_the_cases() -> None:
    village = shipped_village()
    numbers = [one.card.split("|")[0] for one in village.people]
    assert all(re.fullmatch(r"\d{6}000000", number) for number in numbers)
    assert not {number_of(case) for case in shipped_cases()} & set(numbers)
    known = resources.text("places", "communes_sonla.csv")
    assert village.commune not in known
    assert village.commune_name not in known


@each_case
def test_its_end_can_be_chosen_on_a_card_of_the_guide(case: PracticeCase, pack: GuidePack) -> None:
    """One of the first seven reasons of a card on the way of somebody of that age, with the outcome wanted."""
    chosen = by_age(pack, portrait_of(facts_of(case.card, pack.date), pack.date).age)
    for wanted in case.ends:
        if wanted.status is TaskStatus.DONE:
            continue
        offered = {code for step in path(pack, pack.task(wanted.task), chosen) for code in step.reasons}
        assert set(wanted.reasons) <= offered
        assert {reason.outcome for reason in pack.reasons if reason.code in wanted.reasons} == {wanted.status}


def test_who_must_go_to_the_police_is_told_so_in_the_words_for_their_age() -> None:
    """A child goes with a parent and brings two cards: the reason of grown-ups would print the wrong slip."""
    [wanted] = [one for one in case_of("no_level_2").ends if one.reasons]
    assert wanted.reasons == ("child_no_l2",)


@each_case
def test_it_asks_for_what_it_can_be_judged_by(case: PracticeCase) -> None:
    assert case.ends
    assert 2 <= len(case.hints) <= 4
    assert bool(case.representative) == (case.answer is Answer.REPRESENTATIVE)
    assert not any(wanted.dated for wanted in case.ends if case.answer is Answer.DECLINED)

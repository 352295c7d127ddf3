"""Asking for consent: before it nothing is a record, after it one is, without it none ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.consent import VALID_DAYS, Method
from app.domain.draft import Draft, Stage, Standing
from app.domain.problems import Problem, ProblemCode
from app.usecases import consent, guidance, welcome
from app.usecases.consent import ConsentAnswer
from tests.support.laptop import GUIDE, MOTHER, Laptop, good, person, unsent

SPOKEN = ConsentAnswer(method=Method.SPOKEN)


def begin(laptop: Laptop, citizen: str = "", **values: str) -> Draft:
    desk = (laptop.store, laptop.clock, laptop.ids)
    if citizen:
        known = welcome.start_known(
            *desk, operator=laptop.operator, guide=GUIDE, citizen=citizen, values=values
        )
        return good(known)
    return good(welcome.start_new(*desk, operator=laptop.operator, guide=GUIDE, values=person(1)))


def give(
    laptop: Laptop, draft: Draft, answer: ConsentAnswer = SPOKEN, *, take_newer: bool = False
) -> Draft | Problem:
    return consent.give_consent(laptop.store, laptop.clock, laptop.ids, draft, answer, take_newer=take_newer)


def kinds(laptop: Laptop, draft: Draft) -> list[str]:
    """The kinds of what waits that belongs to this visit."""
    about = laptop.store.read().unsent(10**6, 10**3)
    return [
        one.change.kind for one in about if draft.citizen in (one.change.record, cited(one.change.fields))
    ]


def cited(fields: object) -> object:
    edit = dict(fields).get("citizen")  # type: ignore[call-overload]
    return edit.to if edit else None


CHILD = {**person(1), "birth": "2014-09-02"}


def begin_child(laptop: Laptop) -> Draft:
    laptop.clock.move(days=(date(2026, 11, 22) - laptop.clock.now().date()).days)
    desk = (laptop.store, laptop.clock, laptop.ids)
    return good(welcome.start_new(*desk, operator=laptop.operator, guide=GUIDE, values=CHILD))


@pytest.mark.parametrize(
    ("answer", "field"), [(SPOKEN, "representative"), (replace(MOTHER, relation="sibling"), "relation")]
)
def test_a_child_does_not_answer_nor_does_who_may_not(
    laptop: Laptop, answer: ConsentAnswer, field: str
) -> None:
    draft = begin_child(laptop)
    assert give(laptop, draft, answer) == Problem(ProblemCode.REPRESENTATIVE_MISSING, field)
    assert kinds(laptop, draft) == []


def test_the_mother_answers_for_a_child(laptop: Laptop) -> None:
    draft = begin_child(laptop)
    good(give(laptop, draft, MOTHER))
    assert kinds(laptop, draft) == ["citizen", "consent", "representative"]


def test_who_turns_out_to_be_a_child_is_asked_about_again(laptop: Laptop) -> None:
    laptop.help_new(1)
    citizen = laptop.store.read().people_with_number(str(person(1)["id_number"]))[0].citizen
    born = str(laptop.clock.now().date().year - 12)
    assert not consent.needs_consent(laptop.store, laptop.clock, begin(laptop, citizen))
    for draft in laptop.store.read().drafts():
        guidance.give_up(laptop.store, draft)
    assert consent.needs_consent(laptop.store, laptop.clock, begin(laptop, citizen, birth=born))


def test_yes_makes_the_person_and_the_consent_a_record(laptop: Laptop) -> None:
    draft = begin(laptop)
    assert consent.needs_consent(laptop.store, laptop.clock, draft)
    agreed = good(give(laptop, draft))
    assert (agreed.standing, agreed.stage, agreed.is_new) == (Standing.CONSENTED, Stage.TASKS, False)
    assert kinds(laptop, draft) == ["citizen", "consent"]
    record = laptop.store.read().record("citizen", draft.citizen)
    assert record is not None
    assert record["name"] == person(1)["name"]
    given = laptop.store.read().consent_of(draft.citizen, "support")
    assert given is not None
    assert (given["method"], given["given_on"]) == ("spoken", laptop.clock.now().date().isoformat())
    assert laptop.store.read().drafts()[0] == agreed


def test_yes_twice_is_one_yes(laptop: Laptop) -> None:
    agreed = good(give(laptop, begin(laptop)))
    before = unsent(laptop)
    assert give(laptop, agreed) == agreed
    assert unsent(laptop) == before


def test_consent_stands_for_a_year(laptop: Laptop) -> None:
    citizen = laptop.help_new(1).citizen
    again = begin(laptop, citizen)
    assert not consent.needs_consent(laptop.store, laptop.clock, again)
    assert consent.consent_stands(laptop.store, laptop.clock, again).standing is Standing.CONSENTED
    laptop.clock.move(days=VALID_DAYS)
    assert consent.needs_consent(laptop.store, laptop.clock, again)


def test_asked_again_it_is_a_new_record(laptop: Laptop) -> None:
    citizen = laptop.help_new(1).citizen
    laptop.clock.move(days=VALID_DAYS)
    draft = begin(laptop, citizen)
    give(laptop, draft)
    assert kinds(laptop, draft).count("consent") == 2
    assert not consent.needs_consent(laptop.store, laptop.clock, begin(laptop, citizen))


def test_no_wipes_the_person_and_makes_no_record(laptop: Laptop) -> None:
    before = unsent(laptop)
    draft = begin(laptop)
    anonymous = consent.refuse_consent(laptop.store, laptop.clock, draft)
    assert (anonymous.person, anonymous.citizen, anonymous.standing) == ({}, "", Standing.ANONYMOUS)
    assert laptop.store.read().drafts() == [anonymous]
    assert unsent(laptop) == before
    assert laptop.store.read().find_people("lo thi") == []
    assert not consent.needs_consent(laptop.store, laptop.clock, anonymous)


def test_a_representative_is_named(laptop: Laptop) -> None:
    answer = ConsentAnswer(method=Method.REPRESENTATIVE, relation="mother", representative=" Lò Thị Mẹ ")
    draft = begin(laptop)
    give(laptop, draft, answer)
    assert kinds(laptop, draft) == ["citizen", "consent", "representative"]
    given = laptop.store.read().consent_of(draft.citizen, "support")
    assert given is not None
    assert (given["method"], given["relation"]) == ("representative", "mother")


MISSING = [
    (ConsentAnswer(method=Method.REPRESENTATIVE, relation="mother"), ProblemCode.NAME_MISSING),
    (ConsentAnswer(method=Method.REPRESENTATIVE, representative="Lò Thị Mẹ"), ProblemCode.RELATION_MISSING),
    (
        ConsentAnswer(method=Method.REPRESENTATIVE, relation="mother", representative="Mẹ 482913"),
        ProblemCode.NOTE_HAS_SECRET,
    ),
]


@pytest.mark.parametrize(("answer", "code"), MISSING)
def test_half_a_representative_is_a_problem(laptop: Laptop, answer: ConsentAnswer, code: ProblemCode) -> None:
    before = unsent(laptop)
    problem = give(laptop, begin(laptop), answer)
    assert isinstance(problem, Problem)
    assert problem.code is code
    assert unsent(laptop) == before


@pytest.mark.parametrize("take", [True, False])
def test_newer_facts_are_taken_only_when_confirmed(laptop: Laptop, take: bool) -> None:
    citizen = laptop.help_new(1).citizen
    laptop.clock.move(days=VALID_DAYS)
    draft = begin(laptop, citizen, name="Lò Thị Khác")
    agreed = good(give(laptop, draft, take_newer=take))
    record = laptop.store.read().record("citizen", citizen)
    assert record is not None
    assert record["name"] == agreed.person["name"] == ("Lò Thị Khác" if take else person(1)["name"])

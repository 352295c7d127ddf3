"""Asking for consent: yes, yes through the family, no; and what each of them leaves on the machine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.address_form import AddressForm
from app.domain.consent import VALID_DAYS
from app.domain.draft import Contact, Draft, Stage, Standing
from app.domain.problems import Problem, ProblemCode
from app.presentation.consent import ConsentPresenter, ConsentState
from app.storage.store import SqliteStore
from app.usecases import welcome
from app.usecases.closing import finish_session
from tests.support.contents import everything
from tests.support.laptop import GUIDE, Laptop, good, person, unsent


class Asked:
    """One consent page and what it showed and ended in."""

    def __init__(self, laptop: Laptop, draft: Draft) -> None:
        self.shown: list[ConsentState] = []
        self.answers: list[Draft] = []
        self.presenter = ConsentPresenter(laptop.store, laptop.clock, laptop.ids, draft, self.answers.append)
        self.presenter.attach(self.shown.append)


def begin_new(laptop: Laptop) -> Draft:
    return good(
        welcome.start_new(
            laptop.store,
            laptop.clock,
            laptop.ids,
            operator=laptop.operator,
            guide=GUIDE,
            values={**person(1), "language": "thai"},
        )
    )


def begin_known(laptop: Laptop, **scanned: str) -> Draft:
    """Somebody whose consent has lapsed."""
    citizen = laptop.help_new(1).citizen
    laptop.clock.move(days=VALID_DAYS)
    begun = welcome.start_known(
        laptop.store,
        laptop.clock,
        laptop.ids,
        operator=laptop.operator,
        guide=GUIDE,
        citizen=citizen,
        values=scanned,
    )
    return good(begun)


def test_the_page_says_who_is_asked_and_ticks_nothing(laptop: Laptop) -> None:
    asked = Asked(laptop, begin_new(laptop))
    [state] = asked.shown
    assert (state.who.name, state.who.form, state.who.language) == ("Lò Thị Bn", AddressForm.BA, "thai")
    assert (state.newer, state.asks_representative, state.problems) == ({}, False, ())
    assert asked.answers == []


def test_yes_goes_on_with_the_person_on_file(laptop: Laptop) -> None:
    asked = Asked(laptop, begin_new(laptop))
    asked.presenter.agreed()
    [answer] = asked.answers
    assert (answer.standing, answer.stage) == (Standing.CONSENTED, Stage.TASKS)
    given = laptop.store.read().consent_of(answer.citizen, "support")
    assert given is not None
    assert (given["method"], given["language"], given["relation"]) == ("spoken", "vi", "")


def test_a_key_pressed_twice_is_one_yes(laptop: Laptop) -> None:
    asked = Asked(laptop, begin_new(laptop))
    asked.presenter.agreed()
    before = unsent(laptop)
    asked.presenter.agreed()
    assert unsent(laptop) == before
    assert asked.answers[0] == asked.answers[1]


def test_the_family_says_yes_by_name_and_relation(laptop: Laptop) -> None:
    asked = Asked(laptop, begin_new(laptop))
    asked.presenter.representative_asked()
    assert asked.shown[-1].asks_representative
    asked.presenter.agreed_by("Lò Văn Con", "child")
    [answer] = asked.answers
    given = laptop.store.read().consent_of(answer.citizen, "support")
    assert given is not None
    assert (given["method"], given["relation"], given["language"]) == ("representative", "child", "vi")
    [representative] = laptop.store.read().records("representative").values()
    assert (representative["name"], representative["citizen"]) == ("Lò Văn Con", answer.citizen)


MISSING = [
    ("", "child", Problem(ProblemCode.NAME_MISSING, "representative")),
    ("Lò Văn Con", "", Problem(ProblemCode.RELATION_MISSING, "relation")),
]


@pytest.mark.parametrize(("name", "relation", "problem"), MISSING)
def test_half_a_representative_is_said_on_the_page(
    laptop: Laptop, name: str, relation: str, problem: Problem
) -> None:
    asked = Asked(laptop, begin_new(laptop))
    asked.presenter.representative_asked()
    asked.presenter.agreed_by(name, relation)
    assert asked.shown[-1].problems == (problem,)
    assert asked.shown[-1].asks_representative
    assert asked.answers == []
    asked.presenter.back()
    assert (asked.shown[-1].problems, asked.shown[-1].asks_representative) == ((), False)
    assert laptop.store.read().drafts()[0].standing is Standing.ASKING


def test_for_a_child_enter_asks_who_answers(laptop: Laptop) -> None:
    born = laptop.clock.now().date().year - 12
    draft = begin_new(laptop)
    asked = Asked(laptop, replace(draft, person={**draft.person, "birth": str(born)}))
    assert asked.shown[0].for_child
    asked.presenter.agreed()
    assert asked.shown[-1].problems == (Problem(ProblemCode.REPRESENTATIVE_MISSING, "representative"),)
    asked.presenter.representative_asked()
    asked.presenter.agreed_by("Sồng Thị Dua", "parent")
    [answer] = asked.answers
    given = laptop.store.read().consent_of(answer.citizen, "support")
    assert given is not None
    assert (given["method"], given["relation"]) == ("representative", "parent")


def test_what_a_newer_card_says_is_taken_by_who_answers_too(laptop: Laptop) -> None:
    asked = Asked(laptop, begin_known(laptop, name="Lò Thị Mới"))
    asked.presenter.representative_asked(take_newer=True)
    asked.presenter.agreed_by("Lò Văn Con", "child")
    assert asked.answers[0].person["name"] == "Lò Thị Mới"


def test_no_leaves_nothing_of_somebody_new(store: SqliteStore, on_disk: Laptop) -> None:
    before = unsent(on_disk)
    draft = begin_new(on_disk)
    told = [str(person(1)["name"]), str(person(1)["id_number"]), "Bản Mẫu", draft.citizen]
    held = everything(store)
    assert [word for word in told if word not in held] == []
    asked = Asked(on_disk, draft)
    asked.presenter.declined()
    [answer] = asked.answers
    assert (answer.standing, answer.stage, answer.person) == (Standing.ANONYMOUS, Stage.TASKS, {})
    left = everything(store)
    assert [word for word in told if word in left] == []
    assert unsent(on_disk) == before
    assert on_disk.store.read().drafts() == [answer]


def test_what_a_newer_card_says_is_taken_only_with_a_yes_to_it(laptop: Laptop) -> None:
    asked = Asked(laptop, begin_known(laptop, name="Lò Thị Mới"))
    assert asked.shown[0].newer == {"name": "Lò Thị Mới"}
    asked.presenter.agreed(take_newer=True)
    record = laptop.store.read().record("citizen", asked.answers[0].citizen)
    assert record is not None
    assert record["name"] == "Lò Thị Mới"


def test_without_that_yes_the_record_stays(laptop: Laptop) -> None:
    asked = Asked(laptop, begin_known(laptop, name="Lò Thị Mới"))
    asked.presenter.agreed()
    record = laptop.store.read().record("citizen", asked.answers[0].citizen)
    assert record is not None
    assert record["name"] == person(1)["name"]
    assert asked.answers[0].person["name"] == person(1)["name"]


@pytest.mark.parametrize(("name", "is_kin"), [("lò thị bn", True), ("Hà Văn Khác", False)])
def test_who_came_with_them_answers_without_being_written_again(
    laptop: Laptop, name: str, is_kin: bool
) -> None:
    mother = laptop.meet_new(person(1))
    contact = Contact(phone="0987654214", owner="self", agreed=True)
    finish_session(laptop.store, laptop.clock, laptop.ids, mother, contact)
    begun = welcome.start_new(
        laptop.store,
        laptop.clock,
        laptop.ids,
        operator=laptop.operator,
        guide=GUIDE,
        values=person(2),
        beside=mother.citizen,
    )
    asked = Asked(laptop, good(begun))
    assert asked.shown[-1].representative == "Lò Thị Bn"
    asked.presenter.agreed_by(name, "parent", "birth_certificate")
    [kept] = laptop.store.read().records("representative").values()
    expected = (mother.citizen, "0987654214") if is_kin else ("", "")
    assert (kept["person"], kept["phone"]) == expected
    assert (kept["name"], kept["relation"], kept["basis"]) == (name, "parent", "birth_certificate")


def test_a_child_is_not_answered_for_by_whoever_of_the_house_came_along(laptop: Laptop) -> None:
    grandmother = laptop.help(laptop.meet_new({**person(1), "birth": "1950"})).citizen
    asked = Asked(laptop, child_of(laptop, grandmother))
    assert (asked.shown[-1].for_child, asked.shown[-1].representative) == (True, "")


def test_who_answered_for_a_child_last_is_offered_again_by_name_alone(laptop: Laptop) -> None:
    grandmother = laptop.help(laptop.meet_new({**person(1), "birth": "1950"})).citizen
    begun = child_of(laptop, grandmother)
    for place, name in enumerate(("Lò Thị Mẹ", "Lò Văn Cha", "Lò Thị Mẹ")):
        Asked(laptop, replace(begun, id=f"visit {place}")).presenter.agreed_by(
            name, "parent", "birth_certificate"
        )
        laptop.clock.move(days=1)
        assert Asked(laptop, replace(begun, id="another")).shown[-1].representative == name
    known = laptop.store.read().records("representative").values()
    assert sorted(str(one["name"]) for one in known) == ["Lò Thị Mẹ", "Lò Văn Cha"]


def child_of(laptop: Laptop, beside: str) -> Draft:
    begun = welcome.start_new(
        laptop.store,
        laptop.clock,
        laptop.ids,
        operator=laptop.operator,
        guide=GUIDE,
        values={**person(2), "birth": "2014"},
        beside=beside,
    )
    return good(begun)

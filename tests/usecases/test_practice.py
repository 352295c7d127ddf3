"""The practice village in a real store: who lives there, what two places wrote, and how a session ended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.consent import Method
from app.domain.differences import differences
from app.domain.draft import Draft
from app.domain.guide import GuidePack
from app.domain.ladder import TaskCode, TaskStatus
from app.domain.practice import Answer, Point, PracticeCase, judge
from app.domain.views import Finished
from app.usecases import closing, conflicts, consent, guidance, welcome
from app.usecases.device import Place, device_identity
from app.usecases.ports import Store
from app.usecases.practice import facts_of, number_of, reached, settle
from tests.support.guides import shipped_files
from tests.support.hands import CountedIds, HandClock
from tests.support.laptop import good
from tests.support.practice import case_of, shipped_cases, shipped_village
from tests.usecases.conftest import NewStore


@pytest.fixture
def new_store(new_real_store: NewStore) -> NewStore:
    return new_real_store


@pytest.fixture
def pack() -> GuidePack:
    from app.contract.guide_format import read_pack

    return read_pack(shipped_files())


class Learner:
    """Somebody who plays a case through the use cases."""

    def __init__(self, store: Store, pack: GuidePack, case: PracticeCase) -> None:
        self.store, self.pack, self.case = store, pack, case
        self.clock, self.ids = HandClock(), CountedIds()
        self.operator = settle(store, self.clock, self.ids, shipped_village(), case, "vi")

    def meet(self) -> Draft:
        """The person of the case, known or new; consent stands or has yet to be given."""
        values = facts_of(self.case.card, self.clock.now().date())
        people = self.store.read().people_with_number(number_of(self.case))
        known = {"operator": self.operator.id, "guide": "g@1"}
        if people:
            begun = welcome.start_known(
                self.store, self.clock, self.ids, citizen=people[0].citizen, values=values, **known
            )
            return consent.consent_stands(self.store, self.clock, good(begun))
        return good(welcome.start_new(self.store, self.clock, self.ids, values=values, **known))

    def agree(self, draft: Draft) -> Draft:
        """As the case has it."""
        match self.case.answer:
            case Answer.DECLINED:
                return consent.refuse_consent(self.store, self.clock, draft)
            case Answer.REPRESENTATIVE:
                answer = consent.ConsentAnswer(
                    method=Method.REPRESENTATIVE, representative=self.case.representative, relation="parent"
                )
            case Answer.SPOKEN:
                answer = consent.ConsentAnswer(method=Method.SPOKEN)
        return good(consent.give_consent(self.store, self.clock, self.ids, draft, answer))

    def finish(self, draft: Draft) -> Finished:
        """Every wanted end, one after another."""
        for wanted in self.case.ends:
            if wanted.status is TaskStatus.DONE:
                draft = guidance.end_task(
                    self.store, self.clock, draft, wanted.task, wanted.status, how="guided"
                )
                continue
            draft = guidance.open_task(self.store, self.clock, self.pack, draft, wanted.task)
            draft = guidance.ask_reason(self.store, self.clock, draft)
            day = self.clock.now().date() if wanted.dated else None
            answer = guidance.cannot_do(
                self.store, self.clock, self.pack, draft, reason=wanted.reasons[0], day=day, note=""
            )
            draft = good(answer)
        finished = closing.finish_session(self.store, self.clock, self.ids, draft)
        assert isinstance(finished, Finished)
        return finished

    def decide(self) -> None:
        """Keep what the other place wrote."""
        for asked in self.store.read().asked():
            choices = [(one, one.said[-1].value) for one in differences(asked)]
            conflicts.decide(self.store, self.clock, self.ids, self.operator.id, choices)


def wrong(learner: Learner, finished: Finished) -> list[Point]:
    outcome = reached(learner.store, learner.case, finished)
    assert outcome is not None
    return [finding.point for finding in judge(learner.case, outcome) if not finding.right]


@pytest.mark.parametrize("case", shipped_cases(), ids=lambda case: case.code)
def test_every_case_played_as_it_should_ends_right(
    new_store: NewStore, pack: GuidePack, case: PracticeCase
) -> None:
    learner = Learner(new_store(), pack, case)
    learner.decide()
    draft = learner.meet()
    draft = draft if case.before else learner.agree(draft)
    assert wrong(learner, learner.finish(draft)) == []


def test_the_village_is_nobody_s_and_is_marked_as_practice(new_store: NewStore, pack: GuidePack) -> None:
    learner = Learner(new_store(), pack, case_of("says_no"))
    reading = learner.store.read()
    identity = device_identity(learner.store)
    assert identity is not None
    assert (identity.place, identity.is_paired, identity.address) == (Place.TRAINING, False, "")
    names = {row.name for row in reading.find_people("lò")}
    assert names == {"Lò Thị Ín", "Lò Thị Ính"}
    assert not reading.people_with_number(number_of(learner.case)), "somebody new is met first"
    assert [one.change.kind for one in reading.unsent(10**6, 99)] == ["operator"]


def test_somebody_who_was_here_before_is_known_with_their_tasks(new_store: NewStore, pack: GuidePack) -> None:
    learner = Learner(new_store(), pack, case_of("forgot_password"))
    draft = learner.meet()
    assert {task for task, state in draft.before.items() if state.status.is_over} == set(tuple(TaskCode)[:2])
    [person] = learner.store.read().people_with_number(number_of(learner.case))
    assert (person.sessions, person.tasks_over) == (1, 2)


def test_a_difference_nobody_decided_is_seen(new_store: NewStore, pack: GuidePack) -> None:
    learner = Learner(new_store(), pack, case_of("two_places"))
    assert wrong(learner, learner.finish(learner.meet())) == [Point.DECIDED]


def test_a_no_that_was_overruled_is_seen(new_store: NewStore, pack: GuidePack) -> None:
    learner = Learner(new_store(), pack, case_of("says_no"))
    learner.case = replace(learner.case, answer=Answer.SPOKEN)
    finished = learner.finish(learner.agree(learner.meet()))
    learner.case = case_of("says_no")
    assert wrong(learner, finished) == [Point.CONSENT]


def test_somebody_else_s_session_is_not_judged(new_store: NewStore, pack: GuidePack) -> None:
    learner = Learner(new_store(), pack, case_of("forgot_password"))
    finished = learner.finish(learner.meet())
    assert reached(learner.store, case_of("sim_not_own"), finished) is None

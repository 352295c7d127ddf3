"""The running session: each answer saved before it is shown, the same card after a kill, nothing in silence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from app.contract.guide_format import read_overlay
from app.domain.address_form import AddressForm
from app.domain.appointments import DateChoice
from app.domain.draft import Draft, Stage
from app.domain.guide import GuidePack
from app.domain.guide_language import with_language
from app.domain.ladder import TaskCode, TaskStatus
from app.domain.problems import Problem, ProblemCode
from app.domain.views import Finished
from app.presentation.guided.presenter import GuidedPresenter, Ways
from app.presentation.guided.state import GuidedState, ReasonPage
from app.storage.store import SqliteStore
from app.usecases import consent, guidance, welcome
from app.usecases.closing import Contact
from tests.support.contents import everything
from tests.support.guides import shipped_files
from tests.support.laptop import GUIDE, Laptop, good, person, unsent

INSTALL, IDENTITY, INSURANCE, HEALTH_BOOK, ALONE = TaskCode


@dataclass
class Visit:
    """A presenter, what it showed, and where it led."""

    laptop: Laptop
    draft: Draft
    shown: list[GuidedState] = field(default_factory=list)
    finished: list[tuple[Finished, bool]] = field(default_factory=list)
    pauses: int = 0

    def __post_init__(self) -> None:
        self.session = GuidedPresenter(
            self.laptop.store,
            self.laptop.clock,
            self.laptop.ids,
            pack=self.laptop.pack,
            draft=self.draft,
            ways=Ways(finished=self._finished, paused=self._paused),
            market_weekday=5,
        )
        self.session.attach(self.shown.append)

    @property
    def state(self) -> GuidedState:
        return self.shown[-1]

    @property
    def page(self) -> ReasonPage:
        assert self.state.reason is not None
        return self.state.reason

    @property
    def place(self) -> tuple[Stage, TaskCode | None, str]:
        now = self.session.draft
        return now.stage, now.task, now.step

    def _finished(self, finished: Finished, _draft: Draft, print_slip: bool) -> None:
        self.finished.append((finished, print_slip))

    def _paused(self) -> None:
        self.pauses += 1


@pytest.fixture
def visit(laptop: Laptop) -> Visit:
    """Somebody who agreed, looking at the task list."""
    return Visit(laptop, laptop.meet_new(person(1)))


@pytest.fixture
def stuck(visit: Visit) -> Visit:
    """On the reasons of the first card of the second task, the first one being done."""
    visit.session.open_task(INSTALL)
    for _ in visit.laptop.pack.task(INSTALL).steps:
        visit.session.done()
    visit.session.cannot()
    return visit


def refused(laptop: Laptop) -> Draft:
    desk = (laptop.store, laptop.clock, laptop.ids)
    begun = welcome.start_new(*desk, operator=laptop.operator, guide=GUIDE, values=person(1))
    return consent.refuse_consent(laptop.store, laptop.clock, good(begun))


def kept(laptop: Laptop) -> Draft:
    [only] = laptop.store.read().drafts()
    return only


def test_the_list_of_tasks_comes_first(visit: Visit) -> None:
    state = visit.state
    assert (state.stage, state.next_task, state.card) == (Stage.TASKS, INSTALL, None)
    assert [task.code for task in state.tasks] == list(TaskCode)
    assert not any(task.is_today or task.is_current or task.steps for task in state.tasks)
    assert (state.who.name, state.anonymous) == (person(1)["name"], False)


def test_exactly_the_part_of_the_stage_is_shown(stuck: Visit) -> None:
    session = stuck.session
    session.back()
    session.to_review()
    session.back()
    for state in stuck.shown:
        parts = (state.card is not None, state.reason is not None, state.review is not None)
        stages = (Stage.STEP, Stage.REASON, Stage.REVIEW)
        assert parts == tuple(state.stage is stage for stage in stages)


def test_begin_opens_the_first_card_and_the_list_shows_the_cards(visit: Visit) -> None:
    visit.session.begin()
    assert visit.place == (Stage.STEP, INSTALL, "install.store")
    current = visit.state.tasks[0]
    assert (current.is_current, len(current.steps), current.steps[0].is_current) == (True, 4, True)
    visit.session.done()
    assert [step.is_done for step in visit.state.tasks[0].steps] == [True, False, False, False]


def test_what_is_shown_is_what_is_kept_after_every_answer(visit: Visit) -> None:
    session = visit.session
    acts = [
        session.begin,
        session.done,
        session.back,
        session.done,
        session.cannot,
        session.back,
        lambda: session.open_step("identity.code"),
        session.cannot,
        lambda: session.pick_reason("no_sim"),
        session.keep_reason,
        session.back,
        lambda: session.open_task(ALONE),
        session.not_applicable,
        session.to_review,
    ]
    for act in acts:
        visit.laptop.clock.move(seconds=7)
        act()
        assert kept(visit.laptop) == session.draft
        after_the_kill = Visit(visit.laptop, kept(visit.laptop))
        assert after_the_kill.place == visit.place
        assert after_the_kill.state.card == visit.state.card
        assert after_the_kill.state.tasks == visit.state.tasks
        assert after_the_kill.state.review == visit.state.review


def test_already_done_is_kept_as_such_and_goes_on(visit: Visit) -> None:
    visit.session.begin()
    assert visit.state.card is not None
    assert visit.state.card.already_done
    visit.session.already()
    end = visit.session.draft.ends[INSTALL]
    assert (end.status, end.how) == (TaskStatus.DONE, "already")
    assert visit.place == (Stage.STEP, IDENTITY, "identity.approved")
    visit.session.done()
    assert visit.state.card.already_done == ""


def test_not_applicable_goes_on_too(visit: Visit) -> None:
    visit.session.open_task(INSURANCE)
    visit.session.not_applicable()
    assert visit.session.draft.ends[INSURANCE].status is TaskStatus.NOT_APPLICABLE
    assert visit.place == (Stage.STEP, INSTALL, "install.store")


def test_without_an_open_task_nothing_is_ended(visit: Visit) -> None:
    before = visit.session.draft
    visit.session.already()
    visit.session.not_applicable()
    visit.session.cannot()
    visit.session.keep_reason()
    assert visit.session.draft == before


def test_back_goes_one_place_at_a_time(visit: Visit) -> None:
    session = visit.session
    session.begin()
    session.done()
    session.cannot()
    assert visit.place == (Stage.REASON, INSTALL, "install.find")
    session.back()
    assert visit.place == (Stage.STEP, INSTALL, "install.find")
    session.back()
    assert visit.place == (Stage.STEP, INSTALL, "install.store")
    session.back()
    assert visit.place == (Stage.TASKS, None, "")
    session.to_review()
    session.back()
    assert visit.place == (Stage.TASKS, None, "")


def test_any_card_can_be_opened_and_an_unknown_one_is_not(visit: Visit) -> None:
    visit.session.open_step("health_book.fill")
    assert visit.place == (Stage.STEP, HEALTH_BOOK, "health_book.fill")
    visit.session.open_step("no.such")
    assert visit.place == (Stage.STEP, HEALTH_BOOK, "health_book.fill")


def test_the_reasons_are_those_of_the_card(stuck: Visit) -> None:
    step = stuck.laptop.pack.step("identity.approved")
    assert step is not None
    assert tuple(reason.code for reason in stuck.page.seven) == step.reasons
    assert not set(stuck.page.seven) & set(stuck.page.others)
    assert len(stuck.page.seven) + len(stuck.page.others) == len(stuck.laptop.pack.reasons)
    assert (stuck.page.chosen, stuck.page.choice, stuck.page.next_number) == (None, None, None)


def test_a_reason_from_the_long_list_counts_as_well(stuck: Visit) -> None:
    stuck.session.pick_reason("lost_phone")
    assert stuck.page.chosen is not None
    assert stuck.page.chosen in stuck.page.others
    stuck.session.keep_reason()
    assert stuck.session.draft.ends[IDENTITY].reason == "lost_phone"
    stuck.session.pick_reason("later")  # the reasons are no longer on screen
    assert stuck.state.reason is None


@pytest.mark.parametrize(("code", "number"), [("no_l2", None), ("l2_pending", None), ("under_age", 3)])
def test_the_button_says_where_it_leads(stuck: Visit, code: str, number: int | None) -> None:
    """Behind a task that is stuck nothing is offered, so the check page comes; one not needed lets go on."""
    stuck.session.pick_reason(code)
    assert stuck.page.next_number == number
    stuck.session.keep_reason()
    reached = None if stuck.session.draft.task is None else list(TaskCode).index(stuck.session.draft.task) + 1
    assert reached == number


def test_a_reason_that_is_none_chooses_nothing(stuck: Visit) -> None:
    stuck.session.pick_reason("no_such_reason")
    stuck.session.keep_reason()
    assert stuck.page.chosen is None
    assert stuck.place[0] is Stage.REASON


def test_a_day_that_has_passed_is_said_and_nothing_is_kept(stuck: Visit) -> None:
    stuck.session.pick_reason("no_l2")
    yesterday = stuck.laptop.clock.now().date() - timedelta(days=1)
    stuck.session.pick_date(DateChoice.PICK, yesterday)
    stuck.session.keep_reason()
    assert stuck.page.problems == (Problem(ProblemCode.DAY_IN_PAST, "day"),)
    assert IDENTITY not in stuck.session.draft.ends
    stuck.session.pick_date(DateChoice.TOMORROW)
    assert stuck.page.problems == ()


def test_a_note_that_looks_like_a_secret_is_not_kept(store: SqliteStore, stuck: Visit) -> None:
    stuck.session.pick_reason("other")
    stuck.session.note_typed("mã xác thực 135790")
    stuck.session.keep_reason()
    assert stuck.page.problems == (Problem(ProblemCode.NOTE_HAS_SECRET, "note"),)
    assert stuck.page.note == "mã xác thực 135790"
    assert "135790" not in everything(store)
    stuck.session.note_typed("máy của con trai")
    stuck.session.keep_reason()
    assert stuck.session.draft.ends[IDENTITY].note == "máy của con trai"


def test_a_note_to_a_reason_without_one_is_not_kept(stuck: Visit) -> None:
    stuck.session.pick_reason("other")
    stuck.session.note_typed("máy của con trai")
    stuck.session.pick_reason("later")
    stuck.session.keep_reason()
    assert stuck.session.draft.ends[IDENTITY].note == ""


def test_what_stands_on_a_stuck_task_follows_it(stuck: Visit) -> None:
    stuck.session.pick_reason("no_l2")
    stuck.session.keep_reason()
    assert stuck.state.review is not None
    rows = {row.code: row for row in stuck.state.review.rows}
    assert [rows[code].state.how for code in TaskCode] == [
        "guided",
        "guided",
        "follows",
        "follows",
        "follows",
    ]
    for code in (INSURANCE, HEALTH_BOOK, ALONE):
        assert (rows[code].state.status, rows[code].state.reason) == (TaskStatus.BLOCKED, "no_l2")
        assert rows[code].reason_title == rows[IDENTITY].reason_title
    stuck.session.begin()
    assert stuck.state.stage is Stage.REVIEW


def test_what_was_not_reached_is_left_for_later(visit: Visit) -> None:
    visit.session.begin()
    visit.session.to_review()
    ends = visit.session.draft.ends
    assert {(end.status, end.reason, end.how) for end in ends.values()} == {
        (TaskStatus.BLOCKED, "later", "left")
    }


def test_the_check_page_asks_for_a_number_only_with_a_yes_to_it(visit: Visit) -> None:
    visit.session.to_review()
    visit.session.finish(Contact("0900000000", "child", agreed=False), print_slip=True)
    assert visit.state.review is not None
    assert visit.state.review.problems == (Problem(ProblemCode.PHONE_NOT_AGREED, "phone_agreed"),)
    assert visit.finished == []
    visit.session.finish(Contact("0900 000 000", "child", agreed=True), print_slip=False)
    [(finished, print_slip)] = visit.finished
    assert not print_slip
    kept_phone = {key: finished.person[key] for key in ("phone", "phone_owner", "phone_agreed")}
    assert kept_phone == {"phone": "0900000000", "phone_owner": "child", "phone_agreed": True}


def test_the_number_on_file_is_shown_to_be_checked(visit: Visit) -> None:
    visit.session.to_review()
    visit.session.finish(Contact("0900000000", "self", agreed=True), print_slip=True)
    again = Visit(visit.laptop, visit.laptop.meet_again(visit.finished[0][0].citizen))
    again.session.to_review()
    review = again.state.review
    assert review is not None
    assert (review.phone, review.phone_owner, review.phone_agreed) == ("0900000000", "self", True)


def test_finishing_twice_is_one_session(visit: Visit) -> None:
    visit.session.to_review()
    visit.session.finish(None, print_slip=True)
    before = unsent(visit.laptop)
    visit.session.finish(None, print_slip=True)
    assert unsent(visit.laptop) == before
    assert visit.finished[0] == visit.finished[1]
    assert visit.laptop.store.read().drafts() == []


def test_a_paused_session_goes_on_with_somebody_else(visit: Visit) -> None:
    visit.session.begin()
    visit.session.done()
    visit.session.pause()
    assert visit.pauses == 1
    draft = guidance.resume(visit.laptop.store, visit.laptop.clock, visit.draft.id, "second operator")
    assert draft is not None
    again = Visit(visit.laptop, draft)
    assert again.place == (Stage.STEP, INSTALL, "install.find")
    again.session.already()
    assert again.session.draft.operator == "second operator"


def test_without_consent_guidance_is_the_same_and_one_is_counted(store: SqliteStore, laptop: Laptop) -> None:
    visit = Visit(laptop, refused(laptop))
    visit.session.begin()
    assert (visit.state.anonymous, visit.state.who.is_known) == (True, False)
    while visit.state.stage is Stage.STEP:
        visit.session.done()
    visit.session.finish(None, print_slip=True)
    [(finished, _)] = visit.finished
    assert (finished.session, finished.citizen, finished.person) == ("", "", {})
    assert finished.values["code"]
    counts = laptop.store.read().day_counts(laptop.clock.now().date())
    assert (counts.anonymous, counts.sessions, laptop.store.read().drafts()) == (1, 0, [])
    for word in (person(1)["name"], person(1)["id_number"], "Bản Mẫu"):
        assert str(word) not in everything(store)


def test_the_same_cards_in_another_language(visit: Visit, pack: GuidePack) -> None:
    visit.session.begin()
    before = visit.place
    overlay = read_overlay(shipped_files(), "en")
    assert overlay is not None
    english = with_language(pack, overlay)
    visit.session.speak(english)
    assert visit.state.card is not None
    assert visit.state.card.say == english.task(INSTALL).steps[0].say
    assert visit.place == before


@pytest.mark.parametrize("form", list(AddressForm))
def test_every_card_calls_the_person_and_nobody_by_the_same_word(visit: Visit, form: AddressForm) -> None:
    values = {**person(1), "address_form": form.value}
    spoken = Visit(visit.laptop, good(_with(visit.draft, values)))
    assert form.own_word != form.word
    for step in (step for task in spoken.laptop.pack.tasks for step in task.steps):
        spoken.session.open_step(step.code)
        card = spoken.state.card
        assert card is not None
        parts = [card.title, card.say, card.expect, card.already_done, card.secret_line, card.picture_text]
        text = " ".join((*parts, *(word for pair in card.trouble for word in pair)))
        assert "{" not in text
        assert "}" not in text


def test_times_are_those_of_the_session(visit: Visit) -> None:
    visit.laptop.clock.move(minutes=6)
    visit.session.begin()
    assert visit.state.now - visit.state.started == timedelta(minutes=6)
    assert visit.state.saved == visit.state.now


def _with(draft: Draft, values: dict[str, object]) -> Draft:
    return Draft(**{**{name: getattr(draft, name) for name in draft.__slots__}, "person": values})

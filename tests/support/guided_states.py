"""The session in each of its stages, with the guide that is shipped: real presenters over made-up drafts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.desktop.bootstrap import load_pack
from app.domain.draft import Draft, Stage, Standing, TaskEnd, left_until, reviewed
from app.domain.guide_variants import leading_to
from app.domain.ladder import TaskCode, TaskState, TaskStatus
from app.domain.portrait import Portrait
from app.domain.views import Finished
from app.i18n import language
from app.presentation.guided.presenter import GuidedPresenter, Ways
from app.presentation.guided.views import card_of
from tests.support.fake_store import FakeStore
from tests.support.hands import CountedIds, HandClock
from tests.support.states import HAC, MAI, NOW, TODAY, values_of

DONE_BEFORE = TaskState(status=TaskStatus.DONE, by="other", how="guided")
SATURDAY = 5


def draft(stage: Stage, *, who: Portrait = HAC, **changes: Any) -> Draft:  # noqa: ANN401
    """Bà Hặc's session, six minutes old: she had VNeID from before, level 2 too."""
    began = int((NOW - timedelta(minutes=6)).timestamp())
    fields: dict[str, Any] = {
        "id": "session",
        "operator": MAI.id,
        "started": began,
        "touched": int(NOW.timestamp()),
        "guide": "sonla-2026-11@1",
        "code": "K7Q2M4T9XB",
        "standing": Standing.CONSENTED,
        "citizen": "citizen",
        "person": values_of(who),
        "before": {TaskCode.INSTALL: DONE_BEFORE, TaskCode.IDENTITY: DONE_BEFORE},
    }
    return Draft(stage=stage, **{**fields, **changes})


def on_card(step: str, *, stage: Stage = Stage.STEP, **changes: Any) -> Draft:  # noqa: ANN401
    """Standing on one card, the cards before it done."""
    pack = load_pack("vi")
    task = pack.task_of(step)
    assert task is not None, step
    cards = [card.code for card in task.steps]
    done = tuple(cards[: cards.index(step)])
    return draft(stage, task=task.code, step=step, steps_done=done, **changes)


def counted(step: str) -> tuple[int, int]:
    """The number of a card and how many there are, as staff read it on the way that leads to it."""
    pack = load_pack("vi")
    found = pack.step(step)
    assert found is not None, step
    card = card_of(on_card(step, choices=leading_to(pack, found)), pack, "", "")
    assert card is not None
    return card.number, card.total


def on_first_card() -> Draft:
    """Where a task begins, and may be told to be done already."""
    return on_card("install.store", before={})


def resumed() -> Draft:
    """She came back for the card on which an earlier day ended."""
    step = "insurance.add"
    stuck = TaskState(status=TaskStatus.BLOCKED, reason="card_not_here", step=step)
    before = {TaskCode.INSTALL: DONE_BEFORE, TaskCode.IDENTITY: DONE_BEFORE, TaskCode.INSURANCE: stuck}
    return draft(Stage.STEP, task=TaskCode.INSURANCE, step=step, before=before)


def ended() -> Draft:
    """Everything has an outcome: two from before, one blocked with a day, two that hang on it."""
    end = TaskEnd(
        status=TaskStatus.BLOCKED,
        reason="card_not_here",
        day=(TODAY + timedelta(days=3)).isoformat(),
        place="point",
    )
    return reviewed(draft(Stage.REVIEW, ends={TaskCode.INSURANCE: end}))


def left_over() -> Draft:
    """Time was up before anything was done: the day to come back is asked."""
    day = (TODAY + timedelta(days=8)).isoformat()
    return left_until(reviewed(draft(Stage.REVIEW, before={})), day)


def every_ending() -> Draft:
    """All five drawings of a task at once."""
    day = (TODAY + timedelta(days=6)).isoformat()
    ends = {
        TaskCode.IDENTITY: TaskEnd(status=TaskStatus.WAITING, reason="l2_pending", day=day),
        TaskCode.INSURANCE: TaskEnd(status=TaskStatus.BLOCKED, reason="bhyt_mismatch", day=day),
        TaskCode.HEALTH_BOOK: TaskEnd(status=TaskStatus.REFUSED, reason="refused"),
        TaskCode.ALONE: TaskEnd(status=TaskStatus.NOT_APPLICABLE, how="told"),
    }
    return draft(Stage.REVIEW, before={TaskCode.INSTALL: DONE_BEFORE}, ends=ends)


def anonymous(stage: Stage = Stage.TASKS) -> Draft:
    """Somebody who did not want to be written down."""
    return draft(stage, standing=Standing.ANONYMOUS, citizen="", person={}, before={})


def guided(of: Draft, *, market: int | None = SATURDAY) -> GuidedPresenter:
    """The real presenter on a draft, with an empty store: what is saved is tried with a real one elsewhere."""
    return GuidedPresenter(
        FakeStore(),
        HandClock(NOW),
        CountedIds(),
        pack=load_pack(language()),
        draft=of,
        ways=Ways(finished=lambda _finished, _draft, _paper: None, paused=lambda: None),
        market_weekday=market,
    )


def all_stuck() -> Draft:
    """Five tasks, five reasons: more than one sheet of paper holds."""
    reasons = ("no_smartphone", "sim_not_own", "bhyt_mismatch", "suspect_scam", "later")
    day = (TODAY + timedelta(days=6)).isoformat()
    ends = {
        task: TaskEnd(status=TaskStatus.BLOCKED, reason=reason, day=day)
        for task, reason in zip(TaskCode, reasons, strict=True)
    }
    return draft(Stage.REVIEW, before={}, ends=ends)


def finished(of: Draft | None = None) -> Finished:
    """What is left of bà Hặc's session, or of this one, for its slip."""
    of = of or ended()
    ladder = {code.value: state.to_value() for code, state in of.before.items()}
    for code, end in of.ends.items():
        state = TaskState(status=end.status, reason=end.reason, recheck=end.day, how=end.how)
        ladder[code.value] = state.to_value()
    return Finished(
        session="session", citizen="citizen", person=of.person, values={"code": of.code}, ladder=ladder
    )

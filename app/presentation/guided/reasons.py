"""Choosing a reason and a day: what the page offers and how a choice moves it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from app.domain.appointments import DateChoice, offered_dates, open_day
from app.domain.draft import Draft, TaskEnd, ended, next_task
from app.domain.guide import GuidePack, Reason, offered
from app.domain.guide_words import fill
from app.domain.ladder import TaskCode, TaskStatus
from app.presentation.guided.state import ReasonPage
from app.usecases.guidance import suggested_day


def page_of(
    draft: Draft, pack: GuidePack, you: str, today: date, market_weekday: int | None
) -> ReasonPage | None:
    """The page for the card the draft stands on; None when the pack no longer has it.

    Chosen is what the card leads to, or what was answered before, with its day and its note.
    """
    step = pack.step(draft.step)
    if step is None or draft.task is None:
        return None
    offer = offered(pack, step)
    page = ReasonPage(
        task_title=fill(pack.task(draft.task).short_title, you),
        seven=offer.seven,
        others=offer.others,
        titles={reason.code: fill(reason.title, you) for reason in (*offer.seven, *offer.others)},
        dates=offered_dates(today, market_weekday),
        agreed=min((day for day in _agreed(draft) if day >= today), default=None),
    )
    answered = draft.ends.get(draft.task)
    if answered is not None and answered.reason and step.leads_to in ("", answered.reason):
        return _as_answered(page, pack, draft, answered, today)
    usual = pack.reason(step.leads_to)
    return with_reason(page, pack, draft, usual, today) if usual else page


def with_reason(page: ReasonPage, pack: GuidePack, draft: Draft, reason: Reason, today: date) -> ReasonPage:
    """The page with a reason chosen; unless a day was picked by hand it proposes one agreed, else its usual one.

    One way to the desk is enough: whoever comes back for one task can go on with the other. But not before the
    usual day of this one: that way would be for nothing.
    """
    page = replace(page, next_number=_number_after(draft, reason.outcome))
    if page.by_hand:
        return replace(page, chosen=reason, problems=())
    day = suggested_day(pack, reason, today)
    if day is not None:
        usual = day if day in page.dates.values() else open_day(day)
        day = min((agreed for agreed in _agreed(draft) if agreed >= day), default=usual)
    return replace(page, chosen=reason, day=day, choice=choice_for(page.dates, day), problems=())


def _as_answered(page: ReasonPage, pack: GuidePack, draft: Draft, end: TaskEnd, today: date) -> ReasonPage:
    """The page as it was left; a day that has passed meanwhile is proposed anew."""
    reason = pack.reason(end.reason)
    if reason is None:
        return page
    page = with_reason(replace(page, note=end.note), pack, draft, reason, today)
    day = date.fromisoformat(end.day) if end.day else None
    if day == page.day or (day is not None and day < today):
        return page
    return replace(page, day=day, choice=choice_for(page.dates, day), by_hand=True)


def with_date(page: ReasonPage, choice: DateChoice, picked: date | None = None) -> ReasonPage:
    """The page with a day chosen; PICK brings its own day."""
    day = picked if choice is DateChoice.PICK else page.dates.get(choice)
    return replace(page, choice=choice, day=day, by_hand=True, problems=())


def choice_for(dates: Mapping[DateChoice, date | None], day: date | None) -> DateChoice:
    """The chip that stands for a day."""
    if day is None:
        return DateChoice.NONE
    return next((choice for choice, offered_day in dates.items() if offered_day == day), DateChoice.PICK)


def _agreed(draft: Draft) -> list[date]:
    """The days this session has for other tasks."""
    ends = [end for task, end in draft.ends.items() if end.day and task is not draft.task]
    return [date.fromisoformat(end.day) for end in ends]


def _number_after(draft: Draft, outcome: TaskStatus) -> int | None:
    """The number of the task that comes up when this one ends so; None when the check page does."""
    if draft.task is None:
        return None
    following = next_task(ended(draft, draft.task, TaskEnd(status=outcome)))
    return tuple(TaskCode).index(following) + 1 if following else None

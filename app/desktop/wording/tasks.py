"""How a task stands and who has to act, in words and in the shape drawn beside it."""

from __future__ import annotations

from datetime import date

from app.desktop.widgets.status_dot import Status
from app.domain.guide import WhoActs
from app.domain.ladder import FOLLOWS, LEFT, TaskState, TaskStatus
from app.i18n import DateStyle, _, format_date


def status_word(status: TaskStatus) -> str:
    """One short word for a status."""
    words = {
        TaskStatus.NOT_STARTED: _("Not started"),
        TaskStatus.REFUSED: _("Does not want to"),
        TaskStatus.BLOCKED: _("Not done yet"),
        TaskStatus.WAITING: _("Waiting"),
        TaskStatus.DONE: _("Done"),
        TaskStatus.NOT_APPLICABLE: _("Not needed"),
    }
    return words[status]


def shape(status: TaskStatus) -> Status:
    """The dot drawn for a status."""
    return {
        TaskStatus.NOT_STARTED: Status.AHEAD,
        TaskStatus.REFUSED: Status.REFUSED,
        TaskStatus.BLOCKED: Status.BLOCKED,
        TaskStatus.WAITING: Status.WAITING,
        TaskStatus.DONE: Status.DONE,
        TaskStatus.NOT_APPLICABLE: Status.NOT_APPLICABLE,
    }[status]


def who_acts(who: WhoActs, you: str = "") -> str:
    """Who has to act, in a few words; the person by how they are addressed, where that is known."""
    return {
        WhoActs.CITIZEN: you or _("the person"),
        WhoActs.POLICE: _("the police"),
        WhoActs.INSURANCE_OFFICE: _("the insurance office"),
        WhoActs.CARRIER: _("the phone company"),
        WhoActs.POINT: _("the support point"),
        WhoActs.FAMILY: _("the family"),
        WhoActs.NOBODY: _("nobody: it takes its time"),
    }[who]


def ending(state: TaskState, reason_title: str, *, is_today: bool) -> str:
    """How a task ended: `Xong`, `Chờ · hẹn Thứ Bảy 18/10`, `Đã có từ trước`."""
    if state.status is TaskStatus.DONE and (state.how == "already" or not is_today):
        return _("Had it before")
    if state.status is TaskStatus.NOT_STARTED:
        return status_word(state.status)
    if state.how in _UNTOUCHED:
        return untouched(state.how)
    word = status_word(state.status)
    parts = [f"{word}: {_lower(reason_title)}" if reason_title else word]
    if state.recheck:
        day = format_date(date.fromisoformat(state.recheck), DateStyle.WEEKDAY)
        parts.append(_("back on {day}").format(day=day))
    return " · ".join(parts)


_UNTOUCHED = (FOLLOWS, LEFT)


def untouched(how: str) -> str:
    """A task nobody came to: it waits for the one before it, or for another day."""
    return _("After the task before it") if how == FOLLOWS else _("Another day")


def _lower(sentence: str) -> str:
    is_name = sentence[1:2].isupper() or sentence.startswith(("Thái", "H'Mông", "SIM", "VNeID"))
    return sentence if is_name else sentence[:1].lower() + sentence[1:]

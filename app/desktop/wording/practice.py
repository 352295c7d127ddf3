"""What practice says: results of cases, what was looked at, the time taken."""

from __future__ import annotations

from collections.abc import Mapping

from app.desktop.theme.tokens import Tone
from app.domain.ladder import TaskStatus
from app.domain.practice import Answer, Attempt, Finding, Point, WantedEnd
from app.i18n import _, ngettext
from app.presentation.practice import PracticeState, Result


def result(found: Result) -> tuple[str, Tone]:
    """The tag of a case in the list; a new one has none."""
    match found:
        case Result.RIGHT:
            return _("Right"), Tone.OK
        case Result.NOT_YET:
            return _("Not yet right"), Tone.WARN
        case Result.NEW:
            return "", Tone.PLAIN


def clock(seconds: int) -> str:
    """`4:07`."""
    return f"{seconds // 60}:{seconds % 60:02}"


def finding(one: Finding, titles: Mapping[str, str]) -> str:
    """What was looked at, as what is right; whether it was so is told by a sign beside it."""
    match one.point:
        case Point.CONSENT:
            return _answer(one.answer)
        case Point.DECIDED:
            return _("The telephone number was decided.")
        case Point.SECRET:
            return _("No password and no code was written down.")
        case Point.DAY:
            return _("A day was agreed for: {task}.").format(task=_task(one.wanted, titles))
        case Point.END:
            return _end(one.wanted, titles)


def summary(state: PracticeState) -> str:
    """How long it took, and with how many hints."""
    words = _("{time} of {minutes} minutes, {hints}")
    return words.format(time=clock(state.seconds), minutes=state.case.minutes, hints=_hints(state.hints))


def attempt(one: Attempt) -> str:
    """`4:07 · 2 gợi ý`: how the last attempt went, for a trainer."""
    return f"{clock(one.seconds)} · {_hints(one.hints)}"


def _hints(count: int) -> str:
    return ngettext("{count} hint", "{count} hints", count).format(count=count)


def _answer(answer: Answer | None) -> str:
    match answer:
        case Answer.REPRESENTATIVE:
            return _("The family was asked and agreed.")
        case Answer.DECLINED:
            return _("The no was respected: nothing is kept.")
        case _:
            return _("The person was asked and agreed.")


def _end(wanted: WantedEnd | None, titles: Mapping[str, str]) -> str:
    if wanted is None:
        return ""
    reasons = " / ".join(titles.get(code, code) for code in wanted.reasons)
    status = _("done") if wanted.status is TaskStatus.DONE else reasons
    return f"{_task(wanted, titles)}: {status}"


def _task(wanted: WantedEnd | None, titles: Mapping[str, str]) -> str:
    return titles.get(wanted.task.value, "") if wanted else ""

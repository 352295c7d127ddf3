"""The sentences of a slip, from a finished session and the guide it was made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.desktop.wording import people
from app.desktop.wording.dates import long_day
from app.desktop.wording.tasks import untouched
from app.domain.changes import Value
from app.domain.consent import is_child
from app.domain.guide import GuidePack, Reason
from app.domain.guide_variants import by_age, spoken_to
from app.domain.guide_words import fill, slip_sentence
from app.domain.ladder import FOLLOWS, LEFT, TaskCode, TaskState, TaskStatus, ladder_of
from app.domain.portrait import Portrait, portrait_of
from app.domain.slip import Slip, SlipLine, SlipShape
from app.domain.views import Finished
from app.i18n import DateStyle, _, format_date
from app.usecases.device import DeviceIdentity, Place

SHAPES = {
    TaskStatus.DONE: SlipShape.DONE,
    TaskStatus.NOT_APPLICABLE: SlipShape.OPEN,
    TaskStatus.WAITING: SlipShape.WAITING,
    TaskStatus.BLOCKED: SlipShape.STUCK,
    TaskStatus.REFUSED: SlipShape.OPEN,
    TaskStatus.NOT_STARTED: SlipShape.OPEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where the slip comes from; `phone` and `hours` may be unknown."""

    name: str
    phone: str = ""
    hours: str = ""
    mark: str = ""


def desk_of(identity: DeviceIdentity | None, points: Mapping[str, Mapping[str, Value]]) -> Desk:
    """The desk as central knows it; before pairing it is named after the commune. Practice is marked."""
    if identity is None:
        return Desk(name=_("Support point"))
    point = points.get(identity.support_point, {})
    name = identity.point_name or _("Support point of {commune}").format(
        commune=_inside(identity.commune_name)
    )
    mark = _("PRACTICE") if identity.place is Place.TRAINING else ""
    return Desk(
        name=name, phone=str(point.get("phone") or ""), hours=str(point.get("hours") or ""), mark=mark
    )


def _inside(commune: str) -> str:
    """`phường Tô Hiệu` within a sentence: only the name itself is written large."""
    first, space, name = commune.partition(" ")
    return f"{first.lower()}{space}{name}" if name else commune


def slip_of(finished: Finished, pack: GuidePack, desk: Desk, today: date, representative: str = "") -> Slip:
    """The slip of a finished session. Call it while the citizen's language is in force.

    A child's slip names who answers for it; where the cards were said to the parents, the slip is, too.
    """
    who = portrait_of(finished.person, today)
    states = _states(finished)
    ahead = _ahead(states, pack, today)
    days = sorted(_days(states, today))
    day = days[0] if days else None
    word = spoken_to(pack, by_age(pack, who.age), people.you(who.form))
    code = _code(finished)
    return Slip(
        title=_("GUIDANCE SLIP"),
        point=desk.name,
        day=format_date(_day_of(finished, today), DateStyle.FULL),
        greeting=_greeting(who, representative if is_child(who.age) else ""),
        number=_("ID number {number}").format(number=_masked(finished.person)) if who.last_digits else "",
        lines=tuple(_line(code, state, pack, word) for code, state in states.items()),
        back_label=_("Please come back, {you}").format(you=word) if day else "",
        back_day=long_day(day) if day else "",
        back_detail=" · ".join(part for part in (desk.name, desk.hours) if part) if day else "",
        back_others=tuple(_other_day(other, states, pack, word) for other in days[1:]),
        bring_label=_("{You}, please bring").format(You=f"{word[:1].upper()}{word[1:]}"),
        bring=_bring(ahead, word),
        advice=tuple(slip_sentence(one.reason, word, long_day(one.day) if one.day else "") for one in ahead),
        safety=fill(pack.words.safety, word),
        warning=fill(pack.words.anti_scam[-1], word) if pack.words.anti_scam else "",
        code=code,
        code_words=_code_words() if code else (),
        contact=_contact(desk),
        hotlines=tuple(f"{line.name}: {_whole(line.number)}" for line in pack.hotlines if line.verified),
        mark=desk.mark,
        overleaf=_("There is more on sheet 2."),
        second_title=_("GUIDANCE SLIP, SHEET 2"),
    )


def _code(finished: Finished) -> str:
    """Where nothing was kept there is nothing a code could find."""
    return str(finished.values.get("code") or "") if finished.session else ""


def _code_words() -> tuple[str, ...]:
    return (
        _("Show this code next time, no need to search."),
        _("The code holds no name and no card number."),
    )


def _states(finished: Finished) -> dict[TaskCode, TaskState]:
    """As the tasks ended in that session, so that a slip printed again says the same; else as they stand."""
    outcomes = finished.values.get("outcomes")
    ends = outcomes if isinstance(outcomes, dict) else {}
    return ladder_of({**finished.ladder, **ends})


def _day_of(finished: Finished, today: date) -> date:
    """The day the session ended; today for somebody helped without a record."""
    ended = finished.values.get("ended")
    return date.fromtimestamp(ended) if isinstance(ended, int) and ended > 0 else today


def _greeting(who: Portrait, representative: str) -> str:
    if not who.is_known:
        return _("What was done today")
    if representative:
        words = _("For {representative}, who represents {you} {name}")
        return words.format(you=people.you(who.form), name=who.name, representative=representative)
    return _("For {you} {name}").format(you=people.you(who.form), name=who.name)


def _masked(person: Mapping[str, Value]) -> str:
    number = str(person.get("id_number") or "")
    return f"{number[:3]}•••••{number[-4:]}"


def _line(code: TaskCode, state: TaskState, pack: GuidePack, you: str) -> SlipLine:
    task = pack.task(code)
    if state.status is TaskStatus.DONE:
        return SlipLine(SlipShape.DONE, fill(task.title, you), fill(task.done_slip, you))
    if state.how in (FOLLOWS, LEFT):
        return SlipLine(SlipShape.OPEN, fill(task.title, you), untouched(state.how))
    reason = pack.reason(state.reason)
    words = fill(reason.title, you) if reason else _STATUS[state.status]()
    return SlipLine(SHAPES[state.status], fill(task.title, you), words)


_STATUS = {
    TaskStatus.NOT_APPLICABLE: lambda: _("Not needed"),
    TaskStatus.WAITING: lambda: _("Waiting"),
    TaskStatus.BLOCKED: lambda: _("Another day"),
    TaskStatus.REFUSED: lambda: _("Not wanted"),
    TaskStatus.NOT_STARTED: lambda: _("Not started"),
}


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What one reason asks of the person, and the day for it if one was agreed."""

    reason: Reason
    day: date | None


def _ahead(states: Mapping[TaskCode, TaskState], pack: GuidePack, today: date) -> tuple[_Ahead, ...]:
    """Each reason once for each of its days; a day that has passed is not printed again.

    A task may have ended for good with a reason (the paper card will do): its sentence is printed too.
    """
    days: dict[str, list[date]] = {}
    for state in states.values():
        if state.reason and state.status is not TaskStatus.DONE:
            known, day = days.setdefault(state.reason, []), _day_ahead(state, today)
            known += [day] if day and day not in known else []
    return tuple(
        _Ahead(reason, day)
        for code, agreed in days.items()
        if (reason := pack.reason(code)) is not None
        for day in agreed or (None,)
    )


def _day_ahead(state: TaskState, today: date) -> date | None:
    """The day agreed for a task, if it has not passed."""
    day = date.fromisoformat(state.recheck) if state.recheck else None
    return day if day and day >= today and state.status is not TaskStatus.DONE else None


def _days(states: Mapping[TaskCode, TaskState], today: date) -> set[date]:
    """Every day agreed that has not passed: those of the reasons, and the one for what was left over."""
    return {day for state in states.values() if (day := _day_ahead(state, today))}


def _other_day(day: date, states: Mapping[TaskCode, TaskState], pack: GuidePack, you: str) -> str:
    """`Thứ Bảy 28/11: Thẻ BHYT`: a further day and what it is for."""
    tasks = [code for code, state in states.items() if state.recheck == day.isoformat()]
    titles = ", ".join(fill(pack.task(code).short_title, you) for code in tasks)
    return _("Then also {day}: {tasks}").format(day=long_day(day), tasks=titles)


def _bring(ahead: tuple[_Ahead, ...], you: str) -> str:
    """For the next visit; of a task that is over only when a day was agreed all the same.

    "Điện thoại có SIM" is a telephone, too: what another thing says more closely is left out.
    """
    reasons = [one.reason for one in ahead if one.day or not one.reason.outcome.is_over]
    things = dict.fromkeys(fill(thing, you) for reason in reasons for thing in reason.bring)
    line = ", ".join(thing for thing in things if not any(other.startswith(f"{thing} ") for other in things))
    return line[:1].upper() + line[1:]


def _contact(desk: Desk) -> str:
    """Whom to call; a desk whose number is not known promises nothing, the hotlines stand below."""
    if not desk.phone:
        return ""
    return _("To ask: {desk}, call {phone}").format(desk=desk.name, phone=_whole(desk.phone))


def _whole(number: str) -> str:
    """A telephone number that no line break tears apart."""
    return number.replace(" ", "\u00a0")

"""What a reviewer reads of a card and of a reason, as rich text. Laying it out is `preview`'s."""

from __future__ import annotations

import html
from datetime import date

from app.desktop.wording.tasks import status_word, who_acts
from app.domain.guide import GuidePack, GuideTask, Reason, Step
from app.domain.guide_words import fill, slip_sentence
from app.i18n import DateStyle, _, format_date, ngettext

YOU, ME = "bà", "cháu"
"""How the preview addresses its reader: cards are judged as they are spoken."""


def card(pack: GuidePack, task: GuideTask, step: Step) -> str:
    """A card as rich text: what stands on it, what helps, what may be in the way, where it is from."""
    marks = [_("typed unseen")] if step.secret else []
    marks += [] if step.needs_signal else [_("works without a signal")]
    lines = [
        _small(" · ".join([f"{task.title} · {step.code}", *marks])),
        _small(_for_whom(pack, step)) if step.when else "",
        f"<h2>{_spoken(step.title)}</h2>",
        _named(_("Say"), step.say),
        _named(_("Then"), step.expect),
        "".join(_named(trouble.text, trouble.advice) for trouble in step.trouble),
        _named(_("Then the reason is noted"), _title(pack, step.leads_to)) if step.leads_to else "",
        _named(_("Keys 1 to 7"), " · ".join(_titles(pack, step))),
        _small(f"{_origin(step.source, step.checked_on, step.verified)} · VNeID {pack.vneid_version}"),
    ]
    return "".join(lines)


def reason(one: Reason) -> str:
    """A reason as rich text: what it becomes, who acts, what is done about it, what the slip prints."""
    head = [one.code, status_word(one.outcome), who_acts(one.who_acts)]
    if one.recheck_days is not None:
        days = ngettext("back in {count} day", "back in {count} days", one.recheck_days)
        head.append(days.format(count=one.recheck_days))
    return "".join(
        (
            _small(" · ".join(head)),
            f"<h3>{_spoken(one.title)}</h3>",
            _named(_("Way out"), one.remedy),
            _named(_("Bring"), ", ".join(one.bring)) if one.bring else "",
            _named(_("Where"), one.where) if one.where else "",
            _named(_("The slip says"), _printed(one)),
            _small(_origin(one.source, one.checked_on, one.verified)),
        )
    )


def shared(pack: GuidePack) -> str:
    """What stands on every card, and the telephone numbers, as rich text."""
    lines = [pack.words.safety, pack.words.safety_short, pack.words.secret_line, *pack.words.anti_scam]
    calls = (
        _named(f"{line.name} {line.number}", _origin(line.source, line.checked_on, line.verified))
        for line in pack.hotlines
    )
    head = _small(
        f"{pack.id} · {pack.version} · {format_date(pack.date, DateStyle.FULL)} · VNeID {pack.vneid_version}"
    )
    said = "".join(f"<p>{_spoken(line)}</p>" for line in lines)
    title = _("On every card")
    return f"{head}<h2>{html.escape(title)}</h2>{said}{''.join(calls)}"


def _printed(one: Reason) -> str:
    """What the slip prints; where it names a day, that is said instead of a date."""
    return slip_sentence(one, YOU, "" if one.recheck_days is None else _("[the day agreed]"))


def _titles(pack: GuidePack, step: Step) -> list[str]:
    return [_title(pack, code) for code in step.reasons]


def _title(pack: GuidePack, code: str) -> str:
    found = pack.reason(code)
    return found.title if found else code


def _for_whom(pack: GuidePack, step: Step) -> str:
    """The choices a card is for, in words."""
    told = []
    for variant in pack.variants:
        titles = [one.title for one in variant.choices if one.code in step.when.get(variant.code, ())]
        if titles:
            told.append(f"{variant.title}: {' / '.join(titles)}")
    return " · ".join(told)


def _named(name: str, text: str) -> str:
    return f"<p style='margin:4px 0'><b>{_spoken(name)}</b>: {_spoken(text)}</p>"


def _spoken(text: str) -> str:
    return html.escape(fill(text, YOU, ME))


def _small(text: str) -> str:
    return f"<p style='margin:2px 0; color:#5a6864'><small>{html.escape(text)}</small></p>"


def _origin(source: str, checked_on: date, verified: bool) -> str:
    """Where it is from; what nobody has confirmed says so first."""
    known = _("{source}, looked up {day}").format(source=source, day=format_date(checked_on, DateStyle.FULL))
    return known if verified else " · ".join((_("NOT CONFIRMED"), known))

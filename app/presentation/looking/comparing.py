"""Builds what is compared: the questions of a person's records in conflict, and those of two records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.domain.changes import Value
from app.domain.differences import Asked, Difference, Said, agreeing, differences
from app.domain.portrait import portrait_of
from app.domain.same_person import FOLLOW, Pair, asked_fields, may_merge, usual_choice
from app.domain.to_look import Entry, Sort
from app.presentation.looking.states import Comparison, Option, Question
from app.usecases.naming import Names, Writer
from app.usecases.ports import Reading, Store
from app.usecases.same_person import Compared, compare

Picked = Mapping[tuple[str, str, str], Value]
"""What a person picked so far, by kind, record and field."""


def conflict_entries(reading: Reading, today: date) -> dict[Entry, tuple[Asked, ...]]:
    """The list's lines for what two places wrote differently: one a person, with all their records."""
    groups: dict[str, list[Asked]] = {}
    for asked in reading.asked():
        if differences(asked):
            groups.setdefault(asked.citizen or f"{asked.kind} {asked.record}", []).append(asked)
    return {_conflict_entry(reading, key, group, today): tuple(group) for key, group in groups.items()}


def conflict(entry: Entry, group: Sequence[Asked], names: Names, picked: Picked) -> Comparison:
    """Everything a person's records are asked about."""
    questions = tuple(_question(one, names, picked) for asked in group for one in differences(asked))
    said = [said for question in questions for said in _said(question)]
    away = [one for one in said if one.device and one.device != names.here]
    others = dict.fromkeys(names.writer(one.author, one.device, 0) for one in away)
    return Comparison(
        key=entry.key,
        sort=entry.sort,
        who=entry.who,
        name=entry.name,
        questions=questions,
        agreeing=sum(map(agreeing, group)),
        others=tuple(others),
        phone=next((phone for one in away if (phone := names.phone_of(one.device))), ""),
    )


def pair_entry(reading: Reading, pair: Pair, today: date) -> Entry | None:
    """The list's line for two records that may be one person; None when one of them is gone."""
    one, other = (reading.record("citizen", citizen) for citizen in (pair.one, pair.other))
    if one is None or other is None:
        return None
    return Entry(
        key=f"{pair.one} {pair.other}",
        sort=Sort.SAME,
        who=portrait_of(one, today),
        name=str(one["name"]),
        other=str(other["name"]),
        code=pair.why.value,
    )


def sameness(
    store: Store, pair: Pair, entry: Entry, names: Names, picked: Picked, role: str
) -> Comparison | None:
    """Two records side by side; None when they are no pair any more."""
    found = compare(store, pair)
    if found is None:
        return None
    one, other = (names.reading.person(citizen) for citizen in (pair.one, pair.other))
    same = [name for name, value in found.one.items() if value and value == found.other.get(name)]
    return Comparison(
        key=entry.key,
        sort=Sort.SAME,
        who=entry.who,
        name=entry.name,
        questions=tuple(_choice(found, name, names, picked) for name in asked_fields(found.fields)),
        agreeing=len(same),
        compared=found,
        sessions=(one.sessions if one else 0, other.sessions if other else 0),
        may_decide=may_merge(role),
    )


def merged_values(comparison: Comparison) -> dict[str, Value]:
    """The value of every differing field once the questions are answered; what hangs on another follows it."""
    found = comparison.compared
    assert found is not None, "two records are compared"
    places = {question.field: question.chosen or 0 for question in comparison.questions}
    sides = (found.one, found.other)
    chosen: dict[str, Value] = {}
    for name in found.fields:
        head = FOLLOW.get(name, name)
        if name in places:
            chosen[name] = sides[places[name]].get(name)
        elif head in places:
            chosen[name] = sides[places[head]].get(name)
        else:
            chosen[name] = min((side.get(name) for side in sides), key=bool)
    return chosen


def _conflict_entry(reading: Reading, key: str, group: Sequence[Asked], today: date) -> Entry:
    first = group[0]
    values = reading.record("citizen", first.citizen) if first.citizen else None
    return Entry(
        key=key,
        sort=Sort.DIFFERENT,
        who=portrait_of(values, today) if values else None,
        name=str((values or first.shown.values).get("name") or ""),
        amount=sum(len(differences(asked)) for asked in group),
    )


def _question(one: Difference, names: Names, picked: Picked) -> Question:
    last = one.later
    options = tuple(_option(names, one, said, is_later=place == last) for place, said in enumerate(one.said))
    question = Question(kind=one.kind, field=one.field, options=options, chosen=last, difference=one)
    return _with_pick(question, picked)


def _option(names: Names, one: Difference, said: Said, *, is_later: bool) -> Option:
    """One value of a field in conflict."""
    return Option(
        value=said.value,
        shown=names.shown(one.kind, one.field, said.value),
        writer=names.writer(said.author, said.device, said.made_at),
        is_later=is_later,
    )


def _choice(found: Compared, name: str, names: Names, picked: Picked) -> Question:
    values = (found.one.get(name), found.other.get(name))
    options = tuple(Option(value=v, shown=names.shown("citizen", name, v), writer=Writer()) for v in values)
    question = Question(kind="citizen", field=name, options=options, chosen=usual_choice(*values))
    return _with_pick(question, picked)


def _with_pick(question: Question, picked: Picked) -> Question:
    values = [option.value for option in question.options]
    if question.key in picked and picked[question.key] in values:
        return replace(question, chosen=values.index(picked[question.key]))
    return question


def _said(question: Question) -> tuple[Said, ...]:
    return question.difference.said if question.difference else ()

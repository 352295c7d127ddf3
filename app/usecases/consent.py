"""Consent: whether to ask, and what each of the three answers does. Until then a new person is no record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from app.domain.changes import Change, Pen, Value
from app.domain.consent import FOR_A_CHILD, TEXT_VERSION, Consent, Method, Purpose, is_child, is_valid
from app.domain.draft import Draft, Standing, consented, refused
from app.domain.names import clean, same_name
from app.domain.portrait import portrait_of
from app.domain.problems import Problem, ProblemCode
from app.domain.secrets_guard import plain_words
from app.usecases.facts import newer, told
from app.usecases.ports import Clock, Ids, Store, Writing
from app.usecases.writing import keep, pen_of, seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAnswer:
    """How yes was said, in which language, and who acted for the person, if anybody.

    `phone` is theirs, `basis` the paper that was seen, `person` their own citizen id where they are one of ours.
    """

    method: Method
    language: str = "vi"
    relation: str = ""
    representative: str = ""
    basis: str = ""
    person: str = ""
    phone: str = ""


def needs_consent(store: Store, clock: Clock, draft: Draft) -> bool:
    """Whether to ask: a new person, no consent that still covers today, or one a child gave by itself."""
    if draft.standing is not Standing.ASKING:
        return False
    given = None if draft.is_new else store.read().consent_of(draft.citizen, Purpose.SUPPORT)
    today = clock.now().date()
    if given is None or not is_valid(_consent(given), today):
        return True
    return given["method"] == Method.SPOKEN.value and is_child(portrait_of(draft.person, today).age)


def consent_stands(store: Store, clock: Clock, draft: Draft) -> Draft:
    """Go on to the tasks under the consent of an earlier visit."""
    return keep(store, clock, consented(draft))


def give_consent(
    store: Store, clock: Clock, ids: Ids, draft: Draft, answer: ConsentAnswer, *, take_newer: bool = False
) -> Draft | Problem:
    """Yes: from now on the person is a record, and so is their consent; answered twice, it is kept once.

    `take_newer` also takes what the scan says otherwise than our record, because the person confirmed it.
    For a child only who represents it by law can say yes.
    """
    if draft.standing is not Standing.ASKING:
        return draft
    problem = _trouble(answer, portrait_of(draft.person, clock.now().date()).age)
    if problem:
        return problem
    with store.write() as writing:
        pen = pen_of(writing, clock, ids, draft.operator)
        person = _person(writing, pen, draft, take_newer)
        writing.add(pen.create("consent", ids.new(), _given(draft, clock, answer)), session=draft.id)
        if answer.method is Method.REPRESENTATIVE:
            who = _representative(writing, pen, draft, clock, answer)
            if who.fields:
                writing.add(who, session=draft.id)
        agreed = replace(consented(draft), person=person, is_new=False, touched=seconds(clock))
        writing.save_draft(agreed)
    return agreed


def refuse_consent(store: Store, clock: Clock, draft: Draft) -> Draft:
    """No: the draft forgets who it is; guidance goes on and one is counted at the end."""
    return keep(store, clock, refused(draft))


def _trouble(answer: ConsentAnswer, age: int | None) -> Problem | None:
    if answer.method is not Method.REPRESENTATIVE:
        return Problem(ProblemCode.REPRESENTATIVE_MISSING, "representative") if is_child(age) else None
    name = plain_words(answer.representative, "representative", ProblemCode.NAME_MISSING)
    if isinstance(name, Problem):
        return name
    if not answer.relation:
        return Problem(ProblemCode.RELATION_MISSING, "relation")
    is_fit = answer.relation in FOR_A_CHILD or not is_child(age)
    return None if is_fit else Problem(ProblemCode.REPRESENTATIVE_MISSING, "relation")


def _person(writing: Writing, pen: Pen, draft: Draft, take_newer: bool) -> Mapping[str, Value]:
    """Write what may now be kept of the person; returns their values as they stand after it."""
    if draft.is_new:
        writing.add(pen.create("citizen", draft.citizen, told("citizen", draft.person)), session=draft.id)
        return draft.person
    record = writing.record("citizen", draft.citizen) or {}
    facts = newer(record, draft.person) if take_newer else {}
    if facts:
        writing.add(pen.edit("citizen", draft.citizen, record, facts), session=draft.id)
    return {**record, **facts}


def _given(draft: Draft, clock: Clock, answer: ConsentAnswer) -> dict[str, Value]:
    values: dict[str, Value] = {
        "citizen": draft.citizen,
        "text_version": TEXT_VERSION,
        "language": answer.language,
        "method": answer.method.value,
        "given_on": clock.now().date().isoformat(),
        "operator": draft.operator,
        "relation": answer.relation,
    }
    return told("consent", values)


def _representative(writing: Writing, pen: Pen, draft: Draft, clock: Clock, answer: ConsentAnswer) -> Change:
    """Who answered: written down once, and told again with the day whenever they answer again."""
    values: dict[str, Value] = {
        "citizen": draft.citizen,
        "person": answer.person,
        "name": clean(answer.representative),
        "relation": answer.relation,
        "basis": answer.basis,
        "phone": answer.phone,
        "given_on": clock.now().date().isoformat(),
    }
    facts = told("representative", values)
    for known, one in writing.records("representative").items():
        if one["citizen"] == draft.citizen and same_name(str(one["name"]), answer.representative):
            return pen.edit("representative", known, one, {**facts, "basis": answer.basis})
    return pen.create("representative", pen.new_id(), facts)


def _consent(values: Mapping[str, Value]) -> Consent:
    known: dict[str, Any] = {one.name: values[one.name] for one in fields(Consent) if one.name in values}
    return Consent(**known)

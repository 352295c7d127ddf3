"""Practice: a village that never was, one scripted case in it, and how the learner's session ended.

A practice store is a store like any other; that nothing of it can leave this machine is a matter of what is built
around it, not of what is written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from app.contract.messages import WireContender, WireRecord
from app.domain.changes import Mark, Value
from app.domain.consent import TEXT_VERSION, Method, Purpose
from app.domain.differences import differences
from app.domain.identity.scan import CardScan, read_scan
from app.domain.ladder import TaskCode, TaskState, TaskStatus, ladder_of
from app.domain.points import Role
from app.domain.practice import Answer, PracticeCase, Reached, Village, Villager, answer_of
from app.domain.views import Finished
from app.usecases.device import FirstRun, OperatorRow, Place, add_operator, first_run
from app.usecases.facts import Facts, values_of
from app.usecases.ports import Clock, Ids, Reading, Store

EARLIER_DAYS = 30
"""How long ago people of the village were here before."""


def settle(
    store: Store, clock: Clock, ids: Ids, village: Village, case: PracticeCase | None, language: str
) -> OperatorRow:
    """Make a fresh store the practice village, with the one person of the case in it; whoever learns is at it."""
    place = FirstRun(
        place=Place.TRAINING,
        commune=village.commune,
        commune_name=village.commune_name,
        language=language,
        market_weekday=village.market_weekday,
    )
    first_run(store, ids, place, ids.new())
    learner = add_operator(store, clock, ids, name=village.operator, role=Role.STAFF)
    assert isinstance(learner, OperatorRow), "the village names its operator"
    people = [*village.people]
    if case is not None and case.before:
        people.append(Villager(card=case.card, tasks=len(case.before)))
    arrive(store, clock, ids, village.commune, people)
    if case is not None:
        disagree(store, clock, ids, case)
    return learner


def arrive(store: Store, clock: Clock, ids: Ids, commune: str, people: Sequence[Villager]) -> None:
    """These people were here before: what another laptop wrote of them then stands."""
    today = clock.now().date()
    records = [record for one in people for record in _earlier(one, ids, commune, today)]
    _take_over(store, records)


def disagree(store: Store, clock: Clock, ids: Ids, case: PracticeCase) -> None:
    """Another place wrote another telephone for the person of the case; without such a case nothing happens."""
    if case.elsewhere is None:
        return
    reading = store.read()
    [person] = reading.people_with_number(number_of(case))
    theirs = {"phone": case.elsewhere.here, "phone_owner": "self", "phone_agreed": True}
    fields = {**(reading.record("citizen", person.citizen) or {}), **theirs}
    now_ms = int(clock.now().timestamp() * 1000)
    operator, machine = ids.new(), ids.new()

    def said(value: str, author: str, device: str) -> WireContender:
        return WireContender(change=ids.new(), value=value, author=author, device=device, at=now_ms)

    commune = reading.setting("commune")
    there = said(case.elsewhere.there, operator, machine)
    here = said(case.elsewhere.here, next(iter(reading.records("operator"))), reading.setting("device"))
    names = (("operator", operator, case.elsewhere.operator), ("machine", machine, case.elsewhere.machine))
    records = [
        *(
            WireRecord(id=id_, kind=kind, commune=commune, seq=0, fields={"name": name})
            for kind, id_, name in names
        ),
        WireRecord(
            id=person.citizen,
            kind="citizen",
            commune=commune,
            seq=0,
            fields=fields,
            conflicts={"phone": [there]},
            writers={"phone": here},
        ),
    ]
    _take_over(store, records)


def reached(store: Store, case: PracticeCase, finished: Finished) -> Reached | None:
    """How a finished session ended; None when it was somebody else's and not the case's."""
    ends = ladder_of(finished.ladder)
    texts = tuple(state.note for state in ends.values() if state.note)
    if not finished.citizen:
        return Reached(answer=Answer.DECLINED, ends=ends, texts=texts)
    if finished.person.get("id_number") != number_of(case):
        return None
    reading = store.read()
    given = reading.consent_of(finished.citizen, Purpose.SUPPORT)
    return Reached(
        answer=answer_of(given.get("method") if given else None),
        ends=ends,
        texts=(*texts, *_free_texts(finished.person)),
        undecided=_undecided(reading, finished.citizen),
    )


def number_of(case: PracticeCase) -> str:
    """The identity number on the case's card."""
    return str(facts_of(case.card, date.max).get("id_number") or "")


def facts_of(card: str, today: date) -> Facts:
    """What a practice card says."""
    scan = read_scan(card, today)
    assert isinstance(scan, CardScan), "practice cards are identity cards"
    return values_of(scan)


def _free_texts(person: Facts) -> Iterator[str]:
    return (str(person[name]) for name in ("name", "village") if person.get(name))


def _undecided(reading: Reading, citizen: str) -> int:
    return sum(1 for asked in reading.asked() if asked.citizen == citizen and differences(asked))


def _earlier(one: Villager, ids: Ids, commune: str, today: date) -> Iterator[WireRecord]:
    """A person, their consent, their ladder and the session it comes from, as central would tell them."""
    citizen, day = ids.new(), today - timedelta(days=EARLIER_DAYS)
    done = tuple(TaskCode)[: one.tasks]
    told = TaskState(status=TaskStatus.DONE, how="guided").to_value()
    ladder: dict[str, Value] = {task.value: told for task in done}
    consent: dict[str, Value] = {
        "citizen": citizen,
        "purpose": Purpose.SUPPORT.value,
        "text_version": TEXT_VERSION,
        "method": Method.SPOKEN.value,
        "given_on": day.isoformat(),
    }
    ended = int(_noon(day))
    session: dict[str, Value] = {
        "citizen": citizen,
        "started": ended - 900,
        "ended": ended,
        "outcomes": ladder,
        "code": ids.code(),
    }
    kinds = (
        ("citizen", citizen, dict(facts_of(one.card, today))),
        ("consent", ids.new(), consent),
        ("ladder", citizen, ladder),
        ("session", ids.new(), session),
    )
    for kind, id_, fields in kinds:
        yield WireRecord(id=id_, kind=kind, commune=commune, seq=0, fields=fields)


def _noon(day: date) -> float:
    return (day - date(1970, 1, 1)).total_seconds() + 43_200


def _take_over(store: Store, records: Sequence[WireRecord]) -> None:
    """As a page of the feed, behind what stands already."""
    start = store.read().cursor().seq
    numbered = [replace(record, seq=start + place) for place, record in enumerate(records, start=1)]
    store.apply_page(numbered, Mark(1, start + len(numbered)))

"""Whatever happens in whatever order, the encrypted store and the one in memory give the same answers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.contract.messages import WireContender, WireRecord
from app.domain.changes import Change, Edit, Mark, Op, Outcome, OutcomeKind, Value
from app.usecases.ports import Reading, Store, Writing
from tests.support.fake_store import FakeStore
from tests.support.fiction import PAUSE_MS, Fiction
from tests.support.ledger import removals, shown_now
from tests.support.stores import temp_store

PEOPLE = ("c1", "c2", "c3")
NAMES = ("Lý Thị Ánh", "Lí Văn Đào", "Đặng Thị Lan", "Mùa A Chu")
RUNGS: tuple[Value, ...] = (None, {"status": "blocked"}, {"status": "waiting"}, {"status": "done"})
START = datetime(2026, 11, 21, 8, tzinfo=UTC)

people = st.sampled_from(PEOPLE)
names = st.sampled_from(NAMES)
places = st.integers(0, 30)
lives = st.sampled_from(("live", "live", "live", "merged", "erased", "gone"))
outcomes = st.builds(
    Outcome,
    kind=st.sampled_from(OutcomeKind),
    took=st.sampled_from(((), ("name",))),
    conflicts=st.sampled_from(((), ("name",))),
    landing=st.sampled_from(("", "", "c1")),
    code=st.just("some_code"),
    first=st.sampled_from((None, OutcomeKind.ACCEPTED, OutcomeKind.MERGED)),
)


class Twins(RuleBasedStateMachine):
    """Every step is done to both; every answer is compared after every step."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.real = temp_store(Path(self.place.name))
        self.stores: tuple[Store, Store] = (self.real, FakeStore())
        self.fiction = Fiction.seeded(5)
        self.made: list[Change] = []
        self.sessions, self.names = 0, 0
        self.shown, self.told = set[tuple[str, str]](), 0
        self.days, self.seq, self.epoch = 0, 0, 1
        self.both(lambda work: work.begin_epoch(1))

    def teardown(self) -> None:
        assert self.real.check()
        self.real.close()
        self.place.cleanup()

    def both(self, act: Callable[[Writing], object]) -> None:
        for store in self.stores:
            with store.write() as work:
                act(work)

    def add(self, change: Change, session: str = "") -> None:
        self.fiction.now_ms += PAUSE_MS
        self.both(lambda work: work.add(change, session))
        self.made.append(change)

    def next_mark(self) -> int:
        self.seq += 1
        return self.seq

    @rule(citizen=people, name=names, phone=st.sampled_from(("", "0987654214")))
    def write_a_person(self, citizen: str, name: str, phone: str) -> None:
        values: dict[str, Value] = {
            "name": name,
            "phone": phone,
            "birth": "1950",
            "id_number": "014150000000",
        }
        before = self.stores[1].read().record("citizen", citizen)
        pen = self.fiction.pen()
        if before is None:
            self.add(pen.create("citizen", citizen, values))
        else:
            self.add(pen.edit("citizen", citizen, before, values))

    @rule(citizen=people, rung=st.sampled_from(RUNGS))
    def finish_a_session(self, citizen: str, rung: Value) -> None:
        session, pen, self.sessions = self.fiction.id(), self.fiction.pen(), self.sessions + 1
        before = self.stores[1].read().record("ladder", citizen) or {}
        self.add(pen.edit("ladder", citizen, before, {"install": rung}), session)
        outcomes: dict[str, Value] = {"install": rung}
        fields: dict[str, Value] = {"citizen": citizen, "outcomes": outcomes, "started": 1, "ended": 5}
        self.add(pen.create("session", session, {**fields, "code": session[:10]}), session)
        due: dict[str, Value] = {"citizen": citizen, "day": "2026-11-21", "session": session}
        self.add(pen.create("appointment", self.fiction.id(), due), session)

    @rule(citizen=people, day=st.sampled_from(("2026-01-01", "2026-02-02")), gone=st.sampled_from(("", "x")))
    def consent(self, citizen: str, day: str, gone: str) -> None:
        fields: dict[str, Value] = {"citizen": citizen, "given_on": day, "withdrawn": gone}
        self.add(self.fiction.pen().create("consent", self.fiction.id(), fields))

    @rule(citizen=people, other=people)
    def merge(self, citizen: str, other: str) -> None:
        pen = self.fiction.pen()
        change = replace(pen.create("citizen", citizen, {}), op=Op.MERGE, other=other)
        if other < citizen and self.stands(citizen) and self.stands(other):
            self.add(change)

    def stands(self, citizen: str) -> bool:
        line = self.stores[1].read().person(citizen)
        return line is not None and line.citizen == citizen

    @rule(which=places, name=names)
    def correct(self, which: int, name: str) -> None:
        wrong = [change for change in self.made if change.kind == "citizen" and change.op is not Op.MERGE]
        if wrong:
            bad = wrong[which % len(wrong)]
            fields = {"name": Edit(tuple(NAMES), name)}
            self.add(replace(bad, id=self.fiction.id(), op=Op.EDIT, fields=fields, replaces=(bad.id,)))

    @rule(which=places, outcome=outcomes, late=st.booleans(), days=st.integers(0, 8))
    def answer(self, which: int, outcome: Outcome, late: bool, days: int) -> None:
        self.days += days
        if self.made:
            change, now = self.made[which % len(self.made)], START + timedelta(days=self.days)
            told = replace(outcome, seq=self.next_mark())
            epoch = self.epoch - 1 if late else self.epoch
            self.both(lambda work: work.note_outcome(change.id, told, epoch, now))

    @rule(which=places)
    def requeue(self, which: int) -> None:
        if self.made:
            self.both(lambda work: work.requeue(self.made[which % len(self.made)].id))

    @rule(citizen=people, name=names, life=lives, into=people, which=places, parks=st.booleans())
    def pull_a_person(self, citizen: str, name: str, life: str, into: str, which: int, parks: bool) -> None:
        is_merged = life == "merged" and into > citizen
        change = self.made[which % len(self.made)].id if self.made else "x"
        contender = WireContender(change=change, value="Ai đó", author="a", device="d", at=1)
        self.pull(
            WireRecord(
                id=citizen,
                kind="citizen",
                commune="03646",
                seq=self.next_mark(),
                fields={"name": name, "birth": "1950", "from_a_newer_peer": 1},
                conflicts={"name": [contender]} if parks else {},
                life=life if life != "merged" or is_merged else "live",
                merged_into=into if is_merged else "",
            )
        )

    @rule(citizen=people, rung=st.sampled_from(RUNGS))
    def pull_a_ladder(self, citizen: str, rung: Value) -> None:
        fields = {"install": rung}
        self.pull(WireRecord(id=citizen, kind="ladder", commune="1", seq=self.next_mark(), fields=fields))

    @rule(which=places, verdict=st.sampled_from(("accepted", "refused")), back=st.booleans())
    def pull_a_judgement(self, which: int, verdict: str, back: bool) -> None:
        if self.made:
            change = self.made[which % len(self.made)]
            kind, fields = "verdict", {"change": change.id, "verdict": verdict}
            if back:
                kind, fields = "return", {"record": change.record, "session": change.record}
            seq = self.next_mark()
            name = f"judgement-{seq:012}"  # as long as an id: a short one may stand inside another by chance
            self.pull(WireRecord(id=name, kind=kind, commune="1", seq=seq, fields=fields))

    def pull(self, record: WireRecord) -> None:
        for store in self.stores:
            store.apply_page([record], Mark(self.epoch, record.seq))

    @rule()
    def restore_central(self) -> None:
        self.epoch += 1
        self.seq = 0
        self.both(lambda work: work.begin_epoch(self.epoch))

    @rule()
    def meet_another_central(self) -> None:
        self.seq = 0
        self.both(lambda work: work.begin_central(self.epoch))

    @rule()
    def take_a_new_name(self) -> None:
        self.names += 1
        self.both(lambda work: work.take_name(f"device-{self.names}"))

    @rule(citizen=people, name=names)
    def repair(self, citizen: str, name: str) -> None:
        fields: dict[str, Value] = {"name": name, "birth": "1950"}
        seq = self.next_mark()
        record = WireRecord(id=citizen, kind="citizen", commune="03646", seq=seq, fields=fields)
        for store in self.stores:
            store.apply_repair([record], self.epoch)

    @invariant()
    def they_answer_alike(self) -> None:
        real, fake = (answers(store.read()) for store in self.stores)
        for name, expected in fake.items():
            assert real[name] == expected, name

    @rule()
    def move_to_another_commune(self) -> None:
        reading = self.stores[1].read()
        if not (reading.unsent(1, 1) or any(one.state == "quarantined" for one in reading.attention())):
            self.seq = 0
            self.both(lambda work: work.leave_commune(self.epoch, ()))

    @invariant()
    def the_audit_tells_why_a_record_went(self) -> None:
        now, told = shown_now(self.real), removals(self.real)
        went = {(kind, name) for kind, name, why in told[self.told :] if why}
        assert self.shown - now <= went
        self.shown, self.told = now, len(told)

    @invariant()
    def the_counters_add_up(self) -> None:
        assert self.real.read().counters().saved == self.sessions


def answers(reading: Reading) -> dict[str, object]:
    """Everything a store says, by question."""
    said: dict[str, object] = {}
    for citizen in PEOPLE:
        said[f"person {citizen}"] = reading.person(citizen)
        said[f"citizen {citizen}"] = reading.record("citizen", citizen)
        said[f"ladder {citizen}"] = reading.record("ladder", citizen)
        said[f"due {citizen}"] = reading.due_of(citizen)
        said[f"consent {citizen}"] = reading.consent_of(citizen, "support")
    for typed in ("ly", "li thi", "an", "d", "chu m", "214", "0000"):
        said[f"find {typed}"] = sorted(reading.find_people(typed), key=lambda person: person.citizen)
    number, alike = reading.people_with_number("014150000000"), reading.people_alike(NAMES[0], "1950", "")
    said["number"] = sorted(number, key=lambda person: person.citizen)
    said["alike"] = sorted(alike, key=lambda person: person.citizen)
    said["villages"] = reading.villages()
    said["houses"] = [reading.houses(one.name) for one in reading.villages()]
    said["counters"] = reading.counters()
    said["attention"] = reading.attention()
    said["asked"] = sorted(reading.asked(), key=lambda one: (one.kind, one.record))
    said["decided"] = reading.decided(0)
    said["everybody"] = sorted(reading.everybody(), key=lambda one: one.citizen)
    said["merged"] = reading.merged()
    said["behind"] = [reading.behind(one.change.id) for one in reading.attention()]
    said["unsent"] = reading.unsent(10**6, 10**6)
    said["unsent later"] = [one.change.n for one in reading.unsent(10**6, 3, after=4)]
    said["place"] = (reading.cursor(), reading.last_n(), reading.standing_digest())
    said["buckets"] = tuple(reading.standing_buckets())
    said["due"] = reading.due(date(2026, 11, 30))
    said["day"] = reading.day_counts(START.date())
    said["last"] = reading.last_session()
    return said


TestTwins = Twins.TestCase
TestTwins.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

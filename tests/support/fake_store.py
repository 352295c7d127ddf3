"""A store in memory for tests of what stands above it: it answers as the real one, proven by one contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

from app.contract.messages import WireContender, WireRecord
from app.domain.changes import Change, Mark, Outcome, OutcomeKind
from app.domain.delivery import Delivery, OwnChange, acknowledge, blanked, reoffer
from app.domain.draft import Draft
from app.domain.merge.state import Life
from app.domain.projection import ContenderView, StandingRow
from app.domain.queue import Ticket
from app.domain.records import KINDS
from app.storage.unit_of_work import Notice
from tests.support import fake_queue
from tests.support.fake_reading import FakeReader
from tests.support.fake_state import Entry, State


class FakeStore:
    """Fits `ports.Store`. `trouble` is raised by the next write, once: a full disk, a locked file."""

    def __init__(self, on_commit: Callable[[Notice], None] | None = None) -> None:
        self.state = State()
        self.trouble: Exception | None = None
        self._on_commit = on_commit

    def read(self) -> FakeReader:
        return FakeReader(self.state)

    @contextmanager
    def write(self) -> Iterator[FakeWriter]:
        if self.trouble:
            trouble, self.trouble = self.trouble, None
            raise trouble
        writer = FakeWriter(self.state.copy())
        yield writer
        self.state = writer.state
        if writer.kinds and self._on_commit:
            self._on_commit(Notice(frozenset(writer.kinds), frozenset(writer.ids)))

    def apply_page(self, records: Sequence[WireRecord], cursor: Mark) -> None:
        with self.write() as writer:
            writer.apply_page(records, cursor)

    def apply_repair(self, records: Sequence[WireRecord], epoch: int) -> None:
        with self.write() as writer:
            writer.apply_repair(records, epoch)


class FakeWriter(FakeReader):
    """Fits `ports.Writing`; works on a copy that replaces the state when the block ends well."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.kinds: set[str] = set()
        self.ids: set[str] = set()

    def add(self, change: Change, session: str = "") -> Change:
        numbered = replace(change, n=self.last_n() + 1)
        for replaced in change.replaces:
            entry = self.state.entries.get(replaced)
            if entry and entry.own.delivery not in (Delivery.RECEIVED, Delivery.ERASED, Delivery.LEFT):
                self.state.mark(entry, Delivery.REPLACED)
        self.state.keep(Entry(own=OwnChange(change=numbered), session=session))
        self._changed(change.kind, change.record)
        return numbered

    def save_draft(self, draft: Draft) -> None:
        self.state.drafts[draft.id] = draft
        self._changed("draft", draft.id)

    def drop_draft(self, draft: str) -> None:
        self.state.drafts.pop(draft, None)
        self._changed("draft", draft)

    def save_ticket(self, ticket: Ticket) -> None:
        fake_queue.keep(self.state, ticket)
        self._changed("ticket")

    def count_anonymous(self, day: date) -> None:
        self.state.tally[day.isoformat()] = self.state.tally.get(day.isoformat(), 0) + 1
        self._changed("anonymous")

    def set_setting(self, key: str, value: str) -> None:
        self.state.settings[key] = value
        self._changed("setting")

    def note_outcome(self, change: str, outcome: Outcome, epoch: int, now: datetime) -> None:
        entry = self.state.entries.get(change)
        is_held = outcome.effective is OutcomeKind.HELD
        if entry is None or (is_held and entry.own.delivery is Delivery.QUARANTINED):
            return
        own = acknowledge(entry.own, outcome, epoch, self.state.feed.epoch or epoch)
        if own == entry.own and not is_held:
            return
        kind = outcome.effective.value
        entry = replace(entry, own=own, code=outcome.code, field=outcome.field, outcome=kind)
        if is_held and own.delivery is Delivery.HELD:
            entry = _less_patient(entry, int(now.timestamp()))
        if own.delivery is Delivery.RECEIVED:
            entry = replace(entry, parked=outcome.conflicts)
        self.state.keep(entry)
        if judged := self.state.shown("verdict", change):
            self._judge(change, str(judged.values["verdict"]))
        self._changed("delivery")
        self._changed(own.change.kind, own.change.record)

    def requeue(self, change: str) -> None:
        entry = self.state.entries.get(change)
        if entry and entry.own.delivery is Delivery.QUARANTINED:
            self.state.mark(replace(entry, code="", field="", held=0, since=0), Delivery.WAITING)
        self._changed("delivery")

    def note_handed(self, bundle: str, changes: Sequence[str], at: datetime) -> None:
        self.state.handed |= dict.fromkeys(changes, (bundle, at.replace(microsecond=0)))
        self._changed("delivery")

    def begin_epoch(self, epoch: int) -> None:
        for entry in list(self.state.entries.values()):
            again = reoffer(entry.own)
            if again != entry.own:
                self.state.keep(replace(entry, own=again, parked=()))
        self.state.feed = Mark(epoch, 0)
        self._changed("delivery")

    def begin_central(self, epoch: int) -> None:
        rows = self.state.standing
        self.state.standing = {key: replace(r, mark=Mark(0, r.mark.seq)) for key, r in rows.items()}
        self.begin_epoch(epoch)
        for entry in [one for one in self.state.entries.values() if one.is_unanswered]:
            self.state.keep(replace(entry, own=replace(entry.own, ack=None, took=(), landing="")))

    def leave_commune(self, epoch: int, staying: Sequence[str]) -> None:
        if any(entry.is_unanswered for entry in self.state.entries.values()):
            raise ValueError("own work still belongs to the commune that is left")
        people = {one: self.state.record("operator", one) for one in staying}
        for entry in list(self.state.entries.values()):
            if (ended := entry.own.delivery) in (Delivery.RECEIVED, Delivery.REVIEW, Delivery.REPLACED):
                ended = ended if ended is Delivery.REPLACED else Delivery.LEFT
                bare = replace(entry.own, change=blanked(entry.change), delivery=ended)
                self.state.keep(replace(entry, own=bare, parked=()))
        self.state.standing = {
            ("operator", one): StandingRow(
                record=one, kind="operator", commune="", mark=Mark(), values={**values, "support_point": ""}
            )
            for one, values in people.items()
            if values
        }
        self.state.gone, self.state.feed = set(), Mark(epoch, 0)
        self._changed("delivery")

    def take_name(self, device: str) -> None:
        mine = [one for one in self.state.entries.values() if one.is_unanswered]
        shift = self.last_n() - min((one.change.n for one in mine), default=0) + 1
        for entry in mine:
            change = replace(entry.change, n=entry.change.n + shift, device=device)
            self.state.keep(replace(entry, own=replace(entry.own, change=change)))
        self._changed("delivery")

    def apply_page(self, records: Sequence[WireRecord], cursor: Mark) -> None:
        self.apply_repair(records, cursor.epoch)
        self.state.feed = cursor

    def apply_repair(self, records: Sequence[WireRecord], epoch: int) -> None:
        for record in records:
            self._keep(record, epoch)
            self._changed(record.kind, record.id)
        self._erase(record.id for record in records if record.life == Life.ERASED)

    def _keep(self, wire: WireRecord, epoch: int) -> None:
        row, key = _row(wire, epoch), (wire.kind, wire.id)
        known = self.state.standing.get(key)
        if known is None or row.mark > known.mark:
            self.state.standing[key] = row
            self.state.gone.discard(key)
            if wire.life == "gone":
                self.state.gone.add(key)
        contenders = {contender.change for waiting in row.conflicts.values() for contender in waiting}
        for entry in list(self.state.entries.values()):
            landed = (entry.change.kind, entry.own.landing or entry.change.record)
            is_told = landed == key and entry.own.ack is not None and row.mark >= entry.own.ack
            if is_told and entry.change.id not in contenders:
                self.state.keep(replace(entry, parked=()))
        if wire.kind == "verdict" and wire.life == Life.LIVE:
            self._judge(str(wire.fields.get("change")), str(wire.fields.get("verdict")))

    def _judge(self, change: str, verdict: str) -> None:
        entry = self.state.entries.get(change)
        is_given_back = entry and entry.own.delivery is Delivery.QUARANTINED and entry.code == "returned"
        if entry and (is_given_back or entry.own.delivery is Delivery.REVIEW):
            stands = verdict == "accepted"
            entry = replace(entry, code="" if stands else "returned")
            self.state.mark(entry, Delivery.RECEIVED if stands else Delivery.QUARANTINED)
            row = self.state.standing.get((entry.change.kind, entry.change.record))
            asked = row.conflicts if stands and row else {}
            parked = tuple(name for name, said in asked.items() if change in {one.change for one in said})
            self.state.keep(replace(self.state.entries[change], parked=parked))

    def _erase(self, erased: Iterable[str]) -> None:
        fresh = set(erased)
        is_any = bool(fresh)
        while fresh:
            one = fresh.pop()
            for entry in list(self.state.entries.values()):
                if entry.own.delivery is Delivery.ERASED:
                    continue
                if one in (entry.change.record, entry.change.other):
                    bare = replace(entry.own, change=blanked(entry.change), delivery=Delivery.ERASED)
                    self.state.keep(replace(entry, own=bare, parked=()))
                elif _tells_of(entry.change, one):
                    fresh.add(entry.change.record)
            fresh |= self._erase_left_over(one)
            drafts = self.state.drafts
            self.state.drafts = {key: draft for key, draft in drafts.items() if draft.citizen != one}
        if is_any:
            self._erase_old_verdicts()

    def _erase_left_over(self, one: str) -> set[str]:
        """Blank the rows of a lost epoch that tell of `one`; the ids of their records."""
        lost = [r for r in self.state.standing.values() if r.mark.epoch < self.state.feed.epoch]
        told = [r for r in lost if r.life is not Life.ERASED and (r.record == one or _points_to(r, one))]
        for row in told:
            bare = replace(row, life=Life.ERASED, merged_into="", values={}, conflicts={}, writers={})
            self.state.standing[row.kind, row.record] = bare
        return {row.record for row in told}

    def _erase_old_verdicts(self) -> None:
        """Blank the verdicts of a lost epoch, but for those about own changes that are not erased."""
        for row in list(self.state.standing.values()):
            mine = self.state.entries.get(row.record)
            is_ours = mine is not None and mine.own.delivery is not Delivery.ERASED
            if row.kind == "verdict" and row.mark.epoch < self.state.feed.epoch and not is_ours:
                bare = replace(row, life=Life.ERASED, values={}, conflicts={}, writers={})
                self.state.standing[row.kind, row.record] = bare

    def _changed(self, kind: str, id_: str = "") -> None:
        self.kinds.add(kind)
        self.ids |= {id_} - {""}


def _less_patient(entry: Entry, now: int) -> Entry:
    entry = replace(entry, held=entry.held + 1, since=entry.since or now)
    if entry.held < 10 and now - entry.since < timedelta(days=14).total_seconds():
        return entry
    return replace(entry, own=replace(entry.own, delivery=Delivery.QUARANTINED), code="held_too_long")


def _tells_of(change: Change, one: str) -> bool:
    return any(
        name in change.fields and change.fields[name].to == one for name in _personal_fields(change.kind)
    )


def _points_to(row: StandingRow, one: str) -> bool:
    if row.kind == "return":
        return one in (row.values.get("record"), row.values.get("session"))
    return any(row.values.get(name) == one for name in _personal_fields(row.kind))


def _personal_fields(kind: str) -> list[str]:
    rules = KINDS[kind].rules if kind in KINDS and kind != "household" else {}
    return [name for name, rule in rules.items() if rule.refers in ("citizen", "session")]


def _row(wire: WireRecord, epoch: int) -> StandingRow:
    keeps = wire.life in (Life.LIVE, Life.MERGED)
    waiting = {name: tuple(map(_said, contenders)) for name, contenders in wire.conflicts.items()}
    return StandingRow(
        record=wire.id,
        kind=wire.kind,
        commune=wire.commune,
        mark=Mark(epoch, wire.seq),
        life=Life(wire.life) if keeps else Life.ERASED,
        merged_into=wire.merged_into,
        values=wire.fields if keeps else {},
        conflicts=waiting if keeps else {},
        writers={name: _said(one) for name, one in wire.writers.items()} if keeps else {},
    )


def _said(one: WireContender) -> ContenderView:
    return ContenderView(one.change, one.value, one.author, one.device, one.at, one.suspect)

"""Leads a person through what they have to look at; decides nothing by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from app.domain.changes import Value
from app.domain.differences import Asked, NotChosen
from app.domain.problems import Problem
from app.domain.same_person import Pair, may_merge
from app.domain.to_look import Entry, Sort
from app.domain.views import Attention
from app.presentation.looking.comparing import (
    conflict,
    conflict_entries,
    merged_values,
    pair_entry,
    sameness,
)
from app.presentation.looking.lists import back_entries, given_up_lines, merged_lines, work
from app.presentation.looking.states import Comparison, Kept, LookState
from app.presentation.watched import Watched
from app.usecases import conflicts, mending, same_person
from app.usecases.facts import TypedPerson, typed_person
from app.usecases.naming import Names
from app.usecases.ports import Clock, Ids, Store

Search = Callable[[Callable[[Sequence[Pair]], None]], None]
"""Looks for records that may be one person, away from the screen, and tells the pairs found."""


class LookPresenter(Watched[LookState]):
    """Keeps what was picked and which entry is open; everything else is read anew each time."""

    kinds = frozenset(
        {"citizen", "household", "village", "appointment", "representative", "consent", "apart", "return"}
        | {"verdict", "delivery", "operator", "machine"}
    )
    alike_kinds = frozenset({"citizen", "apart"})

    def __init__(
        self,
        store: Store,
        clock: Clock,
        ids: Ids,
        *,
        operator: str,
        role: str,
        titles: Mapping[str, str],
        search: Search,
        moved: Callable[[], object] = lambda: None,
    ) -> None:
        """`titles` are the names of tasks and reasons by code; `moved` is told when the count may differ."""
        self._store, self._clock, self._ids = store, clock, ids
        self._operator, self._role, self._titles = operator, role, titles
        self._search, self._moved = search, moved
        self._pairs: Sequence[Pair] = ()
        self._picked: dict[tuple[str, str, str], Value] = {}
        self._current, self._shows_kept = "", False
        self._state = LookState(now=clock.now())

    @property
    def entries(self) -> Sequence[Entry]:
        """What there is to look at now."""
        return self._entries()[0]

    def look_for_doubles(self) -> None:
        """Search again for records that may be one person."""
        self._search(self._found)

    def state(self) -> LookState:
        """Read again; what is pressed next is about this."""
        self._state = self._read()
        return self._state

    def select(self, key: str) -> None:
        """Open an entry."""
        self._current, self._shows_kept = key, False
        self.refresh()

    def next(self) -> None:
        """Leave this one as it is and open the one after it."""
        keys = [entry.key for entry in self._state.entries]
        if keys:
            self.select(keys[self._state.place % len(keys)])

    def choose(self, question: int, option: int) -> None:
        """Take one of the values of a question."""
        comparison = self._state.comparison
        if comparison is not None:
            asked = comparison.questions[question]
            self._picked[asked.key] = asked.options[option].value
            self.refresh()

    def keep(self) -> None:
        """Save what is chosen: it decides the conflict, or makes one person of two."""
        comparison = self._state.comparison
        if comparison is None or not comparison.is_decided:
            return
        if comparison.compared is not None:
            values = merged_values(comparison)
            same_person.make_one(
                self._store, self._clock, self._ids, self._operator, comparison.compared, values
            )
        else:
            choices = [(q.difference, q.options[q.chosen or 0].value) for q in comparison.questions]
            known = [(difference, value) for difference, value in choices if difference]
            conflicts.decide(self._store, self._clock, self._ids, self._operator, known)
        self._done(comparison)

    def two_people(self) -> None:
        """The two records are two people."""
        comparison = self._state.comparison
        if comparison is not None and comparison.compared is not None:
            pair = comparison.compared.pair
            same_person.tell_apart(self._store, self._clock, self._ids, self._operator, pair)
            self._done(comparison)

    def send_again(self) -> None:
        """Offer refused work once more as it is."""
        mending.send_again(self._store, self._pieces)
        self._again()

    def correct(self, typed: TypedPerson) -> tuple[Problem, ...]:
        """Write a person anew; nothing is kept while something is wrong with it."""
        first = self._state.work.first if self._state.work else None
        if first is None:
            return ()
        facts = typed_person(typed, self._clock.now().date())
        if isinstance(facts, tuple):
            return facts
        names = ("name", "birth", "sex", "village", "id_number", "phone")
        fixed = {name: facts.get(name, "") for name in names} | {"name_suspect": False}
        mending.correct(self._store, self._clock, self._ids, self._operator, first, fixed)
        self._again()
        return ()

    def all_right(self, words: str = "") -> Problem | None:
        """What was sent back was looked at and is right as it is; what is wrong with the words to the centre."""
        problem = mending.all_right(self._store, self._clock, self._ids, self._operator, self._pieces, words)
        if problem is None:
            self._again()
        return problem

    def leave(self) -> None:
        """Give up what was not taken: it stays as it stands at the centre."""
        mending.leave(self._store, self._clock, self._ids, self._operator, self._pieces)
        self._again()

    def take_out(self) -> None:
        """A session that was sent back never happened."""
        mending.take_out(self._store, self._clock, self._ids, self._operator, self._pieces)
        self._again()

    def show_kept(self) -> None:
        """Open the list of what was not chosen and what was made one."""
        self._shows_kept = True
        self.refresh()

    def put_back(self, lost: NotChosen) -> None:
        """Let a value stand that was not chosen."""
        conflicts.put_back(self._store, self._clock, self._ids, self._operator, lost)
        self._again()

    def part_again(self, loser: str) -> None:
        """Take a merge back."""
        same_person.undo(self._store, self._clock, self._ids, self._operator, loser)
        self.look_for_doubles()
        self._again()

    @property
    def _pieces(self) -> tuple[Attention, ...]:
        """What the work shown consists of."""
        return self._state.work.pieces if self._state.work else ()

    def _done(self, comparison: Comparison) -> None:
        """Forget what was picked for it and go on with the next."""
        for question in comparison.questions:
            self._picked.pop(question.key, None)
        keys = [entry.key for entry in self._state.entries]
        after = keys[self._state.place :] + keys[: self._state.place - 1]
        self._current = after[0] if after else ""
        self.look_for_doubles()
        self._again()

    def _again(self) -> None:
        self.refresh()
        self._moved()

    def _found(self, pairs: Sequence[Pair]) -> None:
        self._pairs = tuple(pairs)
        self._again()

    def _entries(self) -> tuple[list[Entry], dict[str, tuple[Asked, ...]]]:
        """Everything to look at, and the records behind each conflict."""
        reading, today = self._store.read(), self._clock.now().date()
        asked = conflict_entries(reading, today)
        told = {(values["one"], values["other"]) for values in reading.records("apart").values()}
        fresh = [pair for pair in self._pairs if (pair.one, pair.other) not in told]
        alike = [entry for pair in fresh if (entry := pair_entry(reading, pair, today))]
        entries = [*asked, *alike, *back_entries(reading, today)]
        return entries, {entry.key: group for entry, group in asked.items()}

    def _read(self) -> LookState:
        now, reading = self._clock.now(), self._store.read()
        entries, groups = self._entries()
        if self._current not in [entry.key for entry in entries]:
            self._current = entries[0].key if entries else ""
        names = Names.read(reading, now.tzinfo, self._titles)
        open_entry = next((entry for entry in entries if entry.key == self._current), None)
        shows_kept = self._shows_kept or open_entry is None
        is_back = open_entry is not None and open_entry.sort is Sort.BACK
        return LookState(
            now=now,
            entries=tuple(entries),
            current="" if shows_kept else self._current,
            comparison=None if shows_kept else self._compared(open_entry, groups, names),
            work=work(reading, open_entry, now.date()) if open_entry and is_back and not shows_kept else None,
            kept=self._kept(names, now),
            parted=merged_lines(self._store, self._clock, names),
            shows_kept=shows_kept,
            is_lead=may_merge(self._role),
        )

    def _compared(
        self, entry: Entry | None, groups: Mapping[str, tuple[Asked, ...]], names: Names
    ) -> Comparison | None:
        if entry is None or entry.sort is Sort.BACK:
            return None
        if entry.sort is Sort.DIFFERENT:
            return conflict(entry, groups[entry.key], names, self._picked)
        pair = next(pair for pair in self._pairs if f"{pair.one} {pair.other}" == entry.key)
        return sameness(self._store, pair, entry, names, self._picked, self._role)

    def _kept(self, names: Names, now: datetime) -> tuple[Kept, ...]:
        return given_up_lines(conflicts.given_up(self._store, self._clock), names)

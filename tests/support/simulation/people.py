"""What people at a laptop come up with, given what it shows them: records, edits, decisions, mistakes."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.changes import Change, Edit, Op, Value
from app.domain.delivery import Delivery
from app.domain.fields import MergeClass
from app.domain.merge.classes import moved_items, with_items
from app.domain.projection import Shown
from tests.support.simulation.central import Key
from tests.support.simulation.device import Device
from tests.support.simulation.kinds import KINDS, PERSON, STEPS

if TYPE_CHECKING:
    from tests.support.simulation.world import Made

BAD: Value = 13
"""A number where text belongs: central refuses it."""

_STATUSES = ("refused", "blocked", "waiting", "done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A change somebody wants to make."""

    key: Key
    op: Op
    fields: dict[str, Edit] = field(default_factory=dict)
    parents: dict[str, frozenset[str]] = field(default_factory=dict)
    other: str = ""
    covers: tuple[str, ...] = ()


class People:
    """The minds behind the laptops; all their choices come from `chance`."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.words = 0
        self.said: list[str] = []
        self.repeats = chance.choice((True, False))

    def wish(
        self, device: Device, shown: Mapping[Key, Shown], live: Mapping[Key, Shown], roll: float, merges: bool
    ) -> Wish | None:
        """What somebody wants now; None when nothing comes to mind."""
        people = sorted(key for key in live if key[0] == PERSON.name)
        if roll < 0.10 or (not people and roll < 0.4):
            return self._create(device)
        if not people:
            return None
        if roll < 0.42:
            return self._edit(device, shown, live)
        if roll < 0.48:
            return self._resolve(device, live)
        if roll < 0.51 and merges:
            return self._merge(device, shown, live, people)
        return self._erase(device, shown, people) if 0.51 <= roll < 0.52 else None

    def _create(self, device: Device) -> Wish:
        key = (PERSON.name, f"{device.name}r{device.n + 1}")
        name = BAD if self.chance.random() < 0.06 else self._word()
        fields = {"name": Edit((), name), "phone": Edit((), self._word())}
        return Wish(key=key, op=Op.CREATE, fields=fields)

    def _edit(self, device: Device, shown: Mapping[Key, Shown], live: Mapping[Key, Shown]) -> Wish | None:
        keys = sorted(key for key in live if key[0] == PERSON.name)
        record = self.chance.choice(keys[:3] if self.chance.random() < 0.7 else keys)[1]
        kind = self.chance.choice((PERSON, PERSON, STEPS))
        key = (kind.name, record)
        row = shown.get(key) or device.shown(key)
        is_new = key not in shown
        fields, parents = {}, {}
        for name in self.chance.sample(sorted(kind.rules), self.chance.choice((1, 1, 2, 3))):
            before, after = row.values[name], self._value(kind.rules[name].merge, name, row.values[name])
            if after != before:
                own = (row.waiting[name],) if name in row.waiting else ()
                fields[name] = Edit(() if is_new else (before, *own), after)
                parents[name] = device.authors(key, name, row) | device.wrote(key, name, own)
        return (
            Wish(key=key, op=Op.CREATE if is_new else Op.EDIT, fields=fields, parents=parents)
            if fields
            else None
        )

    def _resolve(self, device: Device, live: Mapping[Key, Shown]) -> Wish | None:
        refused = {(o.change.kind, o.change.record) for o in device.own if o.delivery is Delivery.QUARANTINED}
        found = [
            (key, name) for key in sorted(live) if key not in refused for name in sorted(live[key].conflicts)
        ]
        if not found:
            return None
        key, name = self.chance.choice(found)
        row = live[key]
        own = (row.waiting[name],) if name in row.waiting else ()
        seen = (row.values[name], *(waiting.value for waiting in row.conflicts[name]), *own)
        to = self.chance.choice([value for value in seen if value != BAD] + [self._word()])
        parents = device.authors(key, name, row) | device.wrote(key, name, own)
        parents |= {waiting.change for waiting in row.conflicts[name]}
        return Wish(key=key, op=Op.RESOLVE, fields={name: Edit(seen, to)}, parents={name: parents})

    def _merge(
        self, device: Device, shown: Mapping[Key, Shown], live: Mapping[Key, Shown], people: list[Key]
    ) -> Wish | None:
        lost = sorted(key for key, row in shown.items() if row.merged_into and key[0] == PERSON.name)
        if lost and self.chance.random() < 0.3:
            return Wish(key=self.chance.choice(lost), op=Op.MERGE)
        if len(people) < 2:
            return None
        one, two = self.chance.sample(people, 2)
        refused = {o.change.record for o in device.own if o.delivery is Delivery.QUARANTINED}
        if BAD in (*live[one].values.values(), *live[two].values.values()) or refused & {one[1], two[1]}:
            return None
        fields, parents = {}, {}
        for name, rule in PERSON.rules.items():
            ours, theirs = live[one].values[name], live[two].values[name]
            if rule.merge is MergeClass.ASK and ours != theirs:
                fields[name] = Edit((ours, theirs), self.chance.choice((ours, theirs)))
                parents[name] = device.authors(one, name, live[one]) | device.authors(two, name, live[two])
        return Wish(key=one, op=Op.MERGE, fields=fields, parents=parents, other=two[1])

    def _erase(self, device: Device, shown: Mapping[Key, Shown], people: list[Key]) -> Wish:
        key = self.chance.choice(people)
        covers = tuple(
            sorted(k[1] for k, row in shown.items() if k[0] == key[0] and row.merged_into == key[1])
        )
        return Wish(key=key, op=Op.ERASE, covers=covers)

    def folded(
        self, device: Device, end: Key, shown: Shown, behind: Sequence[Change], made: Mapping[str, Made]
    ) -> tuple[dict[str, Edit], dict[str, frozenset[str]]]:
        """One edit per field for a refused change and its tail: what is shown, the bad put right."""
        fields: dict[str, Edit] = {}
        parents: dict[str, frozenset[str]] = {}
        for change in behind:
            for name, edit in change.fields.items():
                known = parents.get(name, frozenset()) | made[change.id].parents.get(name, frozenset())
                parents[name] = known | {change.id}
                fields[name] = self._joined(end, name, fields.get(name), edit, change.op is Op.CREATE)
        for name, edit in fields.items():
            if KINDS[end[0]].rules[name].merge is not MergeClass.UNION:
                now = shown.values[name]
                own = (shown.waiting[name],) if name in shown.waiting else ()
                seen = (now, *own, edit.to, *edit.seen)
                fields[name] = Edit(seen, self._word() if now == BAD else now)
                parents[name] |= device.authors(end, name, shown) | device.wrote(end, name, own)
        return fields, parents

    def _joined(self, key: Key, name: str, first: Edit | None, edit: Edit, creates: bool) -> Edit:
        rule = KINDS[key[0]].rules[name]
        seen = edit.seen or ((rule.start,) if creates else ())
        if first is None:
            return Edit(seen, edit.to)
        if rule.merge is MergeClass.UNION:
            return Edit(first.seen, with_items(first.to, *moved_items(edit.seen, edit.to)))
        return Edit((*seen, first.to, *first.seen), edit.to)

    def _value(self, merge: MergeClass, name: str, before: Value) -> Value:
        match merge:
            case MergeClass.UNION:
                kept = [
                    item
                    for item in (before if isinstance(before, list) else [])
                    if self.chance.random() < 0.9
                ]
                return [*kept, f"note {self._word()}"]
            case MergeClass.FURTHEST if name == "withdrawn":
                return self.chance.choice(("", self._word()))
            case MergeClass.FURTHEST:
                return {"status": self.chance.choice(_STATUSES), "reason": self.chance.choice("abc")}
            case MergeClass.ASK if self.chance.random() < 0.03:
                return BAD
            case _:
                return self._word()

    def _word(self) -> str:
        self.words += 1
        word = f"w{self.words}"
        if not self.repeats:
            return word
        if self.said and self.chance.random() < 0.25:
            word = self.chance.choice(self.said[-6:])
        elif self.chance.random() < 0.05:
            word = ""
        self.said.append(word)
        return word

"""What two places wrote differently, and the change that decides it. Who may decide is not asked here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.changes import Change, Edit, Op, Pen, Value
from app.domain.delivery import OwnChange
from app.domain.fields import MergeClass
from app.domain.merge.seen import together
from app.domain.projection import ContenderView, Shown
from app.domain.records import KINDS

KEPT_DAYS = 90
"""How long a value that was not chosen can be looked at and put back (ux.md §3.16)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A record in which values wait for a person, as shown now; `citizen` is whom it is about, if anybody.

    `writers` says who wrote what stands.
    """

    kind: str
    record: str
    citizen: str
    shown: Shown
    writers: Mapping[str, ContenderView]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One of the values: who wrote it (empty when nobody knows), where, when (Unix ms, by that machine's clock)."""

    value: Value
    author: str = ""
    device: str = ""
    made_at: int = 0
    suspect: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field with several values: what stands first, then the others in the order central met them."""

    kind: str
    record: str
    field: str
    said: tuple[Said, ...]

    @property
    def later(self) -> int | None:
        """The place of the value that arrived last; None when its machine's clock is suspect."""
        last = len(self.said) - 1
        return None if self.said[last].suspect else last


@dataclass(frozen=True, slots=True, kw_only=True)
class NotChosen:
    """A value that was given up for another: `kept` stands now, `change` decided, at Unix ms."""

    kind: str
    record: str
    field: str
    value: Value
    kept: Value
    change: str
    author: str
    made_at: int


def differences(asked: Asked) -> tuple[Difference, ...]:
    """The fields of a record somebody has to decide about, those this program knows.

    A task's status is never among them: the further one stands by itself.
    """
    rules = KINDS[asked.kind].rules if asked.kind in KINDS else {}
    names = (name for name, rule in rules.items() if rule.merge is MergeClass.ASK and _waiting(asked, name))
    return tuple(
        Difference(kind=asked.kind, record=asked.record, field=name, said=tuple(_said(asked, name)))
        for name in names
    )


def agreeing(asked: Asked) -> int:
    """How many fields hold something nobody disputes."""
    rules = KINDS[asked.kind].rules
    return sum(
        asked.shown.values.get(name) != rule.start and not _waiting(asked, name)
        for name, rule in rules.items()
    )


def decision(pen: Pen, kind: str, record: str, chosen: Mapping[str, tuple[Difference, Value]]) -> Change:
    """The one change that decides these fields: every value its author was shown counts as seen."""
    edits = {
        name: Edit(together(said.value for said in one.said), value) for name, (one, value) in chosen.items()
    }
    return pen.write(Op.RESOLVE, kind, record, edits)


def not_chosen(own: OwnChange, shown: Mapping[str, Value]) -> Iterator[NotChosen]:
    """What a change of this device gave up, or wrote and saw given up for another, given the values shown now."""
    change = own.change
    is_decision = change.op in (Op.RESOLVE, Op.MERGE)
    for name, edit in change.fields.items():
        gone = edit.seen if is_decision else () if name in own.took else (edit.to,)
        start = KINDS[change.kind].start(name)
        kept = shown.get(name, start)
        for value in gone:
            if value not in (kept, edit.to if is_decision else kept, start):
                yield NotChosen(
                    kind=change.kind,
                    record=change.record,
                    field=name,
                    value=value,
                    kept=kept,
                    change=change.id,
                    author=change.author,
                    made_at=change.made_at,
                )


def _waiting(asked: Asked, name: str) -> bool:
    return bool(asked.shown.conflicts.get(name)) or name in asked.shown.waiting


def _said(asked: Asked, name: str) -> Iterator[Said]:
    """What stands, every value that waits, and this device's own that is on its way."""
    shown, writer = asked.shown, asked.writers.get(name)
    standing = shown.values.get(name)
    yield _by(writer) if writer and writer.value == standing else Said(value=standing)
    waiting = shown.conflicts.get(name, ())
    yield from map(_by, waiting)
    if name in shown.waiting and all(one.value != shown.waiting[name] for one in waiting):
        yield Said(value=shown.waiting[name])


def _by(view: ContenderView) -> Said:
    return Said(
        value=view.value,
        author=view.author,
        device=view.device,
        made_at=view.made_at,
        suspect=view.suspect,
    )

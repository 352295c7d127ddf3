"""One person's past, answered in plain Python from the fake's state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.changes import Change
from app.domain.delivery import OVER
from app.domain.history import Trace
from tests.support.fake_state import State


class FakeHistory:
    """The part of `ports.Reading` about what happened."""

    state: State

    def traces(self, citizen: str) -> Sequence[Trace]:
        return list(self._traces(citizen))

    def wrote_in(self, session: str) -> Sequence[Change]:
        of = self.state.record("session", session)
        if of is None:
            return []
        about = {(one.kind, one.record) for one in self._traces(str(of["citizen"]))}
        return [
            entry.change
            for entry in self.state.in_order()
            if entry.session == session
            and entry.own.delivery not in OVER
            and (entry.change.kind, entry.change.record) in about
        ]

    def _traces(self, citizen: str) -> Iterator[Trace]:
        for kind, record in self._about(self.state.known_as(self.state.survivor(citizen))):
            shown, standing = self.state.shown(kind, record), self.state.standing.get((kind, record))
            if shown is not None:
                mine = [e.own for e in self.state.in_order() if e.change.kind == kind]
                yield Trace(
                    kind=kind,
                    record=record,
                    values=shown.values,
                    own=tuple(one for one in mine if record in (one.change.record, one.change.other)),
                    writers=standing.writers if standing else {},
                )

    def _about(self, names: set[str]) -> Iterator[tuple[str, str]]:
        yield from (("citizen", name) for name in names)
        yield from (("ladder", name) for name in names)
        sessions = self._of("session", "citizen", names)
        yield from (("session", one) for one in sessions)
        yield from (("void", one) for one in self._of("void", "session", set(sessions)))
        for kind in ("consent", "appointment", "representative"):
            yield from ((kind, one) for one in self._of(kind, "citizen", names))

    def _of(self, kind: str, field: str, names: set[str]) -> list[str]:
        return [one for one, shown in self.state.all_shown(kind).items() if shown.values[field] in names]

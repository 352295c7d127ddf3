"""One own change of a device, as app/contract/PROTOCOL.md wants it kept. Nothing of the product is imported."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.conformance.client import Json

Mark = tuple[int, int]
"""(epoch, seq)."""

PROVEN = ("accepted", "merged", "needs_review", "conflict")


class WentBack(Exception):
    """Central is behind what it said before: nothing is sent or dropped."""


@dataclass
class Own:
    """An own change and how far it has come; `ack`, `took` and `landing` are its first answer."""

    body: Json
    state: str = "waiting"
    ack: Mark | None = None
    took: list[str] = field(default_factory=list)
    landing: str = ""
    outcome: Json = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """Kind and id of its record."""
        return self.body["kind"], self.body["record"]

    @property
    def kind(self) -> str:
        """The last answer to it."""
        return str(self.outcome.get("kind", "accepted"))

    @property
    def code(self) -> tuple[str, str]:
        """The last answer to it, and why."""
        return self.kind, str(self.outcome.get("code", ""))

    def note(self, outcome: Json, epoch: int) -> None:
        """What central answered in `epoch`."""
        self.outcome = outcome
        kind = outcome.get("kind", "accepted")
        kind = outcome["first"] if kind == "duplicate" else kind
        if kind in PROVEN:
            self.state = "received" if kind in ("accepted", "merged") else "review"
            self.ack = (epoch, outcome.get("seq", 0))
            self.took = list(self.body["fields"]) if kind == "accepted" else outcome.get("took", [])
            self.landing = outcome.get("landing", "")
        elif kind == "erased":
            self.state, self.body = "erased", {**self.body, "fields": {}, "reason": ""}
        elif kind in ("held", "rejected"):
            self.state = "held" if kind == "held" else "quarantined"

    def wired(self) -> Json:
        """As it is sent: a re-offer has its stamp."""
        if self.ack is None:
            return self.body
        epoch, seq = self.ack
        return {
            **self.body,
            "stamp": {"epoch": epoch, "seq": seq, "took": self.took, "landing": self.landing},
        }

    def points_to(self) -> list[str]:
        """Texts among its values: some are ids of records."""
        return [edit["to"] for edit in self.body["fields"].values() if isinstance(edit["to"], str)]

    @property
    def size(self) -> int:
        """Bytes of plain JSON."""
        return len(json.dumps(self.body, ensure_ascii=False).encode())


def judge(own: Iterable[Own], row: Json) -> None:
    """A pulled row may be a verdict about one of these: it counts, or its author looks at it again."""
    about = row.get("fields", {}).get("change") if row["kind"] == "verdict" else None
    for one in own:
        is_open = one.state == "review" or (one.state == "quarantined" and one.code[1] == "returned")
        if one.body["id"] == about and is_open:
            accepted = row["fields"]["verdict"] == "accepted"
            one.state = "received" if accepted else "quarantined"
            one.outcome = {"kind": "accepted"} if accepted else {"kind": "rejected", "code": "returned"}

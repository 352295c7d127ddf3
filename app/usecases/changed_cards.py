"""Telling central that a phone shows something else than a guide card: a record like any other, of nobody."""

from __future__ import annotations

from app.domain.changes import Value
from app.domain.guide import GuidePack, Step
from app.domain.names import clean
from app.domain.problems import Problem, ProblemCode
from app.domain.secrets_guard import looks_like_secret
from app.usecases.ports import Clock, Ids, Reading, Store
from app.usecases.writing import pen_of, seconds

KIND = "card_changed"
LONGEST_NOTE, LONGEST_VERSION = 200, 20


def report_card(
    store: Store,
    clock: Clock,
    ids: Ids,
    operator: str,
    pack: GuidePack,
    step: Step,
    *,
    vneid: str = "",
    note: str = "",
) -> Problem | None:
    """Write down that a card has changed; `vneid` is the version seen on the phone, `note` a few words.

    NOTE_HAS_SECRET for a code in either; then nothing is kept.
    """
    version, said = clean(vneid)[:LONGEST_VERSION], clean(note)[:LONGEST_NOTE]
    for field, typed in (("vneid", version), ("note", said)):
        if looks_like_secret(typed):
            return Problem(ProblemCode.NOTE_HAS_SECRET, field)
    values: dict[str, Value] = {
        "card": step.code,
        "pack": pack_name(pack),
        "expected": pack.vneid_version,
        "vneid": version,
        "note": said,
        "operator": operator,
        "seen": seconds(clock),
    }
    with store.write() as writing:
        writing.add(pen_of(writing, clock, ids, operator).create(KIND, ids.new(), values))
    return None


def is_reported(reading: Reading, pack: GuidePack, step: Step) -> bool:
    """Whether somebody of the commune has told of this card of this pack already."""
    name = pack_name(pack)
    told = reading.records(KIND).values()
    return any(one.get("card") == step.code and one.get("pack") == name for one in told)


def pack_name(pack: GuidePack) -> str:
    """How a pack is called in records: `<id>@<version>`."""
    return f"{pack.id}@{pack.version}"

"""Guide cards that people at the desks found changed, most often told first. Nothing of a person is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.central.ground import Ground
from app.central.store.tables import record
from app.domain.merge import Life

KIND = "card_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCard:
    """One card of one pack: how often and from how many communes it was told, and what was seen.

    `expected` is the VNeID version the pack tells of, `seen` are those on the phones; `last` is Unix seconds.
    """

    card: str
    pack: str
    expected: str
    seen: tuple[str, ...]
    reports: int
    communes: int
    last: int
    notes: tuple[str, ...]


def changed_cards(ground: Ground) -> Sequence[ChangedCard]:
    """Every card told of, the one told most often first."""
    told = sa.select(record.c.commune, record.c.fields).where(
        record.c.kind == KIND, record.c.life == Life.LIVE.value
    )
    groups: dict[tuple[str, str], list[tuple[str, Mapping[str, Any]]]] = {}
    with ground.read() as connection:
        for commune, fields in connection.execute(told):
            groups.setdefault((_text(fields, "card"), _text(fields, "pack")), []).append((commune, fields))
    found = [_counted(card, pack, rows) for (card, pack), rows in groups.items()]
    return sorted(found, key=lambda one: (-one.reports, one.card, one.pack))


def _counted(card: str, pack: str, rows: Sequence[tuple[str, Mapping[str, Any]]]) -> ChangedCard:
    fields = [fields for _, fields in rows]
    return ChangedCard(
        card=card,
        pack=pack,
        expected=next((text for one in fields if (text := _text(one, "expected"))), ""),
        seen=tuple(sorted({_text(one, "vneid") for one in fields} - {""})),
        reports=len(rows),
        communes=len({commune for commune, _ in rows}),
        last=max(_number(one) for one in fields),
        notes=tuple(dict.fromkeys(text for one in fields if (text := _text(one, "note")))),
    )


def _text(fields: Mapping[str, Any], name: str) -> str:
    return str(fields.get(name) or "")


def _number(fields: Mapping[str, Any]) -> int:
    seen = fields.get("seen")
    return seen if isinstance(seen, int) else 0

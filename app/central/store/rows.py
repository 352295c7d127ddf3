"""Between a record of the merge rule and its row. Nothing is read or written here."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.domain.merge import Record, from_json, to_json

PUBLIC = ("id", "kind", "commune", "seq", "fields", "conflicts", "writers", "life", "merged_into")
"""The columns devices may see: exactly the fields of `contract.messages.WireRecord`."""


def to_row(record: Record) -> dict[str, Any]:
    """The row that stores a record; written anew, it is back in the feed if it had left."""
    public, history = to_json(record)
    return {**public, "history": history, "epoch": record.mark.epoch, "retired": False}


def from_row(row: sa.Row[Any]) -> Record:
    """The record a row of the table `record` stores."""
    return from_json({name: getattr(row, name) for name in PUBLIC}, row.history)

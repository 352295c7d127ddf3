"""How a record's dataclass declares the merge class of a field. The classes themselves act in `merge`."""

from __future__ import annotations

from dataclasses import Field, field
from enum import StrEnum
from typing import Any, cast

from app.domain.changes import Value


class MergeClass(StrEnum):
    """What happens when two people wrote one field without seeing each other."""

    ASK = "ask"
    """The standing value stays and a conflict is raised for a person."""
    FURTHEST = "furthest"
    """The value further along stands; going back must have seen what it replaces."""
    UNION = "union"
    """Items are added and removed one by one."""
    LATEST = "latest"
    """Arrival order; an operator's own settings only."""
    ONCE = "once"
    """Written at creation, never edited."""


def ask(start: Value = "", *, refers: str = "") -> Any:  # noqa: ANN401 - stands where a dataclass default stands
    """A field a person decides about when two places differ; `refers` names the kind it points to."""
    return field(default=start, metadata={"merge": MergeClass.ASK, "refers": refers})


def furthest(start: Value = None) -> Any:  # noqa: ANN401
    """A field where the value further along wins (a rung of the ladder, a latch)."""
    return field(default=start, metadata={"merge": MergeClass.FURTHEST})


def union() -> Any:  # noqa: ANN401
    """A list whose items are added and removed one by one."""
    return field(default_factory=list, metadata={"merge": MergeClass.UNION})


def latest(start: Value = "") -> Any:  # noqa: ANN401
    """A field where the last to arrive stands."""
    return field(default=start, metadata={"merge": MergeClass.LATEST})


def once(start: Value = "", *, refers: str = "") -> Any:  # noqa: ANN401
    """A field written at creation only."""
    return field(default=start, metadata={"merge": MergeClass.ONCE, "refers": refers})


def merge_class(declared: Field[Any]) -> MergeClass:
    """The class a field was declared with."""
    chosen = declared.metadata["merge"]
    assert isinstance(chosen, MergeClass)
    return chosen


def refers_to(declared: Field[Any]) -> str:
    """The kind a field points to, or empty."""
    return str(declared.metadata.get("refers", ""))


def start_value(declared: Field[Any]) -> Value:
    """The value an absent field stands for."""
    return [] if merge_class(declared) is MergeClass.UNION else cast(Value, declared.default)

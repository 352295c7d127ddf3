"""Two kinds of records that use every merge class between them, shaped like a citizen and their ladder."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.fields import MergeClass
from app.domain.records import FieldRule, Kind


def _kind(name: str, *rules: FieldRule) -> Kind:
    return Kind(name, object, {rule.name: rule for rule in rules})


PERSON = _kind(
    "person",
    FieldRule("name", MergeClass.ASK, "", ""),
    FieldRule("phone", MergeClass.ASK, "", ""),
    FieldRule("notes", MergeClass.UNION, [], ""),
)
STEPS = _kind(
    "steps",
    FieldRule("install", MergeClass.FURTHEST, None, ""),
    FieldRule("withdrawn", MergeClass.FURTHEST, "", ""),
    FieldRule("wish", MergeClass.LATEST, "", ""),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (PERSON, STEPS)}
"""`steps` has the id of its person, so that two devices cannot make two."""

"""The one rule of how changes meet: what is remembered, decided and stored. No ledger, rights or wire."""

from app.domain.merge.alias import UNDO_DAYS, Find
from app.domain.merge.checks import Refusal
from app.domain.merge.decide import decide, erased, struck
from app.domain.merge.desk import Decision
from app.domain.merge.state import Contender, FieldState, Life, Origin, Record, Take
from app.domain.merge.stored import from_json, to_json

__all__ = [
    "UNDO_DAYS",
    "Contender",
    "Decision",
    "FieldState",
    "Find",
    "Life",
    "Origin",
    "Record",
    "Refusal",
    "Take",
    "decide",
    "erased",
    "from_json",
    "struck",
    "to_json",
]

"""The practice files as bytes: a case, a village. Whether they fit a guide pack is judged by a test, not here."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from app.domain.practice import PracticeCase, Village

VILLAGE_FILE = "village.json"
CASES = "cases/"


def read_village(files: Mapping[str, bytes]) -> Village:
    """The village of a folder's files, keyed by their path in it; msgspec.ValidationError when it is none."""
    return msgspec.json.decode(files[VILLAGE_FILE], type=Village)


def read_cases(files: Mapping[str, bytes]) -> tuple[PracticeCase, ...]:
    """Every file in `cases/`, in the order of their numbers; msgspec.ValidationError when one is no case."""
    names = [name for name in files if name.startswith(CASES)]
    cases = [msgspec.json.decode(files[name], type=PracticeCase) for name in names]
    return tuple(sorted(cases, key=lambda case: case.number))

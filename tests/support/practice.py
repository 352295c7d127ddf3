"""The practice cases we ship, a village made of one, and how a case is played through the real use cases."""

from __future__ import annotations

from functools import cache

from app import resources
from app.contract.practice_format import read_cases, read_village
from app.domain.practice import PracticeCase, Village


def practice_files() -> dict[str, bytes]:
    """Every JSON file of the practice we ship, by its path in the folder."""
    folder = resources.path("practice")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.json"))}


@cache
def shipped_cases() -> tuple[PracticeCase, ...]:
    """The eight, in their order."""
    return read_cases(practice_files())


@cache
def shipped_village() -> Village:
    """Where they come from."""
    return read_village(practice_files())


def case_of(code: str) -> PracticeCase:
    """One of the eight."""
    return next(case for case in shipped_cases() if case.code == code)

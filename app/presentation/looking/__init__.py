"""What two places wrote differently, who may be one person, and what came back: shown, decided, put right."""

from app.domain.to_look import Entry, Sort
from app.presentation.looking.presenter import LookPresenter
from app.presentation.looking.states import (
    Comparison,
    Kept,
    LookState,
    Option,
    Parted,
    Question,
    Work,
)
from app.usecases.mending import Way
from app.usecases.naming import Writer

__all__ = [
    "Comparison",
    "Entry",
    "Kept",
    "LookPresenter",
    "LookState",
    "Option",
    "Parted",
    "Question",
    "Sort",
    "Way",
    "Work",
    "Writer",
]

"""What two places wrote differently, who may be one person, and what came back: shown, decided, put right."""

from app.presentation.looking.presenter import LookPresenter
from app.presentation.looking.states import (
    Comparison,
    Entry,
    Kept,
    LookState,
    Option,
    Parted,
    Question,
    Sort,
    Work,
)
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
    "Work",
    "Writer",
]

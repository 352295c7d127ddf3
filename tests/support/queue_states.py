"""People who wait, as the room and the public board show them."""

from __future__ import annotations

from app.domain.ladder import TaskCode
from app.domain.queue import Mark
from app.presentation.queue import BoardState, Place, QueueState
from tests.support.states import NOW


def place(number: int, **told: object) -> Place:
    """A number that has waited a while."""
    fields: dict[str, object] = {"name": "", "task": None, "marks": (), "minutes": 30 - number}
    return Place(number=number, **{**fields, **told})  # type: ignore[arg-type]


def busy() -> QueueState:
    """A market day."""
    return QueueState(
        called=(place(6, name="Bà Lò Thị Hặc", task=TaskCode.INSURANCE, is_called=True, times_called=1),),
        waiting=(
            place(7, marks=(Mark.ELDER,), task=TaskCode.HEALTH_BOOK),
            place(8, name="Ông Vàng A Páo", marks=(Mark.ELDER, Mark.DISABLED)),
            place(9, name="Chị Quàng Thị Sương", marks=(Mark.WITH_CHILD,), task=TaskCode.INSTALL),
            place(10),
        ),
        absent=(
            place(4, name="Anh Mùa A Dế", times_called=3, may_drop=True),
            place(5, times_called=1),
        ),
        now=NOW,
    )


def crowded() -> QueueState:
    """Seven wait with long names, two are called, one did not come."""
    long = "Ông Nguyễn Hoàng Phúc Thiên Long Bảo Khánh Quốc Việt"
    return QueueState(
        called=(
            place(1, task=TaskCode.IDENTITY, is_called=True, times_called=1),
            place(2, name="Bà Lò Thị Ín", is_called=True, times_called=1),
        ),
        waiting=(
            place(3, task=TaskCode.INSURANCE, minutes=0),
            place(4, name=long, task=TaskCode.INSTALL, marks=(Mark.ELDER,)),
            place(5, task=TaskCode.INSURANCE, marks=(Mark.ELDER, Mark.DISABLED)),
            *(place(number) for number in range(6, 10)),
        ),
        absent=(place(10, name="Giàng A Páo", times_called=2),),
        now=NOW,
    )


def nobody() -> QueueState:
    """The first minute of the day."""
    return QueueState(called=(), waiting=(), absent=(), now=NOW)


BOARD = BoardState(6, (7, 8, 9, 10))
EMPTY_BOARD = BoardState(0, ())

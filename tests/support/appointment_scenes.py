"""The people who are expected, in every state worth a look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from app.desktop.screens.appointments.gather import GatherDialog
from app.desktop.screens.appointments.screen import AppointmentsScreen
from app.domain.portrait import Portrait
from app.domain.problems import Problem, ProblemCode
from app.presentation.appointments import AppointmentsState, Expected, When
from tests.support.stage import Still, in_room
from tests.support.states import HAC, TODAY


def expected(number: int, who: Portrait, *, days: int = 0, **told: object) -> Expected:
    """Somebody who comes back."""
    fields: dict[str, object] = {
        "task": "Thẻ BHYT",
        "reason": "Đã gửi yêu cầu, thẻ chưa hiện",
        "place": "point",
        "phone": "",
        "tried": 0,
        "needs_signal": False,
    }
    return Expected(
        appointment=f"a{number}",
        citizen=f"c{number}",
        who=who,
        day=TODAY + timedelta(days=days),
        **{**fields, **told},  # type: ignore[arg-type]
    )


def busy() -> AppointmentsState:
    """Two overdue, one of them called in vain."""
    rows = (
        expected(
            1, HAC, days=-3, phone="0987 654 214", tried=2, needs_signal=True, meet="17:00, cổng trường"
        ),
        expected(2, HAC, days=-1, place="police", reason="Chưa có mức 2, phải ra công an xã"),
        expected(3, HAC, days=-1, place="carrier", reason="SIM không chính chủ, không nhận được mã"),
    )
    counts = {When.OVERDUE: 3, When.TODAY: 5, When.WEEK: 11, When.LATER: 14}
    return AppointmentsState(
        when=When.OVERDUE,
        village="",
        only_signal=False,
        counts=counts,
        villages=(("bản Giàn", 2), ("bản Pá Hốc", 1)),
        rows=rows,
        today=TODAY,
    )


def nobody() -> AppointmentsState:
    """A quiet week."""
    return AppointmentsState(
        when=When.TODAY,
        village="",
        only_signal=False,
        counts=dict.fromkeys(When, 0),
        villages=(),
        rows=(),
        today=TODAY,
    )


def appointments(state: AppointmentsState) -> QWidget:
    """People who are expected."""
    return in_room(lambda: AppointmentsScreen(Still(state)), "appointments")  # type: ignore[arg-type]


def gather() -> QWidget:
    """One day and place for everybody shown; the place was left out."""
    dialog = GatherDialog("14 người", TODAY, lambda _day, _meet: Problem(ProblemCode.MEET_MISSING, "meet"))
    dialog.show()
    dialog._submit()
    return dialog


APPOINTMENTS: dict[str, Callable[[], QWidget]] = {
    "appointments": partial(appointments, busy()),
    "appointments_empty": partial(appointments, nobody()),
    "appointments_gather": gather,
}

"""Finished sessions and their slips in words; everybody in them is made up."""

from __future__ import annotations

from datetime import date, timedelta

from app.desktop.wording.slip import Desk, slip_of
from app.domain.changes import Value
from app.domain.guide import GuidePack
from app.domain.ladder import TaskCode, TaskState, TaskStatus
from app.domain.slip import Slip
from app.domain.views import Finished

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
INSTALL, IDENTITY, INSURANCE, HEALTH_BOOK, ALONE = TaskCode
DESK = Desk(name="Điểm hỗ trợ Xã Mường Bú", phone="0900 000 000", hours="7:30 đến 11:30")
IN: dict[str, Value] = {
    "name": "Lò Thị Ín",
    "birth": "1953",
    "sex": "f",
    "id_number": "014153000000",
    "village": "Bản Mòng",
}
DONE = TaskState(status=TaskStatus.DONE, how="guided")


def finished(person: dict[str, Value] | None = None, **ends: TaskState) -> Finished:
    """Everything done but what is given."""
    states = {code.value: ends.get(code.value, DONE).to_value() for code in TaskCode}
    return Finished(
        session="s",
        citizen="c",
        person=IN if person is None else person,
        values={"code": "ABCDE12345"},
        ladder=states,
    )


def slip(
    pack: GuidePack, person: dict[str, Value] | None = None, desk: Desk = DESK, **ends: TaskState
) -> Slip:
    return slip_of(finished(person, **ends), pack, desk, TODAY)


def blocked(reason: str, day: date | None = None, status: TaskStatus = TaskStatus.BLOCKED) -> TaskState:
    return TaskState(status=status, reason=reason, recheck=day.isoformat() if day else "")

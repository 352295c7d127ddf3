"""What happened with a person, in every state worth a look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from app.desktop.screens.past import PastDialog, WhyDialog
from app.domain.history import What
from app.domain.ladder import TaskCode, TaskState, TaskStatus
from app.domain.problems import Problem, ProblemCode
from app.presentation.past import PastLine, PastState, Rung, Written
from app.usecases.naming import Writer
from tests.support.stage import Still
from tests.support.states import HAC, NOW

TITLES = ("Cài VNeID", "Tài khoản mức 2", "Thẻ BHYT", "Sổ sức khỏe", "Tự dùng được")
DONE = TaskState(status=TaskStatus.DONE, how="guided")
WAITING = TaskState(status=TaskStatus.WAITING, reason="bhyt_pending", recheck="2026-11-28")
PENDING = "Đã gửi yêu cầu, thẻ chưa hiện"


def busy() -> PastState:
    """Two visits, one that can be taken back, one from another laptop; a task put right, a value changed."""
    rungs = (DONE, DONE, WAITING, TaskState(status=TaskStatus.BLOCKED, how="follows"), TaskState())
    visit = ((TITLES[0], DONE, ""), (TITLES[1], DONE, ""), (TITLES[2], WAITING, PENDING))
    phone = Written(kind="citizen", field="phone", title="", before="0987654214", after="0912345214")
    alone = Written(kind="ladder", field="alone", title=TITLES[4], before=DONE.to_value(), after=None)
    return PastState(
        who=HAC,
        rungs=tuple(
            Rung(task=task, title=title, state=state, reason_title=PENDING if state is WAITING else "")
            for task, title, state in zip(TaskCode, TITLES, rungs, strict=True)
        ),
        lines=(
            PastLine(what=What.HELPED, writer=here(minutes=20), outcomes=visit, session="s"),
            PastLine(what=What.CORRECTED, writer=here(days=1), written=(alone,), reason="Bà chưa tự mở được"),
            PastLine(what=What.CHANGED, writer=there(days=2), written=(phone,)),
            PastLine(what=What.TAKEN_BACK, writer=there(days=4), reason="Mở nhầm người"),
            PastLine(what=What.HELPED, writer=there(days=4, minutes=8), outcomes=visit[:1]),
            PastLine(what=What.NOT_REACHED, writer=here(days=5)),
            PastLine(what=What.AGREED, writer=there(days=9)),
            PastLine(what=What.MET, writer=there(days=9)),
        ),
        now=NOW,
    )


def here(**ago: float) -> Writer:
    """Written at this machine."""
    return Writer(
        machine="Máy quầy 1", name="Cầm Thị Mai", form="chi", is_here=True, at=NOW - timedelta(**ago)
    )


def there(**ago: float) -> Writer:
    """Written at another one."""
    return Writer(
        machine="Máy đi bản", name="Sùng A Chống", form="anh", is_here=False, at=NOW - timedelta(**ago)
    )


def past() -> QWidget:
    """Opened over a session."""
    return PastDialog(Still(busy()))  # type: ignore[arg-type]


def why() -> QWidget:
    """Taking a visit back, without saying why."""
    dialog = WhyDialog("Lấy lại lượt này", lambda _why: Problem(ProblemCode.WHY_MISSING, "reason"))
    dialog.show()
    dialog._submit()
    return dialog


PAST: dict[str, Callable[[], QWidget]] = {"past": past, "past_why": why}

"""What happened with a person, as sentences: what, then who, at which machine, when."""

from __future__ import annotations

from datetime import datetime

from app.desktop.wording import fields, people, tasks
from app.desktop.wording.dates import when
from app.domain.history import What
from app.domain.ladder import TaskState
from app.i18n import _
from app.presentation.past import PastLine, Rung, Written


def sentence(line: PastLine) -> str:
    """What happened."""
    match line.what:
        case What.HELPED:
            return _helped(line)
        case What.CHANGED | What.CORRECTED | What.MOVED:
            return "; ".join(map(_written, line.written)) or _plain()[line.what]
        case _:
            return _plain()[line.what]


def whence(line: PastLine, now: datetime) -> str:
    """`hôm nay 9:41 · Chị Cầm Thị Mai · Máy quầy 1 · “mở nhầm người”`."""
    writer = line.writer
    machine = writer.machine or (_("this machine") if writer.is_here else "")
    parts = (
        when(writer.at, now) if writer.at else "",
        people.operator_title(writer.name, writer.form) if writer.name else "",
        machine,
        f"“{line.reason}”" if line.reason else "",
    )
    return " · ".join(part for part in parts if part)


def rung(one: Rung) -> str:
    """How a task stands."""
    return tasks.ending(one.state, one.reason_title, is_today=True)


def mend(one: Rung) -> str:
    """What pressing the button beside a task says."""
    return _("Mark not done") if one.state.status.is_over else _("Mark done")


def _helped(line: PastLine) -> str:
    if not line.outcomes:
        return _("Was helped; no task changed")
    said = (
        f"{title}: {tasks.ending(state, reason, is_today=True)}" for title, state, reason in line.outcomes
    )
    return "; ".join(said)


def _written(one: Written) -> str:
    """`Bản: Bản Mẫu → Bản Áng`; a task by how it stood and stands."""
    if one.kind == "ladder":
        states = [tasks.status_word(TaskState.from_value(value).status) for value in (one.before, one.after)]
        return f"{one.title}: {states[0]} → {states[1]}"
    name = fields.field_name(one.kind, one.field)
    if one.before is None:
        return f"{name}: {fields.values(one.field, [one.after])[0]}"
    before, after = fields.values(one.field, [one.before, one.after])
    return f"{name}: {before} → {after}"


def _plain() -> dict[What, str]:
    return {
        What.MET: _("Written down for the first time"),
        What.CHANGED: _("Something was changed"),
        What.CORRECTED: _("Something was put right"),
        What.MERGED: _("Two records were made one"),
        What.PARTED: _("They were parted into two again"),
        What.AGREED: _("Agreed that this is kept"),
        What.WITHDREW: _("Took the agreement back"),
        What.HELPED: _("Was helped"),
        What.TAKEN_BACK: _("The visit was taken back"),
        What.MOVED: _("Another day was agreed"),
        What.CAME: _("Came as agreed"),
        What.CANCELLED: _("The appointment was called off"),
        What.NOT_REACHED: _("Was called, nobody answered"),
    }

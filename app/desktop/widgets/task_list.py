"""The tasks of one person on the left of a session, with the steps of the one at hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.arrange import clear, column, row
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.panel_button import PanelButton
from app.desktop.widgets.status_dot import Status, StatusDot
from app.desktop.widgets.typography import label

TONES = {
    Status.DONE: Tone.OK,
    Status.DOING: Tone.PRIMARY,
    Status.BLOCKED: Tone.WARN,
    Status.WAITING: Tone.WARN,
}
STEP_ICONS = {
    Status.DONE: ("check", PAPER.ok),
    Status.DOING: ("chevron-right", PAPER.primary),
    Status.BLOCKED: ("hand", PAPER.warn),
}
STEP_AHEAD = ("circle-dashed", PAPER.ink3)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step under the current task."""

    key: str
    title: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One task: `detail` is its state in words ("Xong · 4 phút"), `steps` show while it is current."""

    key: str
    number: str
    title: str
    status: Status
    detail: str
    steps: tuple[StepLine, ...] = ()


class TaskList(QWidget):
    """All tasks; each row and each step can be pressed in any order."""

    task_chosen = Signal(str)
    step_chosen = Signal(str, str)

    def __init__(self, title: str, lines: Sequence[TaskLine] = (), current: str = "") -> None:
        super().__init__()
        self._title = label(title, Role.CAP_STRONG)
        self._rows = column(gap=2)
        self._shown: tuple[Sequence[TaskLine], str] = ((), "")
        self._compact = False
        self.setLayout(column(self._title, self._rows, None, gap=6))
        self.show_tasks(lines, current)

    def set_title(self, title: str) -> None:
        """Change the line above the tasks."""
        self._title.setText(title)

    def show_tasks(self, lines: Sequence[TaskLine], current: str) -> None:
        """Show other states; `current` is the key of the task at hand."""
        self._shown = (lines, current)
        clear(self._rows)
        for line in lines:
            self._rows.addWidget(self._task(line, line.key == current))

    def set_compact(self, compact: bool) -> None:
        """Leave out the words under the tasks that are not at hand; their drawing says the same."""
        if compact != self._compact:
            self._compact = compact
            self._rows.setSpacing(0 if compact else 2)
            self.show_tasks(*self._shown)

    def _task(self, line: TaskLine, current: bool) -> QFrame:
        frame = QFrame()
        frame.setProperty("task", "current" if current else "other")
        detail = "" if self._compact and not current else line.detail
        face = _task_face(line, detail, self._compact)
        button = PanelButton(face, f"{line.number}. {line.title}. {line.detail}", kind="task")
        button.setToolTip("" if detail else line.detail)
        button.clicked.connect(lambda: self.task_chosen.emit(line.key))
        inside = column(button, gap=0, margins=(1, 1, 1, 1))
        for step in self._steps(line) if current else ():
            inside.addLayout(row(self._step(line.key, step), margins=(30 if self._compact else 36, 0, 4, 0)))
        inside.addSpacing(4 if current and line.steps else 0)
        frame.setLayout(inside)
        return frame

    def _steps(self, line: TaskLine) -> Sequence[StepLine]:
        """All of them; where letters are large and the window small, the one at hand and those beside it."""
        here = next((n for n, step in enumerate(line.steps) if step.status is Status.DOING), None)
        if not self._compact or scaled(100) == 100 or here is None:
            return line.steps
        return line.steps[max(0, here - 1) : here + 2]

    def _step(self, task: str, step: StepLine) -> PanelButton:
        button = PanelButton(_step_face(step), step.title, kind="step")
        button.clicked.connect(lambda: self.step_chosen.emit(task, step.key))
        return button


def _task_face(line: TaskLine, detail: str, compact: bool) -> QHBoxLayout:
    words = column(label(line.title, Role.STRONG, wrap=True), gap=0)
    if detail:
        words.addWidget(label(detail, Role.CAP, TONES.get(line.status), wrap=True))
    dot = StatusDot(line.status, line.detail, line.number)
    face = row(gap=10 if compact else 12, margins=(8, 3, 8, 3) if compact else (14, 6, 12, 6))
    face.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop if detail else Qt.AlignmentFlag.AlignVCenter)
    face.addLayout(words, 1)
    return face


def _step_face(step: StepLine) -> QHBoxLayout:
    name, colour = STEP_ICONS.get(step.status, STEP_AHEAD)
    current = step.status is Status.DOING
    words = label(step.title, Role.SMALL_STRONG if current else Role.MUTED, wrap=True)
    face = row(gap=8, margins=(8, 4, 8, 4))
    face.addWidget(IconMark(name, colour, 16, stroke=2.6))
    face.addWidget(words, 1)
    return face

"""Session mode: the person on top, the tasks at the left, one page with one job."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.desktop.shell.keyboard import Key
from app.desktop.shell.room import fit
from app.desktop.shell.session_bar import SessionBar
from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import column, paint_ground, row
from app.desktop.widgets.buttons import Button, Size
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.key_cap import KeyCap
from app.desktop.widgets.task_list import TaskList
from app.desktop.widgets.typography import label

SIDE_WIDTH, SIDE_WIDTH_COMPACT, SIDE_WIDTH_MOST = 304, 284, 320


class SessionFrame(QWidget):
    """`show_page` replaces the page; `finish` is asked for at the foot of the task list."""

    finish = Signal()

    def __init__(self, bar: SessionBar, tasks: TaskList, finish_text: str, or_press_text: str) -> None:
        super().__init__()
        self.bar, self.tasks = bar, tasks
        self._compact = False
        self._pages = QStackedWidget()
        self.finish_button = Button(finish_text, self.finish.emit, icon="printer")
        self._or_press = QWidget()
        self._or_press.setLayout(
            row(None, label(or_press_text, Role.CAP), KeyCap(Key.FINISH.value), None, gap=6)
        )
        self._beside = KeyCap(Key.FINISH.value)
        self._side = QWidget()
        self._side.setLayout(
            column(
                (fit_area(tasks), 1),
                row((self.finish_button, 1), self._beside),
                self._or_press,
                margins=(14, 12, 14, 10),
            )
        )
        paint_ground(self._side, "rail")
        self.main = column((row(self._side, (self._pages, 1), gap=0), 1), gap=0)
        self.setLayout(column(bar, (self.main, 1), gap=0))
        paint_ground(self, "canvas")
        self.set_compact(False)

    @property
    def banner_slot(self) -> QVBoxLayout:
        """Where the shell puts its banner: over the whole width, where one line is mostly enough."""
        return self.main

    def show_page(self, page: QWidget) -> None:
        """Put a page in the middle; the one before is deleted."""
        old = self._pages.currentWidget()
        fit(page, self._compact)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setFocus()
        if old is not None and old is not page:
            self._pages.removeWidget(old)
            old.deleteLater()

    def set_compact(self, compact: bool) -> None:
        """Narrow the task list and tell the page."""
        self._compact = compact
        self.bar.set_compact(compact)
        self._or_press.setVisible(not compact)
        self._beside.leave_out(not compact)
        is_tight = compact and scaled(100) > 100
        self.finish_button.set_plain(icon=not compact, at_most=Size.SMALL if is_tight else Size.CITIZEN)
        self.tasks.set_compact(compact)
        narrow = min(scaled(SIDE_WIDTH_COMPACT), SIDE_WIDTH_MOST)
        self._side.setFixedWidth(narrow if compact else scaled(SIDE_WIDTH))
        fit(self._pages.currentWidget(), compact)

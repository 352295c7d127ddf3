"""A small form: what a person's record says, to be written anew."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QWidget

from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import box, column, fit_height, row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.error_summary import ErrorSummary, Fault
from app.desktop.widgets.field import Field
from app.desktop.widgets.typography import label
from app.desktop.wording import fields as names
from app.desktop.wording import looking as words
from app.desktop.wording import problems
from app.domain.people import Sex
from app.domain.problems import Problem
from app.i18n import _
from app.presentation.looking import Work
from app.usecases.facts import TypedPerson

Written = Callable[[TypedPerson], tuple[Problem, ...]]
WIDTH = 620
TEXTS = ("name", "birth", "village", "id_number", "phone")


class CorrectionDialog(QDialog):
    """Asks `written` what is wrong with the answers; closes when nothing is."""

    def __init__(self, work: Work, written: Written, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._written, self._person = written, work.person
        self.setWindowTitle(_("Correct it"))
        self._summary = ErrorSummary(_("Something needs mending"))
        self._edits = {name: QLineEdit(self._said(name)) for name in TEXTS}
        self._sex = QComboBox()
        for key, said in (("", ""), (Sex.FEMALE.value, _("woman")), (Sex.MALE.value, _("man"))):
            self._sex.addItem(said, key)
        self._sex.setCurrentIndex(max(0, self._sex.findData(self._said("sex"))))
        parts: dict[str, QWidget] = {**self._edits, "sex": self._sex}
        self._fields = {name: Field(names.field_name("citizen", name), part) for name, part in parts.items()}
        save = Button(_("Save and send again"), self._save, kind=Kind.PRIMARY, icon="check")
        self.setLayout(
            column(
                label(words.name_of(work), Role.H3, wrap=True),
                self._summary,
                *self._rows(),
                row(Button(_("Back"), self.reject, kind=Kind.QUIET), None, save),
                gap=10,
                margins=(22, 18, 22, 18),
            )
        )
        self.resize(WIDTH, 0)
        fit_height(self)
        self._edits["name"].setFocus()

    def _rows(self) -> list[QWidget]:
        pairs = (("name", "birth"), ("sex", "village"), ("id_number", "phone"))
        return [box(row(*((self._fields[name], 1) for name in pair), gap=14)) for pair in pairs]

    def _said(self, name: str) -> str:
        text = str(self._person.get(name) or "")
        return names.values(name, [text])[0] if name == "birth" and text else text

    def _save(self) -> None:
        typed = TypedPerson(
            **{name: edit.text() for name, edit in self._edits.items()}, sex=str(self._sex.currentData())
        )
        found = self._written(typed)
        for field in self._fields.values():
            field.accept()
        if not found:
            self.accept()
            return
        faults = []
        for problem in found:
            said = problems.problem(problem)
            self._fields[problem.field].refuse(said)
            faults.append(Fault(said, self._fields[problem.field]))
        self._summary.show_faults(faults)
        fit_height(self)

"""Nowhere to write a password or a code: every line a person can type into refuses them, and nothing is kept."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit

import app.desktop.screens as screens
from app.desktop.screens.appointments.gather import GatherDialog
from app.desktop.screens.consent import ConsentScreen
from app.desktop.screens.give_number import GiveNumberDialog
from app.desktop.screens.guided.card import CardPage
from app.desktop.screens.guided.changed_card import ChangedCardDialog
from app.desktop.screens.guided.reason import ReasonPage
from app.desktop.screens.guided.review import ReviewPage
from app.desktop.screens.look.right import RightDialog
from app.desktop.screens.new_operator import NewOperatorDialog
from app.desktop.screens.past import WhyDialog
from app.desktop.screens.reception.write import WritePage
from app.desktop.screens.settings import SettingsScreen
from app.domain.records import KINDS
from app.i18n import _
from app.presentation.looking import Work
from app.usecases.mending import all_right
from app.usecases.undoing import take_back
from tests.desktop.test_sessions import agree, first_cards
from tests.support.desks import PIN, Counter, people_of
from tests.support.keys import CARD, CTRL, ENTER
from tests.support.laptop import Laptop

SECRET = "482913"
F4, F7, F8 = Qt.Key.Key_F4, Qt.Key.Key_F7, Qt.Key.Key_F8
EDITORS = {"QLineEdit", "QPlainTextEdit", "QTextEdit", "ScanField", "SearchLine"}

LINES = {
    "appointments/gather.py": "refused: the place and hour",
    "consent.py": "refused: the name of who answers",
    "first_run/pages.py": "refused: the name; a PIN and a passphrase open and are never written down; a pairing sheet",
    "give_number.py": "refused: the name",
    "guided/changed_card.py": "refused: the note and the version",
    "guided/reason.py": "refused: the note",
    "guided/reason_dialogs.py": "only searches",
    "guided/review.py": "shaped: ten digits of a telephone",
    "lock.py": "opens: the passphrase is never written down",
    "look/correction.py": "refused: as a new person is",
    "look/right.py": "refused: the words to the centre",
    "new_operator.py": "refused: the name; a PIN opens and is never written down",
    "new_passphrase.py": "opens: the passphrase is never written down",
    "new_recovery.py": "opens: the passphrase is never written down",
    "opening.py": "opens: the passphrase and the code on paper are never written down",
    "past.py": "refused: the reason",
    "reception/search.py": "only searches; what was searched for is a name that is refused like one",
    "reception/write.py": "refused: name and village; shaped: birth and number",
}
"""Every screen with a line to type into, and what keeps a code out of it; a new one is tried below, then added."""


def test_every_line_one_can_type_into_is_known_here() -> None:
    [folder] = screens.__path__
    found = {
        file.relative_to(folder).as_posix()
        for file in Path(folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in EDITORS
    }
    assert found == set(LINES)


def submit(dialog: QDialog) -> None:
    """The dialog's main button."""
    dialog._submit()  # type: ignore[attr-defined]


def in_write_page(counter: Counter) -> None:
    counter.window.show_room("reception")
    assert counter.desk.rooms is not None
    counter.desk.rooms.reception.typed("ma")
    counter.desk.rooms.reception.nobody_fits()
    page = counter.sees(WritePage)
    for line in (page._name, page._village):
        line.setText(f"Bản {SECRET}")
    page._birth.setText("1958")
    page._sex.setCurrentIndex(1)
    page._submit()


def in_consent(counter: Counter) -> None:
    counter.scan(CARD)
    counter.press(ENTER)
    counter.sees(ConsentScreen)
    counter.press("2")
    page = counter.sees(ConsentScreen)
    page._name.setText(f"Mẹ {SECRET}")
    page._relation.setCurrentIndex(1)
    page._by_family()


def in_reason(counter: Counter) -> None:
    first_cards(counter)
    counter.press(F7)
    counter.sees(ReasonPage)
    assert counter.sessions.presenter is not None
    counter.sessions.presenter.pick_reason("other")
    page = counter.sees(ReasonPage)
    note = next(one for one in page.findChildren(QLineEdit) if one.isVisible())
    note.textEdited.emit(f"mã {SECRET}")
    page.keep.emit()


def in_changed_card(counter: Counter) -> None:
    first_cards(counter)
    counter.sees(CardPage).changed.emit()
    dialog = counter.sees(ChangedCardDialog)
    for line in (dialog._note, dialog._version):
        line.setText(SECRET)
        submit(dialog)
        line.clear()


def in_number(counter: Counter) -> None:
    counter.press(F4)
    dialog = counter.sees(GiveNumberDialog)
    dialog._name.setText(f"Bà {SECRET}")
    submit(dialog)


def in_operator(counter: Counter) -> None:
    counter.window.show_room("settings")
    counter.sees(SettingsScreen).add_operator.emit()
    dialog = counter.sees(NewOperatorDialog)
    dialog._name.setText(SECRET)
    for line in (dialog._pin, dialog._again):
        line.setText(PIN)
    submit(dialog)


def helped(counter: Counter) -> tuple[Laptop, str, str]:
    """Somebody helped, expected again tomorrow."""
    store, bench = counter.desk.store, counter.bench
    assert store is not None
    laptop = Laptop(store, bench.clock, bench.ids, people_of(store)[0].id)
    done = laptop.help(laptop.meet_new({"name": "Lò Mẫu", "birth": "1950"}), 1, "reason_a", 1)
    return laptop, done.session, store.read().due_of(done.citizen)[0].appointment


def in_why(counter: Counter) -> None:
    laptop, session, _due = helped(counter)
    args = (laptop.store, laptop.clock, laptop.ids, laptop.operator, session)
    dialog = WhyDialog("", lambda why: take_back(*args, why), counter.window)
    dialog.open()
    dialog._editor.setText(f"nhầm {SECRET}")
    submit(dialog)


def in_right(counter: Counter) -> None:
    laptop, _session, _due = helped(counter)
    args = (laptop.store, laptop.clock, laptop.ids, laptop.operator)
    work = Work(key="", who=None, name="", pieces=(), first=None, person={}, ways=frozenset())
    dialog = RightDialog(work, lambda words: all_right(*args, work.pieces, words), counter.window)
    dialog.open()
    dialog._words.setText(f"đúng rồi {SECRET}")
    dialog._send()


def in_gather(counter: Counter) -> None:
    helped(counter)
    counter.window.show_room("appointments")
    assert counter.desk.rooms is not None
    today = counter.bench.clock.now().date()
    dialog = GatherDialog("", today, counter.desk.rooms.appointments.gather, counter.window)
    dialog.open()
    dialog._place.setText(f"cổng trường {SECRET}")
    submit(dialog)


PLACES = (
    *(in_write_page, in_consent, in_reason, in_changed_card, in_number),
    *(in_operator, in_why, in_right, in_gather),
)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__.removeprefix("in_"))
def test_a_code_written_there_is_refused_in_words_and_kept_nowhere(
    counter: Counter, place: Callable[[Counter], None]
) -> None:
    place(counter)
    words = _("This looks like a password or a code. Leave it out.")
    counter.sees(QLabel, lambda one: words in one.text())
    assert SECRET not in everything(counter)


def test_a_code_is_no_telephone(counter: Counter) -> None:
    agree(counter)
    counter.press(F8)
    page = counter.sees(ReviewPage)
    page._phone.setFocus()
    counter.write(SECRET)
    assert page._phone.text() == SECRET
    assert SECRET not in everything(counter)
    counter.press(ENTER, CTRL)
    words = _("A mobile number has 10 digits and begins with 0.")
    counter.sees(QLabel, lambda one: words in one.text())
    assert SECRET not in everything(counter)


def everything(counter: Counter) -> str:
    """All the store holds, as text."""
    store = counter.desk.store
    assert store is not None
    reading, today = store.read(), counter.bench.clock.now().date()
    records = {kind: reading.records(kind) for kind in KINDS}
    told = repr((records, reading.drafts(), reading.tickets(today), reading.unsent(10**9, 10**4)))
    assert len(told) > 200
    return told

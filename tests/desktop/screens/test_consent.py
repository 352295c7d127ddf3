"""Consent: three answers by one key each, what is written survives a complaint."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit

from app.desktop.screens.consent import ConsentScreen
from app.domain.problems import Problem, ProblemCode
from app.i18n import _
from tests.desktop.screens.conftest import Put
from tests.support import states
from tests.support.keys import ENTER, press, write
from tests.support.stage import laid_over


def shown(put: Put, **changes: object) -> tuple[ConsentScreen, list[object]]:
    screen = ConsentScreen(states.consent(**changes))
    heard: list[object] = []
    screen.agreed.connect(lambda newer: heard.append(("agreed", newer)))
    screen.representative.connect(lambda: heard.append("family"))
    screen.declined.connect(lambda: heard.append("declined"))
    screen.agreed_by.connect(lambda *told: heard.append(told))
    screen.back.connect(lambda: heard.append("back"))
    put(laid_over(screen, "reception"))
    return screen, heard


@pytest.mark.parametrize(
    ("key", "answer"), [("2", "family"), ("3", "declined"), (ENTER, ("agreed", False))], ids=str
)
def test_every_answer_has_a_key(put: Put, key: Qt.Key | str, answer: object) -> None:
    screen, heard = shown(put)
    press(screen, key)
    assert heard == [answer]


@pytest.mark.parametrize("key", [ENTER, "2"], ids=str)
def test_of_a_child_nobody_is_asked_but_who_answers_for_it(put: Put, key: Qt.Key | str) -> None:
    screen = ConsentScreen(states.consent_for_child())
    heard: list[str] = []
    screen.agreed.connect(lambda _newer: heard.append("agreed"))
    screen.representative.connect(lambda _newer: heard.append("family"))
    put(laid_over(screen, "reception"))
    press(screen, key)
    assert heard == ["family"]


def test_only_parents_and_guardians_answer_for_a_child(put: Put) -> None:
    screen = ConsentScreen(states.consent_for_child(asks_representative=True))
    put(laid_over(screen, "reception"))
    relation, _basis = screen.findChildren(QComboBox)
    assert [relation.itemData(place) for place in range(relation.count())] == ["", "parent", "guardian"]


def test_nothing_is_ticked_beforehand_and_a_tick_is_told(put: Put) -> None:
    screen, heard = shown(put, newer={"birth": "1953-01-01"})
    [tick] = screen.findChildren(QCheckBox)
    assert not tick.isChecked()
    tick.setChecked(True)
    press(screen, ENTER)
    assert heard == [("agreed", True)]


def test_a_family_answers_with_name_and_relation_and_esc_goes_back(put: Put) -> None:
    screen, heard = shown(put, asks_representative=True)
    relation, basis = screen.findChildren(QComboBox)
    assert (relation.currentData(), basis.currentData()) == ("", "")
    write(screen, "lo van mau")
    relation.setCurrentIndex(relation.findData("child"))
    basis.setCurrentIndex(basis.findData("authorised"))
    press(screen, ENTER)
    press(screen, Qt.Key.Key_Escape)
    assert heard == [("lo van mau", "child", "authorised"), "back"]


def test_digits_belong_to_the_name_while_it_is_written(put: Put) -> None:
    screen, heard = shown(put, asks_representative=True)
    write(screen, "3")
    assert heard == []
    assert screen.findChildren(QLineEdit)[0].text() == "3"


def test_a_complaint_stands_beside_its_field_and_keeps_what_was_written(put: Put) -> None:
    screen, _heard = shown(put, asks_representative=True)
    [name] = screen.findChildren(QLineEdit)
    name.setText("Lò Văn Mẫu")
    screen.show_problems((Problem(ProblemCode.RELATION_MISSING, "relation"),))
    relation, _basis = screen.findChildren(QComboBox)
    assert relation.property("wrong") == "true"
    assert name.text() == "Lò Văn Mẫu"
    screen.show_problems((Problem(ProblemCode.NAME_MISSING, "representative"),))
    assert relation.property("wrong") == "false"
    assert name.property("wrong") == "true"


def test_what_is_never_kept_is_said(put: Put) -> None:
    screen, _heard = shown(put)
    words = " ".join(label.text() for label in screen.findChildren(QLabel))
    assert _("passwords, message codes, illness") in words
    assert _("guidance goes on, no name is kept") in words

"""Whatever a record says, nothing of it stands in the citizen's window: neither to be read nor to be heard."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from app.desktop.bootstrap import load_pack, recording, reviewed_pack
from app.desktop.screens.citizen import CitizenScreen
from app.desktop.screens.guided.session import SessionScreen
from app.desktop.wording.people import you
from app.domain.address_form import AddressForm
from app.domain.draft import TaskEnd
from app.domain.guide import Step
from app.domain.guide_variants import leading_to
from app.domain.ladder import TaskCode, TaskStatus
from app.domain.people import Sex
from app.domain.records import KINDS
from app.i18n import reading
from app.presentation.citizen import CitizenPresenter
from tests.support import guided_states as guided
from tests.support.audit import SIZES
from tests.support.eyes import said

STEPS = [step for task in load_pack("vi").tasks for step in task.steps]
TEXTS = [name for name, rule in KINDS["citizen"].rules.items() if isinstance(rule.start, str)]
"""Every text of a person's record, whatever fields it gets one day."""
WORDS = st.text(st.characters(categories=["L", "N"], include_characters=" <>&{}%“”/\n"), min_size=4).map(
    str.strip
)
LIKELY = st.sampled_from(
    ["Lò Thị Ín", "014153000000", "0912000001", "Bản Mòng", "1953-01-01", "{you}", "<b>Hặc</b>", "%s %n {0}"]
)


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """A person's values, each of them anything; sometimes a real sex and a real way to address them."""
    values: dict[str, Any] = {name: draw(LIKELY | WORDS) for name in TEXTS}
    values["sex"] = draw(st.sampled_from([sex.value for sex in Sex]) | WORDS)
    values["address_form"] = draw(st.sampled_from([form.value for form in AddressForm]) | WORDS)
    return {**values, "notes": [draw(WORDS)], "phone_agreed": draw(st.booleans())}


@given(records(), st.sampled_from(STEPS), WORDS, st.sampled_from(["vi", "en"]))
@settings(max_examples=40)
def test_nothing_of_a_record_is_in_the_citizens_window(
    qapp: QApplication, values: dict[str, Any], step: Step, note: str, desk: str
) -> None:
    ends = {TaskCode.ALONE: TaskEnd(status=TaskStatus.REFUSED, note=note)}
    way = leading_to(load_pack("vi"), step)
    draft = guided.on_card(step.code, person=values, ends=ends, before={}, choices=way)
    with reading(desk):
        read = words(draft)
    texts = [*(values[name] for name in TEXTS), *values["notes"], note, draft.code, draft.operator]
    leaked = [
        text for text in texts if len(text) >= 4 and text in read and text not in from_the_guide(step.code)
    ]
    assert leaked == []


@given(st.sampled_from(list(AddressForm)), st.sampled_from(STEPS))
@settings(max_examples=25)
def test_the_citizen_reads_vietnamese_whatever_the_desk_speaks(
    qapp: QApplication, form: AddressForm, step: Step
) -> None:
    person, pack = {"name": "Lò Thị Ín", "birth": "1953", "address_form": form.value}, load_pack("vi")
    draft = guided.on_card(step.code, person=person, choices=leading_to(pack, step), before={})
    with reading("en"):
        read = words(draft)
    assert read == words(draft)
    assert pack.words.hearer(step, form.word) in read.casefold() or step.code not in _ADDRESSED
    assert not re.search(r"this person|\bStep \d|Please|Listen|Not recorded|reviewed version", read)


_ADDRESSED = {step.code for step in STEPS if step.secret or "{" in step.title + step.expect}


def test_between_two_people_it_welcomes_in_vietnamese(qapp: QApplication) -> None:
    presenter, page = CitizenPresenter(reviewed_pack, recording), CitizenScreen()
    with reading("en"):
        presenter.attach(page.show_state)
        page.resize(*SIZES[1])
        assert "Mời" in said(page)
        assert "Please" not in said(page)
    page.deleteLater()


def words(draft: Any) -> str:  # noqa: ANN401
    """What the page says when the real session tells it where it stands."""
    screen = SessionScreen(guided.guided(draft))
    presenter, page = CitizenPresenter(reviewed_pack, recording), CitizenScreen()
    page.resize(*SIZES[0])
    screen.stands_on.connect(presenter.stand_on)
    presenter.attach(page.show_state)
    screen.tell_card()
    told = f"{said(page)} {presenter.state()!r}"
    for widget in (screen, page):
        widget.deleteLater()
    assert presenter.state().number
    return told


@cache
def from_the_guide(step: str) -> str:
    """What the card says to anybody, in every way to address them: a record that says the same gives nothing away."""
    told = []
    for form in AddressForm:
        presenter, page = CitizenPresenter(reviewed_pack, recording), CitizenScreen()
        page.resize(*SIZES[0])
        presenter.stand_on(step, *guided.counted(step), you(form))
        page.show_state(presenter.state())
        told.append(f"{said(page)} {presenter.state()!r}")
        page.deleteLater()
    return " ".join(told)


def test_the_reading_notices_a_name_that_got_in(qapp: QApplication) -> None:
    presenter, page = CitizenPresenter(reviewed_pack, recording), CitizenScreen()
    page.resize(*SIZES[0])
    presenter.attach(page.show_state)
    presenter.stand_on("insurance.add", 2, 5, "Lò Thị Ín")
    assert "Lò Thị Ín" in said(page)
    assert "Lò Thị Ín" not in from_the_guide("insurance.add")
    page.deleteLater()

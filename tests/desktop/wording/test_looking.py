"""The words about two places and two records: who, where and when, and never a number in full."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.desktop.wording import fields, looking
from app.domain.fields import MergeClass
from app.domain.records import KINDS
from app.i18n import _
from app.presentation.looking import Comparison, Option, Question, Sort, Writer
from tests.support import look_states
from tests.support.states import NOW

ASK = MergeClass.ASK


def test_every_field_a_person_may_be_asked_about_has_a_name() -> None:
    kinds = ("citizen", "household", "village", "representative", "consent", "appointment")
    asked = [(kind, rule) for kind in kinds for rule in KINDS[kind].rules.values() if rule.merge is ASK]
    names = {(kind, rule.name): fields.field_name(kind, rule.name) for kind, rule in asked}
    assert [pair for pair, name in names.items() if name == pair[1]] == []


def test_a_field_of_a_newer_program_keeps_its_own_name() -> None:
    assert fields.field_name("citizen", "shoe_size") == "shoe_size"


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        (["0912000214", "0398000870"], ["0912 ••• 214", "0398 ••• 870"]),
        (["0912000214", "0912000214"], ["09•• ••• 214", "09•• ••• 214"]),
        (["0912000214", ""], ["09•• ••• 214", "–"]),
        (["014150000000", "014151000000"], ["01•• •0•• •000", "01•• •1•• •000"]),
        ([], []),
        (["", ""], ["–", "–"]),
    ],
)
def test_numbers_hide_where_they_agree(numbers: list[str], shown: list[str]) -> None:
    assert fields.masked(numbers) == shown


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("sex", "f", _("woman")),
        ("birth", "1953-05-09", "09/05/1953"),
        ("birth", "", "–"),
        ("phone_agreed", True, _("yes")),
        ("phone_agreed", False, _("no")),
        ("day", "", _("No date")),
        ("day", "soon", "soon"),
        ("language", "thai", _("Thái")),
        ("state", "kept", _("came")),
        ("village", "", "–"),
        ("relation", "of a newer program", "of a newer program"),
    ],
)
def test_values_are_told_in_words(field: str, value: str | bool, shown: str) -> None:
    assert fields.values(field, [value]) == [shown]


def test_a_column_tells_the_time_when_all_of_it_was_written_at_once() -> None:
    state = look_states.different()
    assert state.comparison is not None
    heads, lines = looking.table(state.comparison, NOW)
    assert [head.title for head in heads] == [_("This machine"), "Máy đi bản số 2"]
    assert all(":" in head.detail for head in heads)
    assert [line.columns for line in lines] == [(0, 1)] * 3
    first = state.comparison.questions[0]
    other_time = replace(first.options[0].writer, at=NOW)
    moved = replace(first, options=(replace(first.options[0], writer=other_time), first.options[1]))
    heads, _lines = looking.table(
        replace(state.comparison, questions=(moved, *state.comparison.questions[1:])), NOW
    )
    assert ":" not in heads[0].detail, "two times in one column say nothing"


def test_nobody_is_invented_where_nobody_told() -> None:
    assert looking.written(Writer(), NOW) == _("Nobody told who wrote it")
    assert looking.machine(Writer()) == _("Another machine")


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (look_states.different(), "Two places wrote different things"),
        (look_states.same(), "Perhaps one person twice"),
        (look_states.returned(), "Work that came back"),
        (look_states.given_up(), "Not chosen, kept for 90 days"),
        (look_states.nothing(), "To look at"),
    ],
)
def test_the_page_is_called_by_what_is_open(state: object, title: str) -> None:
    assert looking.title(state) == _(title)  # type: ignore[arg-type]


def test_whom_to_ask_is_told_with_where_to_call() -> None:
    comparison = look_states.different().comparison
    assert comparison is not None
    assert "0212 000 000" in looking.ask_them(comparison)
    assert "0212" not in looking.ask_them(replace(comparison, phone=""))
    assert looking.ask_them(replace(comparison, others=())) == ""


def test_what_is_chosen_already_is_said_as_it_is() -> None:
    chosen, open_ = look_states.different().comparison, look_states.suspect().comparison
    assert chosen is not None
    assert open_ is not None
    assert looking.note(chosen) == _("What arrived later is chosen already. The rest is kept for 90 days.")
    assert looking.note(open_) == _("A machine's clock was wrong, so nothing is chosen for you.")
    assert {entry.sort for entry in look_states.ENTRIES} == set(Sort)


def test_two_machines_of_one_name_are_told_apart() -> None:
    """A support point may have several laptops, and one person may write at two of them."""
    twin = Writer(machine="Điểm hỗ trợ chợ", device="d1", name="Cầm Thị Mai", form="chi")
    options = [
        Option(value=text, shown=text, writer=replace(twin, device=device))
        for text, device in (("Bản Trên", "d1"), ("Bản Dưới", "d2"))
    ]
    question = Question(kind="citizen", field="village", options=tuple(options), chosen=1)
    comparison = Comparison(key="k", sort=Sort.DIFFERENT, who=None, name="Bà Mẫu", questions=(question,))
    heads, [line] = looking.table(comparison, NOW)
    assert [head.title for head in heads] == ["Điểm hỗ trợ chợ (1)", "Điểm hỗ trợ chợ (2)"]
    assert line.columns == (0, 1)

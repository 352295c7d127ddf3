"""The empty slots of a language are as many as there is to say, and hold nothing invented."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from app.domain.guide_check import overlay_problems
from app.domain.guide_faults import GuideFault
from app.domain.guide_picture import PictureStyle
from app.domain.guide_slots import empty_slots
from tests.support.guides import phone_pack

PAPERS = replace(phone_pack().tasks[0].steps[0].picture, style=PictureStyle.PAPERS, target=None, note="")


def texts_in(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for part in parts for text in texts_in(part)]


def test_no_slot_has_a_word() -> None:
    told = msgspec.to_builtins(empty_slots(phone_pack(), "thai"))
    assert told.pop("language") == "thai"
    assert set(texts_in(told)) == {""}


def test_there_is_a_slot_for_everything_and_nobody_answers_for_it_yet() -> None:
    pack = phone_pack()
    task = pack.tasks[0]
    first = replace(task.steps[0], picture=PAPERS, title="Mang theo")
    pack = replace(pack, tasks=(replace(task, steps=(first, *task.steps[1:])), *pack.tasks[1:]))
    slots = empty_slots(pack, "thai")
    assert {problem.code for problem in overlay_problems(pack, slots)} == {GuideFault.LANGUAGE_UNREVIEWED}
    assert slots.steps[first.code].drawn == ("", "", "")

"""The empty slots of a further language: every code a speaker has to find words for, and not one word."""

from __future__ import annotations

from dataclasses import fields, replace

from app.domain.guide import GuidePack, Reason, Step, Trouble
from app.domain.guide_language import Overlay, ReasonText, StepText, TaskText, choice_codes
from app.domain.guide_picture import PictureStyle

_NO_TROUBLE = Trouble(text="", advice="")


def empty_slots(pack: GuidePack, language: str) -> Overlay:
    """An overlay with all of a pack's codes, each text empty, as many as there are to fill."""
    words = pack.words
    picture = replace(words.picture, **{part.name: "" for part in fields(words.picture)})
    return Overlay(
        language=language,
        words=replace(
            words,
            safety="",
            safety_short="",
            secret_line="",
            parents="",
            anti_scam=_empty(words.anti_scam),
            picture=picture,
        ),
        hotlines=("",) * len(pack.hotlines),
        tasks={
            task.code.value: TaskText(
                title="", short_title="", already_done="", closing_check="", done_slip=""
            )
            for task in pack.tasks
        },
        steps={step.code: _step(step) for task in pack.tasks for step in task.steps},
        reasons={reason.code: _reason(reason) for reason in pack.reasons},
        variants=dict.fromkeys(choice_codes(pack), ""),
    )


def _step(step: Step) -> StepText:
    is_papers = step.picture.style is PictureStyle.PAPERS
    return StepText(
        title="",
        short_title="",
        say="",
        expect="",
        trouble=(_NO_TROUBLE,) * len(step.trouble),
        drawn=("",) * (1 + len(step.picture.items)) if is_papers else (),
    )


def _reason(reason: Reason) -> ReasonText:
    return ReasonText(title="", where="", slip="", slip_undated="", remedy="", bring=_empty(reason.bring))


def _empty(texts: tuple[str, ...]) -> tuple[str, ...]:
    return ("",) * len(texts)

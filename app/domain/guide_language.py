"""A second language laid over a guide pack: same codes, other words. Phones keep their labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.guide import Choice, GuidePack, GuideTask, GuideWords, Reason, Step, Trouble, Variant
from app.domain.guide_picture import Picture

OURS = ("vi", "en")
"""Languages written by the pack's own author; every other one is shown only with its reviewer's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskText:
    """The words of one task in another language."""

    title: str
    short_title: str
    already_done: str
    closing_check: str
    done_slip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepText:
    """The words of one card in another language; `note` is the picture's.

    `drawn` are the title and the labels of a picture of papers; a phone shows its own language.
    """

    title: str
    short_title: str
    say: str
    expect: str
    trouble: tuple[Trouble, ...]
    note: str = ""
    drawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonText:
    """The words of one reason in another language."""

    title: str
    where: str
    slip: str
    slip_undated: str
    remedy: str
    bring: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """Everything a pack says, in another language, under the pack's own codes.

    `variants` holds the titles of variants (`phone`) and of their choices (`phone.android`).
    `reviewer` is who read it as a speaker of the language, and `reviewed_on` when; English needs neither.
    """

    language: str
    words: GuideWords
    hotlines: tuple[str, ...]
    tasks: Mapping[str, TaskText]
    steps: Mapping[str, StepText]
    reasons: Mapping[str, ReasonText]
    variants: Mapping[str, str] = field(default_factory=dict)
    reviewer: str = ""
    reviewed_on: date | None = None

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody answers for these words with their name."""
        return bool(self.reviewer.strip()) and self.reviewed_on is not None


def with_language(pack: GuidePack, overlay: Overlay) -> GuidePack:
    """The same pack in the overlay's language; what the overlay lacks stays in the pack's own."""
    names = dict(enumerate(overlay.hotlines))
    return replace(
        pack,
        language=overlay.language,
        words=overlay.words,
        hotlines=tuple(replace(line, name=names.get(i, line.name)) for i, line in enumerate(pack.hotlines)),
        tasks=tuple(_task(task, overlay) for task in pack.tasks),
        reasons=tuple(_reason(reason, overlay.reasons.get(reason.code)) for reason in pack.reasons),
        variants=tuple(_variant(variant, overlay.variants) for variant in pack.variants),
    )


def choice_codes(pack: GuidePack) -> list[str]:
    """What variants and choices are called in an overlay: `phone`, `phone.android`."""
    return [
        name
        for variant in pack.variants
        for name in (variant.code, *(f"{variant.code}.{choice.code}" for choice in variant.choices))
    ]


def _variant(variant: Variant, titles: Mapping[str, str]) -> Variant:
    def choice(one: Choice) -> Choice:
        return replace(one, title=titles.get(f"{variant.code}.{one.code}", one.title))

    title = titles.get(variant.code, variant.title)
    return replace(variant, title=title, choices=tuple(map(choice, variant.choices)))


def _task(task: GuideTask, overlay: Overlay) -> GuideTask:
    steps = tuple(_step(step, overlay.steps.get(step.code)) for step in task.steps)
    text = overlay.tasks.get(task.code.value)
    if text is None:
        return replace(task, steps=steps)
    return replace(
        task,
        steps=steps,
        title=text.title,
        short_title=text.short_title,
        already_done=text.already_done,
        closing_check=text.closing_check,
        done_slip=text.done_slip,
    )


def _step(step: Step, text: StepText | None) -> Step:
    if text is None:
        return step
    return replace(
        step,
        title=text.title,
        short_title=text.short_title,
        say=text.say,
        expect=text.expect,
        trouble=text.trouble,
        picture=_picture(step.picture, text),
    )


def _picture(picture: Picture, text: StepText) -> Picture:
    if len(text.drawn) != 1 + len(picture.items):
        return replace(picture, note=text.note)
    items = (replace(item, label=label) for item, label in zip(picture.items, text.drawn[1:], strict=True))
    return replace(picture, note=text.note, title=text.drawn[0], items=tuple(items))


def _reason(reason: Reason, text: ReasonText | None) -> Reason:
    if text is None:
        return reason
    return replace(
        reason,
        title=text.title,
        where=text.where,
        slip=text.slip,
        slip_undated=text.slip_undated,
        remedy=text.remedy,
        bring=text.bring,
    )

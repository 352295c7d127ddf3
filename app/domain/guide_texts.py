"""Every text of a guide pack that a person reads or hears, and where it stands. Not the phone's labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.guide import GuidePack, GuideTask, Reason, Step

_WORDS = ("safety", "safety_short", "secret_line")
_TASK = ("title", "short_title", "already_done", "closing_check", "done_slip")
_STEP = ("title", "short_title", "say", "expect")
_REASON = ("title", "where", "slip", "slip_undated", "remedy")


def texts(pack: GuidePack) -> Iterator[tuple[str, str]]:
    """Pairs such as (`insurance.add.say`, the sentence), in reading order."""
    yield from _named("words", pack.words, _WORDS)
    acting = [choice.parents for variant in pack.variants for choice in variant.choices]
    if any(acting) or any(step.parents for task in pack.tasks for step in task.steps):
        yield "words.parents", pack.words.parents
    yield from _numbered("words.anti_scam", pack.words.anti_scam)
    yield from _numbered("hotlines", (line.name for line in pack.hotlines))
    for variant in pack.variants:
        yield f"variants.{variant.code}.title", variant.title
        for choice in variant.choices:
            yield f"variants.{variant.code}.{choice.code}", choice.title
    for task in pack.tasks:
        yield from _task(task)
    for reason in pack.reasons:
        yield from _reason(reason)


def _task(task: GuideTask) -> Iterator[tuple[str, str]]:
    yield from _named(task.code.value, task, _TASK)
    for step in task.steps:
        yield from _step(step)


def _step(step: Step) -> Iterator[tuple[str, str]]:
    yield from _named(step.code, step, _STEP)
    if step.picture.note:
        yield f"{step.code}.note", step.picture.note
    for number, trouble in enumerate(step.trouble):
        yield from _named(f"{step.code}.trouble.{number}", trouble, ("text", "advice"))


def _reason(reason: Reason) -> Iterator[tuple[str, str]]:
    yield from _named(reason.code, reason, _REASON)
    yield from _numbered(f"{reason.code}.bring", reason.bring)


def _named(where: str, noun: object, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((f"{where}.{name}", str(getattr(noun, name))) for name in names)


def _numbered(where: str, found: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((f"{where}.{number}", text) for number, text in enumerate(found))

"""Which cards one person needs: the way through a task for the choices made. Content and drawing are elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.guide import Choice, GuidePack, GuideTask, Step, Variant
from app.domain.ladder import TaskCode

Chosen = Mapping[str, str]
"""Variant code to choice code; a variant that is not in it, or holds an unknown choice, stands at its usual one."""


def choice_of(variant: Variant, chosen: Chosen) -> Choice:
    """The choice a variant stands at."""
    wanted = chosen.get(variant.code)
    return next((choice for choice in variant.choices if choice.code == wanted), variant.choices[0])


def by_age(pack: GuidePack, age: int | None) -> dict[str, str]:
    """The choices somebody of this age begins with; none for an age that is not known."""
    if age is None:
        return {}
    found = ((variant, choice) for variant in pack.variants for choice in variant.choices)
    return {variant.code: choice.code for variant, choice in found if age < choice.under}


def narrowed(pack: GuidePack, chosen: Chosen) -> GuidePack:
    """The pack with those cards only that these choices need, in their order."""
    return replace(pack, tasks=tuple(replace(task, steps=path(pack, task, chosen)) for task in pack.tasks))


def path(pack: GuidePack, task: GuideTask, chosen: Chosen) -> tuple[Step, ...]:
    """The cards of a task for these choices."""
    standing = {variant.code: choice_of(variant, chosen).code for variant in pack.variants}
    return tuple(step for step in task.steps if _belongs(step, standing))


def spoken_to(pack: GuidePack, chosen: Chosen, you: str) -> str:
    """Who acts on every card: the person, or the parents of a child."""
    is_child = any(choice_of(variant, chosen).parents for variant in pack.variants)
    return pack.words.parents if is_child and pack.words.parents else you


def asked(pack: GuidePack, task: GuideTask, chosen: Chosen) -> tuple[Variant, ...]:
    """The variants worth asking about now: those of which another choice would change the way through the task."""
    mentioned = {code for step in task.steps for code in step.when}
    return tuple(v for v in pack.variants if v.code in mentioned and _matters(pack, task, chosen, v))


def closing_choices(pack: GuidePack, chosen: Chosen) -> tuple[tuple[TaskCode, Variant, Choice], ...]:
    """What is asked once more before a session ends, each with the first task whose way it changes."""
    found = ((variant, choice) for variant in pack.variants for choice in variant.choices if choice.closing)
    return tuple(
        (task.code, variant, choice)
        for variant, choice in found
        for task in [task for task in pack.tasks if variant in asked(pack, task, chosen)][:1]
    )


def leading_to(pack: GuidePack, step: Step) -> Chosen:
    """The choices to make, from the usual ones, for a card to be on the way."""
    usual = {variant.code: choice_of(variant, {}).code for variant in pack.variants}
    return {code: choices[0] for code, choices in step.when.items() if usual.get(code) not in choices}


def stands_on(pack: GuidePack, task: GuideTask, step: str, before: Chosen, after: Chosen) -> str:
    """The card to stand on when choices change in mid-task: what now follows the last card both ways share."""
    old = [card.code for card in path(pack, task, before)]
    new = [card.code for card in path(pack, task, after)]
    passed = old[: old.index(step)] if step in old else []
    shared = next((code for code in reversed(passed) if code in new), None)
    following = new if shared is None else new[new.index(shared) + 1 :]
    return next(iter(following), new[-1] if new else step)


def _belongs(step: Step, standing: Mapping[str, str]) -> bool:
    return all(standing.get(code) in choices for code, choices in step.when.items())


def _matters(pack: GuidePack, task: GuideTask, chosen: Chosen, variant: Variant) -> bool:
    ways = {
        tuple(step.code for step in path(pack, task, {**chosen, variant.code: choice.code}))
        for choice in variant.choices
    }
    return len(ways) > 1

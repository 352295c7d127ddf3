"""Whether every choice leads a person somewhere: variants, the ways they make, and codes that may not come back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product

from app.domain.guide import GuidePack, GuideTask, Variant
from app.domain.guide_faults import GuideFault, GuideProblem
from app.domain.guide_variants import Chosen, asked, path

_CODE = re.compile(r"[a-z][a-z0-9_]*")
MOST_CHOICES = 9
"""The choices offered beside one card, each with a digit key."""


def path_problems(pack: GuidePack) -> Iterator[GuideProblem]:
    """Every fault of the variants and of the ways through each task."""
    for variant in pack.variants:
        yield from _variant(pack, variant)
    for task in pack.tasks:
        yield from _references(pack, task)
        yield from _ways(pack, task)
    yield from _retired(pack)


def succession_problems(pack: GuidePack, before: GuidePack) -> list[GuideProblem]:
    """What is wrong with a pack as the successor of another: codes lost or come back, a version not higher."""
    found = []
    if pack.version <= before.version:
        found.append(GuideProblem(GuideFault.VERSION_LOW, "version", str(pack.version)))
    live, over = set(_codes(pack)), {retired.code for retired in pack.retired}
    for code in _codes(before):
        if code not in live | over:
            found.append(GuideProblem(GuideFault.CODE_LOST, code, code))
    for retired in before.retired:
        if retired.code not in over:
            found.append(GuideProblem(GuideFault.CODE_REVIVED, retired.code, retired.code))
    return found


def _codes(pack: GuidePack) -> list[str]:
    steps = [step.code for task in pack.tasks for step in task.steps]
    return [*steps, *(reason.code for reason in pack.reasons), *(variant.code for variant in pack.variants)]


def _variant(pack: GuidePack, variant: Variant) -> Iterator[GuideProblem]:
    where, codes = f"variants.{variant.code}", [choice.code for choice in variant.choices]
    if (
        len(codes) < 2
        or len(set(codes)) < len(codes)
        or not all(map(_CODE.fullmatch, (variant.code, *codes)))
    ):
        yield GuideProblem(GuideFault.VARIANT_SHAPE, where, variant.code)
    naming = [step for task in pack.tasks for step in task.steps if variant.code in step.when]
    if not naming:
        yield GuideProblem(GuideFault.VARIANT_UNUSED, where, variant.code)
        return
    seen = set[tuple[str, ...]]()
    for code in codes:
        cards = tuple(step.code for step in naming if code in step.when[variant.code])
        if cards in seen:
            yield GuideProblem(GuideFault.CHOICE_UNUSED, where, code)
        seen.add(cards)


def _references(pack: GuidePack, task: GuideTask) -> Iterator[GuideProblem]:
    known = {variant.code: {choice.code for choice in variant.choices} for variant in pack.variants}
    for step in task.steps:
        for code, choices in step.when.items():
            for lost in sorted(set(choices) - known.get(code, set())) or ([] if code in known else [code]):
                yield GuideProblem(GuideFault.VARIANT_UNKNOWN, f"{step.code}.when", lost)
        if step.leads_to and step.leads_to not in step.reasons:
            yield GuideProblem(GuideFault.LEADS_UNKNOWN, f"{step.code}.leads_to", step.leads_to)


def _ways(pack: GuidePack, task: GuideTask) -> Iterator[GuideProblem]:
    """All combinations of the choices the task depends on are gone through: there are never more than some hundred."""
    reached, early = set[str](), set[str]()
    for chosen in _combinations(pack, task):
        way = path(pack, task, chosen)
        reached |= {step.code for step in way}
        early |= {step.code for step in way[:-1] if step.leads_to}
        if not way and task.steps:
            words = " ".join(f"{code}={choice}" for code, choice in chosen.items())
            yield GuideProblem(GuideFault.PATH_EMPTY, task.code.value, words)
        if sum(len(variant.choices) for variant in asked(pack, task, chosen)) > MOST_CHOICES:
            yield GuideProblem(GuideFault.CHOICES_MANY, task.code.value)
            return
    for step in task.steps:
        if step.code not in reached:
            yield GuideProblem(GuideFault.CARD_UNREACHABLE, step.code)
        if step.code in early:
            yield GuideProblem(GuideFault.LEADS_EARLY, f"{step.code}.leads_to", step.leads_to)


def _combinations(pack: GuidePack, task: GuideTask) -> Iterator[Chosen]:
    mentioned = {code for step in task.steps for code in step.when}
    variants = [variant for variant in pack.variants if variant.code in mentioned]
    for choices in product(*(variant.choices for variant in variants)):
        yield {variant.code: choice.code for variant, choice in zip(variants, choices, strict=True)}


def _retired(pack: GuidePack) -> Iterator[GuideProblem]:
    live = set(_codes(pack))
    times = Counter(retired.code for retired in pack.retired)
    for code, count in times.items():
        if code in live or count > 1:
            yield GuideProblem(GuideFault.CODE_RETIRED, f"retired.{code}", code)

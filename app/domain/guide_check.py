"""Whether a guide pack can guide a real person: what its content must mean, once its shape has been read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from app.domain.guide import GuidePack, GuideTask, Reason, Step
from app.domain.guide_check_paths import path_problems
from app.domain.guide_faults import GuideFault, GuideProblem
from app.domain.guide_language import OURS, Overlay, choice_codes, with_language
from app.domain.guide_picture import ItemKind, Picture, PictureStyle
from app.domain.guide_texts import texts
from app.domain.guide_wording import FORMS, names_secret, quoted_labels, wording_faults
from app.domain.ladder import TaskCode, TaskStatus

_STEP_CODE = re.compile(r"[a-z_]+\.[a-z0-9_]+")
_REASON_CODE = re.compile(r"[a-z][a-z0-9_]*")
_OUTCOMES = {TaskStatus.WAITING, TaskStatus.BLOCKED, TaskStatus.REFUSED, TaskStatus.NOT_APPLICABLE}
_PICTURE_WORDS = {"screen": "{title}", "papers": "{labels}", "items": "{labels}"} | dict.fromkeys(
    ("press", "write", "tick", "look"), "{label}"
)
_LISTENER = frozenset({"you", "You"})
_LONGEST_MINUTES = 30
_LONGEST_RECHECK_DAYS = 90


def problems(pack: GuidePack) -> list[GuideProblem]:
    """Every fault of the pack, in reading order; an empty list is a pack fit for use."""
    return [*_structure(pack), *path_problems(pack), *_wording(pack)]


def overlay_problems(pack: GuidePack, overlay: Overlay) -> list[GuideProblem]:
    """Every fault of a second language: a code without words, words without a code, badly worded texts."""
    steps = [step.code for task in pack.tasks for step in task.steps]
    found = [
        *_same_codes("tasks", [task.code.value for task in pack.tasks], overlay.tasks),
        *_same_codes("steps", steps, overlay.steps),
        *_same_codes("reasons", [reason.code for reason in pack.reasons], overlay.reasons),
        *_same_codes("variants", choice_codes(pack), overlay.variants),
    ]
    if overlay.language not in OURS and not overlay.is_reviewed:
        found.append(GuideProblem(GuideFault.LANGUAGE_UNREVIEWED, overlay.language))
    if len(overlay.hotlines) != len(pack.hotlines):
        found.append(GuideProblem(GuideFault.LANGUAGE_MISSING, "hotlines"))
    found += [problem for reason in pack.reasons for problem in _same_bring(reason, overlay)]
    found += [problem for task in pack.tasks for step in task.steps for problem in _same_drawn(step, overlay)]
    return found or problems(with_language(pack, overlay))


def _same_codes(where: str, codes: list[str], words: Mapping[str, object]) -> Iterator[GuideProblem]:
    for code in codes:
        if code not in words:
            yield GuideProblem(GuideFault.LANGUAGE_MISSING, f"{where}.{code}", code)
    for code in words:
        if code not in codes:
            yield GuideProblem(GuideFault.LANGUAGE_EXTRA, f"{where}.{code}", code)


def _same_bring(reason: Reason, overlay: Overlay) -> Iterator[GuideProblem]:
    text = overlay.reasons.get(reason.code)
    if text is not None and len(text.bring) != len(reason.bring):
        yield GuideProblem(GuideFault.LANGUAGE_MISSING, f"{reason.code}.bring")


def _same_drawn(step: Step, overlay: Overlay) -> Iterator[GuideProblem]:
    """A phone's labels stay as they are; what lies on the desk has words in every language."""
    text = overlay.steps.get(step.code)
    wanted = 1 + len(step.picture.items) if step.picture.style is PictureStyle.PAPERS else 0
    if text is not None and len(text.drawn) != wanted:
        fault = GuideFault.LANGUAGE_MISSING if wanted else GuideFault.LANGUAGE_EXTRA
        yield GuideProblem(fault, f"{step.code}.drawn")


def _structure(pack: GuidePack) -> Iterator[GuideProblem]:
    if [task.code for task in pack.tasks] != list(TaskCode):
        yield GuideProblem(GuideFault.TASKS_WRONG, "tasks")
    yield from _repeated([step.code for task in pack.tasks for step in task.steps])
    yield from _repeated([reason.code for reason in pack.reasons])
    for task in pack.tasks:
        if not task.steps:
            yield GuideProblem(GuideFault.TASK_EMPTY, task.code.value)
        for step in task.steps:
            yield from _step(pack, task, step)
    for reason in pack.reasons:
        yield from _reason(pack, reason)
    yield from _marks(pack)
    for line in pack.hotlines:
        yield from _provenance(f"hotline.{line.number}", line.source, line.checked_on, pack.date)


def _repeated(codes: list[str]) -> Iterator[GuideProblem]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield GuideProblem(GuideFault.CODE_REPEATED, code, code)


def _step(pack: GuidePack, task: GuideTask, step: Step) -> Iterator[GuideProblem]:
    if not _STEP_CODE.fullmatch(step.code) or step.code.split(".")[0] != task.code.value:
        yield GuideProblem(GuideFault.CODE_SHAPE, step.code, step.code)
    for code in step.reasons:
        if pack.reason(code) is None:
            yield GuideProblem(GuideFault.REASON_UNKNOWN, f"{step.code}.reasons", code)
    if len(step.reasons) != 7 or len(set(step.reasons)) != 7:
        yield GuideProblem(GuideFault.NOT_SEVEN, f"{step.code}.reasons")
    if len(step.trouble) != 3:
        yield GuideProblem(GuideFault.NOT_THREE, f"{step.code}.trouble")
    if not 1 <= step.minutes <= _LONGEST_MINUTES:
        yield GuideProblem(GuideFault.MINUTES_WRONG, f"{step.code}.minutes", str(step.minutes))
    if not step.secret and any(names_secret(text, pack.language) for text in _about(step)):
        yield GuideProblem(GuideFault.SECRET_UNMARKED, step.code)
    yield from _picture(step)
    yield from _provenance(step.code, step.source, step.checked_on, pack.date)


def _about(step: Step) -> Iterator[str]:
    """Whatever tells what is done on this card; a hitch may be where a secret is typed."""
    yield from (step.title, step.say, step.expect)
    for trouble in step.trouble:
        yield from (trouble.text, trouble.advice)
    yield from (item.label for item in step.picture.items if item.kind is ItemKind.FIELD)


def _picture(step: Step) -> Iterator[GuideProblem]:
    picture, where = step.picture, f"{step.code}.picture"
    if not picture.items or not picture.title:
        yield GuideProblem(GuideFault.PICTURE_EMPTY, where)
    choices = picture.tabs if picture.style is PictureStyle.TABS else picture.items
    if picture.target is not None and not 0 <= picture.target < len(choices):
        yield GuideProblem(GuideFault.TARGET_OUTSIDE, where, str(picture.target))
    if picture.tab is not None and not 0 <= picture.tab < len(picture.tabs):
        yield GuideProblem(GuideFault.TAB_OUTSIDE, where, str(picture.tab))
    is_papers = picture.style is PictureStyle.PAPERS
    if is_papers and (picture.tabs or picture.note or picture.target is not None):
        yield GuideProblem(GuideFault.PAPERS_PLAIN, where)
    drawn = " | ".join(_drawn(picture)).casefold()
    for label in quoted_labels(step.title):
        if label.casefold() not in drawn:
            yield GuideProblem(GuideFault.LABEL_NOT_DRAWN, where, label)


def _drawn(picture: Picture) -> tuple[str, ...]:
    labels = (*(item.label for item in picture.items), *(tab.label for tab in picture.tabs))
    return (picture.title, *labels, picture.note)


def _reason(pack: GuidePack, reason: Reason) -> Iterator[GuideProblem]:
    if not _REASON_CODE.fullmatch(reason.code):
        yield GuideProblem(GuideFault.CODE_SHAPE, reason.code, reason.code)
    if reason.outcome not in _OUTCOMES:
        yield GuideProblem(GuideFault.OUTCOME_WRONG, reason.code, reason.outcome.value)
    days = reason.recheck_days
    if days is not None and not 1 <= days <= _LONGEST_RECHECK_DAYS:
        yield GuideProblem(GuideFault.RECHECK_WRONG, reason.code, str(days))
    if "{date}" not in reason.slip:
        yield GuideProblem(GuideFault.SLIP_DATE, f"{reason.code}.slip")
    if "{date}" in reason.slip_undated:
        yield GuideProblem(GuideFault.SLIP_DATE, f"{reason.code}.slip_undated")
    yield from _provenance(reason.code, reason.source, reason.checked_on, pack.date)


def _provenance(where: str, source: str, checked_on: date, pack_date: date) -> Iterator[GuideProblem]:
    if not source.strip():
        yield GuideProblem(GuideFault.SOURCE_MISSING, where)
    if checked_on > pack_date:
        yield GuideProblem(GuideFault.CHECKED_LATER, where, checked_on.isoformat())


def _marks(pack: GuidePack) -> Iterator[GuideProblem]:
    """What a card tells, and the reason it leads to or shares its source with, is as certain in both places."""
    for step in (step for task in pack.tasks for step in task.steps):
        for reason in pack.reasons:
            is_one = step.leads_to == reason.code or step.source == reason.source
            if is_one and step.verified is not reason.verified:
                yield GuideProblem(GuideFault.MARKS_DISAGREE, reason.code, step.code)


def _wording(pack: GuidePack) -> Iterator[GuideProblem]:
    for where, text in texts(pack):
        if not text.strip():
            yield GuideProblem(GuideFault.TEXT_EMPTY, where)
        for fault, detail in wording_faults(text, pack.language, _placeholders(where)):
            yield GuideProblem(fault, where, detail)
    for name, placeholder in _PICTURE_WORDS.items():
        if placeholder not in getattr(pack.words.picture, name):
            yield GuideProblem(GuideFault.PLACEHOLDER_MISSING, f"words.picture.{name}", placeholder)


def _placeholders(where: str) -> frozenset[str]:
    """Only what is spoken names the speaker, only a slip the day; a picture's note is drawn as it stands."""
    match where.rpartition(".")[2]:
        case "say" | "expect" | "text" | "advice" | "already_done":
            return FORMS
        case "slip":
            return _LISTENER | {"date"}
        case "note":
            return frozenset()
        case _:
            return _LISTENER

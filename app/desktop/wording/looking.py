"""Things to look at in words: two places that differ, two records of one person, work that came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from app.desktop.widgets.compare_table import Cell, Head, Line
from app.desktop.wording import exchange, fields, people, waiting
from app.desktop.wording.dates import when
from app.domain.same_person import Alike
from app.i18n import _, format_number, ngettext
from app.presentation.looking import (
    Comparison,
    Entry,
    Kept,
    LookState,
    Parted,
    Question,
    Sort,
    Way,
    Work,
    Writer,
)


def title(state: LookState) -> str:
    """The heading of the page, by what is open."""
    if not state.entries:
        return _("To look at")
    if state.comparison is None and state.work is None:
        return _("Not chosen, kept for 90 days")
    sort = state.comparison.sort if state.comparison else Sort.BACK
    return {
        Sort.DIFFERENT: _("Two places wrote different things"),
        Sort.SAME: _("Perhaps one person twice"),
        Sort.BACK: _("Work that came back"),
    }[sort]


def lead(state: LookState) -> str:
    """The sentence under the heading."""
    if not state.entries and not state.kept and not state.parted:
        return _("When two places differ or work comes back, it is shown here.")
    return {
        Sort.DIFFERENT: _("Everything is kept. Choose what is right, the other value can be put back."),
        Sort.SAME: _("Look at both before you decide. Nothing is lost either way."),
        Sort.BACK: _back(state.work),
        None: _("Nothing of this was lost. What was not chosen is kept for 90 days."),
    }[_sort(state)]


def _back(work: Work | None) -> str:
    """What can be done about work that came back, said of what the buttons under it do."""
    found = work.ways if work else frozenset()
    if Way.CORRECT in found:
        if Way.RIGHT in found:
            return _("It is all on this machine. Correct it, or say that it is right.")
        return _("It is all on this machine. Correct it, then it is sent again.")
    if Way.RIGHT in found:
        return _("It is all on this machine. Look at it, then say whether it is right.")
    return _("It is all on this machine. It can be sent again as it is.")


def _sort(state: LookState) -> Sort | None:
    if state.comparison is not None:
        return state.comparison.sort
    return Sort.BACK if state.work is not None else None


def name_of(entry: Entry | Comparison | Work) -> str:
    """`Ông Vàng A Páo`, or the name of a household or village."""
    return people.title(entry.who) if entry.who else entry.name or _("Without a name")


def heading(comparison: Comparison) -> str:
    """`Ông Vàng A Páo · 66 tuổi · bản Pá Hốc`."""
    name = name_of(comparison)
    if comparison.who is None:
        return name
    parts = (name, people.age(comparison.who), comparison.who.village)
    return " · ".join(part for part in parts if part)


def entry_detail(entry: Entry) -> str:
    """The quieter line under a name in the list."""
    if entry.sort is Sort.DIFFERENT:
        said = ngettext(
            "Two places differ · {count} field", "Two places differ · {count} fields", entry.amount
        )
        return said.format(count=format_number(entry.amount))
    if entry.sort is Sort.SAME:
        same = (
            _("The same number as “{name}”")
            if entry.code == Alike.NUMBER
            else _("Perhaps the same as “{name}”")
        )
        return same.format(name=entry.other)
    return _("Sent back") if entry.state == "returned" or entry.code == "returned" else _("Not taken yet")


def task(comparison: Comparison) -> str:
    """What to do, and how much needs no choice."""
    if comparison.sort is Sort.SAME:
        if not comparison.questions:
            return _("The two records say the same in everything.")
        first = _("If it is one person, choose what is right for each.")
    else:
        first = _("Choose what is right for each.")
    if not comparison.agreeing:
        return first
    rest = ngettext(
        "The other {count} field is the same.", "The other {count} fields are the same.", comparison.agreeing
    )
    return f"{first} {rest.format(count=format_number(comparison.agreeing))}"


def place(state: LookState) -> str:
    """`1 trong 2`."""
    return _("{number} of {total}").format(
        number=format_number(state.place), total=format_number(len(state.entries))
    )


def note(comparison: Comparison) -> str:
    """What is chosen already, and what becomes of the rest."""
    if comparison.sort is Sort.SAME:
        if not comparison.may_decide:
            return _("Only the support point lead makes one of two. Ask them to open this page.")
        return _("Made one, they can be parted again for 30 days. Visits of both stay.")
    if not all(any(option.is_later for option in question.options) for question in comparison.questions):
        return _("A machine's clock was wrong, so nothing is chosen for you.")
    return _("What arrived later is chosen already. The rest is kept for 90 days.")


def ask_them(comparison: Comparison) -> str:
    """Whom to ask, and where to call; empty when nobody else wrote or nobody is known."""
    names = [people.operator_inside(other.name, other.form) for other in comparison.others if other.name]
    if not names:
        return ""
    if comparison.phone:
        return _("Not sure? Ask {name}: {phone}").format(name=names[0], phone=comparison.phone)
    return _("Not sure? Ask {name}.").format(name=names[0])


def writer_name(writer: Writer) -> str:
    """`Anh Sùng A Chống`."""
    return people.operator_title(writer.name, writer.form) if writer.name else _("somebody")


def machine(writer: Writer) -> str:
    """`Máy này`, or the other machine's name."""
    if writer.is_here:
        return _("This machine")
    return writer.machine or _("Another machine")


def written(writer: Writer, now: datetime) -> str:
    """`Anh Sùng A Chống ghi · hôm qua 15:40`."""
    if not writer.name and writer.at is None:
        return _("Nobody told who wrote it")
    who = _("written by {name}").format(name=writer_name(writer))
    return f"{who} · {when(writer.at, now)}" if writer.at else who


def table(comparison: Comparison, now: datetime) -> tuple[list[Head], list[Line]]:
    """The heads of the columns and the lines of fields."""
    if comparison.sort is Sort.SAME:
        return _record_heads(comparison), [_record_line(question) for question in comparison.questions]
    columns = _columns(comparison)
    titles = _titles(columns)
    if len(columns) > 2:
        return [], [_line(question, titles, now, heads=False) for question in comparison.questions]
    heads = [_head(writer, titles[_place(writer)], comparison, now) for writer in columns]
    return heads, [_line(question, titles, now, heads=True) for question in comparison.questions]


def _columns(comparison: Comparison) -> list[Writer]:
    """The places that wrote, this machine first: one column each."""
    places = {_place(option.writer): option.writer for q in comparison.questions for option in q.options}
    return sorted(places.values(), key=lambda writer: not writer.is_here)


Place = tuple[str, str, str, bool]


def _place(writer: Writer) -> Place:
    return writer.machine, writer.device, writer.name, writer.is_here


def _titles(columns: Sequence[Writer]) -> dict[Place, str]:
    """Each column's machine; two of one name are numbered, so that nobody takes them for one."""
    names = [machine(writer) for writer in columns]
    return {
        _place(writer): name if names.count(name) == 1 else f"{name} ({names[: place + 1].count(name)})"
        for place, (writer, name) in enumerate(zip(columns, names, strict=True))
    }


def _head(writer: Writer, title: str, comparison: Comparison, now: datetime) -> Head:
    """A column's head; with the time when all its values were written at one."""
    times = {
        when(option.writer.at, now)
        for question in comparison.questions
        for option in question.options
        if _place(option.writer) == _place(writer) and option.writer.at
    }
    shown = writer if len(times) == 1 else replace(writer, at=None)
    return Head(icon="laptop" if writer.is_here else "route", title=title, detail=written(shown, now))


def _line(question: Question, titles: Mapping[Place, str], now: datetime, *, heads: bool) -> Line:
    name = fields.field_name(question.kind, question.field)
    words = fields.values(question.field, [option.shown for option in question.options])
    places = list(titles)
    cells, at = [], []
    for option, said in zip(question.options, words, strict=True):
        mark = _("came later") if option.is_later else ""
        by = f"{titles[_place(option.writer)]}, {written(option.writer, now)}"
        spoken = ". ".join(part for part in (f"{name}: {said}", by, mark) if part)
        cells.append(Cell(words=said, name=spoken, mark=mark, caption="" if heads else by))
        at.append(places.index(_place(option.writer)) if heads else 0)
    return Line(field=name, cells=tuple(cells), columns=tuple(at))


def _record_heads(comparison: Comparison) -> list[Head]:
    return [
        Head(
            icon="user",
            title=_("First record") if place == 0 else _("Second record"),
            detail=exchange.sessions(count),
        )
        for place, count in enumerate(comparison.sessions)
    ]


def _record_line(question: Question) -> Line:
    name = fields.field_name(question.kind, question.field)
    words = fields.values(question.field, [option.shown for option in question.options])
    heads = (_("First record"), _("Second record"))
    cells = [Cell(words=w, name=f"{name}: {w}. {head}") for w, head in zip(words, heads, strict=True)]
    return Line(field=name, cells=tuple(cells), columns=(0, 1))


def piece(work: Work) -> list[str]:
    """Why each piece came back, each sentence once."""
    said = []
    for one in work.pieces:
        why = waiting.why(one.state, one.code)
        where = _("Look at: {field}.") if one.field else ""
        said.append(f"{why} {where.format(field=fields.field_name(one.change.kind, one.field))}".strip())
    return list(dict.fromkeys(said))


def comments(work: Work) -> list[tuple[str, str]]:
    """(who, what) of each comment."""
    found = [(one.by or _("The centre"), one.comment) for one in work.pieces if one.comment]
    return list(dict.fromkeys(found))


def kept_line(kept: Kept, now: datetime) -> tuple[str, str]:
    """What was given up of whom, and for what."""
    field = fields.field_name(kept.lost.kind, kept.lost.field)
    gone, stands = fields.values(kept.lost.field, [kept.value, kept.kept])
    name = kept.name or _("Without a name")
    return f"{name} · {field}: {gone}", _("{value} was kept · {time}").format(
        value=stands, time=when(kept.at, now)
    )


def parted_line(parted: Parted, now: datetime) -> tuple[str, str]:
    """Who was made one with whom, by whom."""
    name = _("{name} was made one with {other}").format(name=parted.name, other=parted.survivor)
    return name, written(parted.writer, now)

"""Frozen states of what there is to look at: people who never were, in all that can differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.domain.changes import Change, Op, Value
from app.domain.differences import Difference, NotChosen, Said
from app.domain.same_person import Alike, Pair
from app.domain.views import Attention
from app.presentation.looking import (
    Comparison,
    Entry,
    Kept,
    LookState,
    Option,
    Parted,
    Question,
    Sort,
    Work,
    Writer,
)
from app.usecases.mending import Way, ways
from app.usecases.same_person import Compared
from tests.support.states import HAC, LONG, NOW, PAO, SUONG

HERE = Writer(
    machine="Máy bàn 1",
    name="Cầm Thị Mai",
    form="chi",
    is_here=True,
    at=NOW - timedelta(hours=24, minutes=29),
)
AWAY = Writer(
    machine="Máy đi bản số 2", name="Sùng A Chống", form="anh", at=NOW - timedelta(hours=18, minutes=1)
)
THIRD = Writer(machine="Máy điểm hỗ trợ Nà Hạ", name="Lò Thị Nga", form="em", at=NOW - timedelta(hours=3))

ENTRIES = (
    Entry(key="pao", sort=Sort.DIFFERENT, who=PAO, name=PAO.name, amount=3),
    Entry(
        key="one two", sort=Sort.SAME, who=SUONG, name=SUONG.name, other="Quàng Thị Sượng", code=Alike.NAME
    ),
    Entry(key="s1", sort=Sort.BACK, who=HAC, name=HAC.name, amount=1, state="returned"),
)


def question(
    field: str, *said: tuple[Value, Writer], chosen: int | None = None, kind: str = "citizen"
) -> Question:
    """A field with its values, the last of them the later one."""
    options = tuple(
        Option(value=value, shown=value, writer=writer, is_later=place == len(said) - 1)
        for place, (value, writer) in enumerate(said)
    )
    difference = Difference(
        kind=kind, record="c", field=field, said=tuple(Said(value=value) for value, _writer in said)
    )
    place = len(said) - 1 if chosen is None else chosen
    return Question(kind=kind, field=field, options=options, chosen=place, difference=difference)


QUESTIONS = (
    question("day", ("2026-12-18", HERE), ("2026-12-05", AWAY), kind="appointment"),
    question("village", ("bản Pá Hốc", HERE), ("bản Pá Hộc", AWAY)),
    question("phone", ("0912000214", HERE), ("0398000870", AWAY), chosen=0),
)


def different(questions: tuple[Question, ...] = QUESTIONS, **changes: object) -> LookState:
    """Two places wrote differently about ông Páo."""
    comparison = Comparison(
        key="pao",
        sort=Sort.DIFFERENT,
        who=PAO,
        name=PAO.name,
        questions=questions,
        agreeing=5,
        others=(AWAY,),
        phone="0212 000 000",
    )
    return _open("pao", comparison=replace(comparison, **changes))  # type: ignore[arg-type]


def suspect() -> LookState:
    """The other machine's clock was wrong: nothing is chosen beforehand."""
    asked = tuple(
        replace(q, chosen=None, options=tuple(replace(o, is_later=False) for o in q.options))
        for q in QUESTIONS
    )
    return different(asked)


def three_places() -> LookState:
    """Three machines wrote one field, with the longest names there are."""
    asked = (
        question("name", (LONG.name, HERE), ("Nguyễn Hoàng Trần Thị Phương", AWAY), (SUONG.name, THIRD)),
        question("village", ("bản Giàn", HERE), (LONG.village, THIRD)),
    )
    return different(asked, who=LONG, name=LONG.name)


def same(*, may_decide: bool = True) -> LookState:
    """Two records that may be one person."""
    one: dict[str, Value] = {"name": "Quàng Thị Sương", "birth": "1995-07-20", "phone": "0912000214"}
    other: dict[str, Value] = {"name": "Quàng Thị Sượng", "birth": "1995", "phone": ""}
    asked = tuple(
        Question(
            kind="citizen",
            field=name,
            options=(Option(value=one[name], shown=one[name]), Option(value=other[name], shown=other[name])),
            chosen=0,
        )
        for name in one
    )
    compared = Compared(pair=Pair("one", "two", Alike.NAME), one=one, other=other, fields=tuple(one))
    comparison = Comparison(
        key="one two",
        sort=Sort.SAME,
        who=SUONG,
        name=SUONG.name,
        questions=asked,
        agreeing=4,
        compared=compared,
        sessions=(3, 1),
        may_decide=may_decide,
    )
    return _open("one two", comparison=comparison)


def returned() -> LookState:
    """A person's record was sent back with a comment."""
    return _work("returned", "returned", comment="Tên trên thẻ có đúng như vậy không?", by="Chị Tòng Thị Mẫu")


def refused() -> LookState:
    """Central did not take a value."""
    return _work("quarantined", "bad_value", field="id_number")


def sent_back_visit() -> LookState:
    """A visit was sent back: it can only be taken out."""
    state = _work("returned", "returned", comment="Ngày này điểm đóng cửa.", by="Chị Tòng Thị Mẫu")
    assert state.work is not None
    piece = replace(state.work.pieces[0], change=_change("session"))
    return replace(state, work=_work_of(piece))


def refused_merge() -> LookState:
    """Two were made one, and central did not take it."""
    state = _work("quarantined", "not_mergeable")
    assert state.work is not None
    piece = replace(state.work.pieces[0], change=replace(_change("citizen"), op=Op.MERGE, other="two"))
    return replace(state, work=_work_of(piece))


def given_up(*, is_lead: bool = True) -> LookState:
    """What was not chosen lately, and who was made one."""
    lost = NotChosen(
        kind="citizen",
        record="c",
        field="phone",
        value="0398000870",
        kept="0912000214",
        change="x",
        author="o",
        made_at=0,
    )
    kept = Kept(lost=lost, name=PAO.name, value=lost.value, kept=lost.kept, at=NOW - timedelta(days=1))
    parted = Parted(loser="two", name="Quàng Thị Sượng", survivor=SUONG.name, writer=AWAY)
    return LookState(
        now=NOW, entries=ENTRIES, kept=(kept,), parted=(parted,), shows_kept=True, is_lead=is_lead
    )


def nothing() -> LookState:
    """Nothing to look at."""
    return LookState(now=NOW, shows_kept=True)


def _open(key: str, **more: object) -> LookState:
    parted = Parted(loser="two", name="Quàng Thị Sượng", survivor=SUONG.name, writer=AWAY)
    state = LookState(now=NOW, entries=ENTRIES, current=key, parted=(parted,), is_lead=True)
    return replace(state, **more)  # type: ignore[arg-type]


def _work(state: str, code: str, *, comment: str = "", by: str = "", field: str = "") -> LookState:
    piece = Attention(
        change=_change("citizen"),
        state=state,
        code=code,
        field=field,
        session="s1",
        citizen_name=HAC.name,
        citizen="c",
        comment=comment,
        by=by,
        returned="r" if state == "returned" else "",
    )
    return _open("s1", work=_work_of(piece))


def _work_of(piece: Attention) -> Work:
    person: dict[str, Value] = {"name": HAC.name, "birth": "1953", "sex": "f", "village": HAC.village}
    first = piece if Way.CORRECT in ways(piece) else None
    return Work(
        key="s1",
        who=HAC,
        name=HAC.name,
        pieces=(piece,),
        first=first,
        person=person if first else {},
        ways=ways(piece),
    )


def _change(kind: str) -> Change:
    return Change(id="x", kind=kind, record="c", op=Op.EDIT, author="o", device="d", made_at=0)

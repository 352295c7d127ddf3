"""Frozen states of the screens, of people who never were: screens are tested and pictured from these."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app import resources
from app.domain.address_form import AddressForm
from app.domain.changes import Value
from app.domain.identity.refused import Refused, ScanHint
from app.domain.ladder import TaskCode
from app.domain.people import Sex
from app.domain.places import communes_from_csv, renames_from_csv, successors
from app.domain.portrait import Portrait, portrait_of
from app.domain.problems import Problem, ProblemCode
from app.domain.queue import Mark, Ticket
from app.domain.slip import Paper
from app.domain.views import DayCounts, DueRow, LastSession
from app.presentation.consent import ConsentState
from app.presentation.first_run import Answers, Blame, FirstRunState, Page
from app.presentation.reception import Desk, ReceptionState, Row
from app.presentation.settings import SettingsState
from app.presentation.today import Paused, TodayState
from app.presentation.unlock import Gate, LockState
from app.usecases.device import OperatorRow

NOW = datetime(2026, 11, 25, 9, 41, tzinfo=UTC)
"""A Wednesday morning."""
TODAY = NOW.date()

MAI = OperatorRow(id="operator-mai", name="Cầm Thị Mai", address_form="chi", role="lead")
CHONG = OperatorRow(id="operator-chong", name="Sùng A Chống", address_form="anh", role="volunteer")
NGA = OperatorRow(id="operator-nga", name="Lò Thị Nga", address_form="em", role="staff")

HAC = Portrait(
    form=AddressForm.BA,
    name="Lò Thị Hặc",
    age=73,
    birth="1953-01-01",
    sex=Sex.FEMALE,
    village="bản Giàn",
    language="thai",
    last_digits="0000",
)
PAO = Portrait(
    form=AddressForm.ONG,
    name="Vàng A Páo",
    age=66,
    birth="1960",
    sex=Sex.MALE,
    village="bản Pá Hốc",
    language="hmong",
    last_digits="0000",
)
SUONG = Portrait(
    form=AddressForm.CHI,
    name="Quàng Thị Sương",
    age=31,
    birth="1995-07-20",
    sex=Sex.FEMALE,
    village="bản Mạt",
)
SUSPECT = replace(HAC, name="Lof Thij Hawcj", name_suspect=True)
LONG = replace(
    PAO, name="Nguyễn Hoàng Trần Thị Phương Khánh Linh", village="tiểu khu Nông trường Mộc Châu số mười hai"
)
"""As long as names get here; nothing of it may be cut."""


def first_run(page: Page, **changes: object) -> FirstRunState:
    """A page of day one, answers so far filled in."""
    communes = communes_from_csv(resources.text("places", "communes_sonla.csv"))
    answers = Answers(
        commune=next(c for c in communes if c.short_name == "Mường Bú"),
        operator_name=MAI.name,
        address_form="chi",
    )
    state = FirstRunState(page=page, answers=answers, found=communes)
    return replace(state, **changes)  # type: ignore[arg-type]


def renamed_commune(old: str = "chieng xom") -> FirstRunState:
    """An old commune was typed; the list offers what it lies in now."""
    renames = renames_from_csv(resources.text("places", "old_to_new_communes_sonla.csv"))
    return first_run(Page.COMMUNE, found=(), was=successors(renames, old))


def blamed(page: Page, blame: Blame) -> FirstRunState:
    """A page that does not go on."""
    return first_run(page, blame=blame)


def lock(**changes: object) -> LockState:
    """Three people at one machine; chị Mai locked it."""
    state = LockState(operators=(MAI, CHONG, NGA), chosen=MAI, unsent=12)
    return replace(state, **changes)  # type: ignore[arg-type]


def who_is_there() -> LockState:
    """Just opened with the passphrase."""
    return lock(gate=Gate.WHO)


def lock_alone() -> LockState:
    """One person at this machine."""
    return lock(operators=(MAI,), unsent=0)


def lock_refused() -> LockState:
    """One wrong PIN."""
    return lock(tries_left=4, refused=True)


def lock_by_passphrase() -> LockState:
    """The PINs are used up."""
    return lock(gate=Gate.PASSPHRASE, tries_left=0, refused=True)


def today(*, full: bool) -> TodayState:
    """The first screen of an empty or of a busy morning."""
    if not full:
        return TodayState(operator=MAI, day=TODAY, paused=(), due=(), counts=DayCounts(), last=None)
    paused = tuple(
        Paused(draft=f"draft-{place}", who=who, since=NOW - timedelta(minutes=minutes))
        for place, (who, minutes) in enumerate(((HAC, 24), (PAO, 18), (SUONG, 11), (LONG, 3)))
    )
    ended = int((NOW - timedelta(minutes=17)).timestamp())
    last = LastSession(
        session="s", citizen="c", name="Tòng Thị Inh", address_form="ba", ended=ended, complete=True
    )
    counts = DayCounts(complete=9, coming_back=3, stuck=2, anonymous=1, seconds=14 * 660)
    return TodayState(operator=MAI, day=TODAY, paused=paused, due=_due(), counts=counts, last=last)


def _due() -> tuple[DueRow, ...]:
    people = (
        ("Hà Thị Ín", "ba", "bản Hìn", TODAY - timedelta(days=2), "l2_pending"),
        ("Tòng Văn Hoan", "anh", "bản Lay", TODAY, "card_not_here"),
        ("Giàng Thị Mỷ", "co", "bản Nà Hạ", TODAY, "forgot_pwd"),
    )
    return tuple(
        DueRow(
            appointment=f"a{place}",
            citizen=f"c{place}",
            name=name,
            address_form=form,
            village=village,
            day=day.isoformat(),
            task="insurance",
            reason=reason,
            phone="",
        )
        for place, (name, form, village, day, reason) in enumerate(people)
    )


def found() -> ReceptionState:
    """Three people of nearly one name."""
    other = replace(HAC, name="Lò Thị Hạc", birth="1961", age=65, village="bản Mạt")
    rows = (
        Row("c1", HAC, sessions=2, tasks_over=3),
        Row("c2", other, sessions=0, tasks_over=0),
        Row("c3", LONG, sessions=1, tasks_over=5),
    )
    return ReceptionState(typed="lo thi hac", rows=rows)


def guest(state: ReceptionState | None = None) -> ReceptionState:
    """Somebody was asked in by their number."""
    asked = Ticket(
        day=TODAY, number=7, given=0, name="Bà Lò Thị Hặc", task=TaskCode.INSURANCE, marks=(Mark.ELDER,)
    )
    return replace(state or found(), guest=asked)


def nobody_found() -> ReceptionState:
    """A name nobody has."""
    return ReceptionState(typed="lo van khong")


def refused_scan() -> ReceptionState:
    """UniKey rewrote what the scanner typed."""
    return ReceptionState(refused=Refused(ProblemCode.SCAN_SEPARATORS, ScanHint.IME_OFF))


def confirm_known() -> ReceptionState:
    """Somebody who was here before."""
    return ReceptionState(desk=Desk.CONFIRM, who=HAC, citizen="c1")


def confirm_new() -> ReceptionState:
    """A new card whose number does not agree with itself."""
    doubts = (Problem(ProblemCode.BIRTH_YEAR_MISMATCH), Problem(ProblemCode.SEX_MISMATCH))
    return ReceptionState(
        desk=Desk.CONFIRM, who=replace(PAO, village=""), values=values_of(PAO), doubts=doubts
    )


def choose(*, may_add: bool = True) -> ReceptionState:
    """People alike, before adding another one."""
    return replace(found(), desk=Desk.CHOOSE, typed="", who=HAC, values=values_of(HAC), may_add=may_add)


def write() -> ReceptionState:
    """A person without a card."""
    return ReceptionState(desk=Desk.WRITE, who=Portrait())


def write_with_problems() -> ReceptionState:
    """What the keyboard said is not enough."""
    problems = (
        Problem(ProblemCode.NAME_MISSING, "name"),
        Problem(ProblemCode.BIRTH_UNREADABLE, "birth"),
        Problem(ProblemCode.SEX_MISSING, "sex"),
        Problem(ProblemCode.VILLAGE_MISSING, "village"),
        Problem(ProblemCode.ID_NUMBER_OLD_NINE, "id_number"),
    )
    return replace(write(), problems=problems)


def write_suspect() -> ReceptionState:
    """A scanner lost the accents: the name is written anew, the number stays."""
    return ReceptionState(desk=Desk.WRITE, who=SUSPECT, values=values_of(HAC))


def values_of(who: Portrait) -> dict[str, Value]:
    """Citizen values behind a portrait; the number is nobody's."""
    known: dict[str, Value] = {
        "name": who.name,
        "birth": who.birth,
        "sex": who.sex.value,
        "village": who.village,
    }
    return {**known, "id_number": "014153000000", "language": who.language, "address_form": who.form.value}


def consent(**changes: object) -> ConsentState:
    """Bà Hặc is asked."""
    return replace(ConsentState(who=HAC, newer={}), **changes)  # type: ignore[arg-type]


def consent_by_family() -> ConsentState:
    """Her son answers, and left his name out."""
    return consent(asks_representative=True, problems=(Problem(ProblemCode.NAME_MISSING, "representative"),))


def consent_for_child(**changes: object) -> ConsentState:
    """Who answers for a girl of twelve?"""
    girl = portrait_of({"name": "Vàng Thị Mỷ", "birth": "2014-09-02", "sex": "f", "village": "Bản Bẹ"}, TODAY)
    return consent(who=girl, for_child=True, **changes)


def consent_newer() -> ConsentState:
    """The card is newer than what we hold."""
    return consent(newer={"birth": "1953-01-01"})


def settings(**changes: object) -> SettingsState:
    """A paired machine with three people and a market on Saturdays."""
    state = SettingsState(
        language="vi",
        text_scale=100,
        contrast=False,
        paper=Paper.A5,
        market_weekday=5,
        commune="Xã Mường Bú",
        point="Điểm hỗ trợ xã Mường Bú",
        operators=(MAI, CHONG, NGA),
        guide="sonla-2026-11 · 1",
        version="0.1.0",
        is_paired=True,
    )
    return replace(state, **changes)  # type: ignore[arg-type]

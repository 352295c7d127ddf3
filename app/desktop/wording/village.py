"""Going from house to house, in words and in the look of a tile."""

from __future__ import annotations

from datetime import date

from app.desktop.theme.tokens import PAPER
from app.desktop.widgets.house_grid import HouseLook
from app.desktop.wording import dates, people
from app.domain.village import HouseState, Knock, VisitOutcome
from app.i18n import _, format_number, ngettext
from app.presentation.village import HouseTile, Member, Next, VillageState

LOOKS = {
    HouseState.DONE: HouseLook(fill=PAPER.ok, line=PAPER.ok, ink=PAPER.on_primary, icon="check"),
    HouseState.COMING_BACK: HouseLook(
        fill=PAPER.ban_tint, line=PAPER.ban, ink=PAPER.ban, icon="calendar-clock"
    ),
    HouseState.OPEN: HouseLook(
        fill=PAPER.primary_tint, line=PAPER.primary, ink=PAPER.primary, icon="clipboard-list"
    ),
    HouseState.AWAY: HouseLook(fill=PAPER.surface, line=PAPER.line_strong, ink=PAPER.ink2, icon="home"),
    HouseState.NOT_WANTED: HouseLook(fill=PAPER.warn_tint, line=PAPER.warn_line, ink=PAPER.warn, icon="hand"),
    HouseState.MOVED: HouseLook(fill=PAPER.sunken, line=PAPER.line_strong, ink=PAPER.ink2, icon="log-out"),
    HouseState.NEVER: HouseLook(fill=PAPER.surface, line=PAPER.line_strong, ink=PAPER.ink3, dashed=True),
}


def state(which: HouseState) -> str:
    """How a house stands."""
    return {
        HouseState.DONE: _("Done"),
        HouseState.COMING_BACK: _("Due back"),
        HouseState.OPEN: _("Work left"),
        HouseState.AWAY: _("Not home"),
        HouseState.NOT_WANTED: _("Not ready"),
        HouseState.MOVED: _("Moved away"),
        HouseState.NEVER: _("Not visited yet"),
    }[which]


def outcome(code: str) -> str:
    """What a visit came to; one of a newer program has no word."""
    return {
        VisitOutcome.MET.value: _("somebody was met"),
        VisitOutcome.AWAY.value: _("not home"),
        VisitOutcome.NOT_WANTED.value: _("not ready"),
        VisitOutcome.MOVED.value: _("moved away"),
    }.get(code, "")


def house(tile: HouseTile) -> str:
    """`Nhà ông Vàng A Sú`, or as it is written where nobody of it is known."""
    if tile.who is None:
        return tile.name or _("House {number}").format(number=tile.number)
    return _("The house of {name}").format(name=f"{tile.who.form.word} {tile.who.name}")


def about(tile: HouseTile) -> str:
    """How many live there, how many have work left, and how it is written where that says more."""
    parts = [people_counted(tile.people)] if tile.people else []
    if tile.open_people:
        left = ngettext("{count} has work left", "{count} have work left", tile.open_people)
        parts.append(left.format(count=tile.open_people))
    if tile.who is not None and tile.name not in ("", tile.who.name):
        parts.append(tile.name)
    return " · ".join(parts)


def cell(tile: HouseTile) -> str:
    """The line about a house beside its number."""
    visited = _("visited today") if tile.is_today else ""
    return " · ".join(part for part in (state(tile.state), visited, about(tile)) if part)


def last(knock: Knock | None, today: date) -> str:
    """When somebody knocked last and what it came to; empty before the first time."""
    word = outcome(knock.outcome) if knock else ""
    if knock is None or not word:
        return ""
    if knock.day == today.isoformat():
        return _("Today: {outcome}").format(outcome=word)
    try:
        day = dates.long_day(date.fromisoformat(knock.day))
    except ValueError:
        return ""
    return _("{day}: {outcome}").format(day=day, outcome=word)


def member(one: Member) -> str:
    """What is left for somebody, and the day they are expected."""
    if not one.open_task:
        return _("All five tasks done")
    parts = [one.reason or _("Next: {task}").format(task=one.open_task)]
    if one.due is not None:
        parts.append(_("back on {day}").format(day=dates.long_day(one.due)))
    return " · ".join(parts)


def named(one: Member) -> str:
    """`Ông Vàng A Sú, 58 tuổi`."""
    return ", ".join(part for part in (people.title(one.who), people.age(one.who)) if part)


def act(which: Next) -> str:
    """What the button beside somebody does."""
    return {Next.BEGIN: _("Begin"), Next.GO_ON: _("Go on"), Next.LOOK: _("Look")}[which]


def people_counted(count: int) -> str:
    """`131 người`."""
    return ngettext("{count} person", "{count} people", count).format(count=format_number(count))


def counted(state: VillageState) -> str:
    """How many houses and people, and that no signal is needed."""
    homes = ngettext("{count} house", "{count} houses", len(state.tiles)).format(
        count=format_number(len(state.tiles))
    )
    return _("{houses} · {people}. No signal is needed.").format(
        houses=homes, people=people_counted(state.people)
    )


def reached(state: VillageState) -> str:
    """`24 trên 42 nhà`."""
    return _("{reached} of {all} houses").format(reached=state.reached, all=len(state.tiles))


def other_view(*, as_list: bool) -> str:
    """What the houses can be shown as instead."""
    return _("As tiles") if as_list else _("As a list")


def following(state: VillageState) -> str:
    """The main button: the next house, or that there is none."""
    if state.following:
        return _("Next house: {number}").format(number=state.following)
    return _("This is the last house") if state.is_last else _("Every house was visited today")


def noted(tile: HouseTile, what: VisitOutcome) -> str:
    """What was just kept: `Nhà số 25: vắng nhà`."""
    return _("House {number}: {outcome}").format(number=tile.number, outcome=outcome(what.value))

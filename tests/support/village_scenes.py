"""From house to house, in every state worth a look: the village of the picture the room was designed after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from app.desktop.screens.village.choose import VillageDialog
from app.desktop.screens.village.screen import VillageScreen
from app.desktop.widgets.number_card import Act, Numbered
from app.desktop.wording import village as words
from app.domain.address_form import AddressForm
from app.domain.ladder import TaskStatus
from app.domain.portrait import Portrait
from app.domain.village import HouseState, Knock, VillageName, VisitOutcome
from app.presentation.village import HouseTile, Member, Next, OpenHouse, VillageState
from tests.support.past_scenes import TITLES
from tests.support.stage import Still, in_room
from tests.support.states import TODAY

HERE, HOUSES = 25, 42
STANDING = {
    10: HouseState.COMING_BACK,
    12: HouseState.AWAY,
    14: HouseState.NOT_WANTED,
    17: HouseState.COMING_BACK,
    18: HouseState.AWAY,
    20: HouseState.MOVED,
    21: HouseState.AWAY,
    22: HouseState.OPEN,
    23: HouseState.COMING_BACK,
}
"""The houses somebody was at whose people are not all done."""
NAMES = ("Vàng A Sú", "Sùng Thị Dua", "Lò Văn Mẫu", "Mùa Thị Sông", "Quàng Thị Mẫu", "Tòng Văn Ơn")
DONE, WAITING, OPEN, BLOCKED = (
    TaskStatus.DONE,
    TaskStatus.WAITING,
    TaskStatus.NOT_STARTED,
    TaskStatus.BLOCKED,
)


def who(name: str, age: int, form: AddressForm) -> Portrait:
    """Somebody of the village, who never was."""
    return Portrait(name=name, age=age, form=form, village="Bản Pá Hốc")


SU = who("Vàng A Sú", 58, AddressForm.ONG)


def tile(number: int) -> HouseTile:
    """One house of the forty-two."""
    stands = STANDING.get(number, HouseState.DONE if number < HERE else HouseState.NEVER)
    people = 2 + number % 4
    return HouseTile(
        key=f"h{number}",
        number=number,
        state=stands,
        name="",
        who=SU if number == HERE else who(NAMES[number % len(NAMES)], 61, AddressForm.BAC),
        people=4 if number == HERE else people,
        open_people=0 if stands is HouseState.DONE else 3 if number == HERE else min(2, people),
        is_today=number in (21, 22, 23, 24),
    )


def member(
    name: Portrait, tasks: Sequence[TaskStatus], what: Next, *, reason: str = "", days: int = 0
) -> Member:
    """One person of the open house."""
    left = [title for title, status in zip(TITLES, tasks, strict=True) if not status.is_over]
    return Member(
        citizen=name.name,
        who=name,
        tasks=tuple(tasks),
        open_task=left[0] if left else "",
        reason=reason,
        due=TODAY + timedelta(days=days) if days else None,
        next=what,
    )


MEMBERS = (
    member(SU, [DONE, DONE, OPEN, OPEN, OPEN], Next.GO_ON),
    member(
        who("Sùng Thị Dua", 55, AddressForm.BA),
        [DONE, WAITING, OPEN, OPEN, OPEN],
        Next.GO_ON,
        reason="Chờ công an xã cấp mức 2",
        days=6,
    ),
    member(who("Vàng A Tủa", 29, AddressForm.ANH), [DONE] * 5, Next.LOOK),
    member(who("Mùa Thị Sông", 27, AddressForm.CHI), [OPEN] * 5, Next.BEGIN),
)


def village(*, as_list: bool = False, at: int = HERE, members: tuple[Member, ...] = MEMBERS) -> VillageState:
    """Half of it walked; `at` is the house somebody stands at, 0 for none."""
    tiles = tuple(tile(number) for number in range(1, HOUSES + 1))
    counts = {state: sum(one.state is state for one in tiles) for state in HouseState}
    last = Knock(day="2026-11-14", at=1, outcome=VisitOutcome.AWAY)
    return VillageState(
        village="Bản Pá Hốc",
        villages=(VillageName("Bản Giàn", 204), VillageName("Bản Pá Hốc", 131), VillageName("Bản Mạt", 96)),
        tiles=tiles,
        counts=counts,
        titles=TITLES,
        house=OpenHouse(tile=tiles[at - 1], members=members, last=last) if at else None,
        following=HERE + 1 if at else HERE,
        today=TODAY,
        as_list=as_list,
    )


def nobody() -> VillageState:
    """A machine nobody was helped at."""
    empty = dict.fromkeys(HouseState, 0)
    return VillageState(
        village="",
        villages=(),
        tiles=(),
        counts=empty,
        titles=TITLES,
        house=None,
        following=0,
        today=TODAY,
    )


def walked() -> VillageState:
    """Every house was visited; the last one had moved away and nobody of it is known."""
    state = village()
    assert state.house is not None
    gone = replace(
        state.house.tile, who=None, name="25. Nhà cuối dốc", people=0, open_people=0, state=HouseState.MOVED
    )
    last = Knock(day=TODAY.isoformat(), at=1, outcome=VisitOutcome.MOVED)
    return replace(state, following=0, house=OpenHouse(tile=gone, members=(), last=last))


def board(state: VillageState) -> QWidget:
    """The room."""
    return in_room(lambda: VillageScreen(Still(state)), "village")  # type: ignore[arg-type]


def noted() -> QWidget:
    """A knock was just kept and can be taken back."""
    state = village()
    window = in_room(lambda: VillageScreen(Still(state)), "village")  # type: ignore[arg-type]
    window.number.show_number(
        Numbered(
            number=str(HERE),
            title=words.noted(tile(HERE), VisitOutcome.AWAY),
            detail=words.house(tile(HERE)),
            undo=Act(words="Lấy lại", key="Ctrl Z", do=lambda: None),
        )
    )
    return window


VILLAGE: dict[str, Callable[[], QWidget]] = {
    "village": partial(board, village()),
    "village_rows": partial(board, village(as_list=True)),
    "village_begin": partial(board, village(at=0)),
    "village_walked": partial(board, walked()),
    "village_noted": noted,
    "village_choose": lambda: VillageDialog(village().villages, lambda _name: None),
    "village_empty": partial(board, nobody()),
}

"""The house somebody stands at: its people, what is left for each, and the three answers when nobody was met."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desktop.shell.keyboard import Key, shown
from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import box, clear, column, row
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.empty_state import EmptyState
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.key_cap import KeyCap, with_key
from app.desktop.widgets.num_badge import NumBadge
from app.desktop.widgets.person_row import PersonLine, PersonRow
from app.desktop.widgets.status_dot import StatusDot
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import tasks
from app.desktop.wording import village as words
from app.domain.village import VisitOutcome
from app.i18n import _
from app.presentation.village import Member, Next, OpenHouse, VillagePresenter, VillageState

DOT, BUTTON, USUAL = 24, 92, 100
"""Edge of a task's drawing and width of a row's button, in px; any length, to see whether letters are large."""
AWAY, NOT_WANTED, MOVED = "V", "M", "C"
"""The keys of the answers."""


class HousePanel(Card):
    """Drawn anew for each house; before the first one it says how to begin."""

    def __init__(self, presenter: VillagePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._head, self._people = row(gap=14), column(gap=0)
        self._buttons = self._three()
        self._answers = box(self._foot())
        self._page = column(self._head, (fit_area(box(self._people)), 1), self._answers, gap=8)
        self.setLayout(self._page)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Closer together; the answers without their drawings where letters are large or the window is small."""
        self._page.setContentsMargins(*((16, 12, 16, 10) if compact else (20, 16, 20, 14)))
        for button in self._buttons:
            button.set_plain(icon=not compact and scaled(USUAL) == USUAL)

    def show_state(self, state: VillageState) -> None:
        """Show the chosen house, or none."""
        for part in (self._head, self._people):
            clear(part)
        house = state.house
        self._answers.setVisible(house is not None)
        if house is None:
            self._people.addWidget(_nowhere(state))
            return
        self._show_head(house, state)
        for one in house.members:
            self._people.addWidget(rule())
            self._people.addWidget(self._row(one, state.titles))
        self._people.addWidget(self._somebody_new() if house.members else _nobody_known())
        self._people.addStretch(1)

    def _show_head(self, house: OpenHouse, state: VillageState) -> None:
        tile = house.tile
        name = _("House {number}").format(number=tile.number)
        lines = column(label(words.house(tile), Role.H3, wrap=True), gap=0)
        parts = (words.about(tile), words.last(house.last, state.today))
        told = " · ".join(part for part in parts if part)
        if told:
            lines.addWidget(label(told, Role.MUTED, wrap=True))
        self._head.addWidget(NumBadge(str(tile.number), name, filled=True, size=48))
        self._head.addLayout(lines, 1)

    def _row(self, one: Member, titles: tuple[str, ...]) -> QWidget:
        """One line: who, what is left, the five tasks, and the button."""
        tone = Tone.OK if not one.open_task else Tone.WARN if one.reason else None
        line = PersonLine(name=words.named(one), detail=words.member(one), detail_tone=tone)
        act = self._presenter.look if one.next is Next.LOOK else self._presenter.open_person
        text = words.act(one.next)
        button = Button(text, partial(act, one.citizen), size=Size.SMALL)
        button.setAccessibleName(f"{line.name}: {text}")
        button.setMinimumWidth(scaled(BUTTON))
        return PersonRow(line, [_dots(one, titles), button], tight=True)

    def _somebody_new(self) -> QWidget:
        words_on_it = _("Somebody new in this house")
        button = Button(
            words_on_it, self._presenter.new_person, kind=Kind.QUIET, size=Size.SMALL, icon="plus"
        )
        return box(column(rule(), row(with_key(button, shown(Key.NEW_PERSON)), None), gap=4))

    def _three(self) -> tuple[Button, ...]:
        """What can be said at a door nobody opens; the keys stand in the line above."""
        made = []
        for text, what, icon, key in (
            (_("Not home"), VisitOutcome.AWAY, "home", AWAY),
            (_("Not ready"), VisitOutcome.NOT_WANTED, "hand", NOT_WANTED),
            (_("Moved away"), VisitOutcome.MOVED, "log-out", MOVED),
        ):
            button = Button(text, partial(self._presenter.knocked, what), size=Size.SMALL, icon=icon)
            button.setAccessibleDescription(key)
            made.append(button)
        return tuple(made)

    def _foot(self) -> QVBoxLayout:
        keys = [KeyCap(key) for key in (AWAY, NOT_WANTED, MOVED)]
        asked = label(_("Nobody to talk to?"), Role.CAP_STRONG)
        return column(rule(), row(asked, *keys, None, gap=8), row(*self._buttons, None, gap=8), gap=8)


def _dots(one: Member, titles: tuple[str, ...]) -> QWidget:
    """The five tasks as drawings, each with its words."""
    dots = [
        StatusDot(tasks.shape(status), f"{title}: {tasks.status_word(status)}", str(place), size=DOT)
        for place, (status, title) in enumerate(zip(one.tasks, titles, strict=True), start=1)
    ]
    for dot in dots:
        dot.setToolTip(dot.accessibleName())
    return box(row(*dots, gap=3))


def _nobody_known() -> QWidget:
    hint = _("Nobody of this house is known yet. Press F2 to write somebody down.")
    return label(hint, Role.MUTED, wrap=True)


def _nowhere(state: VillageState) -> EmptyState:
    if not state.tiles:
        return EmptyState(_("Nobody lives here yet"), "", "home", size=56)
    hint = _("Press Enter to go to the next house, or choose one.")
    return EmptyState(_("Which house?"), hint, "map-pin", size=56)

"""The board of a village: every house in walking order, the one somebody stands at beside it, one key to the next."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QWidget

from app.desktop.screens.village.choose import VillageDialog
from app.desktop.screens.village.house import AWAY, MOVED, NOT_WANTED, HousePanel
from app.desktop.shell.keyboard import Key, bind
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import box, clear, column, row
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.empty_state import EmptyState
from app.desktop.widgets.house_grid import HouseCell, HouseGrid
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.page_head import PageHead
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.typography import label
from app.desktop.wording import village as words
from app.domain.village import HouseState, VisitOutcome
from app.i18n import _, format_number
from app.presentation.village import VillagePresenter, VillageState

ROWS = "L"
LEGEND_COLUMNS = 3


class VillageScreen(QWidget):
    """Every answer is kept at once; after each the keyboard is back on the board."""

    def __init__(self, presenter: VillagePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._state: VillageState | None = None
        self.setAccessibleName(_("House to house"))
        self._change = Button(_("Another village"), self._ask_village, kind=Kind.QUIET, icon="map-pin")
        self._next = Button("", presenter.go_on, kind=Kind.PRIMARY, icon="arrow-right")
        self._go = with_key(self._next, ENTER)
        self._head = PageHead("", " ", [self._change, self._go])
        self._grid = HouseGrid(_("Houses in walking order"))
        self._panel = HousePanel(presenter)
        self._reached, self._legend = label("", Role.H3), QGridLayout()
        self._rows = Button("", presenter.show_as_list, kind=Kind.QUIET, size=Size.SMALL)
        self._halves = row((_half(self._board()), 1), (_half(self._panel), 1), gap=16)
        self._empty = EmptyState(
            _("No village is on this machine yet"),
            _("Whoever is helped, or comes from the centre, stands here with their house."),
            "map-pin",
        )
        self._page = column(self._head, (box(self._halves), 1), (self._empty, 1), gap=12)
        self.setLayout(self._page)
        self.set_compact(False)
        self.setFocusProxy(self._grid)
        self._bind()
        self._grid.chosen.connect(presenter.choose)
        presenter.attach(self.show_state)

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window."""
        self._page.setContentsMargins(*((18, 10, 18, 10) if compact else (28, 20, 28, 20)))
        self._panel.set_compact(compact)

    def show_state(self, state: VillageState) -> None:
        """Draw everything anew; what had the keyboard in the house is gone, so it goes back to the board."""
        held = QApplication.focusWidget()
        was_in_panel = held is not None and self._panel.isAncestorOf(held)
        self._state = state
        self._head.set_texts(
            state.village or _("House to house"), words.counted(state) if state.tiles else ""
        )
        self._change.setVisible(len(state.villages) > 1)
        self._next.set_text(words.following(state))
        self._next.setEnabled(state.following > 0)
        self._go.setVisible(bool(state.tiles))
        holder = self._halves.parentWidget()
        assert holder is not None, "the halves stand in a widget"
        holder.setVisible(bool(state.village))
        self._empty.setVisible(not state.village)
        self._show_board(state)
        self._panel.show_state(state)
        if was_in_panel:
            self._grid.setFocus()

    def _board(self) -> Card:
        head = row(self._reached, None, with_key(self._rows, ROWS), gap=10)
        self._legend.setHorizontalSpacing(14)
        self._legend.setVerticalSpacing(4)
        self._legend.setColumnStretch(LEGEND_COLUMNS, 1)
        return Card(column(head, self._legend, (self._grid, 1), gap=8, margins=(18, 12, 14, 12)))

    def _bind(self) -> None:
        keys = PlainKeys(self)
        keys.on(ENTER, self._presenter.go_on)
        keys.on(ROWS, self._presenter.show_as_list)
        bind(self, Key.NEW_PERSON.value, self._presenter.new_person)
        answers = (
            (AWAY, VisitOutcome.AWAY),
            (NOT_WANTED, VisitOutcome.NOT_WANTED),
            (MOVED, VisitOutcome.MOVED),
        )
        for key, what in answers:
            keys.on(key, partial(self._presenter.knocked, what))

    def _show_board(self, state: VillageState) -> None:
        self._reached.setText(words.reached(state))
        self._rows.set_text(words.other_view(as_list=state.as_list))
        if state.as_list != self._grid.is_rows:
            self._grid.show_as_rows(state.as_list)
        cells = [
            HouseCell(
                key=tile.key,
                number=str(tile.number),
                name=words.house(tile),
                detail=words.cell(tile),
                look=words.LOOKS[tile.state],
            )
            for tile in state.tiles
        ]
        self._grid.show_houses(cells, state.house.tile.key if state.house else "")
        self._show_legend(state)

    def _show_legend(self, state: VillageState) -> None:
        """What the drawings mean, of those on the board; a dashed tile tells itself."""
        clear(self._legend)
        shown = [one for one in HouseState if state.counts[one] and one is not HouseState.NEVER]
        for place, one in enumerate(shown):
            look = words.LOOKS[one]
            colour = look.fill if one is HouseState.DONE else look.ink
            text = label(f"{words.state(one)} {format_number(state.counts[one])}", Role.CAP)
            mark = IconMark(look.icon, colour, 18)
            line, column_at = divmod(place, LEGEND_COLUMNS)
            self._legend.addWidget(box(row(mark, text, None, gap=6)), line, column_at)

    def _ask_village(self) -> None:
        """The villages known here, in the order of names."""
        if self._state is not None:
            VillageDialog(self._state.villages, self._take_village, self).open()

    def _take_village(self, name: str) -> None:
        self._presenter.show_village(name)
        self._grid.setFocus()


def _half(card: Card) -> Card:
    """Half of the width, whatever stands in it."""
    card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return card

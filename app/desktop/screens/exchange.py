"""Send and receive: three numbers that add up, what happens now, and what waits for a person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.arrange import box, clear, column, row
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.empty_state import EmptyState
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.icon_mark import IconMark, IconTile
from app.desktop.widgets.page_head import PageHead
from app.desktop.widgets.person_row import PersonLine, PersonRow
from app.desktop.widgets.progress_panel import ProgressPanel
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import dates, looking
from app.desktop.wording import exchange as words
from app.domain.sync_state import SyncState
from app.i18n import _, format_number
from app.presentation.exchange import ExchangePresenter, ExchangeState
from app.presentation.looking import Entry


class ExchangeScreen(QWidget):
    """`pair_wanted` opens pairing; `stop_wanted` ends a run at the next safe point.

    `look_wanted` opens the list of what to look at, on the entry it names or on the first.
    """

    pair_wanted = Signal()
    stop_wanted = Signal()
    look_wanted = Signal(str)

    def __init__(self, presenter: ExchangePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._send = Button(_("Send now"), presenter.send_now, icon="refresh-cw")
        self._pair = Button(
            _("Pair with the centre"), self.pair_wanted.emit, kind=Kind.PRIMARY, icon="qr-code"
        )
        self._head = PageHead(_("Send and receive"), " ", [self._send, self._pair])
        self._notice, self._figures, self._attention = Banner(), row(gap=12), column(gap=0)
        self._count = Tag("", Tone.WARN)
        self._look = Button("", partial(self.look_wanted.emit, ""), size=Size.SMALL, icon="eye")
        self._at_centre = label("", Role.MUTED, wrap=True)
        self._running = ProgressPanel(_("Sending"), _("Stop"))
        self._running.cancelled.connect(self.stop_wanted)
        self._notice.acted.connect(self._copy_code)
        look = Card(
            column(
                row(label(_("To look at"), Role.H3), self._count, None, self._look, gap=10),
                rule(),
                (fit_area(box(self._attention)), 1),
                self._at_centre,
                gap=6,
                margins=(20, 14, 12, 14),
            )
        )
        self._beside = row((look, 1), gap=12)
        self._set_beside_compact: Callable[[bool], None] = lambda _compact: None
        self._body = column(
            self._head,
            self._notice,
            self._figures,
            self._running,
            (box(self._beside), 1),
            gap=14,
        )
        self.setLayout(column(fit_area(box(self._body)), gap=0))
        self.set_compact(False)
        self._code = ""
        presenter.attach(self.show_state)

    def put_beside(self, card: QWidget, set_compact: Callable[[bool], None]) -> None:
        """Another way to send and receive, at the right of what is to be looked at."""
        self._beside.addWidget(card)
        self._set_beside_compact = set_compact

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window."""
        self._body.setContentsMargins(*((20, 10, 20, 10) if compact else (28, 18, 28, 18)))
        self._body.setSpacing(8 if compact else 14)
        self._set_beside_compact(compact)

    def show_state(self, state: ExchangeState) -> None:
        """Draw everything anew."""
        status = state.status
        self._head.set_texts(
            _("Send and receive"), words.lead(status, is_paired=state.is_paired, now=state.now)
        )
        self._send.setVisible(state.is_paired)
        self._pair.setVisible(not state.is_paired or status.needs_pairing)
        self._send.setEnabled(status.state is not SyncState.SENDING)
        self._show_figures(state)
        self._show_trouble(state)
        self._running.setVisible(status.state is SyncState.SENDING)
        self._running.advance(status.sent, max(status.total, 1), words.pill(status))
        self._show_to_look(state)

    def _show_figures(self, state: ExchangeState) -> None:
        clear(self._figures)
        counters = state.status.counters
        received = counters.received + counters.at_central
        last = state.status.last_success
        since = _("last {time}").format(time=dates.when(last, state.now)) if last else _("not yet")
        oldest = counters.oldest_waiting
        waits = (
            _("oldest {time}").format(time=dates.when(oldest, state.now)) if oldest else _("nothing waits")
        )
        tiles = (
            _figure(
                "hard-drive", Tone.OK, counters.saved, _("sessions saved here"), words.sum_line(counters)
            ),
            _figure("hourglass", Tone.INFO, counters.waiting, _("waiting to be sent"), waits),
            _figure("badge-check", Tone.PRIMARY, received, _("received by the centre"), since),
        )
        for place, tile in enumerate(tiles):
            if place:
                self._figures.addWidget(IconMark("chevron-right", PAPER.ink3, 18))
            self._figures.addWidget(tile, 1)

    def _show_trouble(self, state: ExchangeState) -> None:
        self._code = state.status.code
        quiet = ("", "no_network", "not_paired") if not state.is_paired else ("", "no_network")
        if self._code in quiet:
            self._show_notes(words.notes(state.status))
            return
        notice = words.run_trouble(self._code)
        self._notice.show_notice(
            Notice(words=notice.whole(), tone=Tone.WARN, icon="circle-alert", action=_("Copy the code"))
        )

    def _show_notes(self, notes: str) -> None:
        if notes:
            self._notice.show_notice(Notice(words=notes, tone=Tone.INFO))
        else:
            self._notice.clear_notice()

    def _show_to_look(self, state: ExchangeState) -> None:
        """The very list that is worked through, so that one number is told everywhere."""
        clear(self._attention)
        count = len(state.to_look)
        self._count.setText(format_number(count))
        self._count.setVisible(count > 0)
        self._look.set_text(_("Look at {count}").format(count=format_number(count)))
        self._look.setVisible(count > 0)
        self._at_centre.setText(words.at_centre(state.at_centre) if state.at_centre else "")
        self._at_centre.setVisible(state.at_centre > 0)
        if not count:
            self._attention.addWidget(EmptyState(_("Nothing to look at"), "", "circle-check", size=56))
        for place, entry in enumerate(state.to_look):
            if place:
                self._attention.addWidget(rule())
            self._attention.addWidget(self._entry(entry))
        self._attention.addStretch(1)

    def _entry(self, entry: Entry) -> PersonRow:
        """One thing to look at, and the way to it."""
        name = looking.name_of(entry)
        look = Button(_("Look"), partial(self.look_wanted.emit, entry.key), size=Size.SMALL)
        look.setAccessibleName(_("Look at {name}").format(name=name))
        line = PersonLine(name=name, detail=looking.entry_detail(entry), detail_tone=Tone.WARN)
        return PersonRow(line, [look], tight=True)

    def _copy_code(self) -> None:
        QGuiApplication.clipboard().setText(self._code)


def _figure(icon: str, tone: Tone, amount: int, title: str, detail: str) -> QWidget:
    number = label(format_number(amount), Role.H2)
    number.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    texts: QVBoxLayout = column(
        row(number, (label(title, Role.STRONG, wrap=True), 1), gap=8),
        label(detail, Role.MUTED, wrap=True),
        gap=0,
    )
    card = Card(row(IconTile(icon, tone, 48), (texts, 1), gap=14, margins=(16, 12, 16, 12)))
    card.setAccessibleName(f"{amount} {title}. {detail}")
    return card

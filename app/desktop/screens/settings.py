"""Settings: language, text size, colours, market day, the people at this machine, and what this machine is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.desktop.theme.tokens import PAPER, SCALES, Role
from app.desktop.widgets.arrange import box, clear, column, row
from app.desktop.widgets.avatar import Avatar, initials
from app.desktop.widgets.buttons import Button, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.field import Field
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.page_head import PageHead
from app.desktop.widgets.person_row import PersonLine, PersonRow
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import people
from app.domain.slip import Paper
from app.i18n import _, available, language_name
from app.presentation.settings import SettingsPresenter, SettingsState

LEAST_LETTERS = 4


class SettingsScreen(QWidget):
    """`add_operator` asks for one more person, `renew_code` (of a lead) for another recovery code; everything else is
    kept as soon as it is chosen.
    """

    add_operator = Signal()
    change_passphrase = Signal()
    renew_code = Signal()

    def __init__(self, presenter: SettingsPresenter, *, is_lead: bool = False) -> None:
        super().__init__()
        self._is_lead = is_lead
        self._presenter = presenter
        choices = [_choice() for _each in range(5)]
        self._language, self._scale, self._colours, self._market, self._paper = choices
        self._people, self._facts = column(gap=0), column(gap=6)
        self._fill()
        lower = row((self._people_card(), 1), (self._about_card(), 1), gap=16)
        self._page = column(
            PageHead(_("Settings")), self._choices_card(), (lower, 1), gap=14, margins=(28, 18, 28, 18)
        )
        self.setLayout(column(fit_area(box(self._page)), gap=0))
        self.setFocusProxy(self._language)
        presenter.attach(self.show_state)
        self._language.activated.connect(self._language_chosen)
        self._market.activated.connect(lambda _i: presenter.market_day_chosen(self._market.currentData()))
        self._paper.activated.connect(lambda _i: presenter.paper_chosen(Paper(self._paper.currentData())))
        self._colours.activated.connect(lambda _i: presenter.contrast_chosen(self._colours.currentData()))
        self._scale.activated.connect(lambda _i: presenter.scale_chosen(int(self._scale.currentData())))

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window."""
        self._page.setContentsMargins(*((20, 10, 20, 10) if compact else (28, 18, 28, 18)))
        self._page.setSpacing(8 if compact else 14)

    def show_state(self, state: SettingsState) -> None:
        """Draw one state."""
        self._language.setCurrentIndex(self._language.findData(state.language))
        self._scale.setCurrentIndex(self._scale.findData(state.text_scale))
        self._colours.setCurrentIndex(self._colours.findData(state.contrast))
        self._market.setCurrentIndex(self._market.findData(state.market_weekday))
        self._paper.setCurrentIndex(self._paper.findData(state.paper.value))
        clear(self._people)
        for place, operator in enumerate(state.operators):
            name = people.operator_title(operator.name, operator.address_form)
            line = PersonLine(name=name, detail=people.duty(operator.role))
            if place:
                self._people.addWidget(rule())
            self._people.addWidget(PersonRow(line, lead=Avatar(initials(operator.name), name)))
        clear(self._facts)
        for icon, words in _facts(state):
            self._facts.addLayout(row(IconMark(icon, PAPER.ink2, 20), (label(words, wrap=True), 1), gap=12))

    def _fill(self) -> None:
        for code in available():
            self._language.addItem(language_name(code), code)
        for percent in SCALES:
            self._scale.addItem(f"{percent} %", percent)
        self._colours.addItem(_("Warm paper"), False)
        self._colours.addItem(_("High contrast"), True)
        self._paper.addItem(_("A5 sheet"), Paper.A5.value)
        self._paper.addItem(_("80 mm roll"), Paper.ROLL.value)
        self._market.addItem(_("No market day"), None)
        days = _("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday").split("|")
        for weekday, name in enumerate(days):
            self._market.addItem(name, weekday)

    def _choices_card(self) -> Card:
        hint = _("Offered first when agreeing on a day")
        fields = (
            Field(_("Language"), self._language, _("Slips stay in Vietnamese")),
            Field(_("Text size"), self._scale, _("For the whole program")),
            Field(_("Colours"), self._colours, _("Strong ones for bright light")),
            Field(_("Market day"), self._market, hint),
            Field(_("Slips"), self._paper, _("What the printer takes")),
        )
        return Card(row(*[(field, 1) for field in fields], gap=20, margins=(22, 16, 22, 16)))

    def _people_card(self) -> Card:
        add = Button(_("Add a person"), self.add_operator.emit, size=Size.SMALL, icon="plus")
        head = row((label(_("People at this machine"), Role.H3, wrap=True), 1), add, gap=12)
        return Card(column(head, rule(), self._people, None, gap=8, margins=(22, 14, 22, 14)))

    def _about_card(self) -> Card:
        words = _("Change the passphrase")
        change = Button(words, self.change_passphrase.emit, size=Size.SMALL, icon="key-round")
        head = row((label(_("This machine"), Role.H3), 1), change, gap=12)
        renew = Button(_("New recovery code"), self.renew_code.emit, size=Size.SMALL, icon="file-text")
        foot = [row(renew, None)] if self._is_lead else []
        return Card(column(head, rule(), self._facts, None, *foot, gap=8, margins=(22, 16, 22, 14)))

    def _language_chosen(self, _place: int) -> None:
        self._presenter.language_chosen(str(self._language.currentData()))


def _choice() -> QComboBox:
    """Five stand side by side: none asks for more room than most of its words need."""
    choice = QComboBox()
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(LEAST_LETTERS)
    return choice


def _facts(state: SettingsState) -> tuple[tuple[str, str], ...]:
    paired = state.point if state.is_paired else _("not paired yet")
    return (
        ("landmark", _("Commune: {name}").format(name=state.commune)),
        ("cloud-upload", _("Support point: {name}").format(name=paired)),
        ("file-text", _("Guide: {name}").format(name=state.guide)),
        ("info", _("Version {version}. Free software, Apache-2.0.").format(version=state.version)),
    )

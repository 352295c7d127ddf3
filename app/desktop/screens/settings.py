"""Settings: language, text size, the commune's market day, the people at this machine, what this program is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.desktop.theme.tokens import SCALES, Role
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.buttons import Button
from app.desktop.widgets.card import Card
from app.desktop.widgets.field import Field
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.page_head import PageHead
from app.desktop.widgets.typography import label, rule
from app.i18n import _, available, language_name
from app.presentation.settings import SettingsPresenter, SettingsState


class SettingsScreen(QWidget):
    """`scaled(percent)` asks for another text size, `add_operator` for one more person."""

    scaled = Signal(int)
    add_operator = Signal()

    def __init__(self, presenter: SettingsPresenter, scale: int) -> None:
        super().__init__()
        self._language, self._scale, self._market = QComboBox(), QComboBox(), QComboBox()
        for code in available():
            self._language.addItem(language_name(code), code)
        for percent in SCALES:
            self._scale.addItem(f"{percent} %", percent)
        self._market.addItem(_("No market day"), None)
        days = _("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday").split("|")
        for weekday, name in enumerate(days):
            self._market.addItem(name, weekday)
        self._scale.setCurrentIndex(self._scale.findData(scale))
        self._people, self._about = label("", wrap=True), label("", Role.MUTED, wrap=True)
        add = Button(_("Add a person"), self.add_operator.emit, icon="plus")
        fields = row(
            (Field(_("Language"), self._language), 1), (Field(_("Text size"), self._scale), 1), gap=20
        )
        market = row(
            (Field(_("Market day"), self._market, _("Offered first when agreeing on a day")), 1), None, gap=20
        )
        body = column(
            fields,
            market,
            rule(),
            label(_("People at this machine"), Role.H3),
            row((self._people, 1), add),
            rule(),
            self._about,
            None,
            gap=14,
            margins=(24, 20, 24, 20),
        )
        page = column(PageHead(_("Settings")), (Card(body), 1), gap=14, margins=(28, 18, 28, 18))
        self.setLayout(column(fit_area(box(page)), gap=0))
        presenter.attach(self.show_state)
        self._language.activated.connect(
            lambda _i: presenter.language_chosen(str(self._language.currentData()))
        )
        self._market.activated.connect(lambda _i: presenter.market_day_chosen(self._market.currentData()))
        self._scale.activated.connect(lambda _i: self.scaled.emit(int(self._scale.currentData())))

    def show_state(self, state: SettingsState) -> None:
        """Draw one state."""
        self._language.setCurrentIndex(self._language.findData(state.language))
        self._market.setCurrentIndex(self._market.findData(state.market_weekday))
        self._people.setText(", ".join(state.operators))
        paired = state.point if state.is_paired else _("not paired yet")
        facts = (
            _("Commune: {name}").format(name=state.commune),
            _("Support point: {name}").format(name=paired),
            _("Guide: {name}").format(name=state.guide),
            _("Version {version}. Free software, Apache-2.0.").format(version=state.version),
        )
        self._about.setText("\n".join(facts))

"""The wizard of day one: one presenter, one page at a time, Enter goes on, the way back while nothing was made."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.desktop.screens.first_run.pages import (
    CommunePage,
    OperatorPage,
    PairingPage,
    PlacePage,
    TwicePage,
)
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.recovery_code import RecoveryCode
from app.desktop.widgets.wizard_page import WizardPage
from app.desktop.wording.exchange import pairing_trouble
from app.desktop.wording.trouble import store_trouble
from app.domain.faults import StoreTrouble
from app.i18n import _
from app.presentation.first_run import Blame, FirstRunPresenter, FirstRunState, Page
from app.usecases.device import Place
from app.usecases.lock import PIN_LENGTH

ICONS = {
    Page.PLACE: "map-pin",
    Page.COMMUNE: "landmark",
    Page.OPERATOR: "user",
    Page.PASSPHRASE: "key-round",
    Page.RECOVERY: "file-text",
    Page.PIN: "lock",
    Page.PAIRING: "cloud-upload",
}


class FirstRunWizard(QStackedWidget):
    """`sheet_file_wanted` and `sheet_picture_wanted`: other ways to read a pairing sheet, done by the desk."""

    sheet_file_wanted = Signal()
    sheet_picture_wanted = Signal()

    def __init__(self, presenter: FirstRunPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._page: WizardPage | None = None
        self._commune: CommunePage | None = None
        self._compact = False
        presenter.attach(self.show_state)

    def set_compact(self, compact: bool) -> None:
        """Tell the page on screen; the others are told when they are made."""
        self._compact = compact
        if self._page is not None:
            self._page.set_compact(compact)

    def show_state(self, state: FirstRunState) -> None:
        """Draw the page; a narrowed list of communes only changes the list."""
        if state.page is Page.COMMUNE and self._commune is not None:
            self._commune.show_found(state.found, state.was)
            return
        self._commune = None
        self._show(self._make(state))

    def _make(self, state: FirstRunState) -> WizardPage:
        match state.page:
            case Page.PLACE:
                return self._place(state)
            case Page.COMMUNE:
                return self._choose_commune(state)
            case Page.OPERATOR:
                return self._operator(state)
            case Page.PASSPHRASE:
                return self._passphrase(state)
            case Page.RECOVERY:
                return self._recovery(state)
            case Page.PIN:
                return self._pin(state)
            case Page.PAIRING:
                return self._pairing(state)

    def _place(self, state: FirstRunState) -> WizardPage:
        inside = PlacePage(state)
        page = self._frame(state, _("Hello. Where does this machine stand?"), "", inside)
        page.forward.connect(
            lambda: self._presenter.place_chosen(Place(inside.current or Place.COUNTER.value))
        )
        return page

    def _choose_commune(self, state: FirstRunState) -> WizardPage:
        inside = CommunePage(state)
        inside.typed.connect(self._presenter.commune_typed)
        inside.picked.connect(self._presenter.commune_chosen)
        page = self._frame(
            state, _("Choose the commune"), _("All 75 communes and wards are listed here."), inside
        )
        page.forward.connect(inside.pick)
        self._commune = inside
        return page

    def _operator(self, state: FirstRunState) -> WizardPage:
        inside = OperatorPage(state, _blames()[state.blame] if state.blame else "")
        page = self._frame(state, _("Who works here first?"), _("Others can be added later."), inside)

        def forward() -> None:
            self._presenter.operator_written(inside.name.text(), str(inside.form.currentData()))

        page.forward.connect(forward)
        return page

    def _passphrase(self, state: FirstRunState) -> WizardPage:
        blame = _blames().get(state.blame, "") if state.blame else ""
        if state.trouble:
            blame = store_trouble(StoreTrouble(state.trouble)).whole()
        lead = _("It opens this machine each morning.")
        hint = _("At least 8 characters, for example four words")
        inside = TwicePage(_("Passphrase"), _("Once more"), hint, blame=blame)
        page = self._frame(state, _("What opens this machine?"), lead, inside)
        page.set_ready(not state.busy)

        def forward() -> None:
            if inside.is_ready():
                self._presenter.passphrase_written(inside.first.text(), inside.again.text())

        page.forward.connect(forward)
        return page

    def _recovery(self, state: FirstRunState) -> WizardPage:
        lead = _("It opens this machine when the passphrase or this account's key is lost.")
        inside = RecoveryCode(state.recovery)
        page = self._frame(state, _("Keep this code on paper"), lead, inside, _("It is on paper"))

        def forward() -> None:
            if inside.is_on_paper():
                self._presenter.recovery_kept()

        page.forward.connect(forward)
        return page

    def _pin(self, state: FirstRunState) -> WizardPage:
        blame = _blames().get(state.blame, "") if state.blame else ""
        lead = _("Six digits. It only reopens the program while it is running.")
        inside = TwicePage(_("PIN"), _("Once more"), "", blame=blame, digits=PIN_LENGTH)
        page = self._frame(state, _("Choose a PIN for short breaks"), lead, inside)

        def forward() -> None:
            if inside.is_ready():
                self._presenter.pin_written(inside.first.text(), inside.again.text())

        page.forward.connect(forward)
        return page

    def _pairing(self, state: FirstRunState) -> WizardPage:
        trouble = _blames()[state.blame] if state.blame else ""
        if state.trouble:
            trouble = pairing_trouble(state.trouble).whole()
        inside = PairingPage(trouble, busy=state.busy)
        inside.read.connect(self._presenter.sheet_read)
        inside.typed.connect(self._presenter.sheet_typed)
        inside.file_wanted.connect(self.sheet_file_wanted)
        inside.picture_wanted.connect(self.sheet_picture_wanted)
        words = _("Not now") if state.alone else _("Later, work without the centre")
        later = Button(words, self._presenter.later, kind=Kind.QUIET)
        later.setEnabled(not state.busy)
        both = QWidget()
        both.setLayout(column(inside, row(later, None), gap=4))
        both.setFocusProxy(inside)
        next_text = _("Pairing…") if state.busy else _("Pair")
        lead = _("Scan the sheet now, or paste its text")
        page = self._frame(state, _("Pair with the centre"), lead, both, next_text)
        page.set_ready(not state.busy)
        page.forward.connect(inside.submit)
        return page

    def _frame(
        self, state: FirstRunState, title: str, lead: str, content: QWidget, next_text: str = ""
    ) -> WizardPage:
        step_text = _("{number} of {total}").format(number=state.number, total=len(Page))
        may_go_back = state.page in (Page.COMMUNE, Page.OPERATOR, Page.PASSPHRASE) and not state.busy
        page = WizardPage(
            title,
            lead,
            content,
            step=state.number,
            total=len(Page),
            step_text="" if state.alone else step_text,
            next_text=next_text or _("Go on"),
            back_text=_("Back") if may_go_back else "",
            icon=ICONS[state.page],
        )
        page.back.connect(self._presenter.back)
        page.setFocusProxy(content)
        return page

    def _show(self, page: WizardPage) -> None:
        old, self._page = self._page, page
        page.set_compact(self._compact)
        self.addWidget(page)
        self.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus()
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()


def _blames() -> dict[Blame, str]:
    return {
        Blame.NAME_MISSING: _("Write the name."),
        Blame.NAME_SECRET: _("This looks like a password or a code. Leave it out."),
        Blame.PASSPHRASE_SHORT: _("The passphrase needs at least 8 characters."),
        Blame.PASSPHRASES_DIFFER: _("The two are not the same. Type both again."),
        Blame.PIN_SHORT: _("A PIN has six digits."),
        Blame.PINS_DIFFER: _("The two are not the same. Type both again."),
        Blame.SHEET_UNREADABLE: _("This is not a pairing sheet. Nothing was changed. Check the three parts."),
    }

"""Day one on a new machine: where it stands, who works at it, what opens it, and the pairing with central."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.contract.pairing import PairingSheet, read_sheet, typed_sheet
from app.domain.places import Commune, Rename, find_communes, successors
from app.domain.secrets_guard import looks_like_secret
from app.presentation.watched import Watched
from app.usecases.device import Place
from app.usecases.lock import PIN_LENGTH

LEAST_PASSPHRASE = 8
"""Characters; with the keyring's secret this is two factors (NIST SP 800-63B-4)."""


class Page(StrEnum):
    """One decision each, in order."""

    PLACE = "place"
    COMMUNE = "commune"
    OPERATOR = "operator"
    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"
    PIN = "pin"
    PAIRING = "pairing"


class Blame(StrEnum):
    """Why a page does not go on; the words are the screen's."""

    NAME_MISSING = "name_missing"
    NAME_SECRET = "name_secret"
    PASSPHRASE_SHORT = "passphrase_short"
    PASSPHRASES_DIFFER = "passphrases_differ"
    PIN_SHORT = "pin_short"
    PINS_DIFFER = "pins_differ"
    SHEET_UNREADABLE = "sheet_unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was decided so far; the passphrase is handed over and not kept here."""

    place: Place = Place.COUNTER
    commune: Commune | None = None
    operator_name: str = ""
    address_form: str = "chi"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRunState:
    """What the wizard shows. `trouble` is a stable code from pairing; `busy` while something long runs."""

    page: Page = Page.PLACE
    answers: Answers = field(default_factory=Answers)
    found: tuple[Commune, ...] = ()
    was: tuple[Rename, ...] = ()
    recovery: str = ""
    blame: Blame | None = None
    trouble: str = ""
    busy: bool = False
    alone: bool = False
    """Only this page is shown, on a machine that works already."""

    @property
    def number(self) -> int:
        """This page's number, from 1."""
        return tuple(Page).index(self.page) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What the machine does between pages; each long one answers later through its callbacks."""

    create: Callable[[Answers, str, Callable[[str], None]], None]
    """Make the store with a passphrase; the callback gets the recovery code."""
    set_pin: Callable[[str], None]
    pair: Callable[[PairingSheet, Callable[[str], None]], None]
    """Pair; the callback gets an empty text or a trouble code."""
    done: Callable[[], None]
    practise: Callable[[], None]
    """Leave this wizard for the practice village: a training machine has no store of its own."""


class FirstRunPresenter(Watched[FirstRunState]):
    """Pages go forward one decision at a time; once the store exists there is no way back before it."""

    def __init__(
        self,
        communes: tuple[Commune, ...],
        renames: tuple[Rename, ...],
        steps: Steps,
        page: Page = Page.PLACE,
        *,
        has_store: bool = False,
    ) -> None:
        self._communes, self._renames, self._steps = communes, renames, steps
        self._has_store = has_store
        self._state = FirstRunState(found=communes, page=page, alone=page is Page.PAIRING)

    def state(self) -> FirstRunState:
        """The state shown last."""
        return self._state

    def back(self) -> None:
        """One page back, while nothing was made yet."""
        if not self._state.busy and self._state.page in (Page.COMMUNE, Page.OPERATOR, Page.PASSPHRASE):
            pages = tuple(Page)
            self._go(pages[pages.index(self._state.page) - 1])

    def place_chosen(self, place: Place) -> None:
        """Counter or visits; a machine for training is never set up to send anything."""
        if place is Place.TRAINING:
            self._steps.practise()
            return
        self._answer(Page.COMMUNE, replace(self._state.answers, place=place))

    def commune_typed(self, text: str) -> None:
        """Narrow the list; an old unit's name leads to the new one."""
        found = find_communes(self._communes, text) if text.strip() else self._communes
        was = successors(self._renames, text) if not found else ()
        self._show(replace(self._state, found=found, was=was))

    def commune_chosen(self, code: str) -> None:
        """This commune."""
        chosen = next((c for c in self._communes if c.code == code), None)
        if chosen is not None:
            self._answer(Page.OPERATOR, replace(self._state.answers, commune=chosen))

    def operator_written(self, name: str, address_form: str) -> None:
        """Who works here first."""
        if looks_like_secret(name) or not name.strip():
            blame = Blame.NAME_SECRET if name.strip() else Blame.NAME_MISSING
            self._show(replace(self._state, blame=blame))
            return
        answers = replace(self._state.answers, operator_name=name.strip(), address_form=address_form)
        if self._has_store:
            self._steps.create(answers, "", lambda _code: self._answer(Page.PIN, answers))
        else:
            self._answer(Page.PASSPHRASE, answers)

    def passphrase_written(self, passphrase: str, again: str) -> None:
        """What opens the machine; the store is made now."""
        if self._state.busy:
            return
        if len(passphrase) < LEAST_PASSPHRASE:
            self._show(replace(self._state, blame=Blame.PASSPHRASE_SHORT, trouble=""))
        elif passphrase != again:
            self._show(replace(self._state, blame=Blame.PASSPHRASES_DIFFER, trouble=""))
        else:
            self._show(replace(self._state, busy=True, blame=None, trouble=""))
            self._steps.create(self._state.answers, passphrase, self._created)

    def recovery_kept(self) -> None:
        """The code is on paper; it is not shown again."""
        self._show(replace(self._state, recovery="", page=Page.PIN, blame=None))

    def pin_written(self, pin: str, again: str) -> None:
        """Six digits, twice."""
        if len(pin) != PIN_LENGTH or not pin.isdecimal():
            self._show(replace(self._state, blame=Blame.PIN_SHORT))
            return
        if pin != again:
            self._show(replace(self._state, blame=Blame.PINS_DIFFER))
            return
        self._steps.set_pin(pin)
        self._go(Page.PAIRING)

    def sheet_read(self, text: str) -> None:
        """A pairing sheet was scanned, opened or pasted; on the pages before it waits for its own page."""
        if self._state.page is not Page.PAIRING:
            return
        self._pair(read_sheet(text))

    def sheet_typed(self, address: str, fingerprint: str, code: str) -> None:
        """A pairing sheet was typed."""
        self._pair(typed_sheet(address, fingerprint, code))

    def later(self) -> None:
        """Work without central for now."""
        self._steps.done()

    def failed(self, trouble: str) -> None:
        """The store could not be made; nothing was lost because nothing was there."""
        self._show(replace(self._state, busy=False, trouble=trouble))

    def _created(self, recovery: str) -> None:
        self._show(replace(self._state, busy=False, recovery=recovery, page=Page.RECOVERY, trouble=""))

    def _pair(self, sheet: PairingSheet | None) -> None:
        if self._state.busy:
            return
        if sheet is None:
            self._show(replace(self._state, blame=Blame.SHEET_UNREADABLE, trouble=""))
            return
        self._show(replace(self._state, busy=True, blame=None, trouble=""))
        self._steps.pair(sheet, self._paired)

    def _paired(self, trouble: str) -> None:
        if trouble:
            self._show(replace(self._state, busy=False, trouble=trouble))
        else:
            self._steps.done()

    def _answer(self, page: Page, answers: Answers) -> None:
        self._state = replace(self._state, answers=answers)
        self._go(page)

    def _go(self, page: Page) -> None:
        """Another page begins without blame and with the whole list of communes."""
        fresh = replace(self._state, page=page, found=self._communes, was=(), blame=None, trouble="")
        self._show(fresh)

    def _show(self, state: FirstRunState) -> None:
        self._state = state
        self.refresh()

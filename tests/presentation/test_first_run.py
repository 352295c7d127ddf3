"""Day one: one decision a page, the way back while nothing was made, every blame, and pairing or later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from app import resources
from app.contract.pairing import PairingSheet
from app.domain.places import communes_from_csv, renames_from_csv
from app.presentation.first_run import (
    LEAST_PASSPHRASE,
    Answers,
    Blame,
    FirstRunPresenter,
    FirstRunState,
    Page,
    Steps,
)
from app.usecases.device import Place

COMMUNES = communes_from_csv(resources.text("places", "communes_sonla.csv"))
RENAMES = renames_from_csv(resources.text("places", "old_to_new_communes_sonla.csv"))
GOOD = "bốn chữ dễ nhớ"
SHEET = PairingSheet("https://central.example", "central-1", "0123456789ABCDEF", "ABCDE12345")


@dataclass
class DayOne:
    """A first run, what it showed, and what the machine was asked to do."""

    page: Page = Page.PLACE
    has_store: bool = False
    shown: list[FirstRunState] = field(default_factory=list)
    created: list[tuple[Answers, str]] = field(default_factory=list)
    pins: list[str] = field(default_factory=list)
    sheets: list[PairingSheet] = field(default_factory=list)
    entered: int = 0
    practised: int = 0

    def __post_init__(self) -> None:
        steps = Steps(
            create=self._create,
            set_pin=self.pins.append,
            pair=self._pair,
            done=self._done,
            practise=self._practise,
        )
        self.run = FirstRunPresenter(COMMUNES, RENAMES, steps, self.page, has_store=self.has_store)
        self.run.attach(self.shown.append)

    @property
    def state(self) -> FirstRunState:
        return self.shown[-1]

    def to(self, page: Page) -> DayOne:
        """Forward with good answers."""
        ways: dict[Page, Callable[[], None]] = {
            Page.PLACE: lambda: self.run.place_chosen(Place.VISIT),
            Page.COMMUNE: lambda: self.run.commune_chosen(COMMUNES[3].code),
            Page.OPERATOR: lambda: self.run.operator_written(" Cầm Thị Mẫu ", "anh"),
            Page.PASSPHRASE: lambda: self.run.passphrase_written(GOOD, GOOD),
            Page.RECOVERY: self.run.recovery_kept,
            Page.PIN: lambda: self.run.pin_written("246810", "246810"),
        }
        while self.state.page is not page:
            here = self.state.page
            ways[here]()
            if self.state.busy:
                self.made("ABCDE-FGHJK")
        return self

    def _create(self, answers: Answers, passphrase: str, made: Callable[[str], None]) -> None:
        self.created.append((answers, passphrase))
        self.made = made

    def _pair(self, sheet: PairingSheet, answered: Callable[[str], None]) -> None:
        self.sheets.append(sheet)
        self.answered = answered

    def _practise(self) -> None:
        self.practised += 1

    def _done(self) -> None:
        self.entered += 1


def test_the_pages_come_one_by_one_with_their_numbers() -> None:
    day = DayOne()
    for number, page in enumerate(Page, start=1):
        day.to(page)
        assert (day.state.page, day.state.number) == (page, number)


def test_the_store_is_made_from_what_was_answered() -> None:
    day = DayOne().to(Page.RECOVERY)
    [(answers, passphrase)] = day.created
    assert (answers.place, answers.commune, answers.operator_name, answers.address_form, passphrase) == (
        Place.VISIT,
        COMMUNES[3],
        "Cầm Thị Mẫu",
        "anh",
        GOOD,
    )


def test_a_machine_for_practice_asks_nothing_more_and_makes_nothing() -> None:
    day = DayOne()
    day.run.place_chosen(Place.TRAINING)
    assert (day.practised, day.state.page, day.created) == (1, Page.PLACE, [])


def test_no_state_ever_holds_the_passphrase_or_the_pin() -> None:
    day = DayOne().to(Page.PAIRING)
    assert day.pins == ["246810"]
    for state in day.shown:
        assert GOOD not in repr(state)
        assert "246810" not in repr(state)


def test_back_leads_through_the_pages_and_keeps_the_answers() -> None:
    day = DayOne().to(Page.PASSPHRASE)
    pages = []
    while day.state.page is not Page.PLACE:
        day.run.back()
        pages.append(day.state.page)
    assert pages == [Page.OPERATOR, Page.COMMUNE, Page.PLACE]
    assert (day.state.answers.commune, day.state.answers.operator_name) == (COMMUNES[3], "Cầm Thị Mẫu")


@pytest.mark.parametrize("page", [Page.PLACE, Page.RECOVERY, Page.PIN, Page.PAIRING])
def test_there_is_no_way_back_before_the_store(page: Page) -> None:
    day = DayOne().to(page)
    day.run.back()
    assert day.state.page is page


def test_a_page_goes_nowhere_while_the_store_is_being_made() -> None:
    day = DayOne().to(Page.PASSPHRASE)
    day.run.passphrase_written(GOOD, GOOD)
    assert day.state.busy
    day.run.back()
    day.run.passphrase_written(GOOD, GOOD)
    assert (day.state.page, len(day.created)) == (Page.PASSPHRASE, 1)
    day.made("ABCDE-FGHJK")
    assert (day.state.page, day.state.busy, day.state.recovery) == (Page.RECOVERY, False, "ABCDE-FGHJK")


def test_the_recovery_code_is_shown_once() -> None:
    day = DayOne().to(Page.RECOVERY)
    day.run.recovery_kept()
    assert (day.state.page, day.state.recovery) == (Page.PIN, "")


def test_communes_are_narrowed_while_typing() -> None:
    day = DayOne().to(Page.COMMUNE)
    assert day.state.found == COMMUNES
    day.run.commune_typed("muong bu")
    assert [commune.name for commune in day.state.found] == ["Xã Mường Bú"]
    day.run.commune_typed("  ")
    assert day.state.found == COMMUNES


def test_an_old_name_leads_to_the_new_commune() -> None:
    day = DayOne().to(Page.COMMUNE)
    current = {commune.short_name for commune in COMMUNES}
    old = next(one for one in RENAMES if not any(one.old_name.endswith(name) for name in current))
    day.run.commune_typed(old.old_name)
    assert day.state.found == ()
    assert old.new_code in {one.new_code for one in day.state.was}
    day.run.commune_chosen(old.new_code)
    assert day.state.page is Page.OPERATOR


def test_a_commune_that_is_none_is_not_taken() -> None:
    day = DayOne().to(Page.COMMUNE)
    day.run.commune_chosen("99999")
    assert (day.state.page, day.state.answers.commune) == (Page.COMMUNE, None)


def test_coming_back_to_the_communes_shows_them_all() -> None:
    day = DayOne().to(Page.COMMUNE)
    day.run.commune_typed("muong bu")
    day.run.commune_chosen(day.state.found[0].code)
    day.run.back()
    assert day.state.found == COMMUNES


def test_every_blame_stays_on_its_page_and_goes_with_a_good_answer() -> None:
    short, good = "x" * (LEAST_PASSPHRASE - 1), "x" * LEAST_PASSPHRASE
    day = DayOne().to(Page.OPERATOR)
    blamed: list[tuple[Callable[[], None], Blame, Page]] = [
        (lambda: day.run.operator_written("  ", "chi"), Blame.NAME_MISSING, Page.OPERATOR),
        (lambda: day.run.operator_written("246810", "chi"), Blame.NAME_SECRET, Page.OPERATOR),
        (lambda: day.run.passphrase_written(short, short), Blame.PASSPHRASE_SHORT, Page.PASSPHRASE),
        (lambda: day.run.passphrase_written(good, good + "y"), Blame.PASSPHRASES_DIFFER, Page.PASSPHRASE),
        (lambda: day.run.pin_written("2468", "2468"), Blame.PIN_SHORT, Page.PIN),
        (lambda: day.run.pin_written("246810", "246811"), Blame.PINS_DIFFER, Page.PIN),
        (lambda: day.run.sheet_read("https://vneid.gov.vn"), Blame.SHEET_UNREADABLE, Page.PAIRING),
        (lambda: day.run.sheet_typed("", "", ""), Blame.SHEET_UNREADABLE, Page.PAIRING),
    ]
    assert {blame for _, blame, _ in blamed} == set(Blame)
    for wrong, blame, page in blamed:
        day.to(page)
        assert day.state.page is page
        wrong()
        assert (day.state.page, day.state.blame) == (page, blame)
    assert (len(day.created), day.pins, day.sheets) == (1, ["246810"], [])
    day.run.sheet_read(SHEET.to_text())
    assert day.state.blame is None


def test_a_store_that_could_not_be_made_says_why_until_the_next_try() -> None:
    day = DayOne().to(Page.PASSPHRASE)
    day.run.passphrase_written(GOOD, GOOD)
    day.run.failed("disk_full")
    assert (day.state.page, day.state.busy, day.state.trouble) == (Page.PASSPHRASE, False, "disk_full")
    day.run.passphrase_written("x", "x")
    assert (day.state.blame, day.state.trouble) == (Blame.PASSPHRASE_SHORT, "")
    day.run.passphrase_written(GOOD, GOOD)
    assert (day.state.busy, day.state.trouble, len(day.created)) == (True, "", 2)


def test_a_sheet_pairs_and_lets_in() -> None:
    day = DayOne().to(Page.PAIRING)
    day.run.sheet_read(SHEET.to_text())
    assert (day.sheets, day.state.busy, day.entered) == ([SHEET], True, 0)
    day.run.sheet_read(SHEET.to_text())
    assert day.sheets == [SHEET]
    day.answered("")
    assert day.entered == 1


def test_a_typed_sheet_pairs_too() -> None:
    day = DayOne().to(Page.PAIRING)
    day.run.sheet_typed(" https://central.example/ ", "0123 4567-89ab cdef", "abcde 12345")
    assert day.sheets == [PairingSheet("https://central.example", "", SHEET.fingerprint, SHEET.code)]


@pytest.mark.parametrize("code", ["code_used", "no_network", "pairing_not_proven"])
def test_a_pairing_that_fails_says_why_and_may_be_tried_again(code: str) -> None:
    day = DayOne().to(Page.PAIRING)
    day.run.sheet_read(SHEET.to_text())
    day.answered(code)
    assert (day.state.page, day.state.busy, day.state.trouble, day.entered) == (Page.PAIRING, False, code, 0)
    day.run.sheet_read("not a sheet")
    assert (day.state.blame, day.state.trouble) == (Blame.SHEET_UNREADABLE, "")
    day.run.sheet_read(SHEET.to_text())
    assert (len(day.sheets), day.state.trouble, day.state.blame) == (2, "", None)


def test_work_begins_without_central_as_well() -> None:
    day = DayOne().to(Page.PAIRING)
    day.run.later()
    assert (day.entered, day.sheets) == (1, [])


def test_a_store_without_anybody_in_it_only_asks_who_works_here() -> None:
    """A machine switched off between making the store and its first operator."""
    day = DayOne(page=Page.OPERATOR, has_store=True)
    day.run.operator_written("Cầm Thị Mẫu", "chi")
    [(answers, passphrase)] = day.created
    assert (answers.operator_name, passphrase) == ("Cầm Thị Mẫu", "")
    day.made("")
    assert day.state.page is Page.PIN


def test_a_machine_that_works_already_only_pairs() -> None:
    day = DayOne(page=Page.PAIRING)
    assert (day.state.page, day.state.number) == (Page.PAIRING, 7)

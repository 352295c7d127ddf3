"""Getting in: day one by keyboard, the passphrase, the code on paper, and every trouble with the store."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from app.contract.faults import Unreachable
from app.desktop.screens.first_run.pages import (
    CommunePage,
    OperatorPage,
    PairingPage,
    TwicePage,
)
from app.desktop.screens.lock import LockScreen
from app.desktop.screens.opening import OpeningScreen
from app.desktop.screens.today import TodayScreen
from app.desktop.widgets.banner import Banner
from app.desktop.widgets.buttons import Button
from app.desktop.widgets.recovery_code import RecoveryCode
from app.desktop.wording.trouble import store_trouble
from app.domain.faults import StoreFault, StoreTrouble
from app.i18n import _
from app.storage.opening import create_store
from app.usecases.device import device_identity
from tests.desktop.conftest import OpenDesk
from tests.support.desks import PIN, Bench, Counter, people_of
from tests.support.keys import ALT, CARD, ENTER
from tests.support.stores import CHEAP, INSTANCE, PASSPHRASE


@pytest.fixture
def counter(open_desk: OpenDesk) -> Counter:
    """A desk nobody has entered."""
    return open_desk()


def twice(counter: Counter, secret: str) -> None:
    counter.sees(TwicePage)
    counter.write(secret)
    counter.press(ENTER)
    counter.write(secret)
    counter.press(ENTER)


def to_passphrase(counter: Counter) -> None:
    counter.start().press("1")
    counter.press(ENTER)
    counter.sees(CommunePage)
    counter.write("to hieu")
    counter.press(ENTER)
    counter.sees(OperatorPage)
    counter.write("Lo Thi Mau")
    counter.press(ENTER)
    counter.sees(TwicePage)


def later(counter: Counter) -> None:
    page = counter.sees(PairingPage)
    words = _("Later, work without the centre")
    [button] = [b for b in page.parentWidget().findChildren(Button) if b.text() == words]
    button.click()


def test_day_one_by_keyboard_ends_at_today(counter: Counter) -> None:
    to_passphrase(counter)
    twice(counter, PASSPHRASE.encode("ascii", "ignore").decode())
    code = counter.sees(RecoveryCode)
    [paper] = [label.text() for label in code.findChildren(QLabel) if len(label.text()) == 23]
    counter.write(paper[-5:].lower())
    counter.press(ENTER)
    twice(counter, PIN)
    later(counter)
    counter.sees(TodayScreen)
    store = counter.desk.store
    assert store is not None
    identity = device_identity(store)
    assert identity is not None
    assert (identity.commune, identity.is_paired) == ("03646", False)
    [lead] = people_of(store)
    assert (lead.name, lead.role) == ("Lo Thi Mau", "lead")


def test_a_full_disk_on_day_one_is_told_and_tried_again(bench: Bench, open_desk: OpenDesk) -> None:
    real, tries = bench.machine().create, list[str]()

    def create(passphrase: str) -> object:
        tries.append(passphrase)
        if len(tries) == 1:
            raise StoreFault(StoreTrouble.DISK_FULL)
        return real(passphrase)

    bench.changed["create"] = create
    counter = open_desk()
    to_passphrase(counter)
    twice(counter, "bon tu dai")
    words = store_trouble(StoreTrouble.DISK_FULL).whole()
    counter.sees(QLabel, lambda label: label.text() == words)
    twice(counter, "bon tu dai")
    counter.sees(RecoveryCode)
    assert tries == ["bon tu dai", "bon tu dai"]


def test_a_window_closed_on_day_one_frees_the_store(bench: Bench, open_desk: OpenDesk) -> None:
    counter = open_desk()
    to_passphrase(counter)
    twice(counter, "bon tu dai")
    counter.sees(RecoveryCode)
    counter.close()
    again = bench.open("bon tu dai")
    assert people_of(again)


def test_day_one_cut_short_goes_on_without_asking_for_the_passphrase_again(
    bench: Bench, open_desk: OpenDesk
) -> None:
    store, _code = create_store(bench.folder, PASSPHRASE, bench.keyring, INSTANCE, cost=CHEAP)
    store.close()
    counter = open_desk().start()
    counter.sees(OpeningScreen).passphrase.emit(PASSPHRASE)
    counter.sees(QPushButton, lambda b: b.text() == _("Go on"))
    counter.press("1")
    counter.press(ENTER)
    counter.sees(CommunePage)
    counter.write("to hieu")
    counter.press(ENTER)
    counter.sees(OperatorPage)
    counter.write("Lo Thi Mau")
    counter.press(ENTER)
    twice(counter, PIN)
    later(counter)
    counter.sees(TodayScreen)
    assert counter.desk.store is not None
    assert [person.name for person in people_of(counter.desk.store)] == ["Lo Thi Mau"]


def test_the_passphrase_opens_and_a_wrong_one_says_so(counter: Counter) -> None:
    counter.open_store().close()
    counter.start()
    screen = counter.sees(OpeningScreen)
    counter.write("khong phai")
    counter.press(ENTER)
    wrong = store_trouble(StoreTrouble.WRONG_PASSPHRASE).whole()
    notice = counter.sees(Banner, lambda banner: banner.notice is not None).notice
    assert notice is not None
    assert notice.words == wrong
    screen.passphrase.emit(PASSPHRASE)
    counter.sees(TodayScreen)


@pytest.mark.parametrize("trouble", StoreTrouble)
def test_every_trouble_of_the_store_is_told_and_nothing_is_deleted(
    bench: Bench, open_desk: OpenDesk, trouble: StoreTrouble
) -> None:
    counter = open_desk()
    counter.open_store().close()
    before = {path.name: path.stat().st_size for path in bench.folder.iterdir()}

    def broken(_passphrase: str) -> object:
        raise StoreFault(trouble)

    bench.changed["open"] = broken
    counter = open_desk().start()
    counter.write("bon tu dai")
    counter.press(ENTER)
    words = store_trouble(trouble).whole()
    counter.sees(Banner, lambda banner: banner.notice is not None and banner.notice.words == words)
    assert {path.name: path.stat().st_size for path in bench.folder.iterdir()} == before


@pytest.mark.parametrize("part", ["store.header.json", "store.header.copy.json"])
def test_one_damaged_key_file_does_not_matter(bench: Bench, open_desk: OpenDesk, part: str) -> None:
    counter = open_desk()
    store = counter.open_store()
    people = people_of(store)
    store.close()
    (bench.folder / part).write_text("{}")
    counter.start()
    counter.sees(OpeningScreen).passphrase.emit(PASSPHRASE)
    counter.sees(TodayScreen)
    assert counter.desk.store is not None
    assert people_of(counter.desk.store) == people


def test_a_program_that_is_open_already_is_told(bench: Bench, open_desk: OpenDesk) -> None:
    first = open_desk()
    store = first.open_store()
    second = open_desk().start()
    second.sees(OpeningScreen).passphrase.emit(PASSPHRASE)
    words = store_trouble(StoreTrouble.IN_USE).whole()
    second.sees(Banner, lambda banner: banner.notice is not None and banner.notice.words == words)
    assert second.desk.store is None
    store.close()


def test_the_code_on_paper_opens_when_the_account_lost_its_key(bench: Bench, open_desk: OpenDesk) -> None:
    store, code = bench.machine().create(PASSPHRASE)
    counter = open_desk()
    store.close()  # type: ignore[attr-defined]
    bench.keyring.secret = None
    counter.start()
    screen = counter.sees(OpeningScreen)
    screen.passphrase.emit(PASSPHRASE)
    lost = store_trouble(StoreTrouble.KEYRING_LOST).whole()
    counter.sees(Banner, lambda banner: banner.notice is not None and banner.notice.words == lost)
    screen.ask_recovery()
    screen.recovery.emit(code, "ngan")
    assert any(field.property("wrong") == "true" for field in screen.findChildren(QLineEdit))
    screen.recovery.emit(code, "mot cau moi dai")
    counter.sees(QPushButton, lambda b: b.text() == _("Go on"))


def test_several_people_say_who_is_there(bench: Bench, open_desk: OpenDesk) -> None:
    counter = open_desk()
    counter.open_store("Anh An Mẫu", "Chị Mai Mẫu").close()
    counter.start()
    counter.sees(OpeningScreen).passphrase.emit(PASSPHRASE)
    counter.sees(LockScreen)
    assert not [field for field in counter.window.findChildren(QLineEdit) if field.isVisible()]
    counter.press("2", ALT)
    counter.sees(TodayScreen)
    assert counter.desk.day is not None
    assert counter.desk.day.operator is not None
    assert counter.desk.day.operator.name == "Chị Mai Mẫu"


def test_a_card_scanned_at_the_entrance_is_nobodys(counter: Counter) -> None:
    counter.open_store().close()
    counter.start()
    counter.sees(OpeningScreen)
    counter.scan(CARD)
    assert counter.desk.day is None


def test_a_sheet_is_read_wherever_day_one_stands(bench: Bench, open_desk: OpenDesk) -> None:
    asked = list[object]()

    def pair(_store: object, sheet: object) -> object:
        asked.append(sheet)
        raise Unreachable("no_network")

    bench.changed["pair"] = pair
    counter = open_desk().enter()
    counter.desk.day.pair_wanted.emit()  # type: ignore[union-attr]
    page = counter.sees(PairingPage)
    counter.scan(CARD)
    assert asked == []
    page.read.emit("khong phai phieu")
    counter.sees(PairingPage, lambda one: bool(one.findChild(Banner).notice))

    later_words = _("Not now")
    [button] = [b for b in counter.window.findChildren(Button) if b.text() == later_words and b.isVisible()]
    button.click()
    counter.sees(TodayScreen)

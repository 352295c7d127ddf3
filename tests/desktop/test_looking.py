"""From the rail and from send and receive to what has to be decided, and back to nothing, on a real desk."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.contract.messages import WireContender, WireRecord
from app.desktop.doubles import Doubles
from app.desktop.screens.exchange import ExchangeScreen
from app.desktop.screens.look.screen import LookScreen
from app.desktop.shell.rail import NavButton
from app.desktop.tasks import Tasks
from app.desktop.widgets.value_radio import ValueRadio
from app.domain.changes import Mark, Op
from app.domain.same_person import Pair
from app.i18n import _
from app.usecases.ports import Store
from tests.support.desks import Counter
from tests.support.fake_store import FakeStore
from tests.support.fiction import Fiction
from tests.support.keys import CTRL, ENTER

PERSON = {"name": "Lò Thị Mẫu", "birth": "1950", "village": "Bản Mẫu"}


def store_of(counter: Counter) -> Store:
    store = counter.desk.store
    assert store is not None
    return store


def pull(counter: Counter, *records: WireRecord) -> None:
    """A page of the feed arrives."""
    store_of(counter).apply_page(records, Mark(1, max(record.seq for record in records)))


def person(id_: str, seq: int, **more: str) -> WireRecord:
    return WireRecord(id=id_, kind="citizen", commune="03646", seq=seq, fields={**PERSON, **more})


def disputed(seq: int = 1) -> WireRecord:
    """A person whose phone two places wrote differently."""
    said = {
        name: WireContender(change=f"c{name}", value=value, author="o", device=name, at=1)
        for name, value in (("a", "0912000001"), ("b", "0912000002"))
    }
    return WireRecord(
        id="r",
        kind="citizen",
        commune="03646",
        seq=seq,
        fields={**PERSON, "phone": "0912000001"},
        conflicts={"phone": [said["b"]]},
        writers={"phone": said["a"]},
    )


def in_rail(counter: Counter) -> list[NavButton]:
    title = _("To look at")
    buttons = counter.window.findChildren(NavButton)
    return [one for one in buttons if one.isVisible() and one.accessibleName().startswith(title)]


def test_with_nothing_to_look_at_the_rail_does_not_offer_it(counter: Counter) -> None:
    assert in_rail(counter) == []


def test_two_places_are_reached_from_the_rail_and_decided_by_one_key(counter: Counter) -> None:
    pull(counter, disputed())
    counter.qtbot.waitUntil(lambda: len(in_rail(counter)) == 1)
    [button] = in_rail(counter)
    assert button.accessibleName().endswith(", 1")
    button.click()
    counter.sees(ValueRadio)
    counter.press(ENTER, CTRL)
    [change] = [
        one.change for one in store_of(counter).read().unsent(10**9, 99) if one.change.op is Op.RESOLVE
    ]
    assert change.fields["phone"].seen == ("0912000001", "0912000002")
    assert change.fields["phone"].to == "0912000002"
    counter.window.show_room("today")
    counter.desk.day._show_sync()  # type: ignore[union-attr]
    assert in_rail(counter) == []


def test_the_first_value_is_taken_with_one_arrow_more(counter: Counter) -> None:
    """Flow H: one change and Ctrl+Enter, the mouse untouched."""
    pull(counter, disputed())
    counter.window.show_room("look")
    counter.sees(ValueRadio)
    counter.press(Qt.Key.Key_Left)
    counter.press(ENTER, CTRL)
    [change] = [
        one.change for one in store_of(counter).read().unsent(10**9, 99) if one.change.op is Op.RESOLVE
    ]
    assert change.fields["phone"].to == "0912000001"


def test_send_and_receive_leads_there_while_there_is_something(counter: Counter) -> None:
    counter.window.show_room("exchange")
    counter.sees(ExchangeScreen)
    words = _("Look at {count}").format(count="1")
    assert [one for one in counter.window.findChildren(QPushButton) if one.text() == words] == []
    pull(counter, disputed())
    counter.sees(QPushButton, lambda one: one.text() == words).click()
    counter.sees(LookScreen)


def test_doubles_are_found_in_the_background(counter: Counter) -> None:
    number = {"id_number": "014150000000"}
    pull(counter, person("r1", 1, **number), person("r2", 2, name="Quàng Thị Mẫu", **number))
    counter.qtbot.waitUntil(lambda: len(in_rail(counter)) == 1)
    counter.window.show_room("look")
    two = counter.sees(QPushButton, lambda one: one.text() == _("Two different people"))
    two.click()
    counter.qtbot.waitUntil(lambda: store_of(counter).read().records("apart") != {})
    assert counter.desk.rooms is not None
    assert counter.desk.rooms.look.entries == []


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


def test_a_wish_during_a_search_is_carried_out_after_it_once(counter: Counter, store: FakeStore) -> None:
    fiction = Fiction.seeded(3)
    tasks = Tasks(counter.window)
    doubles = Doubles(tasks, store, counter.window)
    found: list[Sequence[Pair]] = []
    for _each in range(3):
        doubles.search(found.append)
    with store.write() as work:
        for name in ("a", "b"):
            work.add(fiction.pen().create("citizen", name, dict(PERSON)))
    counter.qtbot.waitUntil(lambda: len(found) == 2)
    assert [(pair.one, pair.other) for pair in found[-1]] == [("a", "b")]
    tasks.close()

"""A day without network, then a way to central: everything arrives once, and a second laptop has it."""

from __future__ import annotations

from app.usecases.sync import SyncEnd
from tests.journeys.conftest import NewLaptop, client_of, pair
from tests.support.central_process import CentralProcess
from tests.support.laptop import Laptop, person

PEOPLE = 12


def test_a_day_offline_then_sent_then_seen_elsewhere(central: CentralProcess, new_laptop: NewLaptop) -> None:
    first = new_laptop()
    for number in range(PEOPLE):
        first.help_new(number)
    assert first.store.read().counters().waiting == PEOPLE
    pair(first, central)
    assert first.sync(client_of(first)).end is SyncEnd.DONE
    counters = first.store.read().counters()
    assert (counters.saved, counters.received, counters.waiting, counters.attention) == (PEOPLE, PEOPLE, 0, 0)

    second = new_laptop()
    pair(second, central, "Đội đi bản mẫu")
    report = second.sync(client_of(second))
    assert (report.end, report.agrees) == (SyncEnd.DONE, True)
    assert len(second.store.read().find_people("lo thi", 50)) == PEOPLE
    assert _people(first) == _people(second)


def test_work_goes_on_while_central_sleeps(central: CentralProcess, new_laptop: NewLaptop) -> None:
    laptop = new_laptop()
    pair(laptop, central)
    client = client_of(laptop)
    central.stop()
    laptop.help_new(1)
    report = laptop.sync(client)
    assert report.end is SyncEnd.NO_NETWORK
    assert laptop.store.read().counters().waiting == 1
    laptop.help_new(2)
    central.start()
    assert laptop.sync(client_of(laptop, central.address)).end is SyncEnd.DONE
    assert laptop.store.read().counters().received == 2


def test_a_second_visit_travels_too(central: CentralProcess, new_laptop: NewLaptop) -> None:
    first, second = new_laptop(), new_laptop()
    pair(first, central)
    pair(second, central, "Đội đi bản mẫu")
    citizen = first.help(first.meet_new(person(7)), cards=2, reason="reason_a").citizen
    first.sync(client_of(first))
    second.sync(client_of(second))
    second.help(second.meet_again(citizen))
    second.sync(client_of(second))
    first.sync(client_of(first))
    here, there = first.store.read().record("ladder", citizen), second.store.read().record("ladder", citizen)
    assert here == there
    row = first.store.read().person(citizen)
    assert row is not None
    assert row.sessions == 2


def _people(laptop: Laptop) -> set[tuple[str, str, str]]:
    rows = laptop.store.read().find_people("lo thi", 50)
    return {(row.citizen, row.name, row.id_number) for row in rows}

"""Two laptops, one person, no network between them: nothing is silently lost, and both end up showing the same."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.changes import Pen, Value
from app.domain.ladder import TaskState, TaskStatus
from tests.journeys.conftest import NewLaptop, client_of, pair
from tests.support.central_process import CentralProcess
from tests.support.laptop import Laptop, person


def test_two_phones_for_one_person_become_a_question(central: CentralProcess, new_laptop: NewLaptop) -> None:
    first, second, citizen = _both_know_her(central, new_laptop)
    _edit(first, citizen, {"phone": "0912000001"})
    _edit(second, citizen, {"phone": "0912000002"})
    for laptop in (first, second, first):
        laptop.sync(client_of(laptop))
    shown = [laptop.store.read().record("citizen", citizen) for laptop in (first, second)]
    assert shown[0] == shown[1]
    assert shown[0] is not None
    assert shown[0]["phone"] == "0912000001", "the one that arrived first stands until a person decides"
    assert '"0912000002"' in central.command("view", "--people"), "the other one is kept"


def test_different_fields_never_conflict(central: CentralProcess, new_laptop: NewLaptop) -> None:
    first, second, citizen = _both_know_her(central, new_laptop)
    _edit(first, citizen, {"phone": "0912000001"})
    _edit(second, citizen, {"village": "Bản Khác"})
    for laptop in (first, second, first):
        laptop.sync(client_of(laptop))
    shown = first.store.read().record("citizen", citizen)
    assert shown is not None
    assert (shown["phone"], shown["village"]) == ("0912000001", "Bản Khác")


def test_the_ladder_keeps_the_furthest(central: CentralProcess, new_laptop: NewLaptop) -> None:
    first, second, citizen = _both_know_her(central, new_laptop)
    second.help(second.meet_again(citizen))
    first.help(first.meet_again(citizen), cards=0)
    for laptop in (second, first, second):
        laptop.sync(client_of(laptop))
    ladders = [laptop.store.read().record("ladder", citizen) for laptop in (first, second)]
    assert ladders[0] == ladders[1]
    assert ladders[0] is not None
    assert TaskState.from_value(ladders[0]["install"]).status is TaskStatus.DONE


def test_one_number_met_twice_is_two_records_for_a_person_to_see(
    central: CentralProcess, new_laptop: NewLaptop
) -> None:
    first, second = new_laptop(), new_laptop()
    pair(first, central)
    pair(second, central, "Đội đi bản mẫu")
    first.help_new(3)
    second.help_new(3)
    for laptop in (first, second, first):
        laptop.sync(client_of(laptop))
    number = str(person(3)["id_number"])
    assert len(first.store.read().people_with_number(number)) == 2
    assert first.store.read().counters().received == 1


def _both_know_her(central: CentralProcess, new_laptop: NewLaptop) -> tuple[Laptop, Laptop, str]:
    first, second = new_laptop(), new_laptop()
    pair(first, central)
    pair(second, central, "Đội đi bản mẫu")
    citizen = first.help(first.meet_new(person(1)), cards=1, reason="reason_a").citizen
    first.sync(client_of(first))
    second.sync(client_of(second))
    return first, second, citizen


def _edit(laptop: Laptop, citizen: str, after: Mapping[str, Value]) -> None:
    device = laptop.store.read().setting("device")
    pen = Pen(laptop.operator, device, int(laptop.clock.now().timestamp() * 1000), laptop.ids.new)
    with laptop.store.write() as work:
        before = work.record("citizen", citizen)
        assert before is not None
        work.add(pen.edit("citizen", citizen, before, after))

"""Doubted and returned work with a real central: people there decide, and both laptops hear of it."""

from __future__ import annotations

from dataclasses import replace

from app.central.wording import why_word
from app.domain.views import Counters
from app.usecases.mending import correct
from tests.journeys.conftest import NewLaptop, client_of, pair
from tests.support.central_process import CentralProcess
from tests.support.laptop import Laptop
from tests.support.two_places import pen


def by_a_stranger(laptop: Laptop, citizen: str, name: str) -> str:
    """An edit by somebody central does not know, which belongs to the person's session; its id."""
    session = laptop.store.read().last_session()
    assert session is not None
    with laptop.store.write() as work:
        before = work.record("citizen", citizen)
        assert before is not None
        stranger = replace(pen(laptop), author=laptop.ids.new())
        return work.add(stranger.edit("citizen", citizen, before, {"name": name}), session.session).id


def name_on(laptop: Laptop, citizen: str) -> object:
    return (laptop.store.read().record("citizen", citizen) or {}).get("name")


def test_accepted_it_counts_on_the_laptop_and_reaches_the_other_one(
    central: CentralProcess, new_laptop: NewLaptop
) -> None:
    first, second = new_laptop(), new_laptop()
    pair(first, central)
    pair(second, central, "Đội đi bản mẫu")
    citizen = first.help_new(1).citizen
    change = by_a_stranger(first, citizen, "Lò Thị Đúng")
    first.sync(client_of(first))
    second.sync(client_of(second))
    assert first.store.read().counters() == Counters(attention=1)
    assert [one.code for one in first.store.read().attention()] == ["unknown_author"]
    assert name_on(second, citizen) != "Lò Thị Đúng"
    listed = central.command("review", "list")
    assert f"{change}  03646" in listed
    assert why_word("unknown_author") in listed
    assert "Đúng" not in listed
    central.command("review", "accept", change)
    for laptop in (first, second):
        laptop.sync(client_of(laptop))
        assert name_on(laptop, citizen) == "Lò Thị Đúng"
    assert first.store.read().counters() == Counters(received=1)
    assert first.store.read().attention() == []
    assert change not in central.command("review", "list")
    refused = central.try_command("review", "accept", change)
    assert refused.returncode == 2, "nothing is decided twice"


def test_given_back_it_is_corrected_and_then_counts(central: CentralProcess, new_laptop: NewLaptop) -> None:
    laptop = new_laptop()
    pair(laptop, central)
    citizen = laptop.help_new(1).citizen
    laptop.sync(client_of(laptop))
    change = by_a_stranger(laptop, citizen, "Lò Thị Sai")
    laptop.sync(client_of(laptop))
    central.command("review", "return", change, "--comment", "Tên có đúng không?", "--by", "Chị Mẫu")
    laptop.sync(client_of(laptop))
    [back] = laptop.store.read().attention()
    assert (back.state, back.code, back.comment, back.by) == (
        "quarantined",
        "returned",
        "Tên có đúng không?",
        "Chị Mẫu",
    )
    correct(laptop.store, laptop.clock, laptop.ids, laptop.operator, back, {"name": "Lò Thị Đúng"})
    laptop.sync(client_of(laptop))
    assert laptop.store.read().counters() == Counters(received=1)
    assert '"Lò Thị Đúng"' in central.command("view", "--people")


def test_a_record_sent_back_waits_for_its_author_and_is_answered(
    central: CentralProcess, new_laptop: NewLaptop
) -> None:
    first, second = new_laptop(), new_laptop()
    pair(first, central)
    pair(second, central, "Đội đi bản mẫu")
    citizen = first.help_new(1).citizen
    first.sync(client_of(first))
    central.command("return", citizen, "--comment", "Có hai người tên này", "--by", "Chị Mẫu")
    for laptop in (first, second):
        laptop.sync(client_of(laptop))
    [back] = first.store.read().attention()
    assert (back.state, back.comment, back.by) == ("returned", "Có hai người tên này", "Chị Mẫu")
    assert first.store.read().counters() == Counters(attention=1)
    assert second.store.read().attention() == [], "it is asked of whoever wrote it"
    correct(first.store, first.clock, first.ids, first.operator, back, {"name": "Lò Thị Đúng"})
    for laptop in (first, second):
        laptop.sync(client_of(laptop))
        assert name_on(laptop, citizen) == "Lò Thị Đúng"
    assert first.store.read().counters() == Counters(received=1)


def test_laptops_know_each_other_by_name(central: CentralProcess, new_laptop: NewLaptop) -> None:
    first, second = new_laptop(), new_laptop()
    pair(first, central)
    there = pair(second, central, "Đội đi bản mẫu")
    first.sync(client_of(first))
    machine = first.store.read().records("machine")[there.device]
    assert machine == {"name": "Máy tập", "support_point": there.support_point}
